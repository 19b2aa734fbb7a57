"""What we invented says so, everywhere, and can be mistaken for nobody."""

from __future__ import annotations

import re
import sqlite3

import pytest

from registry import uscc
from registry.model.tables import METADATA, recorded
from tests.demo.asking import rows, value

SYNTHETIC = re.compile(r"91000000DEMX\d{5}[0-9A-Z]")
"""Codes of no division and an organisation code that says DEMX."""


def test_every_placeholder_says_so_in_its_number_and_name(
    demo: sqlite3.Connection,
) -> None:
    names = rows(demo, "SELECT 名称 FROM v_enterprise WHERE 样例 = '是'")
    assert len(names) == 200
    assert all(re.match(r"示例企业\d{3}", str(name)) for (name,) in names)


def test_its_former_and_later_names_say_so_too(demo: sqlite3.Connection) -> None:
    names = rows(demo, "SELECT value FROM name_spell WHERE sample")
    assert all(str(name).startswith("示例企业") for (name,) in names)


def test_its_credit_code_is_valid_and_belongs_to_no_division(
    demo: sqlite3.Connection,
) -> None:
    codes = [
        str(code) for (code,) in rows(demo, "SELECT uscc FROM enterprise WHERE sample")
    ]
    assert len(set(codes)) == 200
    assert all(uscc.is_valid(code) and SYNTHETIC.fullmatch(code) for code in codes)


@pytest.mark.parametrize("table", recorded())
def test_nothing_real_rests_on_an_invention(
    demo: sqlite3.Connection, table: str
) -> None:
    for key in METADATA.tables[table].foreign_keys:
        target = key.column.table.name
        if target not in recorded():
            continue
        sql = (
            f'SELECT count(*) FROM "{table}" r JOIN "{target}" t'  # noqa: S608  # names
            f' ON t."{key.column.name}" = r."{key.parent.name}"'
            " WHERE NOT r.sample AND t.sample"
        )
        assert value(demo, sql) == 0, f"{table}.{key.parent.name}"


def test_the_register_of_placeholders_covers_every_unit_of_the_city(
    demo: sqlite3.Connection,
) -> None:
    units = rows(
        demo,
        "SELECT u.name FROM unit u LEFT JOIN unit_spell s ON s.value = u.id"
        " WHERE s.id IS NULL",
    )
    divisions = rows(
        demo,
        "SELECT d.name FROM division d LEFT JOIN division_spell s ON s.value = d.code"
        " WHERE d.code LIKE '4302%' AND d.code <> '430200' AND s.id IS NULL",
    )
    assert (units, divisions) == ([], [])


def test_invented_coverage_of_events_speaks_of_no_real_enterprise(
    demo: sqlite3.Connection,
) -> None:
    everywhere = value(demo, "SELECT count(*) FROM coverage WHERE division = ''")
    assert everywhere == 0, "the real ones have no division: an empty one covers them"


def test_the_registry_itself_is_a_demonstration(demo: sqlite3.Connection) -> None:
    own = rows(demo, "SELECT name, division, reference_on, demonstration FROM registry")
    assert own == [("株洲市工业和信息化局", "430200", "2022-12-31", 1)]
