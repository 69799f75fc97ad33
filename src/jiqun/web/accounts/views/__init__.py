"""Pages for units and their people."""

from jiqun.web.accounts.views.signing_in import locked_out

__all__ = ["locked_out"]
