"""Which changes touched an enterprise: its own rows, and those of what it owns."""

from __future__ import annotations

from registry.desk.read.worded import SPELLS

_EVER = (
    "(SELECT :enterprise UNION SELECT o.subject_id FROM owner_spell o"
    " WHERE o.enterprise_id = :enterprise)"
)
_OF_ENTERPRISE = (*SPELLS, "owner_spell", "event")
_OF_SUBJECT = (
    "assessment",
    "fact",
    "judgement",
    "title",
    "application",
    "pool_entry",
)
_UNDER = (
    ("assessment_score", "assessment_id", "assessment"),
    ("application_step", "application_id", "application"),
    ("subsidy", "title_id", "title"),
)


def touching(*, void: bool) -> str:
    """SQL for the journal's entries on rows of ``:enterprise``, ``void`` ones too.

    It gives ``id`` and ``change_id``. Live rows are found by index; to find void ones
    whole tables are read.
    """
    kept = "1" if void else "voided_by IS NULL"
    rows = {
        "enterprise": "id = :enterprise",
        "subject": f"id IN {_EVER}",
        "succession": f":enterprise IN (enterprise_id, successor_id) AND {kept}",
        **dict.fromkeys(_OF_ENTERPRISE, f"enterprise_id = :enterprise AND {kept}"),
        **dict.fromkeys(_OF_SUBJECT, f"subject_id IN {_EVER} AND {kept}"),
    }
    under = {
        table: f"{key} IN (SELECT id FROM {above} WHERE {rows[above]}) AND {kept}"
        for table, key, above in _UNDER
    }
    return " UNION ALL ".join(
        f"SELECT j.id, j.change_id FROM journal j WHERE j.table_name = '{table}'"
        f" AND j.row_id IN (SELECT id FROM {table} WHERE {where})"
        for table, where in (rows | under).items()
    )
