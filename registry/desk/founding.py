"""Beginning a register: whose it is, and the shipped policies that apply there."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass

from registry.desk import policies
from registry.desk.cities import City, city, home
from registry.desk.drafts.policies import PolicyDraft
from registry.desk.office import Because, Office, begin, official
from registry.errors import InputError
from registry.ladder.loader import load, shipped
from registry.store.files import create
from registry.store.reader import open_reader
from registry.terms import Basis

NATION = "100000"
"""The scope of a national policy."""

WHY = Because(reason="随程序提供的政策")


@dataclass(frozen=True, slots=True)
class Founded:
    """A new register: whose it is, its reporting units, policies and samples loaded."""

    name: str
    division: str
    units: int
    policies: int
    samples: int


def found(
    office: Office, division: str, name: str = "", *, with_policies: bool = True
) -> Founded:
    """Make a register for a city; with its policies.

    ``division`` is a city's code of six digits or its name, "" the one whose units
    are shipped; a city that is not shipped needs a ``name``. Policies are loaded
    whose scope holds the city; samples stay marked.

    Raises:
        InputError: it is no city, or one that is not shipped and has no name.
        StoreError: something is at the place already, or it cannot be written.
    """
    of = city(division) if division else home()
    bureau = name or _bureau(of)
    create(office.path, name=bureau, division=of.code, by=official(office))
    loaded = load_shipped(office, of.code) if with_policies else ()
    with closing(open_reader(office.path)) as connection:
        units: int = connection.execute("SELECT count(*) FROM unit").fetchone()[0]
    samples = sum(basis is Basis.SAMPLE for basis in loaded)
    return Founded(bureau, of.code, units, len(loaded), samples)


def _bureau(of: City) -> str:
    if not of.name:
        raise InputError(f"没有「{of.code}」的名称；请用 --name 写单位名称")
    return f"{of.name}工业和信息化局"


def load_shipped(office: Office, division: str) -> tuple[Basis, ...]:
    """Load the shipped policies that apply to the division; the basis of each."""
    files = [file for file in shipped() if _applies(load(file).scope, division)]
    with begin(office, policies.load.label, WHY) as tx:
        for file in files:
            policies.load.within(tx, PolicyDraft(path=file))
    return tuple(load(file).basis for file in files)


def _applies(scope: str, division: str) -> bool:
    return division.startswith(re.sub(r"(00)+$", "", scope)) or scope == NATION
