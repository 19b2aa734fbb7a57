"""Measuring side by side: everything in turn, several times, the median of ratios."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

K = TypeVar("K")

Clock = Callable[[], float]
"""Gives seconds: those of the processor, or those of the wall."""


def taken(job: Callable[[], object], clock: Clock = time.process_time) -> float:
    """How many seconds a job takes, once."""
    began = clock()
    job()
    return clock() - began


def in_turn(jobs: Mapping[K, Callable[[], float]], runs: int) -> dict[K, list[float]]:
    """The seconds that each job says it took, in every round.

    A round to warm up is not kept; of a size that takes minutes there is none, as
    everything has been read once to compare the answers.
    """
    warm = int(runs > 1)
    rounds_ = [{name: job() for name, job in jobs.items()} for _ in range(runs + warm)]
    return {name: [one[name] for one in rounds_[warm:]] for name in jobs}


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
