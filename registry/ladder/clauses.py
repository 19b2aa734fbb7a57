"""Where two wordings of a condition differ: threshold, window, question, clause …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.ladder.conditions import Alternative, Condition
from registry.ladder.names import Names
from registry.ladder.tree import tree
from registry.ladder.wording import name, worded
from registry.terms import Basis


class Change(StrEnum):
    """What sort of change a difference is."""

    ADDED = "added"
    REMOVED = "removed"
    THRESHOLD = "threshold"
    WINDOW = "window"
    QUESTION = "question"
    GUARD = "guard"
    CLAUSE = "clause"
    HAND_IN = "hand_in"
    AMOUNT = "amount"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what about, which condition, what changes, what was, what is.

    ``condition`` is empty where it is about no condition; ``what``, ``old`` and ``new``
    are Chinese, and ``old`` or ``new`` is empty where nothing is on that side.
    """

    change: Change
    about: str
    condition: str
    what: str
    old: str = ""
    new: str = ""


ADDED, REMOVED = "新增条件", "取消条件"
_QUESTION = frozenset(Condition.model_fields) - {
    "id",
    "cite",
    "name",
    "sample",
    "hand_in",
    "when",
}
_THRESHOLDS = frozenset({"level", "at_least", "at_most", "min_severity", "k"})
_WINDOWS = frozenset(
    {"within_months", "for_months", "day", "application_year", "period", "years"}
)
Changed = tuple[str, object, object]
"""A key of a question with its old and its new value."""


def conditions(
    about: str, old: Sequence[Condition], new: Sequence[Condition], names: Names
) -> Iterator[Difference]:
    """The differences of two lists of conditions, paired by id; the new order first."""
    before = {one.id: one for one in old}
    for one in new:
        if (was := before.pop(one.id, None)) is not None:
            yield from _condition(about, was, one, names)
        else:
            what, asked = _called(one, names), _asked(one, names)
            yield Difference(Change.ADDED, about, what, ADDED, "", asked)
    for gone in before.values():
        what, asked = _called(gone, names), _asked(gone, names)
        yield Difference(Change.REMOVED, about, what, REMOVED, asked, "")


def _condition(
    about: str, old: Condition, new: Condition, names: Names
) -> Iterator[Difference]:
    said = _called(new, names)
    if changed := list(_changed(_question(old), _question(new))):
        change, what = _sort({key for key, _, _ in changed})
        texts = _texts(old, new, changed, names)
        yield Difference(change, about, said, what, *texts)
    if old.when != new.when:
        guards = _guard(old.when, names), _guard(new.when, names)
        yield Difference(Change.GUARD, about, said, "适用对象", *guards)
    plain = (
        (Change.CLAUSE, "名称", old.name, new.name),
        (Change.CLAUSE, "条款", old.cite, new.cite),
        (Change.HAND_IN, "提交材料", old.hand_in or "无", new.hand_in or "无"),
        (Change.OTHER, "依据", _basis(old), _basis(new)),
    )
    for change, what, was, now in plain:
        if was != now:
            yield Difference(change, about, said, what, was, now)


def _question(condition: Condition) -> dict[str, object]:
    return condition.model_dump(include=set(_QUESTION), exclude_none=True)


def _changed(old: object, new: object, key: str = "") -> Iterator[Changed]:
    """The keys whose values differ, as deep inside as they can be paired."""
    if isinstance(old, dict) and isinstance(new, dict):
        for one in dict.fromkeys((*old, *new)):
            yield from _changed(old.get(one), new.get(one), one)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for was, now in zip(old, new, strict=True):
            yield from _changed(was, now, key)
    elif old != new:
        yield key, old, new


def _sort(keys: set[str]) -> tuple[Change, str]:
    """What the keys that differ make of it."""
    if keys <= _THRESHOLDS:
        return Change.THRESHOLD, "门槛"
    if keys <= _WINDOWS:
        return Change.WINDOW, "时限"
    if keys <= _THRESHOLDS | _WINDOWS:
        return Change.THRESHOLD, "门槛、时限"
    return Change.QUESTION, "要求"


def _texts(
    old: Condition, new: Condition, changed: Sequence[Changed], names: Names
) -> tuple[str, str]:
    """Both in words; what the words do not tell apart is told by its keys."""
    was, now = worded(tree(old), names), worded(tree(new), names)
    if was != now:
        return was, now
    return (
        f"{was}（{'，'.join(f'{key} = {value}' for key, value, _ in changed)}）",
        f"{now}（{'，'.join(f'{key} = {value}' for key, _, value in changed)}）",
    )


def _called(one: Condition, names: Names) -> str:
    return name(one, names)


def _asked(one: Condition, names: Names) -> str:
    asked = worded(tree(one), names)
    return asked if one.when is None else f"{_guard(one.when, names)}：{asked}"


def _guard(when: Alternative | None, names: Names) -> str:
    return "所有申报对象" if when is None else f"{worded(tree(when), names)}的"


def _basis(one: Condition) -> str:
    return Basis.SAMPLE.label if one.sample else "按文件"
