"""Enterprises and what they own by whole names, looked up thousands of times."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from functools import cached_property

from registry import asof, uscc
from registry.desk.read import lookup
from registry.desk.read.kinds import ENTERPRISE
from registry.desk.read.near import alike
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError
from registry.intake.names import usual
from registry.text import clean, visible

_NEAR_AT_MOST = 50
"""Of so many names it is said whom they may mean: looking is slow."""
_CHECK = "请核对名称，或先登记这家企业"
_LIVE = (
    "SELECT DISTINCT coalesce(e.merged_into, e.id) AS id FROM enterprise e"
    " JOIN name_spell s ON s.enterprise_id = e.id AND s.voided_by IS NULL"
    " WHERE e.voided_by IS NULL"
)
_BY_NAME = f"{_LIVE} AND s.value = :name"
_BY_OFFICIAL = f"{_BY_NAME} AND s.kind = 'official' AND {asof.spelled('s')}"
_NAMES = (
    "SELECT s.value AS name, coalesce(e.merged_into, e.id) AS id"
    " FROM name_spell s JOIN enterprise e ON e.id = s.enterprise_id"
    " WHERE s.voided_by IS NULL AND e.voided_by IS NULL"
)
_BY_CODE = (
    "SELECT coalesce(merged_into, id) AS id FROM enterprise"
    " WHERE voided_by IS NULL AND uscc = :code"
)
_OWNED = (
    "SELECT s.id, s.name, s.kind FROM owner_spell w JOIN subject s"
    " ON s.id = w.subject_id AND s.voided_by IS NULL WHERE w.enterprise_id = :owner"
    f" AND {asof.in_force('w')} ORDER BY s.id"
)


class Register:
    """The names of one registry, as a batch of rows asks for them.

    A name is a whole one, current, former or short, or one that differs from it only
    in width, blanks, brackets and the form of the company: a fragment is no name.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told = 0

    def enterprise(self, name: str, code: str = "") -> int:
        """The enterprise of that name, or of that credit code where one is given.

        Raises:
            NotFoundError: nobody is called so; the refusal names who is nearly.
            InputError: several are, or the code is another's than the name.
        """
        named = self._named(name) if name else set()
        if not code:
            return self._one(name, named)
        coded = self._coded(code)
        if coded is None:
            raise NotFoundError("台账中没有这个信用代码；请核对代码，或改写企业全称")
        if named and coded not in named:
            raise InputError(
                f"名称「{visible(name)}」和信用代码「{visible(code)}」不是同一家；"
                f"代码是「{self.name(coded)}」的，请核对"
            )
        return coded

    def owned(self, enterprise: int) -> list[sqlite3.Row]:
        """What an enterprise owns on the day: rows of ``id``, ``name``, ``kind``."""
        return self._reading.rows(_OWNED, owner=enterprise)

    def thing(self, enterprise: int, name: str) -> int:
        """A workshop, factory or scene of an enterprise by its name.

        Raises:
            NotFoundError: it has none of that name; the refusal lists what it has.
            InputError: it has several.
        """
        owned = self.owned(enterprise)
        exact = [row["id"] for row in owned if row["name"] == clean(name)]
        same = exact or [
            row["id"] for row in owned if usual(row["name"]) == usual(name)
        ]
        if len(same) == 1:
            return int(same[0])
        if usual(name) == usual(self.name(enterprise)):
            return enterprise
        if same:
            raise InputError(f"有 {len(same)} 个「{visible(name)}」；请先改名区别")
        has = "、".join(visible(row["name"]) for row in owned) or "（没有登记）"
        raise NotFoundError(
            f"「{self.name(enterprise)}」没有「{visible(name)}」；它的认定对象有：{has}"
        )

    def name(self, enterprise: int) -> str:
        """What an enterprise is called on the day."""
        row = self._reading.one(f"SELECT {asof.name(':id')} AS name", id=enterprise)
        return visible(row["name"] or "") if row else ""

    @cached_property
    def _usual(self) -> dict[str, set[int]]:
        """Who bears, or bore, each name as usually varied: read once, when asked."""
        found: dict[str, set[int]] = defaultdict(set)
        for row in self._reading.rows(_NAMES):
            found[usual(row["name"])].add(row["id"])
        return found

    def _named(self, name: str) -> set[int]:
        word = clean(name)
        for sql in (_BY_OFFICIAL, _BY_NAME):
            if found := self._reading.rows(sql, name=word):
                return {row["id"] for row in found}
        return self._usual.get(usual(word), set())

    def _coded(self, code: str) -> int | None:
        row = self._reading.one(_BY_CODE, code=uscc.compact(code))
        return None if row is None else int(row["id"])

    def _one(self, name: str, found: set[int]) -> int:
        if len(found) == 1:
            return next(iter(found))
        if found:
            listed = "、".join(sorted(map(self.name, found)))
            raise InputError(f"叫这个名称的有多家：{listed}；请写全称或信用代码")
        self._told += 1
        if self._told > _NEAR_AT_MOST:
            raise NotFoundError(f"台账中没有叫这个名称的企业；{_CHECK}")
        self._refuse_part(name)
        raise NotFoundError(f"台账中没有叫这个名称的企业；{self._near(name)}")

    def _refuse_part(self, name: str) -> None:
        """Say whom a part of a name means, as where one is typed; it is no name."""
        try:
            meant = lookup.enterprise_id(
                self._reading.connection, name, self._reading.info.on
            )
        except NotFoundError:
            return
        raise InputError(
            f"「{visible(name)}」不是全称；是「{self.name(meant)}」的，"
            "成批登记请写全称或信用代码"
        )

    def _near(self, name: str) -> str:
        """Who is nearly called so."""
        near = alike(
            self._reading.connection, ENTERPRISE.names, clean(name), self._reading.on
        )
        listed = "、".join(visible(one) for one in near)
        return f"是不是：{listed}？请写全称" if near else _CHECK
