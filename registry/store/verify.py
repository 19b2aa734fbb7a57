"""Does the register agree with its journal, and does an anchor vouch for it?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from registry.errors import InputError
from registry.store.agreement import (
    file_findings,
    table_findings,
    trigger_findings,
)
from registry.store.chain import chain_findings
from registry.store.identity import Edition, identify
from registry.store.readonly import look
from registry.store.refusals import refusing
from registry.store.replay import recorded_tables
from registry.store.schema import shipped
from registry.store.seal import GENESIS
from registry.store.verdict import Anchor, Finding, Verdict

SHORTEST_ANCHOR = 12
"""So many characters of a head are enough to look for it."""


def verify(path: Path, anchor: str | None = None) -> Verdict:
    """Check a registry of any edition this program knows; it is only read.

    ``anchor`` is a head kept outside the file, or at least its first twelve
    characters.

    Raises:
        StoreError: the file is missing, no registry, or cannot be read.
        InputError: the anchor is no head.
    """
    wanted = None if anchor is None else _read_anchor(anchor)
    edition = identify(path).edition
    with refusing(path), closing(look(path)) as connection:
        connection.execute("BEGIN")
        tables = recorded_tables(connection)
        findings = list(_findings(connection, tables))
        if edition is Edition.CURRENT:
            findings += _shape_findings(connection, tables)
        found = None if wanted is None else _find(connection, wanted)
        if found is not None and found.number is None:
            findings.append(Finding(f"链头 {found.head}", _NOT_ON_CHAIN))
        return _verdict(connection, tables, tuple(findings), found)


def _read_anchor(text: str) -> str:
    head = text.strip().lower()
    if not SHORTEST_ANCHOR <= len(head) <= len(GENESIS) or set(head) - _HEX:
        raise InputError(
            f"「{text}」不是链头；链头是 64 位十六进制字符，至少写出前 12 位"
        )
    return head


_HEX = frozenset("0123456789abcdef")
_NOT_ON_CHAIN = (
    "链上没有它，恢复备份的记载里也没有：它属于另一份台账，或变更记录被整个改写过"
)


def _findings(
    connection: sqlite3.Connection, tables: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    yield from file_findings(connection)
    yield from chain_findings(connection)
    for table, columns in tables.items():
        yield from table_findings(connection, table, columns)


def _shape_findings(
    connection: sqlite3.Connection, tables: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    schema = shipped()
    yield from trigger_findings(connection, schema.triggers())
    for name in schema.recorded:
        if set(tables.get(name, ())) != set(schema.columns(name)):
            yield Finding(f"表 {name}", "结构与程序不符")


def _find(connection: sqlite3.Connection, head: str) -> Anchor:
    for sql, lost in ((_ON_CHAIN, False), (_LOST, True)):
        found = connection.execute(sql, (f"{head}*",)).fetchone()
        if found is not None:
            return Anchor(found["head"], found["number"], lost=lost)
    return Anchor(head)


_ON_CHAIN = "SELECT head, change_id AS number FROM seal WHERE head GLOB ?"
_LOST = "SELECT head, number FROM lost_head WHERE head GLOB ?"


def _verdict(
    connection: sqlite3.Connection,
    tables: Mapping[str, Sequence[str]],
    findings: tuple[Finding, ...],
    anchor: Anchor | None,
) -> Verdict:
    newest = "SELECT head FROM seal ORDER BY change_id DESC LIMIT 1"
    head = connection.execute(newest).fetchone()
    return Verdict(
        changes=_count(connection, "change"),
        entries=_count(connection, "journal"),
        rows=sum(_count(connection, table) for table in tables),
        head=GENESIS if head is None else head["head"],
        findings=findings,
        anchor=anchor,
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(found[0])
