"""A full pass with business-rules: a few rules a condition, variables a subject."""

from __future__ import annotations

import sys

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
)

from world import full_pass, load, serve, values

ALWAYS = {"name": "always", "operator": "is_true", "value": True}


class Said(BaseActions):
    """What the first rule that applies says."""

    def __init__(self):
        self.code = 0

    @rule_action(params={"code": FIELD_NUMERIC})
    def say(self, code):
        self.code = code


class Subject(BaseVariables):
    """One subject; what rules ask of it is added below, a variable a question."""

    def __init__(self, values):
        self.values = values

    @boolean_rule_variable()
    def always(self):
        return True


def variable(kind, name, ask):
    """Add a question that rules may put to a subject; its name."""
    if not hasattr(Subject, name):
        ask.__name__ = name
        setattr(Subject, name, kind()(ask))
    return name


def rule(conditions, code):
    return {
        "conditions": conditions,
        "actions": [{"name": "say", "params": {"code": code}}],
    }


def missing(places):
    """One of the columns says nothing."""
    name = "missing_" + "_".join(map(str, places))

    def ask(self):
        return any(self.values[place] is None for place in places)

    variable(boolean_rule_variable, name, ask)
    return {"name": name, "operator": "is_true", "value": True}


def total(places):
    name = "total_" + "_".join(map(str, places))

    def ask(self):
        return sum(self.values[place] for place in places)

    return variable(numeric_rule_variable, name, ask)


def least(name, value):
    return {"name": name, "operator": "greater_than_or_equal_to", "value": value}


def most(name, value):
    return {"name": name, "operator": "less_than_or_equal_to", "value": value}


def limits(name, low, high):
    tests = [] if low is None else [least(name, low)]
    return [*tests, *([] if high is None else [most(name, high)])]


def outside(name, low, high):
    """The limits are not kept."""
    tests = (
        [] if low is None else [{"name": name, "operator": "less_than", "value": low}]
    )
    over = {"name": name, "operator": "greater_than", "value": high}
    return [*tests, *([] if high is None else [over])]


def rules(test):
    """The rules of a test, the first that applies decides; 0 where none does."""
    if "reach" in test:
        return _reach(test)
    if "share" in test:
        return _share(test)
    if "level" in test:
        return _level(test)
    if "within" in test:
        return _within(test)
    return _first(test)


def _reach(test):
    places = test["reach"]
    if test["how"] == "sum":
        met = {"all": limits(total(places), *test["limits"])}
        return [rule({"any": [missing(places)]}, 1), rule(met, 3)]
    failed = [
        {
            "all": [
                {**missing([one]), "operator": "is_false"},
                {"any": outside(total([one]), *test["limits"])},
            ]
        }
        for one in places
    ]
    return [
        rule({"any": failed}, 0),
        rule({"any": [missing(places)]}, 1),
        rule({"all": [ALWAYS]}, 3),
    ]


def _share(test):
    """Whether a share fits is a question of its own: rules compare with constants."""
    low, high = test["limits"]
    failed, open_ = [], []
    for part, whole in zip(*test["share"]):
        name = f"share_{part}_{whole}_{low}_{high}".translate(
            str.maketrans("[], ", "____")
        )

        def fails(self, part=part, whole=whole):
            f, w = self.values[part], self.values[whole]
            if f is None or w is None or w <= 0:
                return False
            short = low is not None and f * low[1] < w * low[0]
            return short or (high is not None and f * high[1] > w * high[0])

        def unknown(self, part=part, whole=whole):
            f, w = self.values[part], self.values[whole]
            return f is None or w is None or w <= 0

        variable(boolean_rule_variable, name, fails)
        variable(boolean_rule_variable, f"open_{part}_{whole}", unknown)
        failed.append({"name": name, "operator": "is_true", "value": True})
        open_.append(
            {"name": f"open_{part}_{whole}", "operator": "is_true", "value": True}
        )
    return [
        rule({"any": failed}, 0),
        rule({"any": open_}, 1),
        rule({"all": [ALWAYS]}, 3),
    ]


def _level(test):
    there = [{**missing([one]), "operator": "is_false"} for one in test["level"]]
    reached = [
        {"all": [known, least(total([one]), test["least"])]}
        for known, one in zip(there, test["level"])
    ]
    none = [missing([one]) for one in test["level"]]
    return [rule({"any": reached}, 3), rule({"all": none}, 1)]


def _within(test):
    place = test["within"]
    inside = [
        {"all": limits(total([place]), low, high - 1)} for low, high in test["ranges"]
    ]
    return [rule({"any": [missing([place])]}, 1), rule({"any": inside}, 3)]


def _first(test):
    found = []
    for place in test["first"]:
        known = {**missing([place]), "operator": "is_false"}
        for code in range(4):
            told = {"name": total([place]), "operator": "equal_to", "value": code}
            found.append(rule({"all": [known, told]}, code))
    return [*found, rule({"all": [ALWAYS]}, test["else"])]


def answer(test, subject):
    if isinstance(test.get("least"), list):
        return min(answer(one, subject) for one in test["least"])
    if "greatest" in test:
        return max(answer(one, subject) for one in test["greatest"])
    said = Said()
    run_all(test["rules"], subject, said, stop_on_first_trigger=True)
    return said.code


def prepare(test):
    for word in ("least", "greatest"):
        if isinstance(test.get(word), list):
            return {word: [prepare(one) for one in test[word]]}
    return {"rules": rules(test)}


KINDS = load(sys.argv[1], values)
for kind in KINDS.values():
    kind["rows"] = list(zip(*kind.pop("columns")))
    for step in kind["steps"]:
        step["prepared"] = [prepare(one) for one in step["conditions"]]


serve(lambda most: full_pass(KINDS, most, answer, Subject))
