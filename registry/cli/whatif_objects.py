"""A what-if as JSON: goals with their money, conditions, who moves and why."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

from registry.cli.answers import Names, step
from registry.cli.show import headed
from registry.desk.read import choices
from registry.desk.read.session import Reading
from registry.desk.read.whatif import WhatIf
from registry.desk.read.whatif_goals import Money, Reach, reaches
from registry.desk.read.whatif_names import Mover, movers
from registry.desk.read.whatif_reasons import Weighed, weighed
from registry.ladder.policy import Policy
from registry.terms import ApplicationKind
from registry.text import visible


def as_object(reading: Reading, found: WhatIf, limit: int | None) -> dict[str, object]:
    """All of it as JSON; amounts in fen, null where the policy names none.

    ``total`` are all who move, however few are told.
    """
    own = {rung.id: visible(rung.name) for rung in found.policy.rung}
    names = dict(choices.rungs(reading)) | own
    return headed(reading) | {
        "policy": _policy(found.policy),
        "instead_of": [_policy(one) for one in found.instead_of],
        "notes": list(found.notes),
        "goals": [_goal_object(one, names) for one in reaches(found)],
        "conditions": [_weighed_object(one, names) for one in weighed(found)],
        "total": sum(len(one.moved) for one in found.changes),
        "moved": [_mover_object(one, names) for one in movers(reading, found, limit)],
    }


def _policy(policy: Policy) -> dict[str, str]:
    return {"document": policy.document, "since": policy.since.isoformat()}


def _to(one: Reach | Weighed, names: Names) -> dict[str, object]:
    """Whither it leads, as every answer says it."""
    return {
        "to": one.to,
        "to_name": names.get(one.to, one.to),
        "kind": one.kind,
        "kind_name": ApplicationKind.read(one.kind).label,
    }


def _weighed_object(one: Weighed, names: Names) -> dict[str, object]:
    return _to(one, names) | {
        "condition": one.condition,
        "old": one.old,
        "new": one.new,
        "entered": one.entered,
        "left": one.left,
    }


def _mover_object(one: Mover, names: Names) -> dict[str, object]:
    """Who it is and before which step, as ``eligible`` says it; how, and why."""
    return {
        "enters": one.enters,
        "enterprise": asdict(one.enterprise),
        "subject": asdict(one.subject),
        **step(one, names),
        "was": one.was[0],
        "was_name": one.was[1],
        "becomes": one.becomes[0],
        "becomes_name": one.becomes[1],
        "why": [asdict(why) for why in one.why],
        "sample": one.sample,
    }


def _goal_object(one: Reach, names: Names) -> dict[str, object]:
    units = [
        {"unit": unit, "entered": entered, "left": left}
        for unit, entered, left in one.units
    ]
    return _to(one, names) | {
        "before": one.before,
        "after": one.after,
        "entered": one.entered,
        "left": one.left,
        "units": units,
        "subsidy": None if one.money is None else _money_object(one.money),
    }


def _money_object(money: Money) -> dict[str, object]:
    before, after = money.total
    return {
        "each_before_fen": _fen(money.each[0]),
        "each_after_fen": _fen(money.each[1]),
        "total_before_fen": _fen(before),
        "total_after_fen": _fen(after),
        "change_fen": _fen(money.change),
    }


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)
