"""Whom a row of a batch is about: the id that the draft's own field wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.desk import named
from registry.desk.batch.register import Register
from registry.desk.drafts.base import Draft
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError

_WHO = frozenset({"subject", "enterprise"})
_ENTERPRISE = "enterprise"
_OF = (
    "JOIN subject s ON s.id = {0}.subject_id AND s.id IN (SELECT :owner UNION ALL"
    " SELECT w.subject_id FROM owner_spell w WHERE w.enterprise_id = :owner"
    " AND w.voided_by IS NULL AND w.until IS NULL) WHERE {0}.voided_by IS NULL"
)
_OF_TITLE = f"FROM title t {_OF.format('t')} AND t.rung = :within"


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where a subject's record is: in what it is, its rows, and what if it is not."""

    within: str
    sql: str
    missing: str


_RECORDED: Mapping[str, _Kept] = {
    "application_id": _Kept(
        "round",
        f"SELECT a.id, s.id AS subject FROM application a {_OF.format('a')}"
        " AND a.round_id = :within",
        "没有在这一批申报；先用 tidu apply 登记申报",
    ),
    "entry_id": _Kept(
        "pool",
        f"SELECT p.id, s.id AS subject FROM pool_entry p {_OF.format('p')}"
        " AND p.pool_id = :within AND p.left_on IS NULL",
        "不在这个培育库里；请核对名单",
    ),
    "title_id": _Kept(
        "rung",
        f"SELECT t.id, s.id AS subject {_OF_TITLE} AND t.ended_on IS NULL",
        "现在没有这个称号；请核对称号",
    ),
    "subsidy_id": _Kept(
        "rung",
        "SELECT y.id, x.subject FROM subsidy y JOIN"
        f" (SELECT t.id, s.id AS subject {_OF_TITLE}) x ON x.id = y.title_id"
        " WHERE y.voided_by IS NULL AND y.recovered_on IS NULL",
        "的这个称号没有批准奖补；先用 tidu subsidy approve 批准",
    ),
}
"""The fields that mean a record of a subject."""

_NOTHING = "没有登记过这类对象；请先用 tidu add subject 登记"

_AIMS: Mapping[str, str] = {
    "rung": "SELECT subject_kind AS kind FROM rung WHERE code = :within"
    " AND voided_by IS NULL",
    "round": "SELECT g.subject_kind AS kind FROM round r JOIN rung g ON g.code = r.rung"
    " WHERE r.id = :within",
    "pool": "SELECT g.subject_kind AS kind FROM pool p JOIN rung g ON g.code = p.rung"
    " WHERE p.id = :within",
}


@dataclass(frozen=True, slots=True)
class About:
    """One thing that a row can be about: the id its field wants, and its name."""

    id: int
    who: str


def own_field(draft: type[Draft]) -> str | None:
    """The draft's field that says whom it is about; None where it is about nobody."""
    return next((key for key in _named(draft) if _WHO & set(named.words(key))), None)


def shared_words(draft: type[Draft]) -> tuple[str, ...]:
    """The words besides: the round, the pool, the rung that the rows share."""
    words = [word for key in _named(draft) for word in named.words(key)]
    return tuple(word for word in dict.fromkeys(words) if word not in _WHO)


def _named(draft: type[Draft]) -> list[str]:
    fields = draft.model_fields
    return [k for k in fields if fields[k].is_required() and named.is_named(k)]


class Whom:
    """Finds whom rows are about, for one kind of draft.

    ``shared`` gives what the row is in: the id of the round or pool, the rung's code.
    """

    def __init__(self, reading: Reading, draft: type[Draft]) -> None:
        self.register = Register(reading)
        self._reading = reading
        self._field = own_field(draft) or ""

    def one(self, enterprise: int, thing: str, shared: Mapping[str, str]) -> About:
        """What a row of a file means; ``thing`` is a workshop's name, or blank.

        Raises:
            NotFoundError: it is not in that round or pool, or has no such thing.
            InputError: it may be several.
        """
        subject = self.register.thing(enterprise, thing) if thing else None
        if subject is not None and self._field not in _RECORDED:
            return About(subject, self._who(enterprise, subject))
        found = self._found(enterprise, shared)
        if subject is not None:
            found = [pair for pair in found if pair[1] == subject]
        return self._only(enterprise, found)

    def all_of(self, enterprise: int, shared: Mapping[str, str]) -> tuple[About, ...]:
        """What of an enterprise a filter means; nothing where it is not in there.

        Raises:
            InputError: nothing says which of its workshops is meant.
            NotFoundError: it has none.
        """
        found = self._found(enterprise, shared)
        if self._field in _RECORDED:
            return tuple(About(id_, self._who(enterprise, of)) for id_, of in found)
        return (self._only(enterprise, found),)

    def _found(
        self, enterprise: int, shared: Mapping[str, str]
    ) -> list[tuple[int, int]]:
        """Ids for the field with the subject each is of."""
        if self._field in _RECORDED:
            kept = _RECORDED[self._field]
            within = shared[kept.within]
            rows = self._reading.rows(kept.sql, owner=enterprise, within=within)
            return [(row["id"], row["subject"]) for row in rows]
        kind = self._kind(shared) if self._field == "subject_id" else _ENTERPRISE
        if kind == _ENTERPRISE:
            return [(enterprise, enterprise)]
        owned = self.register.owned(enterprise)
        return [(row["id"], row["id"]) for row in owned if row["kind"] == kind]

    def _kind(self, shared: Mapping[str, str]) -> str:
        """The kind of subject that the rung, round or pool is for."""
        for word, sql in _AIMS.items():
            if word in shared:
                row = self._reading.one(sql, within=shared[word])
                return str(row["kind"]) if row else _ENTERPRISE
        return _ENTERPRISE

    def _only(self, enterprise: int, found: Sequence[tuple[int, int]]) -> About:
        name = self.register.name(enterprise)
        if len(found) == 1:
            ((id_, subject),) = found
            return About(id_, self._who(enterprise, subject))
        if found:
            these = "、".join(self._thing(subject) for _, subject in found)
            raise InputError(f"「{name}」有 {len(found)} 个：{these}；请写明对象")
        kept = _RECORDED.get(self._field)
        raise NotFoundError(f"「{name}」{kept.missing if kept else _NOTHING}")

    def _who(self, enterprise: int, subject: int) -> str:
        name = self.register.name(enterprise)
        return name if subject == enterprise else f"{name} {self._thing(subject)}"

    def _thing(self, subject: int) -> str:
        row = self._reading.one("SELECT name FROM subject WHERE id = :id", id=subject)
        return str(row["name"]) if row else ""
