"""Measuring side by side: everything in turn, several times, the median of ratios."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

K = TypeVar("K")

Clock = Callable[[], float]
"""Gives seconds: those of the processor, or those of the wall."""


def installed(cache: Path) -> dict[str, str]:
    """An environment where compiled modules are kept, as an installed program has."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(cache)}


def taken(job: Callable[[], object], clock: Clock = time.process_time) -> float:
    """How many seconds a job takes, once."""
    began = clock()
    job()
    return clock() - began


def least(runs: int, job: Callable[[], object]) -> float:
    """Seconds of the processor in the best of some runs: others may be at work too."""
    return min(taken(job) for _ in range(runs))


def in_turn(
    jobs: Mapping[K, Callable[[], float]], runs: int, slow: Collection[K] = ()
) -> dict[K, list[float]]:
    """The seconds that each job says it took, in every round.

    A round to warm up is not kept. Where one round has to do, the ``slow`` ones are
    left out of it: whatever they read has been read to compare the answers.
    """
    left_out = slow if runs == 1 else ()
    for name, job in jobs.items():
        if name not in left_out:
            job()
    rounds_ = [{name: job() for name, job in jobs.items()} for _ in range(runs)]
    return {name: [one[name] for one in rounds_] for name in jobs}


LARGE = 100_000
"""So many enterprises take so long that one round has to do."""


def rounds(enterprises: int, wanted: int) -> int:
    """How many rounds to measure at a size, if so many are wanted of a small one."""
    return wanted if enterprises < LARGE else 1


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of each round: what disturbed one disturbed both."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def median(seconds: list[float]) -> float:
    """The median."""
    return statistics.median(seconds)
