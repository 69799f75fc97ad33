"""Choices of a database field: a word, and what people call it; typed, unlike Django's own."""

from enum import StrEnum
from typing import Self


class Choices(StrEnum):
    """Members are written ``NAME = "word", "称呼"``."""

    label: str

    def __new__(cls, word: str, label: str) -> "Choices":
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label
        return member

    @classmethod
    def of(cls, word: str) -> Self:
        """The member of a word that stands in the database."""
        return next(member for member in cls if member == word)

    @classmethod
    def pairs(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]
