"""How times and such are said."""

from jiqun.web.wording import moment

__all__ = ["moment"]
