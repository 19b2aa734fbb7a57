"""Lists as JSON: one object with title, terms, columns and rows by column key."""

from __future__ import annotations

import json

from registry.lists.table import Table


def write(table: Table) -> bytes:
    """The list as UTF-8 JSON, indented; numbers are numbers, nothing is null text."""
    return f"{json.dumps(told(table), ensure_ascii=False, indent=2)}\n".encode()


def told(table: Table, limit: int | None = None) -> dict[str, object]:
    """The list as an object, with so many of its rows at most."""
    keys = [column.key for column in table.columns]
    archive = table.archive
    return {
        "title": table.heading,
        "issuer": table.issuer,
        "on": table.on.isoformat(),
        "terms": table.meant,
        "basis": table.basis,
        "marks": list(table.marks),
        "columns": [{"key": one.key, "header": one.header} for one in table.columns],
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows[:limit]],
        "group": table.group,
        "group_signature": list(table.group_signature),
        "notes": list(table.notes),
        "signature": list(table.signature),
        "mark": table.mark,
        "archive": list(archive.lines) if archive else [],
    }
