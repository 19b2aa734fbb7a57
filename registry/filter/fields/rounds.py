"""The field of applications: in which round, and how far they came."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from registry import asof
from registry.filter.axis import Axis, Items
from registry.filter.choice import plain, said
from registry.filter.field import Asking, Comparison, Field, Value, split
from registry.filter.labels import Code, Labels, table
from registry.filter.owned import owner_in
from registry.filter.recorded import Recorded, exactly, holding, noted
from registry.filter.refused import did_you_mean, near_or_all
from registry.terms import APPLIED

_ROWS = "application x JOIN round r ON r.id = x.round_id AND r.voided_by IS NULL"
_MADE = asof.applied("x")
_TAKEN = 'p.application_id = x.id AND p.voided_by IS NULL AND p."on" <= :on'
_LAST = asof.standing("x.id", "q.stage")
_YEAR = re.compile(r"(\d{4})年?(?:度)?")
_ANSWERS = {"不通过": 0, "未通过": 0, "通过": 1}


def _made(asking: Asking, asked: Comparison, holds: str) -> str:
    """An application in a round, of the enterprise or of what it owns."""
    del asked
    rows = (_ROWS, "x.subject_id", f"{_MADE} AND {holds}")
    return owner_in(asking.enterprise, *rows)


def _apart(asking: Asking, asked: Comparison) -> Axis:
    """Applications by round; of the rounds after the dot, by stage reached."""
    if asked.of is None:
        return _axis(asked, _MADE, "x.round_id", _rounds(asking.connection))
    stages = {"": APPLIED, **_stages(asking.connection)}
    when = f"{_MADE} AND {_in_round(asking, asked, asked.of)}"
    return _axis(asked, when, f"coalesce({_LAST}, '')", stages)


def _written(asking: Asking) -> Iterable[str]:
    """Rounds, and stages after a colon."""
    stages = (*_stages(asking.connection).values(), APPLIED)
    return (*_rounds(asking.connection).values(), *(f":{one}" for one in stages))


def _axis(asked: Comparison, when: str, key: str, labels: Labels) -> Axis:
    items = Items(
        name="申报",
        unit="件",
        rows=_ROWS,
        subject="x.subject_id",
        when=when,
        among="当日以前的申报",
        sample="x.sample",
    )
    stage = "" if asked.of is None else "环节取当日最近一个"
    return Axis(said(asked), key, labels, asked.field.missing, stage, items=items)


def _value(asking: Asking, asked: Comparison, value: Value) -> str:
    name, stage = split(value.text)
    parts = []
    if name:
        parts.append(_in_round(asking, asked, replace(value, text=name)))
    if stage:
        parts.append(_reached(asking, asked, replace(value, text=stage)))
    return " AND ".join(parts) or "1"


def _in_round(asking: Asking, asked: Comparison, value: Value) -> str:
    """In the round of this name, else in those of this year, else in any with it."""
    rounds = _rounds(asking.connection)
    sure = exactly(rounds, value.text) or _of_year(asking.connection, value.text)
    found = sure or noted(asking, value, rounds, holding(rounds, value.text))
    if not found:
        near = did_you_mean(value.text, rounds.values())
        raise asked.refuse(value, f"没有这样的批次{near}")
    return f"x.round_id IN ({asking.listed(found)})"


def _reached(asking: Asking, asked: Comparison, value: Value) -> str:
    """It stands at this stage, or a step of it was answered so."""
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
    near = near_or_all(value.text, (*stages.values(), APPLIED))
    raise asked.refuse(value, f"没有环节「{value.text}」{near}")


def _stage(stages: Labels, text: str) -> Code | None:
    return next((c for c, name in stages.items() if text in (c, name)), None)


def _rounds(connection: sqlite3.Connection) -> Labels:
    return table(
        connection,
        "SELECT id, name FROM round WHERE voided_by IS NULL ORDER BY year DESC, id",
    )


def _of_year(connection: sqlite3.Connection, text: str) -> list[Code]:
    year = _YEAR.fullmatch(plain(text))
    rows = connection.execute(
        "SELECT id FROM round WHERE voided_by IS NULL AND year = ? ORDER BY id",
        (year and int(year[1]),),
    )
    return [row[0] for row in rows]


def _stages(connection: sqlite3.Connection) -> Labels:
    return table(connection, "SELECT code, name FROM stage_kind ORDER BY ordinal, id")


FIELDS: tuple[Field, ...] = (
    Recorded(
        name="申报",
        english="application",
        of="批次（只用于分组）",
        aliases=("批次",),
        help="在批次里申报过；冒号后写所处环节，或 环节加 通过、不通过",
        examples=(
            "申报=2022年",
            "申报=标杆车间认定:公示",
            "申报=:评审不通过",
            "申报=无",
        ),
        missing="无",
        halves=True,
        some=_made,
        meets=_value,
        listed=_written,
        apart=_apart,
    ),
)
