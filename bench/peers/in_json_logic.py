"""A full pass with JsonLogic: one expression a condition, one dict a subject."""

from __future__ import annotations

import sys

from json_logic import jsonLogic

from world import full_pass, load, serve, values


def logic(test):
    """A test as an expression."""
    if isinstance(test.get("least"), list):
        return {"min": [logic(one) for one in test["least"]]}
    if "greatest" in test:
        return {"max": [logic(one) for one in test["greatest"]]}
    word = next(word for word in TESTS if word in test)
    return TESTS[word](test)


def _within(test):
    value = _var(test["within"])
    ranges = [
        {"and": [{">=": [value, low]}, {"<": [value, high]}]}
        for low, high in test["ranges"]
    ]
    return {"if": [_none(value), 1, {"or": ranges}, 3, 0]}


def _first(test):
    steps = [
        part for one in test["first"] for part in ({"!": _none(_var(one))}, _var(one))
    ]
    return {"if": [*steps, test["else"]]}


def _var(place):
    return {"var": str(place)}


def _none(value):
    return {"==": [value, None]}


def _any_none(values):
    return {"or": [_none(one) for one in values]}


def _fits(value, limits, whole=None):
    least, most = limits
    tests = []
    if least is not None:
        tests.append({">=": _sides(value, whole, least)})
    if most is not None:
        tests.append({"<=": _sides(value, whole, most)})
    return {"and": tests}


def _sides(value, whole, limit):
    if whole is None:
        return [value, limit]
    return [{"*": [value, limit[1]]}, {"*": [whole, limit[0]]}]


def _reach(test):
    values = [_var(one) for one in test["reach"]]
    if test["how"] == "sum":
        total = values[0] if len(values) == 1 else {"+": values}
        return {"if": [_any_none(values), 1, _fits(total, test["limits"]), 3, 0]}
    failed = [
        {"and": [{"!": _none(one)}, {"!": _fits(one, test["limits"])}]}
        for one in values
    ]
    return {"if": [{"or": failed}, 0, _any_none(values), 1, 3]}


def _share(test):
    pairs = [(_var(f), _var(w)) for f, w in zip(*test["share"])]
    open_ = [{"or": [_none(f), _none(w), {"<=": [w, 0]}]} for f, w in pairs]
    failed = [
        {"if": [one, False, {"!": _fits(f, test["limits"], w)}]}
        for one, (f, w) in zip(open_, pairs)
    ]
    return {"if": [{"or": failed}, 0, {"or": open_}, 1, 3]}


def _level(test):
    values, least = [_var(one) for one in test["level"]], test["least"]
    reached = [{"if": [_none(one), False, {">=": [one, least]}]} for one in values]
    none = {"and": [_none(one) for one in values]}
    return {"if": [none, 1, {"or": reached}, 3, 0]}


TESTS = {
    "reach": _reach,
    "share": _share,
    "level": _level,
    "within": _within,
    "first": _first,
}
KINDS = load(sys.argv[1], values)
for kind in KINDS.values():
    names = [str(place) for place in range(len(kind["columns"]))]
    kind["rows"] = [dict(zip(names, row)) for row in zip(*kind.pop("columns"))]
    for step in kind["steps"]:
        step["prepared"] = [logic(one) for one in step["conditions"]]


serve(lambda most: full_pass(KINDS, most, jsonLogic))
