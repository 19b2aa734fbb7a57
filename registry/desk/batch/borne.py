"""What an attribute of an enterprise is last said to be, in words, by plain SQL."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.terms import Attribute, NameKind, Size, SizeStandard, Status, Term


def _last(table: str, shown: str = "x.value", where: str = "1") -> str:
    return (
        f"SELECT {shown}, x.since, x.since_precision FROM {table}_spell x"
        f" WHERE x.voided_by IS NULL AND x.enterprise_id = :id AND {where}"
        " ORDER BY x.since DESC, x.id DESC"
    )


def _named(kind: NameKind) -> str:
    return _last("name", where=f"x.kind = '{kind.value}'")


def _worded(terms: type[Term]) -> str:
    cases = " ".join(f"WHEN '{one.value}' THEN '{one.label}'" for one in terms)
    return f"CASE x.value {cases} END"


def _sized(standard: SizeStandard) -> str:
    return _last("size", _worded(Size), f"x.standard = '{standard.value}'")


LAST: Mapping[Attribute, str] = MappingProxyType(
    {
        Attribute.NAME: _named(NameKind.OFFICIAL),
        Attribute.SHORT_NAME: _named(NameKind.SHORT),
        Attribute.FORMER_NAME: _named(NameKind.FORMER),
        Attribute.DIVISION: _last(
            "division", "(SELECT d.name FROM division d WHERE d.code = x.value)"
        ),
        Attribute.UNIT: _last(
            "unit", "(SELECT u.name FROM unit u WHERE u.id = x.value)"
        ),
        Attribute.ADDRESS: _last("address"),
        Attribute.INDUSTRY: _last("industry"),
        Attribute.ABOVE_DESIGNATED_SIZE: _last(
            "designated", "CASE x.value WHEN 1 THEN '是' ELSE '否' END"
        ),
        Attribute.SIZE: _sized(SizeStandard.STATISTICS_2017),
        Attribute.SIZE_2011: _sized(SizeStandard.MIIT_2011),
        Attribute.STATUS: _last("status", _worded(Status)),
        Attribute.PARENT: _last(
            "parent", "(SELECT s.name FROM subject s WHERE s.id = x.value)"
        ),
    }
)
"""The value in words, since when, and how precisely that is known."""
