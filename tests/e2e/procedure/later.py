"""The product on a clock that can be put forward while it runs; then days have passed.

Nothing that is stored is touched for it: to move the days of a notice would not do, since what was
objected to runs on from the day on which it was resumed, and that stands in a chain of events.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

#: By so many days the clock is ahead; in the folder of the data.
AHEAD = "days-ahead"


def put_forward(var: str, days: int) -> None:
    """From now on, by so many days altogether."""
    made = Path(var, f"{AHEAD}.made")
    made.write_text(str(days), "ascii")
    made.rename(Path(var, AHEAD))


def ahead() -> timedelta:
    file = Path(os.environ["JIQUN_VAR"], AHEAD)
    return timedelta(days=int(file.read_text("ascii")) if file.exists() else 0)


def run() -> None:
    from jiqun.cli import main
    from jiqun.web import clock

    real = clock.now

    def later() -> datetime:
        return real() + ahead()

    clock.now = later
    main()


if __name__ == "__main__":
    sys.exit(run())
