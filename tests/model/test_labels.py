from __future__ import annotations

import pytest
from sqlalchemy import Table

from registry.model.column_labels import COLUMNS, OWN
from registry.model.labels import TABLES, column_label, table_label
from registry.model.tables import METADATA


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_every_table_and_column_has_a_chinese_name(table: Table) -> None:
    named = [table_label(table.name)]
    named += [column_label(table.name, column.name) for column in table.columns]
    assert all(label and not label.isascii() for label in named)


def test_no_name_is_kept_for_a_table_or_column_that_is_gone() -> None:
    columns = {(t.name, c.name) for t in METADATA.sorted_tables for c in t.columns}
    assert set(TABLES) == set(METADATA.tables)
    assert set(OWN) <= columns
    assert set(COLUMNS) <= {column for _, column in columns}


def test_no_two_columns_of_a_table_are_called_alike() -> None:
    for table in METADATA.sorted_tables:
        labels = [column_label(table.name, c.name) for c in table.columns]
        assert len(labels) == len(set(labels)), table.name
