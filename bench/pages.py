"""The first page of who is eligible, with names, beside all counts from the facts.

And all counts of the first screen, which are kept: in milliseconds.

python -m bench.pages [--sizes 2000 20000 200000] [--runs 5]
"""

from __future__ import annotations

import sys
from functools import partial

from bench.counts import counted
from bench.figures import Figure, growth, report
from bench.registries import register, sizes
from bench.timing import in_turn, median, ratio, rounds, taken
from registry.desk.read.eligibility import EligibilitySource
from registry.desk.read.session import Reading, open_reading
from registry.desk.synth.setting import ON
from registry.eligibility import evaluate
from registry.reports.check import agrees
from registry.reports.overview import tallies
from registry.terms import Outcome

ROWS = 50
MOST = 1 / 200
TARGETED = 1_000_000
MOST_MS = 50.0


def first_page(reading: Reading) -> int:
    """The rows of the first screen, with names and what is missing."""
    source = EligibilitySource(reading, outcomes=(Outcome.ELIGIBLE,))
    return len(source.page(limit=ROWS))


def measure(size: int, runs: int) -> tuple[list[Figure], float]:
    """The ratio and the overview's milliseconds; the page's own seconds."""
    with open_reading(register(size)) as reading:
        counts = partial(counted, reading.connection, evaluate.counts)
        jobs = {
            "page": partial(taken, partial(first_page, reading)),
            "counts": partial(taken, counts),
            "board": partial(taken, lambda: tallies(reading.connection, ON)),
        }
        _require_the_same(reading)
        found = in_turn(jobs, runs, slow=("counts",))
    page = median(found["page"])
    how = f"{page * 1000:.1f} ms beside {median(found['counts']) * 1000:,.0f} ms"
    targeted = size >= TARGETED
    first = Figure(
        "first page with names / all counts from the facts",
        size,
        ratio(found["page"], found["counts"]),
        "",
        "≤" if targeted else "",
        MOST if targeted else None,
        how,
    )
    board = median(found["board"]) * 1000
    return [
        first,
        Figure("overview, all counts", size, board, "ms", "≤", MOST_MS),
    ], page


def _require_the_same(reading: Reading) -> None:
    """What is kept is read, and says what counting everybody says."""
    if not agrees(reading.connection, ON):
        raise SystemExit("not the same counts")


def main() -> int:
    """Measure at every size that is asked for, and how the page grows."""
    given = sizes(__doc__, 5).parse_args()
    seconds = {}
    for size in given.sizes:
        figures, seconds[size] = measure(size, rounds(size, given.runs))
        report(figures)
    report(growth("first page with names", seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
