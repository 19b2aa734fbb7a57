"""Does the register agree with its journal, and does an anchor vouch for it?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from registry.errors import InputError
from registry.store.agreement import (
    file_findings,
    reference_findings,
    table_findings,
)
from registry.store.chain import chain_findings
from registry.store.identity import Edition, identify
from registry.store.personal import personal_findings
from registry.store.published import publication_findings
from registry.store.readonly import look
from registry.store.refusals import is_damage, refusing
from registry.store.replay import recorded_tables
from registry.store.schema import shipped
from registry.store.seal import GENESIS
from registry.store.shape import damage_findings, table_place, wall_findings
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
        findings = list(_findings(connection, edition))
        found = None if wanted is None else _find(connection, wanted)
        if found is not None and found.number is None:
            findings.append(Finding(f"链头 {found.head}", _NOT_ON_CHAIN))
        return _verdict(connection, tuple(findings), found)


def _read_anchor(text: str) -> str:
    head = text.strip().lower()
    if not SHORTEST_ANCHOR <= len(head) <= len(GENESIS) or set(head) - _HEX:
        raise InputError(
            f"「{text}」不是链头，也没有这个文件；"
            "链头是 64 位十六进制字符，至少写出前 12 位；是文件的请核对路径"
        )
    return head


_HEX = frozenset("0123456789abcdef")
_NOT_ON_CHAIN = (
    "链上没有它，恢复备份的记载里也没有：它属于另一份台账，或变更记录被整个改写过，"
    "或链头本身被改过、写错"
)


def _findings(connection: sqlite3.Connection, edition: Edition) -> Iterator[Finding]:
    spoilt: frozenset[str] = frozenset()
    if edition is Edition.CURRENT:
        schema = shipped()
        damage = tuple(damage_findings(connection, schema))
        yield from damage
        yield from wall_findings(connection, schema)
        spoilt = frozenset(finding.place for finding in damage if finding.damage)
    yield from _as_far_as_read("文件", file_findings(connection))
    yield from _as_far_as_read("引用", reference_findings(connection))
    yield from _as_far_as_read("变更记录", chain_findings(connection))
    if edition is Edition.CURRENT:
        yield from _content_findings(connection, spoilt)
    for table, columns in recorded_tables(connection).items():
        place = table_place(table)
        if place not in spoilt:
            found = table_findings(connection, table, columns)
            yield from _as_far_as_read(place, found)


def _content_findings(
    connection: sqlite3.Connection, spoilt: frozenset[str]
) -> Iterator[Finding]:
    """What rows say of their own content: commitments, and hashes of lists."""
    if not spoilt & _PERSONAL:
        yield from _as_far_as_read("联系人", personal_findings(connection))
    if not spoilt & _PUBLISHED:
        yield from _as_far_as_read("公布名单", publication_findings(connection))


_PERSONAL = frozenset(map(table_place, ("contact", "contact_detail")))
_PUBLISHED = frozenset(map(table_place, ("publication",)))


def _as_far_as_read(place: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Findings until the file cannot be read any further, which is one too."""
    try:
        yield from findings
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        yield Finding(place, f"读不出（SQLite：{error}）", damage=True)


def _find(connection: sqlite3.Connection, head: str) -> Anchor:
    for sql, lost in ((_ON_CHAIN, False), (_LOST, True)):
        found = _first(connection, sql, f"{head}*")
        if found is not None:
            return Anchor(found["head"], found["number"], lost=lost)
    return Anchor(head)


_ON_CHAIN = "SELECT head, change_id AS number FROM seal WHERE head GLOB ?"
_LOST = "SELECT head, number FROM lost_head WHERE head GLOB ?"


def _verdict(
    connection: sqlite3.Connection, findings: tuple[Finding, ...], anchor: Anchor | None
) -> Verdict:
    newest = "SELECT head FROM seal ORDER BY change_id DESC LIMIT 1"
    tables = recorded_tables(connection)
    return Verdict(
        changes=_number(connection, "SELECT count(*) FROM change"),
        entries=_number(connection, "SELECT count(*) FROM journal"),
        rows=sum(_number(connection, f'SELECT count(*) FROM "{t}"') for t in tables),
        head=GENESIS if (head := _first(connection, newest)) is None else str(head[0]),
        findings=findings,
        anchor=anchor,
    )


def _number(connection: sqlite3.Connection, sql: str) -> int:
    found = _first(connection, sql)
    return 0 if found is None else int(found[0])


def _first(connection: sqlite3.Connection, sql: str, *bound: str) -> sqlite3.Row | None:
    """The first row, where there is one and it can be read."""
    try:
        row = connection.execute(sql, bound).fetchone()
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return None
    return row if isinstance(row, sqlite3.Row) else None
