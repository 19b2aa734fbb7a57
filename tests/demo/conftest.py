"""The demonstration registry, open for reading."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.store.reader import open_reader


@pytest.fixture(scope="session")
def demo(demo_template: Path) -> Iterator[sqlite3.Connection]:
    """The demonstration registry as anyone may query it, views and all."""
    with closing(open_reader(demo_template)) as connection:
        yield connection
