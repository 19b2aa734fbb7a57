"""The command ``tidu``: without a subcommand it opens the screens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from registry.errors import InputError
from registry.paths import default_registry
from tui import texts

_OPTIONS = {"--registry": "registry", "--as": "name"}
_SELDOM = 100_000
"""So many objects more are made by a command before any cycle among them is sought."""


def main() -> int:
    """Open the screens, or run a subcommand; the exit code."""
    try:
        return _run(sys.argv[1:])
    finally:
        gc.freeze()  # all that is left goes with the process: no cycle is sought in it


def _run(argv: list[str]) -> int:
    given = _only_options(argv)
    if given is not None and sys.stdout.isatty():
        path = Path(given.get("registry") or os.environ.get("TIDU_REGISTRY") or "")
        path = path if path.name else default_registry()
        if path.is_file():
            return open_screens(path, given.get("name") or _name())
    gc.set_threshold(_SELDOM)
    from registry.cli.main import run  # noqa: PLC0415 - the first rows do not wait

    return run(argv, open_screens)


def open_screens(path: Path, by: str) -> int:
    """Open the screens on a registry in an official's name; the exit code."""
    if not sys.stdout.isatty():
        raise InputError(texts.NOT_A_TERMINAL)
    gc.disable()  # start up is one long allocation; the first rows turn it on again
    from tui.state.enterprises import first_page  # noqa: PLC0415 - not for commands
    from tui.state.session import Session  # noqa: PLC0415 - not for commands

    session = Session(path, by)
    session.first = session.rows.ahead(first_page)
    from tui.app import TiduApp  # noqa: PLC0415 - while the first rows are read

    app = TiduApp(session)
    app.run()
    return app.return_code or 0


def _only_options(argv: Sequence[str]) -> dict[str, str] | None:
    """The global options where nothing else is there, else None."""
    given: dict[str, str] = {}
    rest = list(argv)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in _OPTIONS or not (equals or rest):
            return None
        given[_OPTIONS[name]] = value if equals else rest.pop(0)
    return given


def _name() -> str:
    import getpass  # noqa: PLC0415 - only where no name is given

    try:
        return os.environ.get("TIDU_AS") or getpass.getuser()
    except (KeyError, OSError):
        return texts.NAMELESS
