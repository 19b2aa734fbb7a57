"""A register to read, in memory and without journal, filled by hand."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from registry.desk.read.session import Reading
from registry.desk.read.values import RegistryInfo
from registry.pinyin import Speech

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Book:
    """An in-memory register without triggers, for rows of any kind."""

    connection: sqlite3.Connection

    def put(self, table: str, **values: Value) -> int:
        """Insert a row; what must be there and is not given is made up."""
        given: dict[str, Value] = {"ref": self._ref(table), "change_id": 1}
        given |= values
        needed = self.connection.execute(f'PRAGMA table_info("{table}")')
        for column in needed:
            if column["notnull"] and column["dflt_value"] is None and not column["pk"]:
                given.setdefault(column["name"], "" if column["type"] == "TEXT" else 0)
        names = ", ".join(f'"{name}"' for name in given)
        marks = ", ".join("?" for _ in given)
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608  # from tests
        return self.connection.execute(sql, tuple(given.values())).lastrowid or 0

    def enterprise(self, name: str | None = None, **values: Value) -> int:
        """An enterprise with an official name."""
        id_ = self.put("subject", kind="enterprise", name=name or "")
        self.put("enterprise", id=id_, kind="enterprise", **values)
        if name is not None:
            self.name(id_, name)
        return id_

    def name(self, enterprise: int, value: str, **values: Value) -> int:
        """A name of an enterprise, official unless said."""
        given: dict[str, Value] = {"kind": "official", "value": value}
        id_ = self.put("name_spell", enterprise_id=enterprise, **given | values)
        said = Speech.with_own().of(value)
        sql = "INSERT INTO spoken_name VALUES (?, ?, ?)"
        self.connection.execute(sql, (id_, said.initials, said.syllables))
        return id_

    def workshop(self, enterprise: int, name: str) -> int:
        """A workshop that the enterprise owns."""
        id_ = self.put("subject", kind="workshop", name=name)
        self.put("owner_spell", subject_id=id_, enterprise_id=enterprise)
        return id_

    def assess(self, subject: int, level: int, **values: Value) -> int:
        """A self-assessment of 2022-05-06 unless said."""
        given: dict[str, Value] = {"kind": "self", "on": "2022-05-06"}
        return self.put("assessment", subject_id=subject, level=level, **given | values)

    def rung(self, code: str, name: str, **values: Value) -> None:
        """A rung for enterprises in the city, unless said."""
        given: dict[str, Value] = {"tier": "city", "subject_kind": "enterprise"}
        programme = code.partition("/")[0]
        given |= {"code": code, "name": name, "programme": programme}
        self.put("rung", **given | values)

    def title(self, subject: int, rung: str, **values: Value) -> int:
        """A title of 2022-11-01 unless said."""
        given: dict[str, Value] = {"recognised_on": "2022-11-01"}
        return self.put("title", subject_id=subject, rung=rung, **given | values)

    def document(self, number: str, **values: Value) -> int:
        """A circular unless said."""
        given: dict[str, Value] = {"kind": "circular", "title": number}
        return self.put("document", number=number, **given | values)

    def _ref(self, table: str) -> str:
        sql = f'SELECT count(*) FROM "{table}"'  # noqa: S608  # tests name the table
        row = self.connection.execute(sql).fetchone()
        return f"{table}-{row[0]}"

    def reading(self, on: str = "2022-12-31") -> Reading:
        """The register as it is read on a day."""
        info = RegistryInfo(
            "memory",
            "株洲市工业和信息化局",
            "430200",
            "Asia/Shanghai",
            date.fromisoformat(on),
            made_up="演示数据",
        )
        return Reading(self.connection, info, self.connection)
