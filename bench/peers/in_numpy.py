"""Counts with everything in memory, as arrays."""

from __future__ import annotations

import sys

from vectors import code, column, tally
from world import load, serve

KINDS = load(sys.argv[1], column)


def run():
    return {
        step["key"]: tally(
            [code(one, kind["columns"]) for one in step["conditions"]], step["asked"]
        )
        for kind in KINDS.values()
        for step in kind["steps"]
    }


serve(run)
