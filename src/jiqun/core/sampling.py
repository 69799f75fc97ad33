"""Which figures and firms a visit (实地核查) checks: drawn so that anybody can draw them once more.

Everything that may be drawn is ranked by SHA-256 of the seed and its key, and the first are taken:
the same in every process and on every version of Python, whatever the order they come in. What the
applicant had to explain is always drawn. The sizes are the product's own: no rule gives any.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping

#: Beside the explained ones: about two from each of the six parts with figures, half a day's work.
SAMPLED_FIGURES = 12
#: Firms of which a row was explained, and any others: those that two officers can see in a day.
FLAGGED_FIRMS = 5
SAMPLED_FIRMS = 5

#: The parts (部分) each of which is represented, if it has figures.
STRATA = ("二", "三", "四", "五", "六", "七")

SEED_LENGTH = 16


def seed_of(digest: str, number: str, secret: str) -> str:
    """Of what was filed, under which number, and what nobody could know before the visit began:
    sixteen hexadecimal digits."""
    content = hashlib.sha256(f"{digest} {number} {secret}".encode())
    return content.hexdigest()[:SEED_LENGTH]


def place_of(seed: str, kind: str, key: str) -> str:
    """Where a key stands in the draw: the smaller, the sooner it is drawn."""
    return hashlib.sha256(f"{seed} {kind} {key}".encode()).hexdigest()


def ranked(seed: str, kind: str, keys: Iterable[str]) -> list[str]:
    return sorted(set(keys), key=lambda key: (place_of(seed, kind, key), key))


def draw_figures(
    seed: str,
    parts: Mapping[str, str],
    explained: Collection[str],
    size: int = SAMPLED_FIGURES,
) -> tuple[str, ...]:
    """Of the keys in ``parts``, which says of each in which part it stands: all that are explained,
    and ``size`` of the rest in the order of the draw: first one of each part, then any."""
    sure = ranked(seed, "figure", (key for key in parts if key in explained))
    rest = ranked(
        seed, "figure", (k for k, part in parts.items() if k not in explained and part in STRATA)
    )
    firsts = {parts[key]: key for key in reversed(rest)}
    first = [firsts[part] for part in STRATA if part in firsts]
    others = [key for key in rest if key not in first]
    return (*sure, *[*first, *others][: max(size, len(first))])


def draw_firms(
    seed: str,
    firms: Collection[str],
    flagged: Collection[str],
    *,
    first: int = FLAGGED_FIRMS,
    size: int = SAMPLED_FIRMS,
) -> tuple[str, ...]:
    """Of the firms: ``first`` of those whose rows were found fault with, and ``size`` of the rest;
    where there are too few of the one, more of the other."""
    faulty = ranked(seed, "firm", (firm for firm in firms if firm in flagged))
    others = ranked(seed, "firm", (firm for firm in firms if firm not in flagged))
    whole = first + size
    from_faulty = min(len(faulty), max(first, whole - len(others)))
    return (*faulty[:from_faulty], *others[: whole - from_faulty])
