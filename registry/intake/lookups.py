"""What cells name in the register: units, divisions, rungs, rounds, documents.

The tables are small: they are read once, and every cell is looked up in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from registry.errors import InputError
from registry.intake.kinds import Shape
from registry.readers.words import closed, document_number
from registry.terms import Tier

_SHOWN = 6
_KINDS: Mapping[Shape, tuple[str, str, str]] = {
    Shape.UNIT: ("县市区或园区", "id, name, coalesce(division, '')", "unit"),
    Shape.DIVISION: ("行政区划", "code, name, code", "division"),
    Shape.RUNG: ("称号", "code, name, code", "rung"),
    Shape.ROUND: ("批次", "id, name, ref", "round"),
    Shape.EVENT_KIND: ("事件类别", "code, name, code", "event_kind"),
    Shape.POOL: ("培育库", "id, name, name || '（' || year || '）'", "pool"),
    Shape.DOCUMENT: ("文件", "id, coalesce(number, title), title", "document"),
}
_REMEDIES: Mapping[Shape, str] = {
    Shape.UNIT: "另有写法的可加 --place 写法=全称",
    Shape.DIVISION: "另有写法的可加 --place 写法=全称",
    Shape.ROUND: "请先用 tidu round new 开设批次",
    Shape.POOL: "请先用 tidu pool new 建立培育库",
    Shape.DOCUMENT: "请先用 tidu add document 登记这份文件",
}
_NAMED_IN_FULL = ("区", "县", "市")
_ENDINGS = ("经济技术开发区", "高新技术产业开发区", "区", "县", "市")


@dataclass(frozen=True, slots=True)
class Lookup:
    """The records of one kind by every text that names one.

    ``met`` are the texts that were looked up.
    """

    what: str
    remedy: str
    meant: dict[str, str | int] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def find(self, text: str) -> str | int:
        """The code or id that a text names.

        Raises:
            InputError: it names nothing, or several.
        """
        self.met.add(text)
        plain = text if text in self.meant else closed(text)
        if plain in self.several:
            raise InputError(f"「{text}」可指多个{self.what}；请写全称")
        found = self.meant.get(plain)
        if found is None:
            raise InputError(f"台账中没有{self.what}「{text}」；{self._hint(text)}")
        return found

    def _hint(self, text: str) -> str:
        if not self.meant:
            return self.remedy or "请先登记"
        near = process.extract(text, list(self.meant), scorer=fuzz.WRatio, limit=_SHOWN)
        names = dict.fromkeys(str(name) for name, score, _ in near if score > _SHOWN)
        listed = "、".join(list(names)[:3])
        return f"是不是：{listed}？{self.remedy}" if listed else self.remedy

    def learn(self, text: str, record: str | int) -> None:
        """Let a text name a record; one that named another names neither."""
        if self.meant.setdefault(text, record) != record:
            self.several.add(text)


def lookups(connection: sqlite3.Connection) -> dict[Shape, Lookup]:
    """Everything that cells can name, as the register knows it now."""
    found = {}
    for shape, (what, named, table) in _KINDS.items():
        found[shape] = Lookup(what, _REMEDIES.get(shape, ""))
        rows = connection.execute(
            f"SELECT {named} FROM {table} WHERE voided_by IS NULL"
        )
        _fill(found[shape], shape, rows.fetchall())
    city = _city(connection)
    for shape in (Shape.UNIT, Shape.DIVISION):
        _learn_places(found[shape], city)
    _learn_bare(found[Shape.RUNG], city)
    return found


def names_place(known: Mapping[Shape, Lookup], text: str) -> bool:
    """Whether a text is the name of a unit or a division, not only short for it."""
    every = (known[shape].meant for shape in (Shape.UNIT, Shape.DIVISION))
    return text.endswith(_NAMED_IN_FULL) and any(text in names for names in every)


def learn_places(known: Mapping[Shape, Lookup], said: Mapping[str, str]) -> None:
    """Let places mean what was taught, also where they meant several or another.

    Raises:
        InputError: a place is taught to mean what is neither a unit nor a division.
    """
    for place, means in said.items():
        found = False
        for lookup in (known[Shape.UNIT], known[Shape.DIVISION]):
            if means in lookup.meant:
                lookup.meant[place] = lookup.meant[means]
                lookup.several.discard(place)
                found = True
        if not found:
            names = "、".join(dict.fromkeys(_names(known[Shape.UNIT])))
            raise InputError(f"没有县市区、园区「{means}」；上报单位有：{names}")


def require_met(known: Mapping[Shape, Lookup], taught: Iterable[str]) -> None:
    """Refuse a lesson about a place that no cell names.

    Raises:
        InputError: naming the places that cells name.
    """
    met = known[Shape.UNIT].met | known[Shape.DIVISION].met
    for place in taught:
        if place not in met:
            near = process.extract(place, sorted(met), scorer=fuzz.WRatio, limit=3)
            listed = "、".join(name for name, *_ in near) or "没有地名"
            raise InputError(
                f"文件里没有地名「{place}」（--place）；写着的有：{listed}"
            )


def _names(units: Lookup) -> list[str]:
    """One name of every unit."""
    named: dict[str | int, str] = {}
    for text, record in units.meant.items():
        named.setdefault(record, text)
    return list(named.values())


def _learn_bare(rungs: Lookup, city: str) -> None:
    """智能制造标杆车间 means that of whatever tier, if only one tier has it."""
    for name, code in list(rungs.meant.items()):
        for tier in Tier:
            if name.startswith(tier.label):
                rungs.learn(name.removeprefix(tier.label), code)
        if name.startswith(Tier.CITY.label):
            rungs.learn(city + name.removeprefix(Tier.CITY.label), code)


def _fill(lookup: Lookup, shape: Shape, rows: Iterable[tuple[str | int, ...]]) -> None:
    for record, *texts in rows:
        for text in filter(None, map(str, texts)):
            for written in (document_number(text), text, closed(text)):
                lookup.learn(written, record)
    if shape is Shape.DIVISION:
        lookup.several.clear()


def _learn_places(lookup: Lookup, city: str) -> None:
    """天元 and 株洲市天元区 mean 天元区; 经开区 means 株洲经开区."""
    bare = city.removesuffix("市")
    for name, record in list(lookup.meant.items()):
        inner = name.removeprefix(city).removeprefix(bare)
        for text in (f"{city}{inner}", f"{bare}{inner}", inner):
            if len(inner) > 1:
                lookup.meant.setdefault(text, record)
        for ending in _ENDINGS:
            short = inner.removesuffix(ending)
            if len(short) > 1:
                lookup.meant.setdefault(short, record)


def _city(connection: sqlite3.Connection) -> str:
    row = connection.execute(
        "SELECT d.name FROM registry r JOIN division d ON d.code = r.division"
    ).fetchone()
    return str(row[0]) if row else ""
