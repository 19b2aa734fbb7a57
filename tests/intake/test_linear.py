"""Four times the rows take about four times as long: nothing grows faster."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry import uscc
from registry.desk.imports import Request, take_in
from registry.desk.office import Office
from tests.intake.ledgers import WHO, write_csv

FEW, TIMES = 10_000, 4
MOST = 1.5
"""So much longer than by proportion it may take."""


def _who(rows: int) -> Iterator[tuple[object, ...]]:
    for number in range(rows):
        body = f"91430200DEM{number:06}"
        code = body + uscc.check_character(body)
        yield number, f"示例企业{number:06}有限公司", code, "天元区"


def _seconds(blank: Path, folder: Path, rows: int) -> tuple[float, float]:
    """Of processor: to register so many enterprises, and an assessment of each."""
    path = folder / f"{rows}.db"
    shutil.copy(blank, path)
    office = Office(path, "王某")
    who = write_csv(folder / "who.csv", [WHO, *_who(rows)])
    header = (*WHO, "自评估等级", "自评估日期")
    assessed = (header, *((*row, "二级", "2022-03-01") for row in _who(rows)))
    what = write_csv(folder / "what.csv", assessed)
    taken = []
    for file in (who, what):
        began = time.process_time()
        assert take_in(office, Request(file)).new == rows
        taken.append(time.process_time() - began)
    return taken[0], taken[1]


@pytest.mark.soak
def test_time_grows_no_faster_than_rows(blank_registry: Path, tmp_path: Path) -> None:
    few = _seconds(blank_registry, tmp_path, FEW)
    many = _seconds(blank_registry, tmp_path, TIMES * FEW)
    for short, long in zip(few, many, strict=True):
        assert long < short * TIMES * MOST
