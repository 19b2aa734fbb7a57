"""Of which subjects a rung is asked, where somebody names an enterprise or a thing."""

from __future__ import annotations

from registry import asof
from registry.desk.read.barred import outside
from registry.desk.read.session import Reading
from registry.errors import InputError, NotFoundError
from registry.ladder.policy import Rung
from registry.text import visible

_SUBJECT = f"""
SELECT x.kind, x.name, {asof.name("x.id")} AS enterprise,
  {asof.name(asof.owner("x.id"))} AS owner
FROM subject x WHERE x.id = :subject
"""
_OWNED = f"""
SELECT s.id FROM subject s WHERE s.voided_by IS NULL AND s.kind = :kind
  AND s.id <> :subject AND s.id IN {asof.subjects(":subject")} ORDER BY s.id
"""


def asked_of(reading: Reading, subject: int, rung: Rung) -> tuple[int, ...]:
    """The subject itself where the rung is of its kind, else what it owns of that kind.

    Raises:
        NotFoundError: there is no such subject, or the enterprise owns none.
        InputError: a workshop is asked of a rung of enterprises, or of scenes.
    """
    named = reading.one(_SUBJECT, subject=subject)
    if named is None:
        raise NotFoundError(f"台账中没有编号 {subject} 的认定对象；请核对名称")
    if named["kind"] == rung.subject:
        return (subject,)
    if named["enterprise"] is None:
        owner = visible(named["owner"] or "企业")
        raise InputError(
            f"「{rung.name}」认定到{_kind(reading, rung)}，"
            f"「{visible(named['name'])}」不是；请写「{owner}」或它的另一对象"
        )
    owned = reading.rows(_OWNED, subject=subject, kind=rung.subject)
    if not owned and (bar := outside(reading, subject)):
        raise NotFoundError(f"「{visible(named['enterprise'])}」{bar.said}")
    if not owned:
        kind = _kind(reading, rung)
        raise NotFoundError(
            f"「{rung.name}」认定到{kind}，「{visible(named['enterprise'])}」没有登记"
            f"{kind}；请先用 tidu add subject 登记"
        )
    return tuple(row["id"] for row in owned)


def _kind(reading: Reading, rung: Rung) -> str:
    sql = "SELECT name FROM subject_kind WHERE code = :kind AND voided_by IS NULL"
    row = reading.one(sql, kind=rung.subject)
    return rung.subject if row is None else visible(row["name"])
