"""What an attribute of an enterprise is last said to be, in words, by plain SQL."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry.desk.read.worded import SPELLS, spelled
from registry.terms import Attribute, NameKind, SizeStandard


def _last(table: str, where: str = "1", shown: str = "") -> str:
    return (
        f"SELECT {shown or spelled(table, 'x.value')}, x.since, x.since_precision"
        f" FROM {table} x"
        f" WHERE x.voided_by IS NULL AND x.enterprise_id = :id AND {where}"
        " ORDER BY x.since DESC, x.id DESC"
    )


def _named(kind: NameKind) -> str:
    return _last("name_spell", f"x.kind = '{kind.value}'")


def _sized(standard: SizeStandard) -> str:
    return _last("size_spell", f"x.standard = '{standard.value}'")


LAST: Mapping[Attribute, str] = MappingProxyType(
    {attribute: _last(table) for table, (attribute, _) in SPELLS.items()}
    | {
        Attribute.NAME: _named(NameKind.OFFICIAL),
        Attribute.SHORT_NAME: _named(NameKind.SHORT),
        Attribute.FORMER_NAME: _named(NameKind.FORMER),
        Attribute.SIZE: _sized(SizeStandard.STATISTICS_2017),
        Attribute.SIZE_2011: _sized(SizeStandard.MIIT_2011),
        Attribute.PARENT: _last(
            "parent_spell", shown="(SELECT s.name FROM subject s WHERE s.id = x.value)"
        ),
    }
)
"""The value in words, since when, and how precisely that is known."""
