"""What was known then: the option, and the register opened with it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import say
from registry.cli.usual import day
from registry.dates import parse_moment
from registry.desk.read import lookup, then
from registry.desk.read.session import About, Reading, open_reading
from registry.desk.read.steps import known
from registry.errors import NotFoundError
from registry.filter.field import MISSING
from registry.terms import UNPLACED, UNPLACED_ID
from registry.text import clean

KnownOption = Annotated[
    str,
    typer.Option(
        "--known-on",
        help="按何时所知来答，如 2026-11-23（当日终了）或 2026-11-23T09:00；"
        "还没有过完的按此刻所知；不写则按现在所知",
    ),
]


def opened(
    context: typer.Context, on: str, known_on: str = "", about: About | None = None
) -> AbstractContextManager[Reading]:
    """The register of a call, as of the day and the moment that were typed."""
    return open_reading(
        called(context).existing(),
        day(on),
        parse_moment(known_on) if known_on else None,
        about,
    )


def unit_of(reading: Reading, text: str) -> int | None:
    """The reporting unit that was typed, if any.

    What tables and counts call those without one asks for them.
    """
    if clean(text) in {UNPLACED, MISSING}:
        return UNPLACED_ID
    return lookup.unit_id(reading.words, text) if text else None


def rung_of(reading: Reading, text: str) -> str | None:
    """The rung that was typed, if any; a name it no longer or not yet has is told.

    Raises:
        NotFoundError: there is none; the refusal names those to which policies lead.
    """
    if not text:
        return None
    try:
        code = then.rung(reading, text)
    except NotFoundError as unknown:
        raise NotFoundError(f"{unknown}；{known(reading)}") from None
    if told := then.renamed(reading, text, code):
        say(told)
    return code
