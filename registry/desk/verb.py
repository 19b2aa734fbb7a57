"""A verb of the desk: one function of an open transaction, and one way to run it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Generic, TypeVar

from registry.desk.drafts.base import Draft
from registry.desk.office import NO_REASON, Because, Office, begin
from registry.store.transaction import Tx

D = TypeVar("D", bound=Draft)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What a verb gave, and the number of the change that it made."""

    result: R
    change: int


class Verb(Generic[D, R]):
    """What an official can do: called, it is a transaction of its own.

    ``within`` does the same inside a transaction that is already open, so that
    several verbs can stand or fall together. ``label`` is what the history shows.
    """

    def __init__(self, label: str, act: Callable[[Tx, D], R]) -> None:
        self.label = label
        self.within = act
        update_wrapper(self, act)

    def __call__(self, office: Office, draft: D, because: Because = NO_REASON) -> R:
        """Do it in one transaction; all of it happens, or nothing."""
        return self.done(office, draft, because).result

    def done(self, office: Office, draft: D, because: Because = NO_REASON) -> Done[R]:
        """Do it in one transaction, and say in which change it is recorded."""
        with begin(office, self.label, because.noting(draft.remark)) as tx:
            return Done(self.within(tx, draft), tx.change_id)


def verb(label: str) -> Callable[[Callable[[Tx, D], R]], Verb[D, R]]:
    """Make a function of an open transaction and a draft a verb of the desk."""

    def made(act: Callable[[Tx, D], R]) -> Verb[D, R]:
        return Verb(label, act)

    return made
