"""Leaves about what bars a title: events, subsidies had, others applying."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from registry.ladder.values import EventKind, Flag, Leaf, Months, RungName
from registry.terms import Severity, SubsidyKind


class NoEvent(Leaf):
    """E had no event of ``kinds`` (of ``min_severity`` or worse) in the window.

    The window ends on B; it starts after ``cutoff(A, within_months)``, or at the
    beginning of time without ``within_months``. ``open`` counts only those events
    not removed: ``removed_on`` NULL or > B. An event without severity where
    ``min_severity`` asks for one: unknown. Without any such event: met if for
    each kind the coverage rows whose ``division`` is a prefix of E's division
    (an empty one covers all; E's division not recorded: only empty ones) together
    cover each day of the window (with ``open``: only the day B); else unknown.
    """

    kinds: Annotated[tuple[EventKind, ...], Field(min_length=1)]
    min_severity: Severity | None = None
    within_months: Months | None = None
    open: Flag = False


class NotSubsidised(Leaf):
    """E (and any subject it owns on D) got no subsidy of ``kinds`` in the window.

    Counts: ``approved_on`` in the window that ends on B (all time without
    ``within_months``), ``recovered_on`` NULL or > B, for the titles of ``rungs``
    where given (these very rungs, not those deemed equal). One without
    ``approved_on``: unknown. Otherwise met: own books are complete.
    """

    kinds: Annotated[tuple[SubsidyKind, ...], Field(min_length=1)] = (
        SubsidyKind.REWARD,
        SubsidyKind.SUPPORT,
    )
    rungs: tuple[RungName, ...] = ()
    within_months: Months | None = None


class OnePer(Leaf):
    """No *other* subject of the same enterprise, group or address has applied.

    Applications counted: in the current rounds of the target rung and of
    ``rungs`` (the round of each with the earliest ``closes_on >= D``),
    ``applied_on`` NULL or <= D, without a step ``rejected`` or ``withdrawn`` on or
    before D. E itself is another subject where S is not E. Group: the parent on D, or
    the enterprise itself without one. Address: on D; not recorded on either side:
    unknown. The same enterprise has the same group and address. No current round, or
    nobody else applying: met.
    """

    per: Literal["enterprise", "group", "address"]
    rungs: tuple[RungName, ...] = ()
