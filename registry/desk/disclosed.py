"""Contacts shown or written in full, once it is recorded who asked and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from registry.desk.contacts import disclose
from registry.desk.exports import Exported, placed, rendered, save
from registry.desk.listing import listed
from registry.desk.office import Office
from registry.desk.read import contacts, lookup
from registry.desk.read.session import open_reading
from registry.desk.read.values import Line
from registry.errors import InputError
from registry.lists.csv import Encoding
from registry.text import clean


def contacts_of(office: Office, name: str, reason: str) -> tuple[Line, ...]:
    """The contacts of one enterprise, unmasked.

    Raises:
        InputError: no reason is given, or several enterprises are called so.
        NotFoundError: none is.
    """
    with open_reading(office.path) as reading:
        number = lookup.enterprise_id(reading.connection, name)
    return shown(office, number, name, reason)


def shown(office: Office, enterprise: int, name: str, reason: str) -> tuple[Line, ...]:
    """The contacts of the enterprise of a number, unmasked; ``name`` is told.

    Raises:
        InputError: no reason is given.
    """
    with open_reading(office.path) as reading:
        found = contacts.lines(reading, enterprise, masked=False)
    if found:
        disclose(office, f"企业 #{enterprise}（{clean(name)}）", len(found), reason)
    return found


def export(  # noqa: PLR0913 - what is written, where to, how, and why
    office: Office,
    what: str,
    to: Path,
    reason: str,
    *,
    on: date | None = None,
    encoding: Encoding = Encoding.UTF_8,
    force: bool = False,
) -> Exported:
    """Write a list of contacts, unmasked.

    Raises:
        InputError: no reason is given, there are no contacts in such a list, or no
            such list or kind of file.
        StoreError: the file is there already or cannot be written.
    """
    with open_reading(office.path, on) as reading:
        table = listed(reading, what, unmasked=True)
    if not table.personal:
        raise InputError("这份名单里没有联系人，不用加 --reveal")
    to = placed(to, table)
    rendered(table, to, encoding)  # refuse the file's name before it is recorded
    disclose(office, f"名单：{what}", len(table.rows), reason)
    return save(table, to, encoding=encoding, force=force)
