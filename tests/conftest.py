"""Fixtures that every test may use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def blank_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new registry of 株洲市, made once and only ever copied."""
    path = tmp_path_factory.mktemp("template") / "blank.db"
    create(
        path,
        name="株洲市工业和信息化局",
        division="430200",
        reference_on=date(2022, 12, 31),
        by="王某",
    )
    return path


@pytest.fixture
def registry_file(blank_registry: Path, tmp_path: Path) -> Path:
    """A registry of 株洲市 for this test alone: reference data, nothing else."""
    path = tmp_path / "registry.db"
    shutil.copy(blank_registry, path)
    return path


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration registry, built once: read it, copy it, never write to it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build(path, by="演示")
    return path


@pytest.fixture
def demo_file(demo_template: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration registry for this test alone."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_template, path)
    return path
