"""SQL for what held on the day ``:on``: spells, names, assessments, titles.

Every function takes SQL names (of an alias, or of the column with an enterprise's
id) and gives an expression that binds ``:on``. A day known to the month or year
only is read as the first day it can be; eligibility is stricter and says unknown.
"""

from __future__ import annotations

LIVE_ENTERPRISE = "e.voided_by IS NULL AND e.merged_into IS NULL"
"""Enterprise ``e`` is neither voided nor the tombstone of a joined record."""

LISTED = (
    f"{LIVE_ENTERPRISE} AND EXISTS (SELECT 1 FROM name_spell s"
    " WHERE s.enterprise_id = e.id AND s.voided_by IS NULL)"
)
"""Enterprise ``e`` is listed: neither voided nor joined to another, and has a name."""


def spelled(spell: str) -> str:
    """The spell holds on the day; says nothing of voiding."""
    return (
        f"({spell}.since IS NULL OR {spell}.since <= :on)"
        f" AND ({spell}.until IS NULL OR {spell}.until > :on)"
    )


def in_force(spell: str) -> str:
    """The spell is live and holds on the day."""
    return f"{spell}.voided_by IS NULL AND {spelled(spell)}"


def value(table: str, enterprise: str, what: str = "s.value", only: str = "1") -> str:
    """The value of a spell table in force for an enterprise; NULL where none is.

    ``only`` is a condition on the spell ``s``.
    """
    return (
        f"(SELECT {what} FROM {table} s WHERE s.enterprise_id = {enterprise}"
        f" AND {in_force('s')} AND {only} ORDER BY s.since DESC, s.id DESC LIMIT 1)"
    )


def name(enterprise: str, what: str = "s.value") -> str:
    """The name to show: one in force, else the last it bore, else the first to come.

    An official name goes before a short one, and that before a former one.
    """
    begun = "s.since IS NULL OR s.since <= :on"
    return (
        f"(SELECT {what} FROM name_spell s WHERE s.enterprise_id = {enterprise}"
        f" AND s.voided_by IS NULL ORDER BY {spelled('s')} DESC, ({begun}) DESC,"
        " CASE s.kind WHEN 'official' THEN 0 WHEN 'short' THEN 1 ELSE 2 END,"
        f" CASE WHEN {begun} THEN s.since END DESC, s.since, s.id DESC LIMIT 1)"
    )


def upward(tier: str) -> str:
    """The place of a tier: city, province, nation."""
    return f"CASE {tier} WHEN 'city' THEN 0 WHEN 'province' THEN 1 ELSE 2 END"


def rung_name(code: str) -> str:
    """What the rung is called on the day; a reader's connection knows the function."""
    loaded = "(SELECT group_concat(id) FROM policy WHERE voided_by IS NULL)"
    return (
        f"coalesce(rung_name({code}, :on, {loaded}),"
        f" (SELECT g.name FROM rung g WHERE g.code = {code}))"
    )


def rung_names(code: str) -> str:
    """Every name that a loaded policy gives the rung, each between line ends."""
    loaded = "(SELECT group_concat(id) FROM policy WHERE voided_by IS NULL)"
    return f"rung_names({code}, {loaded})"


def registered(enterprise: str) -> str:
    """Whether it counts as an enterprise of the register: no school, and not gone.

    ``enterprise`` is the alias of a row of the table ``enterprise``.
    """
    status = value("status_spell", f"{enterprise}.id")
    return (
        f"({enterprise}.kind <> 'school' AND"
        f" coalesce({status}, '') NOT IN ('moved_out', 'deregistered'))"
    )


def unit_name(enterprise: str) -> str:
    """The name of the reporting unit; NULL where none is recorded."""
    unit = "(SELECT u.name FROM unit u WHERE u.id = s.value)"
    return value("unit_spell", enterprise, unit)


def assessment(subject: str, what: str = "a.id", kind: str = "") -> str:
    """Of the subject's latest valid assessment (of ``:kind``-bound kind) a column."""
    of_kind = f" AND a.kind = {kind}" if kind else ""
    return (
        f"(SELECT {what} FROM assessment a WHERE a.subject_id = {subject}"
        f' AND a.voided_by IS NULL{of_kind} AND a."on" <= :on'
        " AND (a.valid_until IS NULL OR a.valid_until > :on)"
        ' ORDER BY a."on" DESC, a.id DESC LIMIT 1)'
    )


def recognised(title: str) -> str:
    """The title is live and was recognised by the day, whatever became of it."""
    return f"{title}.voided_by IS NULL AND {title}.recognised_on <= :on"


def accepted(title: str) -> str:
    """The challenge of the title was accepted by the day, or nobody knows when."""
    return f"({title}.stage = 'accepted' AND coalesce({title}.accepted_on, :on) <= :on)"


def held(title: str) -> str:
    """The title is live and held on the day."""
    return (
        f"{recognised(title)}"
        f" AND ({title}.valid_until IS NULL OR {title}.valid_until > :on)"
        f" AND ({title}.ended_on IS NULL OR {title}.ended_on > :on)"
    )


def admitted(entry: str) -> str:
    """The stay in a pool is live and had begun by the day."""
    return f"{entry}.voided_by IS NULL AND {entry}.admitted_on <= :on"


def inside(entry: str) -> str:
    """The stay in a pool is live and goes on on the day."""
    return f"{admitted(entry)} AND ({entry}.left_on IS NULL OR {entry}.left_on > :on)"


def applied(application: str) -> str:
    """The application is live and was made by the day, or nobody knows when."""
    made = f"{application}.applied_on"
    return f"{application}.voided_by IS NULL AND ({made} IS NULL OR {made} <= :on)"


def owner(subject: str) -> str:
    """The id of the enterprise that owns the subject: itself, or by owner spell."""
    return (
        f"coalesce((SELECT o.enterprise_id FROM owner_spell o"
        f" WHERE o.subject_id = {subject} AND {in_force('o')}"
        f" ORDER BY o.since DESC, o.id DESC LIMIT 1), {subject})"
    )


def subjects(enterprise: str) -> str:
    """A subquery of the ids of an enterprise and of all that it owns."""
    return (
        f"(SELECT {enterprise} UNION SELECT o.subject_id FROM owner_spell o"
        f" WHERE o.enterprise_id = {enterprise} AND {in_force('o')})"
    )


def standing(application: str, what: str = "q.id") -> str:
    """Of the step at which an application stands a column; NULL where it took none.

    Its end, else the furthest stage since the last return for correction, in whatever
    order the steps were dated or recorded; the return itself where none came after.
    """
    returned = (
        "SELECT 1 FROM application_step n JOIN stage_kind m ON m.code = n.stage"
        " WHERE n.application_id = q.application_id AND n.voided_by IS NULL"
        " AND n.\"on\" <= :on AND m.role = 'return'"
        ' AND (n."on", n.id) > (q."on", q.id)'
    )
    return (
        f"(SELECT {what} FROM application_step q JOIN stage_kind z ON z.code = q.stage"
        f" WHERE q.application_id = {application} AND q.voided_by IS NULL"
        f' AND q."on" <= :on AND (z.final OR NOT EXISTS ({returned}))'
        " ORDER BY z.final DESC, z.role <> 'return' DESC, z.ordinal DESC,"
        ' q."on" DESC, q.id DESC LIMIT 1)'
    )
