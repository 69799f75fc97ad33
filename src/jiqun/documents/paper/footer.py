"""The codes in the footer of both papers."""


def content_code(digest: str) -> str:
    """The first twelve digits of a SHA-256, grouped to be read aloud: “A1B2-C3D4-E5F6”."""
    code = digest[:12].upper()
    return "-".join((code[:4], code[4:8], code[8:]))


def content_line(code: str) -> str:
    """At the right: says whether two papers have the same content. Nobody is ever asked for it, so
    that it is not called like the one they are."""
    return f"内容码 {code}"


def mark_line(mark: str) -> str:
    """At the left of papers that are filed, on every page: see ``jiqun.core.receipt``."""
    return f"核验码 {mark}" if mark else ""
