"""What can be named: each kind of record with its rows and the ways to name one.

All is SQL on ``:word``, ``:part`` (a LIKE pattern), ``:code``, ``:number`` and
``:on``, the day whose names are said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from registry import asof


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: what officials call it, its rows, and ways to name one.

    The rows give ``id`` and ``label``; each way is a condition, the ``exact`` ones
    before the ``parts``; the first that finds anything counts. ``names`` are rows of
    ``name``, none that was not yet borne on the day: a refusal tells those near.
    """

    what: str
    rows: str
    exact: tuple[str, ...]
    parts: tuple[str, ...]
    names: str

    @property
    def ways(self) -> tuple[str, ...]:
        """Every way, the surest first."""
        return (*self.exact, *self.parts)


def part(column: str) -> str:
    """The column contains the part."""
    return f"{column} LIKE :part ESCAPE '\\'"


_NAMED = "e.id IN (SELECT s.enterprise_id FROM name_spell s WHERE s.voided_by IS NULL"
_OFFICIAL = f"s.kind = 'official' AND {asof.spelled('s')}"
ENTERPRISE = Kind(
    "企业",
    f"SELECT DISTINCT x.id, {asof.name('x.id')} AS label FROM enterprise e"
    " JOIN enterprise x ON x.id = coalesce(e.merged_into, e.id)"
    " WHERE e.voided_by IS NULL",
    (
        "e.uscc = :code",
        "e.ref = :word",
        f"{_NAMED} AND s.value = :word AND {_OFFICIAL})",
        f"{_NAMED} AND s.value = :word)",
    ),
    (f"{_NAMED} AND {part('s.value')})",),
    "SELECT value AS name FROM name_spell WHERE voided_by IS NULL"
    " AND (since IS NULL OR since <= :on)",
)
_OWNER = asof.name("w.enterprise_id")
SUBJECT = Kind(
    "认定对象",
    f"SELECT s.id, coalesce({_OWNER} || '/', '') || s.name AS label"
    " FROM subject s LEFT JOIN owner_spell w ON w.subject_id = s.id"
    f" AND {asof.in_force('w')}"
    " WHERE s.voided_by IS NULL AND s.kind <> 'enterprise'",
    ("s.ref = :word", "s.name = :word"),
    (part("s.name"),),
    "SELECT name FROM subject WHERE voided_by IS NULL AND kind <> 'enterprise'",
)
PARTY = replace(
    SUBJECT,
    what="企业或认定对象",
    names=f"{ENTERPRISE.names} UNION ALL {SUBJECT.names}",
)
"""An enterprise or what one owns, where either may be meant and neither is found."""
_RUNG_NAME = asof.rung_name("r.code")
_RUNG_NAMES = asof.rung_names("r.code")
RUNG = Kind(
    "称号",
    f"SELECT r.code AS id, {_RUNG_NAME} AS label FROM rung r WHERE r.voided_by IS NULL",
    (
        "r.code = :word",
        f"{_RUNG_NAME} = :word",
        "r.name = :word",
        f"instr({_RUNG_NAMES}, char(10) || :word || char(10)) > 0",
    ),
    (part(_RUNG_NAME), part("r.name"), part(_RUNG_NAMES)),
    f"SELECT {_RUNG_NAME} AS name FROM rung r WHERE r.voided_by IS NULL",
)
UNIT = Kind(
    "县市区或园区",
    "SELECT u.id, u.name AS label FROM unit u WHERE u.voided_by IS NULL",
    ("u.name = :word", "u.division = :word"),
    (part("u.name"),),
    "SELECT name FROM unit WHERE voided_by IS NULL",
)
DOCUMENT = Kind(
    "文件",
    "SELECT d.id, coalesce(d.number || ' ', '') || d.title AS label"
    " FROM document d WHERE d.voided_by IS NULL",
    ("d.number = :number", "d.ref = :word", "d.title = :word"),
    (part("d.title"),),
    "SELECT number AS name FROM document WHERE voided_by IS NULL"
    ' AND number IS NOT NULL AND ("on" IS NULL OR "on" <= :on)',
)
ROUND = Kind(
    "批次",
    "SELECT r.id, r.name AS label FROM round r WHERE r.voided_by IS NULL",
    ("r.ref = :word", "r.name = :word"),
    (part("r.name"),),
    "SELECT name FROM round WHERE voided_by IS NULL",
)
_POOL_LABEL = "p.name || '（' || p.year || '）'"
POOL = Kind(
    "培育库",
    f"SELECT p.id, {_POOL_LABEL} AS label FROM pool p WHERE p.voided_by IS NULL",
    ("p.ref = :word", f"{_POOL_LABEL} = :word", "p.name = :word"),
    (part(_POOL_LABEL),),
    "SELECT name FROM pool WHERE voided_by IS NULL",
)
_LINE_LABEL = "b.year || ' ' || b.name"
BUDGET_LINE = Kind(
    "预算项目",
    f"SELECT b.id, {_LINE_LABEL} AS label FROM budget_line b WHERE b.voided_by IS NULL",
    (
        "b.ref = :word",
        f"{_LINE_LABEL} = :word",
        "b.year || b.name = :word",
        "b.name = :word",
    ),
    (part("b.name"),),
    "SELECT name FROM budget_line WHERE voided_by IS NULL",
)
ROSTER = Kind(
    "名册",
    "SELECT r.id, r.name AS label FROM roster r WHERE r.voided_by IS NULL",
    ("r.ref = :word", "r.name = :word"),
    (part("r.name"),),
    'SELECT name FROM roster WHERE voided_by IS NULL AND "on" <= :on',
)
