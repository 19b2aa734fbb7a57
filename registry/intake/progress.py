"""How far an import is, and whether it is to stop."""

from __future__ import annotations

from enum import StrEnum

from registry.errors import RegistryError


class CancelledError(RegistryError):
    """An import that was stopped before it was written."""

    exit_code = 130


class Stage(StrEnum):
    """What an import does, one after the other; its value is what officials read."""

    READ = "读入"
    COMPARE = "核对"
    WRITE = "写入"
    SETTLE = "推算结论、封存"


class Progress:
    """Told how far an import is; set ``stopped`` and it ends without a trace.

    This one tells nobody. ``done`` and ``total`` are rows; where nothing is counted
    both are 0.
    """

    def __init__(self) -> None:
        self.stopped = False

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Take in how far it is."""

    def go_on(self) -> None:
        """Stop where that was asked for.

        Raises:
            CancelledError: it was.
        """
        if self.stopped:
            raise CancelledError("已中止，未作改动")
