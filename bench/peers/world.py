"""The same columns in the other environment, and what every engine answers there."""

from __future__ import annotations

import json
import sys
import time
from array import array
from pathlib import Path

MISSING = -(2**63)
UNMET, MET = 0, 3


def load(folder, column):
    """The kinds of subjects as their file has them, with columns read by ``column``."""
    kinds = json.loads((Path(folder) / "world.json").read_text())
    for name, kind in kinds.items():
        base = Path(folder) / name
        kind["columns"] = [column(f"{base}.{n}") for n in range(kind["columns"])]
        for place, step in enumerate(kind["steps"]):
            step["asked"] = column(f"{base}.asked{place}")
    return kinds


def serve(run):
    """Answer every line with the seconds that a run took and what it found."""
    print("ready", flush=True)
    for line in sys.stdin:
        began = time.process_time()
        found = run(*line.split()[1:])
        seconds = time.process_time() - began
        print(json.dumps({"seconds": seconds, "found": found}), flush=True)


def values(file):
    """A column as Python numbers, None where there is nothing."""
    found = array("q", Path(file).read_bytes())
    return [None if one == MISSING else one for one in found]


def short(codes):
    """0 for who is eligible, 1 for who is one short, None for others."""
    open_ = any(UNMET < code < MET for code in codes)
    unmet = codes.count(UNMET)
    return None if open_ or unmet > 1 else unmet


def full_pass(kinds, most, answer, subject=None):
    """Answer every prepared condition of so many rows of each kind, and count."""
    found, answered = {}, 0
    for kind in kinds.values():
        for step in kind["steps"]:
            tally = [0, 0]
            for row, asked in zip(kind["rows"][: int(most)], step["asked"]):
                if asked:
                    one = row if subject is None else subject(row)
                    codes = [answer(test, one) for test in step["prepared"]]
                    answered += len(codes)
                    if (missed := short(codes)) is not None:
                        tally[missed] += 1
            found[step["key"]] = tally
    return {"answered": answered, "counts": found}


def inputs(test):
    """The places of the columns that a test asks for."""
    if "least" in test and isinstance(test["least"], list):
        return [place for one in test["least"] for place in inputs(one)]
    if "greatest" in test:
        return [place for one in test["greatest"] for place in inputs(one)]
    if "share" in test:
        return [place for side in test["share"] for place in side]
    for word in ("reach", "level", "first"):
        if word in test:
            return test[word]
    return [test["within"]]
