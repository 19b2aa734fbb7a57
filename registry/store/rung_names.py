"""What a rung is called on a day, as a function that SQL can call.

The table ``rung`` knows the newest name only; what it was called before, or will be,
stands in the loaded policies.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date

from registry.ladder.begun import Names, named, names

_LOADED = "SELECT since, toml FROM policy WHERE voided_by IS NULL ORDER BY id"


def install(connection: sqlite3.Connection) -> None:
    """Let SQL call ``rung_name(code, day, loaded)``: NULL where no policy declares it.

    And ``rung_names(code, loaded)``: every name it ever has, each between line ends.

    ``loaded`` changes whenever a policy is loaded or voided: names are read anew then.
    """
    connection.create_function("rung_name", 3, _namer(connection))
    connection.create_function("rung_names", 2, _all_names(connection))


def _namer(connection: sqlite3.Connection) -> Callable[[str, str, str], str | None]:
    known: dict[str, tuple[Names, ...]] = {}
    days: dict[tuple[str, str], dict[str, str]] = {}

    def name(code: str, on: str, loaded: str) -> str | None:
        if loaded not in known:
            known.clear()
            days.clear()
            known[loaded] = names(connection.execute(_LOADED).fetchall())
        if (loaded, on) not in days:
            days[loaded, on] = named(known[loaded], date.fromisoformat(on))
        return days[loaded, on].get(code)

    return name


def _all_names(connection: sqlite3.Connection) -> Callable[[str, str], str]:
    known: dict[str, tuple[Names, ...]] = {}

    def all_names(code: str, loaded: str) -> str:
        if loaded not in known:
            known.clear()
            known[loaded] = names(connection.execute(_LOADED).fetchall())
        found = dict.fromkeys(one.rungs.get(code, "") for one in known[loaded])
        return "\n" + "".join(f"{name}\n" for name in found if name)

    return all_names
