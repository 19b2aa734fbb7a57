"""Columns that mean the same alone, and two things where they stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from registry import columns
from registry.errors import InputError
from registry.intake.header import Header
from registry.intake.kinds import ASSESSMENTS, Kind
from registry.intake.labels import bare
from registry.intake.vocabulary import Meaning

Meant = list[tuple[int, Meaning | None]]

Meanings = tuple[tuple[int, Meaning], ...]
"""Columns that mean something, by their place."""

_UNIT, _SELF, _ON_SITE = "单位", "自评", "现场"
_ASSESSED = frozenset({columns.LEVEL, columns.ASSESSED_ON, columns.SCORE})


def told_apart(labels: Sequence[str], meant: Meant, kind: Kind) -> Meant:
    """What the columns mean together: 县市区 beside 上报单位 is the division.

    In a ledger that has no divisions it says nothing then.
    """
    units = [at for at, means in meant if means is columns.UNIT]
    reporting = [at for at in units if _UNIT in bare(labels[at])]
    taken = any(means is columns.DIVISION for _, means in meant)
    if not (len(units) == len(reporting) + 1 and reporting) or taken:
        return meant
    division = columns.DIVISION if columns.DIVISION in kind.columns else None
    (place,) = set(units) - set(reporting)
    return [(at, division if at == place else means) for at, means in meant]


def on_site(labels: Sequence[str], meant: Meant) -> frozenset[int]:
    """The columns of an assessment on site that stand beside those of another.

    None do where a column of its own says how each row was assessed.
    """
    if any(means is columns.ASSESSED_BY for _, means in meant):
        return frozenset()
    assessed = [(at, means) for at, means in meant if means in _ASSESSED]
    here = {at: means for at, means in assessed if _ON_SITE in labels[at]}
    others = {means for at, means in assessed if at not in here}
    return frozenset(here if others & set(here.values()) else ())


def is_same_way(text: str, title: str) -> bool:
    """Whether of two headers both or none are of an assessment on site."""
    return (_ON_SITE in text) == (_ON_SITE in title)


def by(
    header: Header, known: Meanings, given: dict[str, str], *, both: bool
) -> dict[str, str]:
    """What stands for whole columns; of two assessments each header says its own."""
    said = implied(header, known)
    return given | said if both else said | given


def parts(
    header: Header, meant: Meant, apart: frozenset[int]
) -> tuple[Meanings, Meanings]:
    """The columns of the first assessment of a row, and those of one on site."""
    known = [(at, means) for at, means in meant if means is not None]
    first = [one for one in known if one[0] not in apart]
    second = [one for one in known if one[0] in apart or one[1] not in _ASSESSED]
    return _once(header, first), _once(header, second if apart else [])


def is_whole(known: Meanings, given: Mapping[str, str], kind: Kind) -> bool:
    """Whether columns say all that an assessment has to say, but how it was made."""
    there = {means for _, means in known} | {columns.ASSESSED_BY}
    needed = [slot.column for slot in kind.slots if slot.required]
    whole = all(one in there or one.key in given for one in needed)
    return kind is ASSESSMENTS and bool(known) and whole


def _once(header: Header, known: Sequence[tuple[int, Meaning]]) -> Meanings:
    """Refuse two headers that mean the same column."""
    seen: dict[Meaning, int] = {}
    for at, means in known:
        if means in seen:
            one, other = header.labels[seen[means]], header.labels[at]
            raise InputError(
                f"两列都像是同一栏：「{one}」和「{other}」；请改名或删去一列"
            )
        seen[means] = at
    return tuple(known)


def implied(header: Header, known: Sequence[tuple[int, Meaning]]) -> dict[str, str]:
    """How it was assessed, where a header says so: 自评估等级 is by the firm itself."""
    told = "".join(
        header.labels[at]
        for at, means in known
        if means in (columns.LEVEL, columns.SCORE, columns.ASSESSED_ON)
    )
    if (_SELF in told) == (_ON_SITE in told):
        return {}
    return {columns.ASSESSED_BY.key: _SELF if _SELF in told else _ON_SITE}
