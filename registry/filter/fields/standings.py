"""The field of eligibility: who may climb to a rung, as policies in force say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from registry.filter.field import Asking, Comparison, Field, Value, split
from registry.filter.fields import rungs
from registry.filter.recorded import term
from registry.terms import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing(Field):
    """How the enterprise, or what it owns, stands before the steps to a rung."""

    missing: str = "无"
    halves: bool = True

    def known(self, asking: Asking, asked: Comparison) -> str:
        """A candidate for some step."""
        return _among(asking, asked, (), tuple(Outcome))

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """One of the outcomes before one of the rungs."""
        self.unordered(asked)
        return f"({' OR '.join(_value(asking, asked, one) for one in values)})"

    def values(self, asking: Asking) -> Iterable[str]:
        """Rungs, and outcomes after a colon."""
        outcomes = (f":{one.label}" for one in Outcome)
        return (*rungs.named(asking), *outcomes, self.missing)


def _value(asking: Asking, asked: Comparison, value: Value) -> str:
    name, outcome = split(value.text)
    if not outcome and name in {one.label for one in Outcome}:
        name, outcome = "", name
    asked_of = rungs.meant(asking, asked, replace(value, text=name)) if name else ()
    if not outcome:
        return _among(asking, asked, asked_of, (Outcome.ELIGIBLE,))
    found = term(Outcome, asked, value, outcome, f"没有结论「{outcome}」")
    return _among(asking, asked, asked_of, (found,))


def _among(
    asking: Asking,
    asked: Comparison,
    asked_of: tuple[str, ...],
    outcomes: tuple[Outcome, ...],
) -> str:
    if asking.standings is None:
        raise asked.refuse(asked.values[0], "这里不能按资格筛选；请用 tidu eligible")
    found = sorted(set(asking.standings(asked_of, outcomes)))
    return (
        f"{asking.enterprise} IN (SELECT j.value"
        f" FROM json_each({asking.bind(json.dumps(found))}) j)"
    )


FIELDS: tuple[Field, ...] = (
    _Standing(
        name="资格",
        english="standing",
        help="按当日有效政策测算的结论；不写结论即 可晋级",
        examples=("资格=先进级智能工厂:差一项", "资格=省级:可晋级", "资格=待核"),
    ),
)
