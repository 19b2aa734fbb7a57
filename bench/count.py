"""A count by division and level, beside the GROUP BY that an expert writes by hand.

Side by side, in turn, in one run on one file: ``count --by 县市区,等级``, which
also finds those set aside and the samples for its terms, and one SELECT with joins.
Printed: the least time of each, their ratio (target 3 or less), whether the numbers are
the same; then all counts of the dashboard (target 50 ms, at the size of a city).

    python -m bench.count [--enterprises 3000] [--registry FILE] [--runs 5]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, report
from bench.timing import least
from registry.desk.office import Office
from registry.desk.read.counting import Matrix, count
from registry.desk.read.session import Reading, open_reading
from registry.desk.synth.build import Wanted, build
from registry.reports.overview import tallies

HAND = """
SELECT d.value, a.level, count(*) FROM enterprise e
LEFT JOIN division_spell d ON d.enterprise_id = e.id AND d.voided_by IS NULL
  AND (d.since IS NULL OR d.since <= :on) AND (d.until IS NULL OR d.until > :on)
LEFT JOIN (
  SELECT subject_id, level, max("on") FROM assessment
  WHERE voided_by IS NULL AND "on" <= :on
    AND (valid_until IS NULL OR valid_until > :on)
  GROUP BY subject_id) a ON a.subject_id = e.id
WHERE e.voided_by IS NULL AND e.merged_into IS NULL
GROUP BY 1, 2
"""
MOST_TIMES, MOST_MS = 3.0, 50.0


def by_hand(reading: Reading) -> list[int]:
    """The numbers of the hand-written statement."""
    return sorted(row[2] for row in reading.rows(HAND))


def counted(reading: Reading) -> Matrix:
    """The count as officials ask for it."""
    return count(reading, "", "县市区,等级")


def numbers(made: Matrix) -> list[int]:
    """The numbers that are not 0, without the sums."""
    return sorted(n for line in made.lines for n in line.numbers[:-1] if n)


def measure(path: Path, runs: int) -> bool:
    """Print both, and whether the targets are met."""
    with open_reading(path) as reading:
        same = numbers(counted(reading)) == by_hand(reading)
        ours = least(runs, lambda: counted(reading))
        theirs = least(runs, lambda: by_hand(reading))
        board = least(runs, lambda: tallies(reading.connection, reading.info.on))
        size = count(reading).total.numbers[0]
    how = f"{ours * 1000:,.1f} ms beside {theirs * 1000:,.1f} ms; the same: {same}"
    ratio = ours / theirs
    report(
        [
            Figure(
                "count by division and level / GROUP BY by hand",
                size,
                ratio,
                "",
                "≤",
                MOST_TIMES,
                how,
            ),
            Figure("dashboard, all counts", size, board * 1000, "ms", "≤", MOST_MS),
        ]
    )
    return same


def main() -> int:
    """Measure on a registry, or on one made for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=3000)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if asked.registry:
        return int(not measure(asked.registry, asked.runs))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "synth.db"
        build(Office(path, "bench"), Wanted(asked.enterprises, 1), lambda _: None)
        return int(not measure(path, asked.runs))


if __name__ == "__main__":
    sys.exit(main())
