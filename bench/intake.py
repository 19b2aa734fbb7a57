"""Taking a ledger in, beside sqlite-utils inserting the same file unchecked.

Side by side, in turn, whole processes: ``tidu import`` of a ledger of N assessments,
5 % of its rows faulty, into a registry that knows the N enterprises: read, validated,
matched, compared, written with journal and seal; and ``sqlite-utils insert`` of the
same file. Then the same ledger again, unchanged, and with 1 % of its rows changed; and
from .xlsx, beside calamine reading that file alone. Printed: ratios to sqlite-utils
by the clock and by the processor, the median of each round's, and the memory.

    python -m bench.intake [--rows 100000] [--runs 5] [--peer PATH/TO/sqlite-utils]

sqlite-utils lives in the environment of the peers, ``bench/peers.txt``.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from bench.figures import Figure, report
from bench.others import environment
from bench.timing import installed
from registry import uscc

PEERS, CALAMINE = "sqlite-utils insert", "calamine reads .xlsx"
FIRST, SHEET = "tidu import .csv", "tidu import .xlsx"
TARGETS = {FIRST: 1.0, "the same again": 0.6, "1 % changed": 0.6}
MOST_SHEET, MOST_MB = 1.3, 300.0
TIDU = "import sys; from tui.start import main; sys.exit(main())"
READ = """
import sys, python_calamine
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
print(len(book.get_sheet_by_index(0).to_python()))
"""
UNITS = ("天元区", "荷塘区", "芦淞区", "石峰区", "渌口区", "攸县", "茶陵县", "醴陵市")
WHO = ("序号", "企业名称", "统一社会信用代码", "所属县市区")
WHAT = ("评估方式", "评估日期", "成熟度等级", "得分", "来源")
FAULTY_ROWS = 3
"""How ``tidu import`` ends where rows with faults are left."""
FAULTY = 20
CHANGED = 100


@dataclass(frozen=True, slots=True)
class Shot:
    """One process: seconds of the clock, seconds of processor, peak MB."""

    seconds: float
    processor: float
    megabytes: float


Round = dict[str, Shot]
"""What everything took in one turn, by name."""


def run(argv: list[str | Path], cache: Path) -> Shot:
    """Run a process to its end; ``SystemExit`` if it failed."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    words = [str(word) for word in argv]
    pid = os.posix_spawn(words[0], words, installed(cache), file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in {0, FAULTY_ROWS}:
        sys.exit(f"failed: {' '.join(words)}")
    took = time.perf_counter() - began
    return Shot(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def parties(count: int) -> Iterable[tuple[object, ...]]:
    for number in range(count):
        body = f"91430200DEM{number:06}"
        code = body + uscc.check_character(body)
        name = f"示例企业{number:06}有限公司"
        yield number + 1, name, code, UNITS[number % len(UNITS)]


def assessments(count: int, changed: int = 0) -> Iterable[tuple[object, ...]]:
    """Rows of a ledger; every 20th is faulty, every ``changed``-th another level."""
    dice = random.Random(1)  # noqa: S311 - the same ledger every time
    for at, row in enumerate(parties(count)):
        level, day = dice.randrange(1, 5), dice.randrange(1, 29)
        score = dice.randrange(80, 400) / 100
        month = dice.randrange(1, 13)
        if changed and at % changed == 0:
            level = level % 4 + 1
        said = f"{level}级" if at % FAULTY != 1 else "九级"
        on = f"2022年{month}月{day}日"
        yield *row, "自评估", on, said, f"{score:.2f}", "自评估平台"


def write_csv(
    path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]
) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_xlsx(
    path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]
) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((header, *rows)):
            sheet.write_row(at, 0, row)
    return path


class Bench:
    """A folder with a registry, its ledgers, and what is measured on them."""

    def __init__(self, folder: Path, rows: int, peer: Path) -> None:
        self.folder, self.peer = folder, peer
        header = (*WHO, *WHAT)
        self.first = write_csv(folder / "first.csv", header, assessments(rows))
        self.next = write_csv(folder / "next.csv", header, assessments(rows, CHANGED))
        self.sheet = write_xlsx(folder / "first.xlsx", header, assessments(rows))
        self.empty = folder / "empty.db"
        self.known = folder / "known.db"
        self.full = folder / "full.db"
        made = ["--registry", self.empty, "--as", "bench", "init"]
        self.run([sys.executable, "-c", TIDU, *made])
        write_csv(folder / "who.csv", WHO, parties(rows))

    def run(self, argv: list[str | Path]) -> Shot:
        """Run a program as it is once installed: its modules are compiled."""
        return run(argv, self.folder / "compiled")

    def prepare(self) -> None:
        """Let the registry know the enterprises; then, in a copy, the ledger.

        The peer starts once as well, so that both find their modules compiled.
        """
        self.take(self.empty, self.known, self.folder / "who.csv")
        self.take(self.known, self.full, self.first)
        self.insert()

    def take(self, registry: Path, copy: Path, ledger: Path) -> Shot:
        """Import a ledger into a copy of a registry."""
        shutil.copy(registry, copy)
        os.sync()
        options = ["--registry", copy, "--as", "bench"]
        return self.run(
            [
                sys.executable,
                "-c",
                TIDU,
                *options,
                "import",
                ledger,
                "--yes",
                "--accept-good",
            ]
        )

    def insert(self) -> Shot:
        """Insert the ledger unchecked by sqlite-utils."""
        to = self.folder / "peer.db"
        to.unlink(missing_ok=True)
        os.sync()
        return self.run([self.peer, "insert", to, "ledger", self.first, "--csv"])

    def shots(self) -> dict[str, Callable[[], Shot]]:
        """Everything measured, by name."""
        scratch = self.folder / "scratch.db"
        return {
            PEERS: self.insert,
            FIRST: lambda: self.take(self.known, scratch, self.first),
            "the same again": lambda: self.take(self.full, scratch, self.first),
            "1 % changed": lambda: self.take(self.full, scratch, self.next),
            SHEET: lambda: self.take(self.known, scratch, self.sheet),
            CALAMINE: lambda: self.run([sys.executable, "-c", READ, self.sheet]),
        }


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--peer", type=Path)
    given = options.parse_args()
    peer = given.peer or environment() / "sqlite-utils"
    with tempfile.TemporaryDirectory() as folder:
        measure(
            Bench(Path(folder), given.rows, peer.absolute()),
            given.rows,
            given.runs,
        )
    return 0


def measure(bench: Bench, rows: int, runs: int) -> None:
    """Take everything in turn; ratios are of each round to sqlite-utils in it."""
    bench.prepare()
    shots = bench.shots()
    rounds = [{name: shoot() for name, shoot in shots.items()} for _ in range(runs)]
    report(
        [
            *(_figure(rounds, rows, name, most) for name, most in TARGETS.items()),
            *(_processor(rounds, rows, name) for name in TARGETS),
            _from_sheet(rounds, rows),
            _memory(rounds, rows),
        ]
    )


def _figure(rounds: list[Round], rows: int, name: str, most: float) -> Figure:
    ratios = [one[name].seconds / one[PEERS].seconds for one in rounds]
    how = f"{_median(rounds, name):.1f} s beside {_median(rounds, PEERS):.1f} s"
    measured = statistics.median(ratios)
    return Figure(f"{name} / {PEERS}", rows, measured, "", "≤", most, how)


def _processor(rounds: list[Round], rows: int, name: str) -> Figure:
    """The same in seconds of processor: what a waiting disk does not hide."""
    ratios = [one[name].processor / one[PEERS].processor for one in rounds]
    ours = statistics.median(one[name].processor for one in rounds)
    how = f"{ours:.1f} s of processor; the target is of the clock"
    return Figure(
        f"{name} / {PEERS}, processor", rows, statistics.median(ratios), how=how
    )


def _from_sheet(rounds: list[Round], rows: int) -> Figure:
    """A workbook beside reading it alone and taking in the same rows as CSV."""
    ratios = [
        one[SHEET].seconds / (one[CALAMINE].seconds + one[FIRST].seconds)
        for one in rounds
    ]
    measured = statistics.median(ratios)
    how = f"{_median(rounds, SHEET):.1f} s"
    name = f"{SHEET} / calamine and {FIRST}"
    return Figure(name, rows, measured, "", "≤", MOST_SHEET, how)


def _memory(rounds: list[Round], rows: int) -> Figure:
    most = max(one[FIRST].megabytes for one in rounds)
    return Figure(f"memory of {FIRST}", rows, most, "MB", "≤", MOST_MB)


def _median(rounds: list[Round], name: str) -> float:
    return statistics.median(one[name].seconds for one in rounds)


if __name__ == "__main__":
    sys.exit(main())
