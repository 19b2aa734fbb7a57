"""Registers to filter, made for one test or read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from registry.desk.read.session import Reading, open_reading
from registry.model.tables import METADATA
from registry.store.rung_names import install
from tests.read.book import Book


@pytest.fixture(scope="session")
def new_book() -> Callable[[], Book]:
    """A function that makes an empty register in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with closing(engine.raw_connection()) as raw:
        METADATA.create_all(engine)
        assert isinstance(raw.driver_connection, sqlite3.Connection)
        image = raw.driver_connection.serialize()
    engine.dispose()

    def make() -> Book:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(image)
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


@pytest.fixture(scope="session")
def demo(demo_template: Path) -> Iterator[Reading]:
    """The demonstration registry as of its reference day."""
    with open_reading(demo_template) as reading:
        yield reading
