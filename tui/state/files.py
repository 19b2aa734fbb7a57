"""Ledger files to choose from: recent ones, and those that a typed path can mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tui import texts_imports as texts
from tui.state.choices import Choice

LEDGERS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".tsv", ".txt")
"""How the names of ledgers end; what is in them is found out by reading."""

MOST = 200
_SHOWN = 30
_KILO = 1024


def files(typed: str, recent: Sequence[Path]) -> list[Choice]:
    """What can be meant: recent and newest files where nothing is typed."""
    said = typed.strip()
    if not said:
        again = [one for one in recent if one.is_file()]
        newest = [one for one in _newest(_folders()) if one not in again]
        listed = [_choice(one, texts.RECENT) for one in again]
        return [*listed, *map(_choice, newest[:_SHOWN])]
    path = Path(said).expanduser()
    if path.is_file():
        return [_choice(path)]
    if os.sep in said or said.startswith("~"):
        inside = path if path.is_dir() else path.parent
        part = "" if path.is_dir() else path.name
        return [_choice(one) for one in _inside(inside, part)]
    every = (one for folder in _folders() for one in _inside(folder, said))
    return [_choice(one) for one in _sorted(every)][:MOST]


def nothing(typed: str) -> tuple[str, ...]:
    """What to say where nothing can be meant: what to type, and where was looked."""
    ledgers = texts.ENDINGS.format(endings=texts.AND.join(LEDGERS))
    if typed.strip():
        return (*texts.NO_FILE, ledgers)
    looked = [_short(one) for one in _folders()]
    example = f"{looked[-1]}{os.sep}{texts.EXAMPLE}"
    said = (one.format(example=example) for one in texts.NO_LEDGERS)
    return (*said, *(f"  {one}" for one in looked), ledgers)


def _short(path: Path) -> str:
    """A folder, with ~ for the home folder."""
    inside = path.is_relative_to(Path.home())
    return str(Path("~", path.relative_to(Path.home()))) if inside else str(path)


def completed(choice: Choice) -> str:
    """What Tab writes for a choice: a folder with what follows it still open."""
    path = Path(choice.key)
    return f"{path}{os.sep}" if path.is_dir() else str(path)


def _folders() -> list[Path]:
    home = Path.home()
    every = (Path.cwd(), home, *(home / name for name in texts.FOLDERS))
    return [one for one in dict.fromkeys(every) if one.is_dir()]


def _newest(folders: Iterable[Path]) -> list[Path]:
    every = (one for folder in folders for one in _inside(folder, ""))
    return [one for one in _sorted(every) if one.is_file()]


def _inside(folder: Path, part: str) -> Iterator[Path]:
    """Folders and ledgers in a folder whose names contain a part."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    wanted = part.casefold()
    for one in entries:
        seen = not one.name.startswith(".") and wanted in one.name.casefold()
        if seen and (one.is_dir() or one.suffix.lower() in LEDGERS):
            yield one


def _sorted(every: Iterable[Path]) -> list[Path]:
    """Files before folders, the newest first."""
    return sorted(dict.fromkeys(every), key=lambda one: (one.is_dir(), -_when(one)))


def _when(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _choice(path: Path, note: str = "") -> Choice:
    if path.is_dir():
        return Choice(str(path), f"{path}{os.sep}", texts.FOLDER)
    on = datetime.fromtimestamp(_when(path), UTC).astimezone()
    size = path.stat().st_size / _KILO if path.exists() else 0
    said = f"{on:%Y-%m-%d %H:%M} {size:,.0f} KB"
    return Choice(str(path), str(path), " ".join(filter(None, (said, note))))
