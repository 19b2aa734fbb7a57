"""Rows that say no enterprise's whole name: remarks, signatures, short names."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterator

from registry.intake.decided import decide
from registry.intake.doubts import Doubt
from registry.readers.raw import compact

_UNLIKELY = """
SELECT at, sheet, line, name FROM ledger_row r
WHERE code IS NULL AND name IS NOT NULL AND (how = 'new' AND state IS NULL
  OR how IS NULL AND state = 'unread' AND NOT EXISTS (SELECT 1 FROM name_spell s
    WHERE s.value = r.name AND s.voided_by IS NULL)) ORDER BY at
"""
_FORM = (
    "公司|集团|厂|院|所|中心|社|店|场|站|坊|矿|商行|车间|基地|合伙(?:企业)?|独资企业"
    "|工商户|大学|学校|协会|(?:经营|加工|门市|服务|事业|项目|制造|修理|修配|销售|供应)部"
    r"|(?i:co|ltd|inc|llc|gmbh|corp)\.?"
)
_WHOLE = re.compile(rf".*(?:{_FORM})(?:[^\w(]|\d)*(?:\([^()]*\)[^\w(]*)*")
_SENTENCE = re.compile(r".*[:;。!?]|(?:以上|上述|下列|请|[本我各](?:公司|单位|企业))")


def unlikely(
    connection: sqlite3.Connection,
    confirmed: Container[int],
    coded: Container[tuple[str, int]],
) -> Iterator[Doubt]:
    """Rows of nobody known, without a code, that say no enterprise's whole name.

    They may be a remark below the table; whatever else is wrong with them waits too.
    ``confirmed`` are rows that an official said are new enterprises, ``coded`` those
    with a code that could not be read, by sheet and line.
    """
    found = connection.execute(_UNLIKELY).fetchall()
    for at, sheet, line, name in found:
        if at in confirmed or (sheet, line) in coded or is_whole(name):
            continue
        connection.execute("UPDATE ledger_row SET state = 'doubt' WHERE at = ?", (at,))
        reason = "台账里没有，也不像企业全称：附注、落款，还是企业简称"
        typed = decide(connection, sheet, line, "new")
        remedy = f"是新企业写 {typed}，另有所指写企业名称；不是企业的不用管"
        yield Doubt(sheet, line, name, "", reason, remedy)


def is_whole(name: str) -> bool:
    """Whether a text has the form of an enterprise's whole name.

    >>> is_whole("示例机械厂（株洲）"), is_whole("平均"), is_whole("以上为全部公司")
    (True, False, False)
    """
    plain = compact(name)
    return bool(_WHOLE.fullmatch(plain)) and not _SENTENCE.match(plain)
