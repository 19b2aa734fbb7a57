"""Random conditions of every shape, and policies that hold them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from registry.eligibility.compile import check
from registry.ladder.conditions import Alternative, Condition, KOf
from registry.ladder.facts import fact_keys
from registry.ladder.policy import Policy, Rung, Step
from registry.terms import ApplicationKind, Basis, Tier
from tests.eligibility.strategies import names
from tests.eligibility.strategies.leaves import LEAVES


def condition(id_: str, **asked: Any) -> Condition:
    """A condition that asks one question."""
    return Condition(id=id_, cite="第一条", **asked)


@st.composite
def alone(draw: st.DrawFn, word: str) -> tuple[Condition, ...]:
    """Some conditions, each one leaf of the same word."""
    leaves = draw(st.lists(LEAVES[word], min_size=2, max_size=len(names.CONDITIONS)))
    pairs = zip(names.CONDITIONS, leaves, strict=False)
    return tuple(condition(id_, **{word: leaf}) for id_, leaf in pairs)


@st.composite
def alternatives(draw: st.DrawFn, deep: int = 1) -> Alternative:
    """A conjunction of one leaf or two, now and then with others inside."""
    words = draw(
        st.lists(st.sampled_from(list(LEAVES)), min_size=1, max_size=2, unique=True)
    )
    within = draw(st.lists(alternatives(deep - 1), max_size=2)) if deep else []
    leaves = {word: draw(LEAVES[word]) for word in words}
    return Alternative(all=tuple(within), **leaves)


@st.composite
def combined(draw: st.DrawFn, id_: str) -> Condition:
    """A leaf, an ``any`` or an ``at_least``, guarded or not."""
    guard = draw(st.none() | alternatives(0))
    kind = draw(st.sampled_from(["leaf", "any", "at_least"]))
    if kind == "leaf":
        word = draw(st.sampled_from(list(LEAVES)))
        return condition(id_, when=guard, **{word: draw(LEAVES[word])})
    parts = tuple(draw(st.lists(alternatives(), min_size=1, max_size=3)))
    if kind == "any":
        return condition(id_, when=guard, any=parts)
    k = draw(st.integers(1, len(parts)))
    return condition(id_, when=guard, at_least=KOf(k=k, of=parts))


@st.composite
def together(draw: st.DrawFn) -> tuple[Condition, ...]:
    """Several conditions of all shapes, as a step has them."""
    count = draw(st.integers(1, 4))
    ids = names.CONDITIONS[:count]
    return tuple(draw(combined(id_).filter(_loads)) for id_ in ids)


def _loads(asked: Condition) -> bool:
    """Whether a policy may hold it: what nests too deep is refused when loaded."""
    return not check(Step(to=names.SHOP_HIGH, condition=(asked,)), fact_keys())


@st.composite
def policies(
    draw: st.DrawFn, asked: st.SearchStrategy[tuple[Condition, ...]]
) -> Policy:
    """A policy whose steps put the same conditions to workshops and enterprises."""
    conditions = draw(asked)
    kind = draw(st.sampled_from([*[ApplicationKind.NEW] * 3, ApplicationKind.RENEWAL]))
    return Policy(
        document=names.DOCUMENT,
        programme="shop",
        programme_name="车间",
        title="办法",
        issuer="市工信局",
        scope=draw(st.sampled_from(names.SCOPES)),
        since=date(2000, 1, 1),
        basis=Basis.SAMPLE,
        source="样例",
        rung=tuple(draw(_rung(id_)) for id_ in names.RUNGS),
        step=tuple(
            Step(to=to, kind=kind, condition=conditions) for to in names.TARGETS
        ),
    )


@st.composite
def _rung(draw: st.DrawFn, id_: str) -> Rung:
    others = [other for other in names.RUNGS if other != id_]
    equal = draw(st.sampled_from([(), (), (), *[(other,) for other in others]]))
    return Rung(
        id=id_,
        name=id_,
        tier=Tier.CITY,
        subject=names.RUNGS[id_],
        equivalent=equal,
        complete=draw(st.sampled_from([True, True, False])),
    )
