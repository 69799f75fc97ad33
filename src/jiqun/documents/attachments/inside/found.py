"""What is found wrong with a file, as one word."""


class Found(Exception):
    """``str()`` is the word."""
