"""The loaded policies as they would be if another one were in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from registry.ladder.policy import Policy


def supposed(
    policies: Sequence[Policy], candidate: Policy, on: date
) -> tuple[Policy, ...]:
    """The policies with a candidate that has begun by the day, whenever it is to begin.

    Of its own document, whichever version would else count on the day gives way; what
    it replaces ends as ``registry.ladder.versions`` says. Rungs stay declared.
    """
    begun = candidate.model_copy(update={"since": min(candidate.since, on)})
    others = (one for one in policies if one != candidate)
    return (*(_behind(one, begun, on) for one in others), begun)


def instead(
    policies: Sequence[Policy], candidate: Policy, other: Policy, on: date
) -> tuple[Policy, ...]:
    """The policies with the candidate in force on the day, and without the other.

    Both documents keep their rungs, so that what is named elsewhere stays declared;
    what the candidate says of a rung goes before.
    """
    both = {candidate.document, other.document}
    begins = min(candidate.since, on)
    quiet = [
        _quiet(one, begins) if one.document in both else one
        for one in (other, *policies)
    ]
    return supposed(quiet, candidate, on)


def superseded(
    policies: Sequence[Policy], candidate: Policy, on: date | None = None
) -> tuple[Policy, ...]:
    """Whose rules a policy ends: of its document before it, and what it replaces.

    ``on`` is the day on which it is taken as begun, else it begins on its own. What has
    ended by then, or that version has replaced already, is not among them.
    """
    by = on or candidate.since
    begun = [one for one in policies if one.since <= by]
    newest = {one.document: one for one in sorted(begun, key=_since)}
    own = newest.get(candidate.document)
    before = own.replaces if own is not None else ()
    ended = (candidate.document, *(d for d in candidate.replaces if d not in before))
    found = (newest[one] for one in ended if one in newest)
    return tuple(
        one
        for one in found
        if one != candidate and (one.until is None or one.until > by)
    )


def _since(policy: Policy) -> date:
    return policy.since


def _behind(version: Policy, candidate: Policy, on: date) -> Policy:
    """A version of the same document that would count on the day steps back."""
    same = version.document == candidate.document
    if same and candidate.since <= version.since <= on:
        return _quiet(version, candidate.since)
    return version


def _quiet(policy: Policy, by: date) -> Policy:
    """A policy that still declares its rungs, by a day, and else says nothing."""
    since = min(policy.since, by)
    return policy.model_copy(update={"step": (), "replaces": (), "since": since})
