"""The steps in force on the day, and what their conditions rest on."""

from __future__ import annotations

from collections.abc import Iterable

from registry.desk.read.session import Reading
from registry.eligibility.bind import BoundStep, bound_steps
from registry.terms import Basis


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
