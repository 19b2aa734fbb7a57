"""Contacts of an enterprise: seen in full, corrected or erased, once it is said why."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.app import App

from registry.desk.read import contacts
from registry.desk.read.session import Reading
from registry.desk.read.values import Line
from registry.errors import NotFoundError
from tui import texts_contacts as texts
from tui.render.line import Role, Runs, folded
from tui.screens.ask import Ask, Confirm, Pick, Read
from tui.state.choices import Choice
from tui.state.session import Session


async def see(
    app: App[None], session: Session, enterprise: int, name: str
) -> str | None:
    """Ask why, record it, and show the contacts unmasked; what was done, if anything.

    Raises:
        RegistryError: nobody is recorded, or it cannot be recorded who looked.
    """
    await _known(session, enterprise)
    reason = await app.push_screen_wait(Ask(texts.WHY_SEE, "", texts.WHY_HINT))
    if reason is None:
        return None
    job = partial(_in_full, session.path, session.by, enterprise, name, reason)
    found = await session.away(job)
    title = f"{texts.SEE}：{name}"
    await app.push_screen_wait(Read(title, lambda room: _shown(found, room)))
    return texts.SEE


async def correct(
    app: App[None], session: Session, enterprise: int, name: str
) -> str | None:
    """Ask whom, what and why, and put it right; what was done, if anything.

    Raises:
        RegistryError: nobody is recorded, or what is said cannot be read.
    """
    choices = _choices(await _known(session, enterprise))
    which: str | None = choices[0].key
    if len(choices) > 1:
        which = await app.push_screen_wait(Pick(texts.WHICH, choices))
    if which is None:
        return None
    fields = [Choice(key, label) for key, label in texts.DETAILS.items()]
    what = await app.push_screen_wait(Pick(f"{texts.WHAT}{name}", fields))
    if what is None:
        return None
    asked = texts.RIGHT.format(field=texts.DETAILS[what])
    right = await app.push_screen_wait(Ask(asked, "", texts.RIGHT_HINT))
    if right is None:
        return None
    reason = await app.push_screen_wait(Ask(texts.WHY_CORRECT, "", texts.WHY_HINT))
    if reason is None:
        return None
    said = {what: right}
    job = partial(
        _correct, session.path, session.by, enterprise, said, int(which), reason
    )
    await session.away(job)
    return texts.CORRECT


async def erase(
    app: App[None], session: Session, enterprise: int, name: str
) -> str | None:
    """Ask whom and why, and erase for good; what was done, if anything.

    Raises:
        RegistryError: nobody is recorded, or no reason is given.
    """
    known = await _known(session, enterprise)
    choices = _choices(known)
    everyone = Choice("", texts.EVERYONE)
    which = await app.push_screen_wait(Pick(texts.WHICH, [*choices, everyone]))
    if which is None:
        return None
    reason = await app.push_screen_wait(Ask(texts.WHY_ERASE, "", texts.WHY_HINT))
    if reason is None:
        return None
    told = [one for one in choices if which in {"", one.key}]
    asked = Confirm(texts.ERASE_ASK, lambda room: _asking(name, told, room))
    if await app.push_screen_wait(asked) is None:
        return None
    one = int(which) if which else None
    job = partial(_erase, session.path, session.by, enterprise, one, reason)
    count = await session.away(job)
    return texts.ERASED.format(what=texts.ERASE, count=count)


async def _known(session: Session, enterprise: int) -> tuple[Line, ...]:
    """The contacts, masked; refused where there are none."""

    def read(reading: Reading) -> tuple[Line, ...]:
        return contacts.lines(reading, enterprise)

    known = await session.side.run(read)
    if not known:
        raise NotFoundError(texts.NOBODY)
    return known


def _choices(known: tuple[Line, ...]) -> list[Choice]:
    return [Choice(one.record.split()[-1], one.label, one.value) for one in known]


def _correct(
    path: Path,
    by: str,
    enterprise: int,
    said: dict[str, str],
    which: int,
    reason: str,
) -> None:
    from registry.desk import contacts as desk  # noqa: PLC0415 - SQLModel only here
    from registry.desk.office import Office  # noqa: PLC0415 - as above

    desk.correct(Office(path, by), enterprise, said, which, reason)


def _in_full(
    path: Path, by: str, enterprise: int, name: str, reason: str
) -> tuple[Line, ...]:
    from registry.desk.disclosed import shown  # noqa: PLC0415 - SQLModel only here
    from registry.desk.office import Office  # noqa: PLC0415 - as above

    return shown(Office(path, by), enterprise, name, reason)


def _erase(path: Path, by: str, enterprise: int, one: int | None, reason: str) -> int:
    from registry.desk import contacts as desk  # noqa: PLC0415 - SQLModel only here
    from registry.desk.office import Office  # noqa: PLC0415 - as above

    return desk.erase(Office(path, by), enterprise, one, reason).contacts


def _shown(found: tuple[Line, ...], room: int) -> tuple[Runs, ...]:
    told = ("  ".join(filter(None, (one.label, one.value))) for one in found)
    return tuple(row for text in told for row in folded(text, room))


def _asking(name: str, told: list[Choice], room: int) -> tuple[Runs, ...]:
    who = (f"{one.label}  {one.note}" for one in told)
    return (
        *folded(name, room, Role.STRONG),
        *(row for text in who for row in folded(text, room)),
        *folded(texts.ERASE_NOTE, room, Role.WARN),
    )
