"""The steps in force on the day, and what their conditions rest on."""

from __future__ import annotations

from collections.abc import Iterable

from registry import asof
from registry.desk.read.session import Reading
from registry.eligibility.bind import BoundStep, bound_steps
from registry.terms import ApplicationKind, Basis
from registry.text import visible


def steps(reading: Reading, to: str | None = None) -> tuple[BoundStep, ...]:
    """The steps in force on the day, all or those to one rung."""
    bound = bound_steps(reading.connection, reading.info.on)
    return tuple(one for one in bound if to in (None, one.step.to))


def basis(step: BoundStep) -> Basis:
    """Sample as soon as one condition is, else the policy's own basis."""
    sample = any(condition.sample for condition in step.step.condition)
    return Basis.SAMPLE if sample else step.active.policy.basis


def documents(found: Iterable[BoundStep]) -> tuple[tuple[str, Basis], ...]:
    """The documents the steps are written in, each with its least certain basis."""
    known: dict[str, Basis] = {}
    for step in found:
        number, new = step.active.policy.document, basis(step)
        known[number] = Basis.SAMPLE if known.get(number) is Basis.SAMPLE else new
    return tuple(known.items())


def whither(step: BoundStep) -> str:
    """The rung a step leads to, as it is called; a re-examination says so.

    市级智能制造标杆车间, 专精特新中小企业（复核）.
    """
    name, kind = step.active.rung.name, step.step.kind
    return f"{name}（{kind.label}）" if kind is ApplicationKind.RENEWAL else name


def rung_name(reading: Reading, code: str) -> str:
    """What a rung is called on the day; a code nobody declares stands for itself."""
    row = reading.one(f"SELECT {asof.rung_name(':code')} AS name", code=code)
    return code if row is None or row["name"] is None else visible(row["name"])
