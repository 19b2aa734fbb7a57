"""The plain reading of every condition: a firm on a day, and Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from tests.filter.world import (
    RUNGS,
    STAGES,
    Applied,
    Assessed,
    Firm,
    Happened,
    Held,
    Spell,
)

Says = Callable[[Firm, str], bool]
"""Whether a firm is selected on a day."""

END = "9999-12-31"


def listed(firm: Firm) -> bool:
    """Whether the firm is on the register at all."""
    return not firm.gone


def value(firm: Firm, table: str, on: str) -> str | int | None:
    """Of the spells in force the one that began last; of equals the last recorded."""
    here = [
        (one.since or "", place, one.value)
        for place, one in enumerate(firm.spells[table])
        if not one.void and in_force(one, on)
    ]
    return max(here)[2] if here else None


def in_force(spell: Spell, on: str) -> bool:
    """Begun and not over; an open side has no bound."""
    return (spell.since or "") <= on < (spell.until or END)


def registered(firm: Firm, on: str) -> bool:
    """No school, and neither moved out nor deregistered."""
    gone = value(firm, "status", on) in {"moved_out", "deregistered"}
    return firm.kind != "school" and not gone


def assessed(firm: Firm, on: str, kind: str | None = None) -> Assessed | None:
    """The latest assessment made by the day and still valid."""
    valid = [
        (one.on, place, one)
        for place, one in enumerate(firm.assessed)
        if not one.void
        and one.on <= on < (one.until or END)
        and kind in (None, one.kind)
    ]
    return max(valid)[2] if valid else None


def reached(firm: Firm, on: str, *, by_workshop: bool) -> bool:
    """Whether what holds it is the firm, or is owned by it on the day."""
    return not by_workshop or in_force(firm.owned, on)


def titles(firm: Firm, on: str) -> list[Held]:
    """Titles recognised by the day, still held or not."""
    return [
        one
        for one in firm.held
        if not one.void
        and one.on <= on
        and reached(firm, on, by_workshop=one.by_workshop)
    ]


def held(title: Held, on: str) -> bool:
    """Neither expired nor ended."""
    ended = title.end[1] if title.end else END
    return on < (title.until or END) and on < ended


def new(title: Held, on: str) -> bool:
    """Recognised in the year of the day."""
    return title.on[:4] == on[:4]


def ended(title: Held, on: str) -> str | None:
    """How it has ended: as was recorded, else by its term."""
    if title.end and title.end[1] <= on:
        return title.end[0]
    return "expired" if (title.until or END) <= on else None


def tier(title: Held) -> str:
    """The tier of its rung."""
    return RUNGS[title.rung][1]


def stays(firm: Firm, on: str, *, still: bool) -> set[int]:
    """Pools it was admitted to by the day, and is still in where asked."""
    return {
        one.pool
        for one in firm.stays
        if not one.void
        and one.on <= on
        and reached(firm, on, by_workshop=one.by_workshop)
        and not (still and (one.left or END) <= on)
    }


def applications(firm: Firm, on: str) -> list[Applied]:
    """Applications made by the day, or on a day nobody noted."""
    return [
        one
        for one in firm.applied
        if not one.void
        and (one.on or "") <= on
        and reached(firm, on, by_workshop=one.by_workshop)
    ]


def stage(applied: Applied, on: str) -> str | None:
    """Where it stands: its end, else the furthest stage since it was last sent back."""
    order = list(STAGES)
    taken = [(day, at, s) for at, (s, day, _) in enumerate(applied.steps) if day <= on]
    back = max([step for step in taken if step[2] == "returned"], default=None)
    live = [step for step in taken if back is None or step >= back]
    over = [step for step in taken if step[2] == "recognised"]
    further = [(order.index(s), day, at, s) for day, at, s in over or live]
    return max(further)[3] if further else None


def answered(applied: Applied, on: str, stage_: str, *, passed: bool) -> bool:
    """Whether a step of the stage was answered so by the day."""
    return any(
        s == stage_ and d <= on and p == int(passed) for s, d, p in applied.steps
    )


def events(firm: Firm, on: str, *, open_: bool) -> list[Happened]:
    """Events by the day, and not yet removed where asked."""
    return [
        one
        for one in firm.happened
        if not one.void and one.on <= on and not (open_ and (one.removed or END) <= on)
    ]


def revenue(firm: Firm, on: str, year: int | None = None) -> int | None:
    """The revenue of a year that has ended by the day, the latest unless named."""
    ended_by = date.fromisoformat(on) + timedelta(days=1)
    seen = [y for y in firm.revenue if date(y + 1, 1, 1) <= ended_by]
    if year is not None:
        return firm.revenue[year] if year in seen else None
    return firm.revenue[max(seen)] if seen else None


def named(firm: Firm, word: str) -> bool:
    """A name holds the word or is typed so, or the code begins with it."""
    names = (firm.name, firm.former or "")
    return any(word in one or typed(one, word) for one in names) or coded(firm, word)


def typed(name: str, word: str) -> bool:
    """The word is a run of the initials, or of the syllables from the start of one."""
    said = [SAID[char] for char in name if char in SAID]
    if not word.isascii() or not word.isalpha():
        return False
    if word.lower() in "".join(one[0] for one in said):
        return True
    return any("".join(said[at:]).startswith(word.lower()) for at in range(len(said)))


SAID = dict(
    zip(
        "中车机械时代新材瑞德尔智能不锈钢株洲旧名老厂",
        (
            *("zhong", "che", "ji", "xie", "shi", "dai", "xin", "cai", "rui", "de"),
            *("er", "zhi", "neng", "bu", "xiu", "gang", "zhu", "zhou"),
            *("jiu", "ming", "lao", "chang"),
        ),
        strict=True,
    )
)


def coded(firm: Firm, word: str) -> bool:
    """The code begins with the word."""
    return (firm.uscc or "").startswith(word.upper()) and firm.uscc is not None


def some(found: Iterable[object]) -> bool:
    """Whether there is any."""
    return any(True for _ in found)
