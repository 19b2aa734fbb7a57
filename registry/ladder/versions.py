"""Which version of which rule is in force on a day.

A policy is in force on ``[since, until)``; of several versions of one document the
one that began last counts. A document that ``replaces`` another ends each of its
steps on the day its own step of the same target and kind begins, and every other
step on its own ``since``: "renewals of 2026 still by the old rules" is a later
``since`` on the new document's renewal step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from registry.errors import NotFoundError
from registry.ladder.begun import inward
from registry.ladder.policy import Policy, Rung, Step


@dataclass(frozen=True, slots=True)
class ActiveStep:
    """A step in force on a day, with what its document's world says of rungs.

    ``equivalents``: for every declared rung, itself and the rungs deemed equal.
    ``complete``: rungs whose every holder the register records.
    """

    policy: Policy
    step: Step
    rung: Rung
    equivalents: Mapping[str, tuple[str, ...]]
    complete: frozenset[str]


def active(policies: Sequence[Policy], on: date) -> tuple[ActiveStep, ...]:
    """Every step in force on the day, in the order of the policies given."""
    newest = _newest([policy for policy in policies if policy.since <= on])
    rungs = declared(policies, on)
    equal = {id_: equivalents(id_, rungs) for id_ in rungs}
    complete = frozenset(id_ for id_, rung in rungs.items() if rung.complete)
    return tuple(
        ActiveStep(policy, step, target(policy, step, rungs), equal, complete)
        for policy in newest
        for step in policy.step
        if within(on, *days(policy, step, newest))
    )


def days(
    policy: Policy, step: Step, policies: Iterable[Policy]
) -> tuple[date, date | None]:
    """The days ``[since, until)`` on which a step is in force beside ``policies``."""
    ends = [end for end in (policy.until, step.until) if end is not None]
    ends += [
        _taken_over(step, other)
        for other in policies
        if policy.document in other.replaces
    ]
    return max(policy.since, step.since or policy.since), min(ends, default=None)


def ended(
    policy: Policy, policies: Sequence[Policy]
) -> tuple[date | None, Policy | None]:
    """The first day on which a version counts no more, and what takes its place.

    That is the next version of its document, or what replaces it, once every step of
    it has ended; nothing where it ends by itself.
    """
    ends = [
        *([(policy.until, None)] if policy.until is not None else ()),
        *_next_version(policy, policies),
        *_replaced(policy, policies),
    ]
    return min(ends, key=itemgetter(0), default=(None, None))


def _next_version(
    policy: Policy, policies: Sequence[Policy]
) -> Iterator[tuple[date, Policy]]:
    """Of versions that begin on the same day the one given last counts."""
    later = False
    for other in policies:
        later = later or other is policy
        if other is policy or other.document != policy.document:
            continue
        if other.since > policy.since or (later and other.since == policy.since):
            yield other.since, other


def _replaced(
    policy: Policy, policies: Sequence[Policy]
) -> Iterator[tuple[date, Policy]]:
    others = [one for one in policies if policy.document in one.replaces]
    if others and policy.step:
        ends = [
            min(((_taken_over(step, one), one) for one in others), key=itemgetter(0))
            for step in policy.step
        ]
        yield max(ends, key=itemgetter(0))


def declared(policies: Iterable[Policy], on: date) -> dict[str, Rung]:
    """Every rung by id, as the newest policy that has begun declares it.

    A rung that only later policies declare is there too, as the first of them has it.
    """
    return {rung.id: rung for one in inward(policies, on) for rung in one.rung}


def equivalents(id_: str, rungs: Mapping[str, Rung]) -> tuple[str, ...]:
    """The rung and all deemed equal to it, directly or through one another."""
    found = [id_]
    for one in found:
        known = rungs[one].equivalent if one in rungs else ()
        found += [other for other in known if other not in found]
    return tuple(found)


def target(policy: Policy, step: Step, rungs: Mapping[str, Rung]) -> Rung:
    """The rung a step leads to: as its own document declares it, else as others do.

    Raises:
        NotFoundError: no policy at hand declares it.
    """
    own = {rung.id: rung for rung in policy.rung}
    found = own.get(step.to) or rungs.get(step.to)
    if found is None:
        raise NotFoundError(f"没有文件申明称号 {step.to}；请装载申明它的政策文件")
    return found


def within(on: date, since: date, until: date | None) -> bool:
    """Whether a day lies in ``[since, until)``."""
    return since <= on and (until is None or on < until)


def _newest(begun: Sequence[Policy]) -> list[Policy]:
    """Of each document the version that began last; of equals the one given last."""
    last: dict[str, Policy] = {}
    for policy in sorted(begun, key=lambda p: p.since):
        last[policy.document] = policy
    return [policy for policy in begun if last[policy.document] is policy]


def _taken_over(step: Step, by: Policy) -> date:
    same = (s for s in by.step if (s.to, s.kind) == (step.to, step.kind))
    return min(
        (max(by.since, other.since or by.since) for other in same), default=by.since
    )
