"""A policy file as frozen values: rungs, steps and their conditions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from registry.ladder.conditions import Condition
from registry.ladder.values import (
    Amount,
    Flag,
    Id,
    Named,
    NativeDay,
    RungName,
    SubjectKind,
    Value,
    Whole,
    Words,
)
from registry.terms import ApplicationKind, Basis, Tier

MOST_CONDITIONS = 62
"""One bit a condition in a signed 64-bit mask, two bits kept free."""


class Rung(Value):
    """A rung of the ladder: a title of one tier in one programme.

    ``complete`` says that the register records every holder (a title not recorded
    is not held); certificates of other programmes set it to false. ``subsidy`` in
    yuan. ``order`` places rungs of one tier.
    """

    id: Id
    name: Words
    tier: Tier
    subject: SubjectKind
    valid_years: Annotated[Whole, Field(ge=1, le=50)] | None = None
    subsidy: Annotated[Amount, Field(ge=0)] | None = None
    equivalent: tuple[RungName, ...] = ()
    complete: Flag = True
    stages: Flag = False
    order: Whole = 0


class Step(Value):
    """A way up: from a rung (none: an entry step) to a rung, under all conditions.

    ``since`` and ``until`` narrow the policy's own days for this step.
    """

    from_: Annotated[Id, Named.RUNG] | None = Field(default=None, alias="from")
    to: Annotated[Id, Named.RUNG]
    kind: ApplicationKind = ApplicationKind.NEW
    since: NativeDay | None = None
    until: NativeDay | None = None
    condition: Annotated[
        tuple[Condition, ...], Field(min_length=1, max_length=MOST_CONDITIONS)
    ]

    @model_validator(mode="after")
    def _leads_up(self) -> Step:
        if self.kind is ApplicationKind.RENEWAL:
            if self.from_ not in (None, self.to):
                raise ValueError("renewal_from_itself")
        elif self.from_ == self.to:
            raise ValueError("from_is_to")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Step:
        _check_order(self.since, self.until)
        return self

    @property
    def key(self) -> str:
        """The step's name in its policy: ``from>to#kind``."""
        return f"{self.from_ or ''}>{self.to}#{self.kind.value}"


class Policy(Value):
    """One document as data. ``scope`` is the division whose enterprises it is for.

    In force on ``[since, until)``; another policy that ``replaces`` this document
    ends it as ``registry.ladder.versions`` says.
    """

    document: Words
    programme: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    programme_name: Words
    title: Words
    issuer: Words
    scope: Annotated[str, Field(pattern=r"^\d{6}$"), Named.DIVISION]
    since: NativeDay
    until: NativeDay | None = None
    replaces: tuple[Annotated[str, Named.DOCUMENT], ...] = ()
    basis: Basis
    source: Words
    rung: tuple[Rung, ...] = ()
    step: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Policy:
        _check_order(self.since, self.until)
        return self


def _check_order(since: date | None, until: date | None) -> None:
    if since is not None and until is not None and until <= since:
        raise ValueError("until_before_since")


class FactKey(Value):
    """A key of ``data/facts.toml``: ``value`` is stored times ``10 ** scale``.

    ``grades`` lists an ordered text fact's codes with their labels, lowest first;
    ``aliases`` are what ledgers call the key besides its name.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Words
    unit: str = ""
    scale: Annotated[Whole, Field(ge=0, le=4)] = 0
    grades: tuple[tuple[str, str], ...] = ()
    aliases: tuple[Words, ...] = ()
