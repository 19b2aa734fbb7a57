"""What a batch would do, as screens and commands show it before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from registry.errors import Fault


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one: who, how it stands now and would stand, what to heed."""

    who: str
    old: str
    new: str
    line: int | None = None
    heed: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a batch would do: who moves, and who is skipped and why.

    ``title`` is the verb's; ``unused`` names columns of the file that mean nothing
    to it; ``unchanged`` are those of whom all is recorded already.
    """

    title: str
    moves: tuple[Move, ...]
    skipped: tuple[Fault, ...]
    unused: tuple[str, ...] = ()
    unchanged: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch did, and the number of the one change; 0 if nothing was new."""

    preview: Preview
    change: int
