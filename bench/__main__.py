"""Run every measurement in turn and write what came out: ``make bench``."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import KEPT_IN, Figure, collected, markdown, table
from bench.registries import NATION, SIZES

HERE = Path(__file__).parent
SIZED = (
    "eligibility",
    "counts",
    "engines",
    "pages",
    "explanations",
    "footprint",
    "kept",
)
"""Measurements that are made at every size; each is also a command of its own."""
OTHERS = ("first_rows", "as_known", "count", "intake")
"""Measurements that know their own sizes."""


def main() -> int:
    """Run them all; 1 if one could not run. A missed target is told, not a failure."""
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--nation", action="store_true", help="at a million as well")
    options.add_argument("--only", nargs="*", default=[*SIZED, *OTHERS])
    given = options.parse_args()
    sizes = [str(size) for size in (*SIZES, *([NATION] if given.nation else []))]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "figures.jsonl"
        failed = [
            name
            for name in given.only
            if not _run(name, ["--sizes", *sizes] if name in SIZED else [], kept)
        ]
        figures = collected(kept)
    print(table([one.cells() for one in figures]))
    _write(figures, failed)
    return int(bool(failed))


def _run(name: str, options: list[str], kept: Path) -> bool:
    print(f"— {name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *options]
    environment = os.environ | {KEPT_IN: str(kept)}
    done = subprocess.run(command, check=False, env=environment, cwd=HERE.parent)
    return done.returncode == 0


def _write(figures: list[Figure], failed: list[str]) -> None:
    lines = [
        "# Measured",
        "",
        "Written by `make bench` (`make bench-nation` adds a million enterprises).",
        "Ratios are medians of rounds in which both sides ran in turn; targets are",
        "those of the plan. Nothing here is a promise about another machine.",
        "",
        f"- on {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors,"
        f" load {os.getloadavg()[0]:.1f}",
        f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        "",
        markdown([one.cells() for one in figures]),
        *([f"\nCould not run: {', '.join(failed)}."] if failed else []),
        "",
    ]
    (HERE / "RESULTS.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
