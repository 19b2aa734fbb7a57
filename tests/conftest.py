"""Fixtures that every test may use."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from registry.desk.demo.build import build
from registry.store import engine
from registry.store.files import create


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
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Makes a file once for all test processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "templates"

    def made(name: str, make: Callable[[Path], None]) -> Path:
        path = folder / name / f"{name}.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.with_name("whole")
        with path.with_name("lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not whole.exists():
                make(path)
                whole.touch()
        return path

    return made


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
