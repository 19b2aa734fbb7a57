"""The steps in force on the day, and what their conditions rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from registry import asof
from registry.desk.read.session import Reading
from registry.eligibility.answer import Answer, Way, leading
from registry.eligibility.bind import BoundStep, bound_steps, policies
from registry.errors import NotFoundError
from registry.ladder.differences import ENTRY
from registry.ladder.phrases import ANCHORS
from registry.ladder.policy import Policy
from registry.ladder.tree import all_leaves
from registry.ladder.versions import days
from registry.terms import ApplicationKind, Basis
from registry.text import visible


def steps(reading: Reading, to: str | None = None) -> tuple[BoundStep, ...]:
    """The steps in force on the day, all or those to one rung."""
    bound = bound_steps(reading.connection, reading.info.on)
    return tuple(one for one in bound if to in (None, one.step.to))


def steps_to(reading: Reading, to: str | None) -> tuple[BoundStep, ...]:
    """The same, where one rung is asked for and policies have to lead to it.

    Raises:
        NotFoundError: none in force on the day does; the refusal names the rungs to
            which there are some, and the day on which this one's begin or began.
    """
    found = steps(reading, to)
    if to is not None and not found:
        raise NotFoundError(_nowhere(reading, to))
    return found


def step_of(reading: Reading, answer: Answer) -> BoundStep:
    """The step that an answer is about."""
    key = f"{answer.from_ or ''}>{answer.to}#{answer.kind}"
    return next(
        step
        for step in steps(reading, answer.to)
        if (step.active.policy.document, step.step.key) == (answer.policy, key)
    )


def _nowhere(reading: Reading, to: str) -> str:
    others = [known(reading)] if steps(reading) else []
    told = "；".join((_when(reading, to), *others))
    return f"{reading.info.on} 没有通往「{rung_name(reading, to)}」的有效政策；{told}"


def known(reading: Reading) -> str:
    """The rungs to which policies lead on the day, as a refusal names them."""
    names = dict.fromkeys(visible(one.active.rung.name) for one in steps(reading))
    listed = "、".join(names)
    if not names:
        return _LOAD
    return f"这一天有政策可依的称号（{reading.info.on}）：{listed}"


_LOAD = "请先用 tidu policy load 载入政策"


_CERTIFICATE = "它由其他部门认定，本台账只登记，没有晋级条件"


def _when(reading: Reading, to: str) -> str:
    """The days on which the loaded policies lead to a rung, and what to do about it."""
    loaded = policies(reading.connection)
    spells = dict.fromkeys(
        f"{document} 自 {since} 起" + (f"、至 {until} 止（不含当日）" if until else "")
        for document, since, until in _spells(loaded, to)
    )
    if spells:
        return f"{'，'.join(spells)}，可用 --on 换日期"
    others = {r.id for policy in loaded for r in policy.rung if not r.complete}
    return _CERTIFICATE if to in others else _LOAD


def no_rules(reading: Reading) -> str:
    """That no policy leads anywhere on the day, and when one does; else nothing."""
    if steps(reading):
        return ""
    on = reading.info.on
    spells = list(_spells(policies(reading.connection)))
    later = [since for _, since, _ in spells if since > on]
    ended = [until for _, _, until in spells if until is not None]
    when = _LOAD
    if later:
        when = f"自 {min(later)} 起才有，请换日期"
    elif ended:
        when = f"到 {max(ended)} 止（不含当日），请换日期"
    return f"{on} 没有有效政策；{when}"


def unset_days(bound: Sequence[BoundStep]) -> tuple[str, ...]:
    """Which named days the steps ask for are set by no round, so that D stands in."""
    found: dict[str, None] = {}
    for step in bound:
        leaves = (leaf for one in step.step.condition for leaf in all_leaves(one))
        for day in sorted({leaf.day for leaf in leaves} & step.names.unset):
            found[
                f"「{whither(step)}」有条件以{ANCHORS[day]}为准，该日未登记，暂按当日算；"
                "请先登记批次"
            ] = None
    return tuple(found)


def _spells(
    loaded: Sequence[Policy], to: str | None = None
) -> Iterator[tuple[str, date, date | None]]:
    """From when until when each document leads to a rung, by one step or another."""
    for policy in loaded:
        wanted = [step for step in policy.step if to in (None, step.to)]
        found = [days(policy, step, loaded) for step in wanted]
        ends = [until for _, until in found if until is not None]
        if found:
            last = max(ends) if len(ends) == len(found) else None
            yield policy.document, min(since for since, _ in found), last


def renewals(reading: Reading, rung: str) -> list[tuple[Policy, date]]:
    """The policies that have a title renewed from now on, each with its first day."""
    loaded = policies(reading.connection)
    found = (
        (policy, *days(policy, step, loaded))
        for policy in loaded
        for step in policy.step
        if step.to == rung and step.kind is ApplicationKind.RENEWAL
    )
    ahead = [
        (policy, since)
        for policy, since, until in found
        if until is None or until > reading.info.on
    ]
    return sorted(ahead, key=itemgetter(1))


def leads(reading: Reading, to: str, by: date) -> bool:
    """Whether a policy leads to the rung on some day up to another."""
    return any(
        since <= by and (until is None or until > reading.info.on)
        for _, since, until in _spells(policies(reading.connection), to)
    )


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


def whither(step: BoundStep, among: Sequence[BoundStep] = ()) -> str:
    """The rung a step leads to, as it is called; a re-examination says so.

    Where several ``among`` the steps lead there, it says from where it does:
    另一途径·国家智能制造示范工厂（自「省级智能制造标杆企业」）.
    """
    rung, kind = step.active.rung.name, step.step.kind
    return leading(rung, kind.value, way(step, among))


def way(step: BoundStep, among: Sequence[BoundStep]) -> Way | None:
    """Which of several ways to a rung a step is; none where there is one only."""
    goal = step.step.to, step.step.kind
    ways = [one.step.key for one in among if (one.step.to, one.step.kind) == goal]
    if len(ways) < _SEVERAL:
        return None
    from_ = step.step.from_
    begun = f"自{visible(step.names.rung(from_))}" if from_ else ENTRY
    return Way(begun, other=step.step.key != ways[0])


_SEVERAL = 2


def rung_name(reading: Reading, code: str) -> str:
    """What a rung is called on the day; a code nobody declares stands for itself."""
    row = reading.one(f"SELECT {asof.rung_name(':code')} AS name", code=code)
    return code if row is None or row["name"] is None else visible(row["name"])
