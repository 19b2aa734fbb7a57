"""The field of figures and grades: any key of ``data/facts.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from registry import asof
from registry.errors import InputError
from registry.filter.choice import beside, plain
from registry.filter.field import (
    MISSING,
    PRESENT,
    Asking,
    Bound,
    Comparator,
    Comparison,
    Field,
    Value,
)
from registry.filter.marks import DOTS
from registry.filter.numbers import number
from registry.filter.ranges import ends
from registry.filter.refused import did_you_mean
from registry.ladder.arithmetic import scaled


class Figure(Protocol):
    """A key as ``data/facts.toml`` declares it."""

    @property
    def key(self) -> str:
        """The code."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def unit(self) -> str:
        """The unit of a number."""

    @property
    def scale(self) -> int:
        """A number is stored times ``10 ** scale``."""

    @property
    def grades(self) -> tuple[tuple[str, str], ...]:
        """Codes and labels of a grade, lowest first; empty for a number."""


_YEAR = re.compile(r"(\d{4})年?")
_SQL = {
    Comparator.EQ: "=",
    Comparator.LT: "<",
    Comparator.LE: "<=",
    Comparator.GT: ">",
    Comparator.GE: ">=",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact(Field):
    """The enterprise's own figure: of the latest period ended by the day, or a year."""

    def known(self, asking: Asking, asked: Comparison) -> str:
        """The figure is recorded."""
        key, year = _key(asked)
        _tell_of_others(asking, key)
        return f"({_fact(asking, key, year)} IS NOT NULL)"

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """The figure compares so with one of the values; what is missing never does."""
        key, year = _key(asked)
        _tell_of_others(asking, key)
        some = " OR ".join(_meets(asking, asked, key, one) for one in values)
        recorded = _fact(asking, key, year)
        return f"EXISTS (SELECT 1 FROM (SELECT {recorded} AS v) f WHERE {some})"

    def values(self, asking: Asking) -> Iterable[str]:
        """What is said of what is not recorded."""
        del asking
        return (MISSING, PRESENT)


def figures() -> Iterable[Figure]:
    """All keys, in file order."""
    from registry.ladder.facts import fact_keys  # noqa: PLC0415 - few filters ask it

    return fact_keys().values()


def names() -> Iterable[str]:
    """The Chinese names of all keys."""
    return (key.name for key in figures())


def named(word: str) -> bool:
    """Whether the word is the name or the code of a key."""
    wanted = plain(word)
    return any(wanted in (key.key, plain(key.name)) for key in figures())


def _key(asked: Comparison) -> tuple[Figure, int | None]:
    """The key after the dot, and the year after one more."""
    if asked.of is None or not asked.of.text.strip():
        problem = f"要写明哪项指标，如 指标.营业收入>=2亿；可选：{'、'.join(names())}"
        raise asked.refuse(asked.of or asked.values[0], problem)
    name, year = _dated(asked.of.text)
    keys = tuple(figures())
    for key in keys:
        if plain(name) in (key.key, plain(key.name)):
            return key, year
    holding = [key for key in keys if plain(name) in plain(key.name)]
    if len(holding) == 1:
        return holding[0], year
    near = did_you_mean(name, (key.name for key in holding or keys))
    near = near or "；可写的指标见 tidu filter help 指标"
    said = "可指几项指标" if holding else "没有这项指标"
    raise asked.refuse(asked.of, f"{said}{near}")


def _dated(text: str) -> tuple[str, int | None]:
    place = max(map(text.rfind, DOTS))
    found = _YEAR.fullmatch(text[place + 1 :].strip()) if place >= 0 else None
    return (text[:place], int(found[1])) if found else (text, None)


def _fact(asking: Asking, key: Figure, year: int | None) -> str:
    seen = asking.bind((asking.on + timedelta(days=1)).isoformat())
    period = ""
    if year is not None:
        days = (date(year, 1, 1).isoformat(), date(year + 1, 1, 1).isoformat())
        since, until = map(asking.bind, days)
        period = f" AND x.since = {since} AND x.until = {until}"
    return (
        f"(SELECT {'x.grade' if key.grades else 'x.value'} FROM fact x"
        f" WHERE x.subject_id = {asking.enterprise} AND x.key = {asking.bind(key.key)}"
        f" AND x.voided_by IS NULL AND x.until <= {seen}{period}"
        " ORDER BY x.until DESC, x.since DESC LIMIT 1)"
    )


def _tell_of_others(asking: Asking, key: Figure) -> None:
    """Note of how many it is recorded of what they own, and not of themselves."""
    row = asking.connection.execute(
        "SELECT count(DISTINCT o.enterprise_id) FROM owner_spell o"
        " CROSS JOIN fact x ON x.subject_id = o.subject_id AND x.key = :key"
        f" AND x.voided_by IS NULL AND x.until <= :seen WHERE {asof.in_force('o')}"
        " AND NOT EXISTS (SELECT 1 FROM fact y WHERE y.subject_id = o.enterprise_id"
        " AND y.key = :key AND y.voided_by IS NULL AND y.until <= :seen)",
        {
            "key": key.key,
            "on": asking.on.isoformat(),
            "seen": (asking.on + timedelta(days=1)).isoformat(),
        },
    ).fetchone()
    if row[0]:
        others = f"另有 {row[0]} 家只登记在车间等对象上，不计入"
        asking.note(f"{key.name}只计企业自身的，{others}")


def _meets(asking: Asking, asked: Comparison, key: Figure, value: Value) -> str:
    both = ends(value) if asked.comparator is Comparator.EQ else None
    if both is None:
        return _compared(asking, asked, key, value)
    low = replace(asked, comparator=Comparator.GE)
    high = replace(asked, comparator=Comparator.LE)
    return (
        f"({_compared(asking, low, key, both[0])}"
        f" AND {_compared(asking, high, key, both[1])})"
    )


def _compared(asking: Asking, asked: Comparison, key: Figure, value: Value) -> str:
    if key.grades:
        return f"f.v IN ({asking.listed(_grades(asked, key, value))})"
    return f"f.v {_SQL[asked.comparator]} {asking.bind(_stored(asked, key, value))}"


def _stored(asked: Comparison, key: Figure, value: Value) -> int:
    try:
        return scaled(number(value.text, key.unit), key.scale)
    except InputError as wrong:
        raise asked.refuse(value, f"{key.name}：{wrong}") from None
    except ValueError as wrong:
        finer = str(wrong) == "finer_than_scale"
        problem = f"最多写 {key.scale} 位小数" if finer else "太大；请核对位数"
        raise asked.refuse(value, f"{key.name}{problem}") from None


def _grades(asked: Comparison, key: Figure, value: Value) -> tuple[Bound, ...]:
    codes = tuple(code for code, _ in key.grades)
    wanted = plain(value.text)
    places = [n for n, pair in enumerate(key.grades) if wanted in map(plain, pair)]
    if not places:
        labels = "、".join(label for _, label in key.grades)
        raise asked.refuse(value, f"{key.name}没有这一级；可选：{labels}")
    return beside(codes, asked.comparator, places[0], places[0])


FACTS = _Fact(
    name="指标",
    english="fact",
    aliases=("数据",),
    of="指标名称，可再加年度",
    after=lambda _: names(),
    help="企业自身的指标，不含车间等对象的；取截至当日最近一期，指标.名称.2021 取该年",
    examples=(
        "指标.营业收入>=2亿",
        "指标.主营业务收入.2021=1亿..5亿",
        "指标.纳税信用等级>=B级",
        "指标.研发费用=缺数据",
    ),
)
FIELDS: tuple[Field, ...] = (FACTS,)
