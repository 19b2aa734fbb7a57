"""SQL that puts what is stored into words: codes, levels, values of spells."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from registry import asof
from registry.terms import LEVELS, Attribute, NameKind, Size, Status, Term


def cases(value: str, labels: Mapping[str, str]) -> str:
    """The label of a code."""
    cases = " ".join(f"WHEN '{code}' THEN '{label}'" for code, label in labels.items())
    return f"CASE {value} {cases} END"


def level(value: str) -> str:
    """The name of a maturity level."""
    names = " ".join(f"WHEN {at} THEN '{name}'" for at, name in enumerate(LEVELS))
    return f"CASE {value} {names} END"


def label(value: str, terms: type[Term]) -> str:
    """What officials read for a code."""
    return cases(value, {term.value: term.label for term in terms})


SPELLS: Mapping[str, tuple[Attribute, str]] = MappingProxyType(
    {
        "name_spell": (Attribute.NAME, "{}"),
        "division_spell": (
            Attribute.DIVISION,
            "(SELECT d.name FROM division d WHERE d.code = {})",
        ),
        "unit_spell": (Attribute.UNIT, "(SELECT u.name FROM unit u WHERE u.id = {})"),
        "address_spell": (Attribute.ADDRESS, "{}"),
        "industry_spell": (Attribute.INDUSTRY, "{}"),
        "size_spell": (Attribute.SIZE, label("{}", Size)),
        "designated_spell": (
            Attribute.ABOVE_DESIGNATED_SIZE,
            "CASE {} WHEN 1 THEN '是' ELSE '否' END",
        ),
        "status_spell": (Attribute.STATUS, label("{}", Status)),
        "parent_spell": (Attribute.PARENT, f"({asof.name('{}')})"),
    }
)
"""The spell tables of enterprises: whose values they are, and the values in words."""

NAMES: Mapping[NameKind, Attribute] = MappingProxyType(
    {
        NameKind.OFFICIAL: Attribute.NAME,
        NameKind.SHORT: Attribute.SHORT_NAME,
        NameKind.FORMER: Attribute.FORMER_NAME,
    }
)
"""The attribute that a name of each kind is."""


def spelled(table: str, value: str) -> str:
    """The value of a spell in words."""
    return SPELLS[table][1].format(value)
