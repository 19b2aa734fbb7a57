"""Every test on whole columns at once, with numpy: 0 unmet to 3 met."""

from __future__ import annotations

import numpy as np

from world import MET, MISSING, UNMET


def column(file):
    return np.fromfile(file, dtype=np.int64)


def code(test, columns):
    """The answers of a test, one a subject."""
    if isinstance(test.get("least"), list):
        return np.minimum.reduce([code(one, columns) for one in test["least"]])
    if "greatest" in test:
        return np.maximum.reduce([code(one, columns) for one in test["greatest"]])
    for word, answer in TESTS.items():
        if word in test:
            return answer(test, columns)
    raise ValueError(test)


def _reach(test, columns):
    found = [columns[place] for place in test["reach"]]
    there = np.logical_and.reduce([one != MISSING for one in found])
    if test["how"] == "sum":
        return _answer(_fits(sum(found), test["limits"]), there)
    fits = [_fits(one, test["limits"]) for one in found]
    failed = np.logical_or.reduce(
        [(one != MISSING) & ~fit for one, fit in zip(found, fits)]
    )
    return np.where(failed, 0, np.where(there, 3, 1)).astype(np.int8)


def _share(test, columns):
    """Synthetic figures are small enough for products of 64 bits."""
    failed, met = False, True
    for part, whole in zip(*test["share"]):
        f, w = columns[part], columns[whole]
        there = (f != MISSING) & (w != MISSING) & (w > 0)
        fits = _fits_share(f, w, test["limits"])
        failed = failed | (there & ~fits)
        met = met & there
    return np.where(failed, 0, np.where(met, 3, 1)).astype(np.int8)


def _level(test, columns):
    best = np.maximum.reduce([columns[place] for place in test["level"]])
    return _answer(best >= test["least"], best != MISSING)


def _within(test, columns):
    value = columns[test["within"]]
    inside = np.zeros(len(value), dtype=bool)
    for low, high in test["ranges"]:
        inside |= (value >= low) & (value < high)
    return _answer(inside, value != MISSING)


def _first(test, columns):
    answer = np.full(len(columns[0]), test["else"], dtype=np.int64)
    for place in reversed(test["first"]):
        answer = np.where(columns[place] == MISSING, answer, columns[place])
    return answer.astype(np.int8)


def _answer(met, known):
    return np.where(known, np.where(met, 3, 0), 1).astype(np.int8)


def _fits(value, limits):
    least, most = limits
    fits = np.ones(len(value), dtype=bool)
    if least is not None:
        fits &= value >= least
    if most is not None:
        fits &= value <= most
    return fits


def _fits_share(part, whole, limits):
    least, most = limits
    fits = np.ones(len(part), dtype=bool)
    if least is not None:
        fits &= part * least[1] >= whole * least[0]
    if most is not None:
        fits &= part * most[1] <= whole * most[0]
    return fits


TESTS = {
    "reach": _reach,
    "share": _share,
    "level": _level,
    "within": _within,
    "first": _first,
}


def tally(codes, asked):
    """How many of those asked are eligible, and how many one short."""
    unmet = sum((one == UNMET).astype(np.int8) for one in codes)
    open_ = sum(((one > UNMET) & (one < MET)).astype(np.int8) for one in codes)
    clear = (asked == 1) & (open_ == 0)
    return [int((clear & (unmet == 0)).sum()), int((clear & (unmet == 1)).sum())]
