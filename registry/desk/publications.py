"""Publishing a list: frozen with its document, day and the journal's head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from registry.dates import show
from registry.desk import rows
from registry.desk.office import Because, Office, begin
from registry.errors import ConflictError, InputError
from registry.lists.frozen import digest, freeze, thaw
from registry.lists.table import Table
from registry.model.document import Document
from registry.model.publication import Publication
from registry.store.transaction import Tx


class StandsError(ConflictError):
    """The same list stands published under the same document already."""


@dataclass(frozen=True, slots=True)
class Published:
    """The number a list was published under, and the change that recorded it."""

    number: int
    change: int


def publish(
    office: Office,
    table: Table,
    what: str,
    on: date,
    because: Because,
    *,
    heeded: bool = False,
) -> Published:
    """Freeze a list under the next number; ``what`` makes it again (``again``).

    Raises:
        InputError: it holds personal data, which must stay erasable, or is a published
            list itself, or the day has not come yet, or is before the document's own.
        StandsError: the same list, in whatever layout, stands published under the
            document, and nobody has ``heeded`` it.
        ConflictError: the registry was written to since the list was made.
        NotFoundError: the document is not in the register.
    """
    if table.personal:
        raise InputError(
            "名单含联系人等个人信息，发布会永久留存，不能发布；请改用不含联系人的名单，"
            "内部使用可用 tidu export"
        )
    if table.archive:
        raise InputError(
            f"这是已发布的第 {table.archive.number} 号名单，不能再发布；"
            "要发布现在的，请写原来的名单，如 titles:称号"
        )
    with begin(office, "发布名单", because) as tx:
        number = _next(tx)
        rows.not_ahead(tx, on, "发布之日")
        document = rows.document(tx, because.document)
        _require_issued(document, on)
        made = _publication(tx, table, what, on, document, number)
        if not heeded:
            _refuse_again(tx, table, made, because.document)
        tx.add(made)
        return Published(number, tx.change_id)


def _require_issued(document: Document, on: date) -> None:
    """Refuse a day before the document's own, however exactly that is known."""
    if document.on is not None and on < document.on:
        raise InputError(
            f"发布之日 {on} 早于所依据文件的日期"
            f" {show(document.on, document.on_precision)}；请核对 --on 和文号，"
            "文件日期记错的请先更正"
        )


def _refuse_again(tx: Tx, table: Table, made: Publication, document: str) -> None:
    """Refuse a list that stands published under the document, saying what differs."""
    under = rows.live(tx, Publication, document_id=made.document_id)
    standing = [
        one for one in under if one.layout == made.layout or _of_the_same(one, table)
    ]
    alike = {one.content_sha256: one for one in standing}.get(made.content_sha256)
    if alike is not None:
        raise StandsError(
            f"同一份名单已发布为{_there(alike, document)}，内容完全一样；"
            "确要另发一份请加 --yes"
        )
    for one in standing[-1:]:
        raise StandsError(
            f"同一文号下这份名单已发布为{_there(one, document)}，"
            f"{_differing(thaw(one.rows), table)}；更正的请先用 tidu undo --change"
            f" {one.change_id} 撤回那次发布，补充的、另发一份的请加 --yes"
        )


def _of_the_same(one: Publication, table: Table) -> bool:
    """Whether a published list is of the same kind and of the very same, if of any."""
    was = thaw(one.rows)
    same = was.each is table.each and set(was.whose) == set(table.whose)
    return bool(table.whose) and same


def _there(one: Publication, document: str) -> str:
    return f"第 {one.number} 号（{document}，{one.on}，第 {one.change_id} 次变更）"


def _differing(was: Table, now: Table) -> str:
    if was.rows == now.rows:
        return "各行相同，日期、口径或附图不同"
    if was.whose and set(was.whose) == set(now.whose):
        return f"所列的 {len(now.rows)} 条是同样的，栏目、日期或各栏的内容不同"
    return f"内容不同：那时 {len(was.rows)} 条，这份 {len(now.rows)} 条"


def _publication(
    tx: Tx, table: Table, what: str, on: date, document: Document, number: int
) -> Publication:
    change, head = _head(tx)
    if head != table.head:
        raise ConflictError("生成名单之后台账又有变更；请重新发布，以免名单与台账不符")
    frozen = freeze(table)
    return Publication(
        number=number,
        layout=what,
        title=table.heading,
        on=on,
        rows=frozen,
        content_sha256=digest(frozen),
        journal_change_id=change,
        journal_head=head,
        document_id=rows.number(document),
        sample=bool(table.marks),
    )


def _next(tx: Tx) -> int:
    """The next number; one taken back is not given again."""
    query = text("SELECT coalesce(max(number), 0) + 1 FROM publication")
    return int(tx.connection.execute(query).scalar_one())


def _head(tx: Tx) -> tuple[int, str]:
    query = text("SELECT change_id, head FROM seal ORDER BY change_id DESC LIMIT 1")
    change, head = tx.connection.execute(query).one()
    return int(change), str(head)
