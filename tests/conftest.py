"""Fixtures that every test may use."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from registry.desk.demo.build import build
from registry.desk.read.session import Reading, open_reading
from registry.model.tables import METADATA
from registry.store import engine
from registry.store.files import create
from registry.store.reader import open_reader
from registry.store.rung_names import install
from tests.read.book import Book


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: screens wait a part of their time."""
    return (os.cpu_count() or 1) + 1


def pytest_configure() -> None:
    """Time no single example: that the machine did something else is no fault."""
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")


WALKED_AGAIN = (
    "tests/cli/test_replay_2022.py",
    "tests/demo/",
    "tests/desk/test_synth.py",
    "tests/eligibility/test_oracle",
    "tests/ladder/test_lines.py",
    "tests/ladder/test_loader_fuzz.py",
    "tests/questions/",
    "tests/read/test_known.py",
    "tests/store/test_damage.py",
    "tests/store/test_restore.py",
    "tests/tui/test_cells.py",
    "tests/tui/test_everywhere.py",
    "tests/tui/test_goldens.py",
)
"""Tests that go at length where shorter ones have gone: to trace them takes half
their time and finds nothing."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Trace no property tests, nor any that walk where others walked."""
    for item in items:
        again = item.nodeid.startswith(WALKED_AGAIN)
        if again or item.get_closest_marker("hypothesis"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Tests do not pull the plug: commits need not wait for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(autouse=True)
def _no_width_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are as wide as they need: whoever runs the tests has no say in it."""
    monkeypatch.delenv("COLUMNS", raising=False)


Once = Callable[[str, Callable[[Path], None]], Path]
"""Gives the file of a name; it is made by the first test process that asks for it."""


@pytest.fixture(scope="session")
def once(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Once]:
    """Makes a registry once for all test processes; no test may write to it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if hasattr(pytestconfig, "workerinput") else own) / "templates"

    def made(name: str, make: Callable[[Path], None]) -> Path:
        path = folder / name / f"{name}.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_name("whole")
        with path.with_name("lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                make(path)
                whole.write_text(_changes(path))
        given[path] = whole.read_text()
        return path

    given: dict[Path, str] = {}
    yield made
    assert {path: _changes(path) for path in given} == given


def _changes(path: Path) -> str:
    with closing(open_reader(path)) as connection:
        return str(connection.execute("SELECT count(*) FROM change").fetchone()[0])


@pytest.fixture(scope="session")
def blank_registry(once: Once) -> Path:
    """A new registry of 株洲市, made once and only ever copied."""

    def make(path: Path) -> None:
        create(
            path,
            name="株洲市工业和信息化局",
            division="430200",
            reference_on=date(2022, 12, 31),
            by="王某",
        )

    return once("blank", make)


@pytest.fixture
def registry_file(blank_registry: Path, tmp_path: Path) -> Path:
    """A registry of 株洲市 for this test alone: reference data, nothing else."""
    path = tmp_path / "registry.db"
    shutil.copy(blank_registry, path)
    return path


@pytest.fixture(scope="session")
def demo_template(once: Once) -> Path:
    """The demonstration registry, built once: read it, copy it, never write to it."""
    return once("demo", lambda path: build(path, by="演示"))


@pytest.fixture
def demo_file(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration registry for this test alone."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_template, path)
    return path


@pytest.fixture(scope="session")
def demo(demo_template: Path) -> Iterator[Reading]:
    """The demonstration registry, open for reading as of its reference day."""
    with open_reading(demo_template) as reading:
        yield reading


@pytest.fixture(scope="session")
def schema() -> bytes:
    """The tables of an empty register, as SQLite serializes them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with closing(engine.raw_connection()) as raw:
        METADATA.create_all(engine)
        connection = raw.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        image = connection.serialize()
    engine.dispose()
    return image


@pytest.fixture(scope="session")
def new_book(schema: bytes) -> Callable[[], Book]:
    """A function that makes an empty register in memory."""

    def make() -> Book:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(schema)
        connection.row_factory = sqlite3.Row
        install(connection)
        return Book(connection)

    return make


@pytest.fixture
def book(new_book: Callable[[], Book]) -> Iterator[Book]:
    """An empty register in memory."""
    made = new_book()
    with closing(made.connection):
        yield made
