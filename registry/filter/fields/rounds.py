"""The field of applications: in which round, and how far they came."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.filter.choice import plain
from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.owned import owner_in, split
from registry.filter.refused import did_you_mean

_ROWS = "application x JOIN round r ON r.id = x.round_id AND r.voided_by IS NULL"
_MADE = "x.voided_by IS NULL AND (x.applied_on IS NULL OR x.applied_on <= :on)"
_TAKEN = 'p.application_id = x.id AND p.voided_by IS NULL AND p."on" <= :on'
_LAST = (
    f"(SELECT p.stage FROM application_step p WHERE {_TAKEN}"
    ' ORDER BY p."on" DESC, p.id DESC LIMIT 1)'
)
APPLIED = "已申报"
_YEAR = re.compile(r"(\d{4})年?(?:度)?")
_ANSWERS = {"不通过": 0, "未通过": 0, "通过": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Applied(Field):
    """An application in a round, of the enterprise or of what it owns."""

    missing: str = "无"

    def known(self, asking: Asking, asked: Comparison) -> str:
        """An application in some round."""
        del asked
        return _has(asking, _MADE)

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """An application in one of the rounds, at the stage that is named."""
        self.unordered(asked)
        some = " OR ".join(_value(asking, asked, one) for one in values)
        return _has(asking, f"{_MADE} AND ({some})")

    def values(self, asking: Asking) -> Iterable[str]:
        """Rounds, and stages after a colon."""
        stages = (
            f":{name}" for name in (*_stages(asking.connection).values(), APPLIED)
        )
        return (*_rounds(asking.connection).values(), *stages, self.missing)


def _has(asking: Asking, holds: str) -> str:
    return owner_in(asking.enterprise, _ROWS, "x.subject_id", holds)


def _value(asking: Asking, asked: Comparison, value: Value) -> str:
    name, stage = split(value.text)
    parts = []
    if name:
        ids = asking.listed(_meant(asking, asked, replace(value, text=name)))
        parts.append(f"x.round_id IN ({ids})")
    if stage:
        parts.append(_reached(asking, asked, replace(value, text=stage)))
    return f"({' AND '.join(parts)})"


def _meant(asking: Asking, asked: Comparison, value: Value) -> list[int]:
    """The round of this name, else those of this year, else all that hold the text."""
    rounds, wanted = _rounds(asking.connection), plain(value.text)
    found = [i for i, name in rounds.items() if plain(name) == wanted]
    if found:
        return found
    year = _YEAR.fullmatch(wanted)
    if year and (found := _of_year(asking.connection, int(year[1]))):
        return found
    found = [i for i, name in rounds.items() if wanted in plain(name)]
    if not found:
        near = did_you_mean(value.text, rounds.values())
        raise asked.refuse(value, f"没有这样的批次{near}")
    asking.note(f"「{value.text}」指{'、'.join(rounds[i] for i in found)}")
    return found


def _reached(asking: Asking, asked: Comparison, value: Value) -> str:
    """The last step is of this stage, or a step of it was answered so."""
    stages = _stages(asking.connection)
    if value.text == APPLIED:
        return f"{_LAST} IS NULL"
    exact = _stage(stages, value.text)
    if exact is not None:
        return f"({_LAST} = {asking.bind(exact)}) IS TRUE"
    for answer, passed in _ANSWERS.items():
        code = _stage(stages, value.text.removesuffix(answer))
        if value.text.endswith(answer) and code is not None:
            return (
                f"EXISTS (SELECT 1 FROM application_step p WHERE {_TAKEN}"
                f" AND p.stage = {asking.bind(code)} AND p.passed = {passed})"
            )
    known = (*stages.values(), APPLIED)
    near = did_you_mean(value.text, known) or f"；可选：{'、'.join(known)}"
    raise asked.refuse(value, f"没有环节「{value.text}」{near}")


def _stage(stages: dict[str, str], text: str) -> str | None:
    return next((c for c, name in stages.items() if text in (c, name)), None)


def _rounds(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute(
        "SELECT id, name FROM round WHERE voided_by IS NULL ORDER BY year DESC, id"
    )
    return dict(tuple(row) for row in rows)


def _of_year(connection: sqlite3.Connection, year: int) -> list[int]:
    rows = connection.execute(
        "SELECT id FROM round WHERE voided_by IS NULL AND year = ? ORDER BY id", (year,)
    )
    return [row[0] for row in rows]


def _stages(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT code, name FROM stage_kind ORDER BY ordinal, id")
    return dict(tuple(row) for row in rows)


FIELDS: tuple[Field, ...] = (
    _Applied(
        name="申报",
        english="application",
        aliases=("批次",),
        help="在批次里申报过；冒号后写当前环节，或 环节加 通过、不通过",
        examples=(
            "申报=2022年",
            "申报=标杆车间认定:公示",
            "申报=:评审不通过",
            "申报=无",
        ),
    ),
)
