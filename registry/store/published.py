"""Published lists against their own hashes: what is kept must be what was published."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from registry.model.labels import table_label
from registry.store.verdict import Finding

_KEPT = "SELECT id, rows, content_sha256 FROM publication ORDER BY id"


def publication_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Lists whose content is not what its hash says."""
    label = table_label("publication")
    for number, rows, said in connection.execute(_KEPT):
        if hashlib.sha256(rows.encode()).hexdigest() != said:
            yield Finding(f"{label} #{number}", "名单内容与发布时的校验码不符")
