"""A batch as JSON: who moves, who is skipped and why, and whether it was written."""

from __future__ import annotations

from registry.desk.batch.preview import Move, Preview
from registry.errors import Fault


def of(seen: Preview, change: int = 0) -> dict[str, object]:
    """What a batch would do, or did by a change; 0: nothing was written."""
    return {
        "title": seen.title,
        "written": bool(change),
        "change": change or None,
        "moves": [_move(one) for one in seen.moves],
        "unchanged": [_move(one) for one in seen.unchanged],
        "faults": [_fault(one) for one in seen.skipped],
        "unused": list(seen.unused),
    }


def _move(one: Move) -> dict[str, object]:
    return {
        "row": one.line,
        "who": one.who,
        "old": one.old,
        "new": one.new,
        "heed": one.heed,
    }


def _fault(one: Fault) -> dict[str, object]:
    return {
        "row": one.line,
        "column": one.column,
        "value": one.value,
        "problem": one.problem,
        "remedy": one.remedy,
    }
