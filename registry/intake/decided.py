"""The rows of a ledger that an official's word is about."""

from __future__ import annotations

import sqlite3

from rapidfuzz import process

from registry.errors import InputError
from registry.intake.doubts import Answer, Decision, Decisions
from registry.intake.names import former_behind
from registry.text import visible

_NEAREST = 3


def insisted(decisions: Decisions) -> frozenset[tuple[str | None, int]]:
    """The rows, by sheet and number, of which it is said whose they are."""
    return frozenset(
        (one.sheet, one.line)
        for one in decisions
        if one.line is not None and one.answer is not Answer.SKIP
    )


def find_quickly(connection: sqlite3.Connection) -> None:
    """Let each decision find its rows without looking at all of them."""
    for key in ("line", "name", "code"):
        sql = f"CREATE INDEX IF NOT EXISTS temp.decided_{key} ON ledger_row ({key})"
        connection.execute(sql)


def rows(connection: sqlite3.Connection, said: Decision) -> list[int]:
    """The staged rows that a decision is about.

    Raises:
        InputError: the ledger has none of that number or name, one on each of several
            sheets, or no such sheet.
    """
    if said.line is None:
        return _named(connection, said.name)
    found = connection.execute(
        "SELECT at, sheet FROM ledger_row WHERE line = ? AND coalesce(? = sheet, 1)",
        (said.line, said.sheet),
    ).fetchall()
    if not found:
        raise InputError(_unmet(connection, said))
    if len(sheets := sorted({sheet for _, sheet in found})) > 1:
        named = "、".join(map(visible, sheets))
        raise InputError(
            f"第 {said.line} 行在几张表里都有：{named}；请写明是哪一张，"
            f"如 --decide '{visible(sheets[0])}!{said.line}=…'"
        )
    return [at for at, _ in found]


def _named(connection: sqlite3.Connection, name: str) -> list[int]:
    """The staged rows that write this name, or this code."""
    found = connection.execute(
        "SELECT at FROM ledger_row WHERE name IN (?1, ?2) OR code = ?1 ORDER BY at",
        (name, former_behind(name)[0]),
    ).fetchall()
    if found:
        return [at for (at,) in found]
    names = connection.execute("SELECT DISTINCT name FROM ledger_row WHERE name <> ''")
    near = process.extract(name, [one for (one,) in names], limit=_NEAREST)
    listed = "、".join(f"「{visible(one)}」" for one, *_ in near)
    told = f"；最像的是{listed}" if listed else "，文件里没有一行数据"
    raise InputError(f"文件里没有名称或代码是「{visible(name)}」的行{told}")


def decide(connection: sqlite3.Connection, sheet: str, line: int, answer: str) -> str:
    """What to type to decide a row: its sheet is named where several were read."""
    ends = "SELECT sheet FROM ledger_row WHERE at = (SELECT {}(at) FROM ledger_row)"
    first, last = (connection.execute(ends.format(end)) for end in ("min", "max"))
    if first.fetchone() != last.fetchone():
        return typed(sheet, line, answer)
    return typed("", line, answer)


def typed(sheet: str, line: int, answer: str) -> str:
    """What to type to decide a row of a sheet, or of the only one."""
    if sheet:
        return f"--decide '{visible(sheet)}!{line}={answer}'"
    return f"--decide {line}={answer}"


def place(sheet: str, line: int) -> str:
    """How a row is named."""
    return f"{visible(sheet)}!{line}" if sheet else f"第 {line} 行"


def _unmet(connection: sqlite3.Connection, said: Decision) -> str:
    """What was not found, and what stands nearest to it."""
    read = connection.execute("SELECT DISTINCT sheet FROM ledger_row ORDER BY sheet")
    sheets = [sheet for (sheet,) in read]
    if said.sheet is not None and said.sheet not in sheets:
        return _no_sheet(said, [sheet for sheet in sheets if sheet])
    near = connection.execute(
        "SELECT sheet, line, coalesce(name, code, '') FROM ledger_row"
        " WHERE coalesce(? = sheet, 1) ORDER BY abs(line - ?), at LIMIT ?",
        (said.sheet, said.line, _NEAREST),
    )
    listed = "、".join(f"{place(*at)}「{visible(name)}」" for *at, name in near)
    where = f"表「{visible(said.sheet)}」" if said.sheet else "文件"
    told = f"最近的是{listed}" if listed else "文件里没有一行数据"
    return f"{where}第 {said.line} 行不是数据，不能决定；{told}，请核对行号"


def _no_sheet(said: Decision, sheets: list[str]) -> str:
    known = "、".join(map(visible, sheets))
    told = (
        f"读了的表有：{known}" if known else f"这个文件没有表名，只写行号 {said.line}"
    )
    return f"没有读「{visible(said.sheet or '')}」这张表；{told}"
