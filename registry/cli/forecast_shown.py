"""How a forecast is printed: what one cause does to many on one day is one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum

from registry.cli.answers import Names, rests_on, step
from registry.cli.show import Format, as_json, headed, left_over, listing, say
from registry.desk.read import choices
from registry.desk.read.forecast import Expected, Outlook, What
from registry.desk.read.forecast_reasons import NEW_RULES
from registry.desk.read.session import Reading
from registry.eligibility.forecast.coming import Cause
from registry.errors import InputError
from registry.terms import Outcome
from registry.text import visible


class By(StrEnum):
    """What a line of the table is about."""

    CAUSE = "cause"
    ENTERPRISE = "enterprise"


LABELS = {By.CAUSE: "原因", By.ENTERPRISE: "企业"}


def by(text: str) -> By:
    """What lines are about, by its code or its Chinese name; causes if blank.

    Raises:
        InputError: it is neither.
    """
    for one, label in LABELS.items():
        if (text.strip() or By.CAUSE) in {one.value, label}:
            return one
    known = "、".join(f"{label}（{one.value}）" for one, label in LABELS.items())
    raise InputError(f"不能按「{visible(text)}」分列；请写其中之一：{known}")


HEADER = ("日期", "事项", "企业", "对象", "上报单位", "称号", "原来", "因为", "政策")
_WHAT = {What.WON: "可晋级", What.LOST: "不再可晋级", What.ENDS: "称号到期"}
MANY = 5
"""From so many of one cause on they are told in one line."""


def print_outlook(
    reading: Reading, found: Outlook, layout: Format, by: By, limit: int | None
) -> None:
    """Print what comes, and say what cannot be told; only tables have common lines."""
    counted = Counter(one.what for one in found.expected)
    told = "、".join(f"{label} {counted[what]} 项" for what, label in _WHAT.items())
    say(f"{found.since} 之后至 {found.through}，若记录不再变化：{told}")
    if layout is Format.JSON:
        names = dict(choices.rungs(reading))
        whole = {
            "through": found.through.isoformat(),
            "total": len(found.expected),
            "expected": [_object(one, names) for one in found.expected[:limit]],
            "untold": list(found.untold),
        }
        as_json(headed(reading) | whole)
    else:
        together = layout is Format.TABLE and by is By.CAUSE
        _print_lines(_lines(found.expected, together=together), layout, limit)
    for sentence in found.untold:
        say(sentence)


Line = tuple[Expected, ...]
"""One or more that have a line in common."""


def _print_lines(lines: Sequence[Line], layout: Format, limit: int | None) -> None:
    rows = [_row(line[0]) if len(line) == 1 else _common(line) for line in lines]
    printed = listing(layout, HEADER, rows, limit) if rows else 0
    say(f"共 {sum(map(len, lines))} 项{left_over(len(rows) - printed)}")
    if any(len(line) > 1 for line in lines):
        say(
            f"同一天因同一原因的，{MANY} 项起合为一行；逐项列出用 --by enterprise，"
            "--json 和 --format csv 总是逐项"
        )


def _lines(expected: Iterable[Expected], *, together: bool) -> list[Line]:
    """The lines in the order of what they tell first."""
    lines: dict[object, list[Expected]] = {}
    for place, one in enumerate(expected):
        common = together and one.what is not What.ENDS
        lines.setdefault(_shared(one) if common else place, []).append(one)
    told = list[Line]()
    for line in lines.values():
        told += [tuple(line)] if len(line) >= MANY else [(one,) for one in line]
    return told


def _shared(one: Expected) -> tuple[object, ...]:
    """What those of one line have in common: of new rules how each stands differs."""
    why = NEW_RULES if one.cause == Cause.RULES else one.deciding
    return one.on, one.what, one.becomes, one.rung, one.policy, one.basis, why


def _common(line: Line) -> tuple[str, ...]:
    """One line for many."""
    first = line[0]
    enterprises = {one.enterprise.id for one in line}
    things = {one.subject.id for one in line} - enterprises
    units = {one.enterprise.unit for one in line}
    outcomes = dict.fromkeys(_label(one.was) for one in line)
    reasons = {one.deciding for one in line}
    return (
        first.on.isoformat(),
        _happens(first),
        f"{len(enterprises)} 家",
        f"{len(things)} 个" if things else "",
        *(units if len(units) == 1 else [f"{len(units)} 个单位"]),
        first.rung,
        "、".join(filter(None, outcomes)),
        *(reasons if len(reasons) == 1 else [NEW_RULES]),
        rests_on(first.policy, first.basis),
    )


def _row(one: Expected) -> tuple[str, ...]:
    return (
        one.on.isoformat(),
        _happens(one),
        one.enterprise.name,
        "" if one.subject.id == one.enterprise.id else one.subject.name,
        one.enterprise.unit,
        one.rung,
        _label(one.was),
        one.deciding,
        rests_on(one.policy, one.basis),
    )


def _happens(one: Expected) -> str:
    """What comes, and of what is lost also what it becomes."""
    becomes = _label(one.becomes) if one.what is What.LOST else ""
    return "，".join(filter(None, (_WHAT[one.what], becomes)))


def _object(one: Expected, names: Names) -> dict[str, object]:
    """What ``eligible`` tells of a step, beside it in words what is told in codes."""
    return {
        "on": one.on.isoformat(),
        "what": one.what.value,
        "what_name": _WHAT[one.what],
        "enterprise": asdict(one.enterprise),
        "subject": asdict(one.subject),
        **step(one, names),
        "was": one.was,
        "was_name": _label(one.was),
        "becomes": one.becomes,
        "becomes_name": _label(one.becomes),
        "cause": one.cause,
        "deciding": one.deciding,
    }


def _label(outcome: Outcome | None) -> str:
    return "" if outcome is None else outcome.label
