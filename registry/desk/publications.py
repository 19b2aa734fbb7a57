"""Publishing a list: frozen with its document, day and the journal's head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text

from registry.desk import rows
from registry.desk.office import Because, Office, begin
from registry.errors import ConflictError, InputError
from registry.lists.frozen import digest, freeze
from registry.lists.table import Table
from registry.model.publication import Publication
from registry.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class Published:
    """The number a list was published under, and the change that recorded it."""

    number: int
    change: int


def publish(
    office: Office, table: Table, what: str, on: date, because: Because
) -> Published:
    """Freeze a list under the next number; ``what`` says how it is made again.

    Raises:
        InputError: it holds personal data, which must stay erasable, or the day has
            not come yet.
        ConflictError: the registry was written to since the list was made.
        NotFoundError: the document is not in the register.
    """
    if table.personal:
        raise InputError(
            "名单含联系人等个人信息，发布会永久留存，不能发布；请改用不含联系人的名单，"
            "内部使用可用 tidu export"
        )
    with begin(office, "发布名单", because) as tx:
        number = _next(tx)
        rows.not_ahead(tx, on, "发布之日")
        tx.add(_publication(tx, table, what, on, because, number))
        return Published(number, tx.change_id)


def _publication(
    tx: Tx, table: Table, what: str, on: date, because: Because, number: int
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
        document_id=rows.number(rows.document(tx, because.document)),
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
