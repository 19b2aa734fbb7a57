"""What screens ask of the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from registry.desk.read.session import Reading
from registry.terms import Outcome


@dataclass
class OpenEnterprise(Message):
    """Show one enterprise."""

    enterprise: int


@dataclass
class RecordAbout(Message):
    """Record something about an enterprise."""

    enterprise: int
    name: str


@dataclass
class ShowCandidates(Message):
    """List who may come up to a rung, by outcome."""

    rung: str
    outcomes: tuple[Outcome, ...]


@dataclass
class ShowHolders(Message):
    """List who holds a rung."""

    rung: str
    name: str


@dataclass
class StepFor(Message):
    """Move applications on: how they are called, and which they are."""

    whom: str
    find: Callable[[Reading], tuple[tuple[int, str], ...]]


@dataclass
class BatchFor(Message):
    """Do something for many: how they are called, and who they are."""

    whom: str
    find: Callable[[Reading], tuple[int, ...]]
