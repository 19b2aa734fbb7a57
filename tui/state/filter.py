"""The filter line's questions to the register: can it be read, what may come next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from registry.desk.read.session import open_reading
from registry.errors import RegistryError


def fault(path: Path, on: date | None, text: str) -> str:
    """Why an expression cannot be read, in one line; empty where it can."""
    from registry.desk.read import filtering  # noqa: PLC0415 - plain words need it not

    with open_reading(path, on) as reading:
        return filtering.fault(reading, text)


def suggestion(path: Path, on: date | None, text: str) -> str | None:
    """The text as it may go on, if there is a way."""
    from registry.desk.read import filtering  # noqa: PLC0415 - asked while one types

    try:
        with open_reading(path, on) as reading:
            found = filtering.completions(reading, text)
    except RegistryError:
        return None
    longer = (one for one in found if one.startswith(text) and one != text)
    return next(longer, None)
