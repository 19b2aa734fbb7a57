"""What is frozen at the year's end: a roster of 规上, and a list of titles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from registry.desk import publications, rosters
from registry.desk.listing import again, listed
from registry.desk.office import Because, Office
from registry.desk.read.ladder_table import pictured
from registry.desk.read.session import open_reading

ROSTER = "规上名册"
LIST = "titles:市级智能制造标杆车间"
DOCUMENT = "株工信发〔2022〕33号"


def freeze(office: Office, path: Path, on: date, why: str) -> None:
    """Freeze who is 规上, as a sample, and publish who was recognised."""
    with open_reading(path, on) as reading:
        draft = rosters.selected(reading, ROSTER, "规上 在册")
    made_up = draft.model_copy(update={"sample": True})
    rosters.freeze(office, made_up, Because(reason=why))
    with open_reading(path, on) as reading:
        table, what = pictured(reading, listed(reading, LIST)), again(reading, LIST)
    publications.publish(office, table, what, on, Because(DOCUMENT, why))
