"""Run every measurement in turn and write what came out: ``make bench``.

Every measurement is a process of its own. What it has found is in ``RESULTS.md`` as
soon as it is found: whoever stops it, or a measurement that fails, loses nothing else.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import KEPT_IN, collected, markdown, table
from bench.registries import NATION, SIZES, cache, register

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
SIZED = (
    "counts",
    "explanations",
    "pages",
    "kept",
    "engines",
    "eligibility",
    "footprint",
)
"""Measurements that are made at every size; each is also a command of its own."""
OTHERS = ("first_rows", "as_known", "count", "intake", "documents")
"""Measurements that know their own sizes."""


def main() -> int:
    """Run them all; 1 if one could not run. A missed target is told, not a failure."""
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--nation", action="store_true", help="at a million as well")
    options.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options.add_argument(
        "--only", nargs="+", choices=[*SIZED, *OTHERS], default=[*SIZED, *OTHERS]
    )
    given = options.parse_args()
    sizes = (*given.sizes, *([NATION] if given.nation else []))
    run = Run(cache() / f"figures-{os.getpid()}.jsonl")
    if set(given.only) & set(SIZED):
        for size in sizes:
            register(size)
    for at, name in enumerate(given.only, 1):
        of_size = ["--sizes", *map(str, sizes)] if name in SIZED else []
        run.measure(f"{at}/{len(given.only)}", name, of_size)
    print(table([one.cells() for one in collected(run.kept)]))
    print(f"written to {RESULTS}; could not run: {', '.join(run.failed) or 'none'}")
    run.kept.unlink(missing_ok=True)
    return int(bool(run.failed))


class Run:
    """One run of the measurements: the figures it has kept, and what has failed."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        self.failed: list[str] = []
        self._began = time.monotonic()
        kept.unlink(missing_ok=True)

    def measure(self, place: str, name: str, options: list[str]) -> None:
        """Run one measurement and write whatever it finds."""
        print(f"— {place} {name}, after {self._passed()}", flush=True)
        command = [sys.executable, "-m", f"bench.{name}", *options]
        environment = os.environ | {KEPT_IN: str(self.kept)}
        with subprocess.Popen(
            command, env=environment, cwd=HERE.parent, stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                self._write()
        if process.returncode:
            self.failed.append(name)
            print(f"  {name} could not run to its end; going on", flush=True)
        self._write()

    def _passed(self) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        return f"{minutes}:{seconds:02}"

    def _write(self) -> None:
        figures = collected(self.kept)
        failed = f"\nCould not run to the end: {', '.join(self.failed)}."
        lines = [
            "# Measured",
            "",
            "Written by `make bench` (`make bench-nation` adds a million enterprises).",
            "Ratios are medians of rounds in which both sides ran in turn; targets are",
            "those of the plan. Nothing here is a promise about another machine.",
            "",
            f"- on {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors,"
            f" load {os.getloadavg()[0]:.1f}, {self._passed()} minutes",
            f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
            "",
            markdown([one.cells() for one in figures]),
            *([failed] if self.failed else []),
            "",
        ]
        RESULTS.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
