"""What is kept, and what has to go."""

from jiqun.web.kept import Kept


def test_who_was_not_asked_for_the_longest_goes_first() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    kept = Kept(make, len, 6)
    for name in ("aa", "bb", "aa", "cc", "dd", "aa", "bb"):
        assert kept.get(name) == name
    assert made == ["aa", "bb", "cc", "dd", "bb"]
    assert list(kept.values) == ["dd", "aa", "bb"]


def test_one_stays_whatever_it_weighs() -> None:
    kept = Kept(str.upper, len, 3)
    kept.get("a")
    assert [kept.get("heavy"), *kept.values] == ["HEAVY", "heavy"]


def test_to_look_is_not_to_ask() -> None:
    kept = Kept(str.upper, len, 2)
    assert not kept.has("a") and not kept.values
    kept.get("a"), kept.get("b")
    assert kept.has("a") and list(kept.values) == ["a", "b"]
    kept.get("c")
    assert not kept.has("a")
