"""Fields of what an enterprise is on the day: where, what, how large."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from types import MappingProxyType

from registry import asof
from registry.filter.choice import Choice, plain
from registry.filter.days import DayField
from registry.filter.field import Asking, Comparison, Field
from registry.filter.fields.industry import Industry
from registry.filter.labels import Code, Labels, table
from registry.terms import OrganisationKind, Size, SizeStandard, Status, Term

_YES_NO: Labels = MappingProxyType({1: "是", 0: "否"})


def _spelled(table: str, only: str = "1") -> Callable[[Asking, Comparison], str]:
    def scalar(asking: Asking, asked: Comparison) -> str:
        del asked
        return asof.value(table, asking.enterprise, only=only)

    return scalar


def _of_record(what: str) -> Callable[[Asking, Comparison], str]:
    def scalar(asking: Asking, asked: Comparison) -> str:
        del asked
        return f"(SELECT {what} FROM enterprise u WHERE u.id = {asking.enterprise})"

    return scalar


def _listed(labels: Labels) -> Callable[[sqlite3.Connection], Labels]:
    return lambda _: labels


def _terms(terms: type[Term]) -> Callable[[sqlite3.Connection], Labels]:
    return _listed(MappingProxyType({term.value: term.label for term in terms}))


def _divisions(connection: sqlite3.Connection) -> Labels:
    return table(connection, "SELECT code, name FROM division ORDER BY code")


def _divisions_of_units(connection: sqlite3.Connection) -> Labels:
    return table(
        connection,
        "SELECT d.code, d.name FROM division d WHERE d.code IN (SELECT u.division"
        " FROM unit u WHERE u.voided_by IS NULL) ORDER BY d.code",
    )


def _units(connection: sqlite3.Connection) -> Labels:
    return table(
        connection, "SELECT id, name FROM unit WHERE voided_by IS NULL ORDER BY id"
    )


def _inside(code: Code, labels: Labels) -> tuple[Code, ...]:
    """A division with all divisions inside it."""
    prefix = str(code)
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return tuple(one for one in labels if str(one).startswith(prefix))


def _a_unit(connection: sqlite3.Connection, text: str) -> str:
    """Say so where the name is a reporting unit's that is no division."""
    named = [name for name in _units(connection).values() if plain(text) in plain(name)]
    return f"；是上报单位，请写 上报单位={named[0]}" if named else ""


def _no_less(text: str, labels: Labels) -> tuple[Code, ...]:
    del labels
    yes = plain(text) in {"√", "对", "yes", "true", "y"}
    no = plain(text) in {"×", "不是", "no", "false", "n"}
    return (1,) if yes else (0,) if no else ()


def _established(asking: Asking, asked: Comparison, holds: str) -> str:
    del asked
    return (
        f"EXISTS (SELECT 1 FROM enterprise u WHERE u.id = {asking.enterprise}"
        f" AND {holds})"
    )


FIELDS: tuple[Field, ...] = (
    Choice(
        name="县市区",
        english="division",
        aliases=("行政区划", "区县", "县区"),
        help="登记所在的行政区划；写上级即包括下级",
        examples=("县市区=天元区", "县市区=天元区,石峰区", "县市区=缺数据"),
        scalar=_spelled("division_spell"),
        labels=_divisions,
        suggested=_divisions_of_units,
        within=_inside,
        hint=_a_unit,
        terms="县市区按登记的行政区划",
    ),
    Choice(
        name="上报单位",
        english="unit",
        aliases=("单位", "园区"),
        help="经哪个县市区或园区上报",
        examples=("上报单位=株洲经开区", "上报单位=缺数据"),
        scalar=_spelled("unit_spell"),
        labels=_units,
        terms="按上报单位",
    ),
    Industry(
        name="行业",
        english="industry",
        help="GB/T 4754 代码的开头；门类字母可以不写",
        examples=("行业=C", "行业=C34,C35", "行业=3670"),
    ),
    Choice(
        name="规模",
        english="size",
        help="统计上大中小微型企业划分办法（2017）",
        examples=("规模=大型", "规模>=中型", "规模=缺数据"),
        scalar=_spelled(
            "size_spell", f"s.standard = '{SizeStandard.STATISTICS_2017.value}'"
        ),
        labels=_terms(Size),
        ordered=True,
        terms="规模按统计上划分办法（2017）",
    ),
    Choice(
        name="规模2011",
        english="size_2011",
        help="工信部联企业〔2011〕300号的规模",
        examples=("规模2011=中型",),
        scalar=_spelled("size_spell", f"s.standard = '{SizeStandard.MIIT_2011.value}'"),
        labels=_terms(Size),
        ordered=True,
        terms="规模按工信部联企业〔2011〕300号",
    ),
    Choice(
        name="规上",
        english="above_designated_size",
        aliases=("规模以上",),
        help="是否规模以上；单写 规上 就是 规上=是",
        examples=("规上", "规上=否", "规上=缺数据"),
        scalar=_spelled("designated_spell"),
        labels=_listed(_YES_NO),
        read=_no_less,
    ),
    Choice(
        name="状态",
        english="status",
        help="是否在营",
        examples=("状态=在营", "状态≠注销,迁出"),
        scalar=_spelled("status_spell"),
        labels=_terms(Status),
    ),
    Choice(
        name="类别",
        english="kind",
        help="企业、分支机构、学校、科研院所",
        examples=("类别=学校",),
        scalar=_of_record("u.kind"),
        labels=_terms(OrganisationKind),
    ),
    Choice(
        name="在册",
        english="registered",
        help="概览所计的企业：不是学校，没有迁出、注销；单写 在册 就是 在册=是",
        examples=("在册", "在册=否"),
        scalar=_of_record(asof.registered("u")),
        labels=_listed(_YES_NO),
        read=_no_less,
    ),
    DayField(
        name="成立日期",
        english="established",
        help="成立的日期",
        examples=("成立日期>=2015", "成立日期=缺数据"),
        some=_established,
        column="u.established_on",
    ),
)
