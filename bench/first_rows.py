"""Time from starting the process to the first rows on the terminal.

Side by side, in turn, in one run: ``tidu`` on a registry of N enterprises, and the
smallest Textual app there can be, which shows one line. Printed: the median of each,
their ratio (target 1.25 or less), and the memory each took at its peak.

    python -m bench.first_rows [--rows 100000] [--runs 9]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import sqlite3
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, report
from bench.timing import installed
from registry.store.files import create

MOST, MOST_MB = 1.25, 80.0
MARK = "示例企业"
MINIMAL = f"""
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("{MARK}")
Minimal().run()
"""
SCREENS = "import sys; from tui.start import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Shot:
    """One start: seconds to the first rows, peak memory in MB."""

    seconds: float
    megabytes: float


def environment(cache: Path) -> dict[str, str]:
    """A terminal in colour, for a program as it is once installed."""
    return installed(cache) | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def start(argv: list[str], cache: Path) -> Shot:
    """Start a program on a terminal of its own; wait until the mark is on it."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(argv[0], argv, environment(cache))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while MARK.encode() not in seen:
        if not select.select([terminal], [], [], 60)[0]:
            raise TimeoutError(seen[-400:].decode(errors="replace"))
        seen += os.read(terminal, 65536)
    seconds = time.perf_counter() - began
    peak = _peak(pid)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(terminal)
    return Shot(seconds, peak)


def _peak(pid: int) -> float:
    """The most memory that a process has held, in MB, as Linux counts it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def fill(path: Path, rows: int) -> None:
    """Make a scratch registry of ``rows`` enterprises, behind the journal's back."""
    create(path, name="示例市工业和信息化局", division="430200", by="bench")
    with sqlite3.connect(path) as db:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        unit = db.execute("SELECT min(id) FROM unit").fetchone()[0]
        for sql, values in _inserts(rows, unit):
            db.executemany(sql, values)
        db.execute("ANALYZE")
    db.close()


def _inserts(
    rows: int, unit: int
) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    numbers = range(1, rows + 1)
    yield (
        "INSERT INTO subject (id, ref, change_id, kind, name)"
        " VALUES (?, 's' || ?1, 1, 'enterprise', ?)",
        ((n, f"{MARK}{n:07}制造有限公司") for n in numbers),
    )
    yield (
        "INSERT INTO enterprise (id, ref, change_id, kind)"
        " VALUES (?, 'e' || ?1, 1, 'enterprise')",
        ((n,) for n in numbers),
    )
    yield (
        "INSERT INTO name_spell (ref, change_id, since_precision, until_precision,"
        " enterprise_id, kind, value)"
        " VALUES ('n' || ?1, 1, 'day', 'day', ?1, 'official', ?2)",
        ((n, f"{MARK}{n:07}制造有限公司") for n in numbers),
    )
    yield (
        "INSERT INTO unit_spell (ref, change_id, since_precision, until_precision,"
        " enterprise_id, value) VALUES ('u' || ?1, 1, 'day', 'day', ?1, ?2)",
        ((n, unit) for n in numbers),
    )


def measure(rows: int, runs: int) -> None:
    """Measure both in turn and print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        path, cache = Path(folder) / "bench.db", Path(folder) / "cache"
        fill(path, rows)
        minimal = [sys.executable, "-c", MINIMAL]
        screens = [
            sys.executable,
            "-c",
            SCREENS,
            "--registry",
            str(path),
            "--as",
            "bench",
        ]
        pairs = [
            (start(minimal, cache), start(screens, cache)) for _ in range(runs + 1)
        ][1:]
    first = "first rows on screen / minimal Textual app"
    ratios = [ours.seconds / theirs.seconds for theirs, ours in pairs]
    ours, theirs = ([pair[at] for pair in pairs] for at in (1, 0))
    how = f"{_shown(ours)} beside {_shown(theirs)}"
    memory = max(shot.megabytes for shot in ours)
    report(
        [
            Figure(first, rows, statistics.median(ratios), "", "≤", MOST, how),
            Figure("memory at the first rows", rows, memory, "MB", "≤", MOST_MB),
        ]
    )


def _shown(shots: list[Shot]) -> str:
    return f"{statistics.median(shot.seconds for shot in shots) * 1000:.0f} ms"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    measure(given.rows, given.runs)
