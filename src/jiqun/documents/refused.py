"""Refused: a file that cannot be taken in, said in one Chinese sentence."""

from jiqun.core.facts import Problem


class Refused(Exception):
    """``str()`` says what is wrong and what to do; ``problems`` lists places where known."""

    def __init__(self, sentence: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(sentence)
        self.problems = problems
