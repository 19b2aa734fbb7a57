from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from pkgutil import iter_modules
from threading import Timer

import pytest

from registry import dates
from registry.desk import read
from registry.desk.read.session import open_reading
from registry.errors import StoreError
from registry.store.files import create


def test_a_registry_is_read_as_of_its_reference_day(registry_file: Path) -> None:
    with open_reading(registry_file) as reading:
        assert reading.info.on == date(2022, 12, 31)
        assert reading.info.name == "株洲市工业和信息化局"
        assert not reading.info.demonstration


def test_a_registry_without_reference_day_is_read_as_of_today(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    create(path, name="湘潭市工业和信息化局", division="430300", by="李某")
    with open_reading(path) as reading:
        assert reading.info.on == dates.today("Asia/Shanghai")


def test_the_day_asked_for_goes_before_the_reference_day(registry_file: Path) -> None:
    with open_reading(registry_file, date(2021, 6, 30)) as reading:
        assert reading.on == "2021-06-30"
        assert reading.asked_on(date(2020, 1, 1)).on == "2020-01-01"


def test_reading_never_writes(registry_file: Path) -> None:
    with (
        open_reading(registry_file) as reading,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        reading.connection.execute("UPDATE registry SET name = '改'")


def test_what_is_no_registry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.db"
    path.write_text("not a database at all, but long enough to look at" * 10)
    with pytest.raises(StoreError), open_reading(path):
        pass


def test_another_thread_can_interrupt_a_long_statement(registry_file: Path) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT max(i) AS most FROM n"
    )
    with open_reading(registry_file) as reading:
        timer = Timer(0.05, reading.interrupt)
        timer.start()
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            reading.rows(endless)
        timer.join()


MODULES = [f"registry.desk.read.{one.name}" for one in iter_modules(read.__path__)]
HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "networkx", "xlsxwriter", "textual")


def imported(*modules: str) -> set[str]:
    """The top-level packages that importing the modules brings in."""
    program = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_nothing_that_is_read_waits_for_the_orm() -> None:
    assert len(MODULES) > 15
    assert not imported(*MODULES) & set(HEAVY)


def test_the_first_page_of_enterprises_waits_for_pydantic_neither() -> None:
    assert "pydantic" not in imported("registry.desk.read.enterprises")
