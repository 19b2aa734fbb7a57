"""What a form can choose from: codes or ids with their names."""

from __future__ import annotations

from registry import asof
from registry.desk.read.session import Reading
from registry.text import visible

Named = tuple[tuple[str, str], ...]
Numbered = tuple[tuple[int, str], ...]


def rungs(reading: Reading) -> Named:
    """Codes and names of rungs, programme by programme, city to nation."""
    rows = reading.rows(
        f"SELECT code, {asof.rung_name('rung.code')} AS name FROM rung"
        f" WHERE voided_by IS NULL ORDER BY programme, {asof.upward('tier')},"
        " ordinal, code"
    )
    return tuple((row["code"], visible(row["name"])) for row in rows)


def units(reading: Reading) -> Numbered:
    """Ids and names of reporting units, in the register's order."""
    rows = reading.rows("SELECT id, name FROM unit WHERE voided_by IS NULL ORDER BY id")
    return tuple((row["id"], visible(row["name"])) for row in rows)


def subjects(reading: Reading, enterprise: int) -> Numbered:
    """The enterprise itself, then what it owns on the day, with kind and name."""
    rows = reading.rows(
        f"SELECT s.id, k.name || ' ' || CASE WHEN s.id = :enterprise"
        f" THEN {asof.name(':enterprise')} ELSE s.name END AS name"
        " FROM subject s JOIN subject_kind k ON k.code = s.kind"
        f" WHERE s.id IN {asof.subjects(':enterprise')} AND s.voided_by IS NULL"
        " ORDER BY s.id <> :enterprise, s.kind, s.id",
        enterprise=enterprise,
    )
    return tuple((row["id"], visible(row["name"])) for row in rows)


def documents(reading: Reading) -> Named:
    """Numbers (where there is none, titles) and titles of documents, latest first."""
    rows = reading.rows(
        "SELECT coalesce(number, title) AS number, title FROM document"
        ' WHERE voided_by IS NULL ORDER BY "on" DESC, id DESC'
    )
    return tuple((visible(row["number"]), visible(row["title"])) for row in rows)


def divisions(reading: Reading) -> Named:
    """Codes and names of the divisions that the register knows."""
    rows = reading.rows("SELECT code, name FROM division ORDER BY code")
    return tuple((row["code"], visible(row["name"])) for row in rows)


def stages(reading: Reading) -> tuple[str, ...]:
    """The names of the steps an application can take, in their order."""
    rows = reading.rows("SELECT name FROM stage_kind ORDER BY ordinal")
    return tuple(visible(row["name"]) for row in rows)
