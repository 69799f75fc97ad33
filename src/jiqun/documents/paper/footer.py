"""The content's code in the footer of both papers."""


def short_code(digest: str) -> str:
    """The first twelve digits of a SHA-256, grouped to be read aloud: “A1B2-C3D4-E5F6”."""
    code = digest[:12].upper()
    return "-".join((code[:4], code[4:8], code[8:]))
