"""The table of stages as a picture: a lane for each level, and an arrow for each transition."""

from dataclasses import dataclass

from jiqun.core.lifecycle import ENDS, TERMS, TRANSITIONS, Level, State, Transition

#: Leaving may happen almost everywhere: it is told beneath, and would only cover the rest.
LEAVING = ("quit", "terminate")

WIDTH, HEIGHT = 150, 40
LANE, ROW = 250, 78
MARGIN, TOP = 30, 60
NUMBER_AT = 0.36
#: The lanes from the left; the last is for what has come to its end.
LANES = (*Level, None)


@dataclass(frozen=True, slots=True)
class Box:
    """A stage; ``x`` and ``y`` are of its upper left corner, in units of the picture."""

    state: State
    x: int
    y: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + WIDTH // 2, self.y + HEIGHT // 2

    @property
    def text_y(self) -> int:
        return self.y + HEIGHT // 2 + 6

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A transition with its number in the table; ``path`` is as SVG has it, and the number stands
    at ``x``, ``y``."""

    number: int
    transition: Transition
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Diagram:
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[tuple[str, int], ...]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def drawn() -> Diagram:
    boxes = {
        state: Box(state, x_of(state), TOP + ROW * n) for n, state in enumerate(drawn_states())
    }
    numbers = {each: number for number, each in enumerate(TRANSITIONS, 1)}
    shown = [each for each in TRANSITIONS if each.verb not in LEAVING]
    return Diagram(
        boxes=tuple(boxes.values()),
        arrows=tuple(
            arrow(numbers[each], each, boxes[each.before], boxes[each.after]) for each in shown
        ),
        lanes=tuple(
            (lane.label if lane else "办结", MARGIN + LANE * n + WIDTH // 2)
            for n, lane in enumerate(LANES)
        ),
        width=2 * MARGIN + LANE * (len(LANES) - 1) + WIDTH,
        height=TOP + ROW * len(boxes),
    )


def drawn_states() -> tuple[State, ...]:
    """All but the one to which only leaving leads."""
    return tuple(state for state in State if state is not State.TERMINATED)


def x_of(state: State) -> int:
    lane = None if state in ENDS else TERMS[state].owner
    return MARGIN + LANE * LANES.index(lane)


def arrow(number: int, transition: Transition, start: Box, end: Box) -> Arrow:
    """Between lanes from side to side; within one down the middle, or, where something lies
    between, around it."""
    (x1, y1), (x2, y2) = start.middle, end.middle
    if x1 == x2:
        return within_lane(number, transition, start, end)
    right = x2 > x1
    x1, x2 = (x1 + WIDTH // 2, x2 - WIDTH // 2) if right else (x1 - WIDTH // 2, x2 + WIDTH // 2)
    shift = 8 if right else -8  # there and back do not lie upon each other
    y1, y2 = y1 + shift, y2 + shift
    bend = (x2 - x1) // 2
    path = f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    x = bezier(x1, x1 + bend, x2 - bend, x2)
    return Arrow(number, transition, path, x, bezier(y1, y1, y2, y2))


def bezier(a: int, b: int, c: int, d: int) -> int:
    """Where its number stands along a curve: nearer to its beginning, so that there and back don't
    meet."""
    t, s = NUMBER_AT, 1 - NUMBER_AT
    return round(a * s**3 + 3 * b * s**2 * t + 3 * c * s * t**2 + d * t**3)


def within_lane(number: int, transition: Transition, start: Box, end: Box) -> Arrow:
    down = end.y > start.y
    near = abs(end.y - start.y) == ROW
    if down and near:
        x = start.text_x
        y1, y2 = start.y + HEIGHT, end.y
        return Arrow(number, transition, f"M{x} {y1}L{x} {y2}", x, (y1 + y2) // 2)
    side = 1 if down else -1
    x = start.text_x + side * WIDTH // 2
    out = x + side * 46
    y1, y2 = start.middle[1], end.middle[1]
    path = f"M{x} {y1}C{out} {y1} {out} {y2} {x} {y2}"
    return Arrow(number, transition, path, x + side * 35, (y1 + y2) // 2)
