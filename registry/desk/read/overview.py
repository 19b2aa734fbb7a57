"""The first screen: counts with their terms, what is due, what changed last."""

from __future__ import annotations

from dataclasses import dataclass

from registry.desk.read.history import Changed, history
from registry.desk.read.session import Reading
from registry.eligibility.bind import policies
from registry.ladder.versions import declared
from registry.reports import overview as report
from registry.reports.counted import Count, Due, Tally, Terms

__all__ = ["Changed", "Count", "Due", "Overview", "Tally", "Terms", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """The register at a glance."""

    tallies: tuple[Tally, ...]
    due: tuple[Due, ...]
    changes: tuple[Changed, ...]


def overview(reading: Reading, changes: int = 8) -> Overview:
    """Counts and dues as of the day, and the latest changes to the register."""
    rungs = declared(policies(reading.connection), reading.info.on)
    partly = frozenset(code for code, rung in rungs.items() if not rung.complete)
    return Overview(
        report.tallies(reading.connection, reading.info.on, partly),
        report.due(reading.connection, reading.info.on),
        history(reading, limit=changes, edits=False),
    )
