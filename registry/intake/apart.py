"""Columns that mean the same alone, and two things where they stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from registry import columns
from registry.intake.kinds import Kind
from registry.intake.labels import bare
from registry.intake.vocabulary import Meaning

Meant = list[tuple[int, Meaning | None]]

_UNIT = "单位"


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
