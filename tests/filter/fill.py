"""A world as rows of a book."""

from __future__ import annotations

from tests.filter.world import (
    DIVISIONS,
    DOCUMENTS,
    EVENTS,
    FACT,
    POOLS,
    ROUNDS,
    RUNGS,
    STAGES,
    UNITS,
    Firm,
    World,
)
from tests.read.book import Book

Put = dict[str, str | int | None]
_ROLES: dict[str, Put] = {
    "returned": {"role": "return"},
    "recognised": {"role": "recognition", "final": 1},
}


def fill(book: Book, world: World) -> list[int]:
    """The ids of the firms, in their order."""
    _reference(book)
    return [_firm(book, firm, place) for place, firm in enumerate(world.firms)]


def _reference(book: Book) -> None:
    _kinds(book)
    for name in UNITS.values():
        book.put("unit", name=name)
    for code, (name, tier) in RUNGS.items():
        book.rung(code, name, tier=tier)
    for name in POOLS.values():
        book.put("pool", name=name, year=2022)
    for name, year in ROUNDS.values():
        book.put("round", rung="benchmark/city", name=name, year=year)
    for number in DOCUMENTS.values():
        book.document(number)


def _kinds(book: Book) -> None:
    for code, name in DIVISIONS.items():
        book.put("division", code=code, name=name)
    for ordinal, (code, name) in enumerate(STAGES.items()):
        values: Put = {"code": code, "name": name, "ordinal": ordinal}
        book.put("stage_kind", **values | _ROLES.get(code, {}))
    for code, name in EVENTS.items():
        book.put("event_kind", code=code, name=name)


def _firm(book: Book, firm: Firm, place: int) -> int:
    id_ = book.enterprise(firm.name, uscc=firm.uscc, **_void(gone=firm.gone))
    book.connection.execute(
        "UPDATE enterprise SET kind = ? WHERE id = ?", (firm.kind, id_)
    )
    if firm.former:
        book.name(id_, firm.former, kind="former")
    workshop = book.put("subject", kind="workshop", name=f"车间{place}")
    owned: Put = {"since": firm.owned.since, "until": firm.owned.until}
    book.put("owner_spell", subject_id=workshop, enterprise_id=id_, **owned)
    _spells(book, firm, id_)
    _assessed(book, firm, id_)
    _titles(book, firm, (id_, workshop))
    _pools(book, firm, (id_, workshop))
    _applications(book, firm, (id_, workshop))
    _events(book, firm, id_)
    return id_


def _spells(book: Book, firm: Firm, id_: int) -> None:
    for table, spells in firm.spells.items():
        for one in spells:
            days: Put = {"since": one.since, "until": one.until}
            more: Put = {"standard": "statistics_2017"} if table == "size" else {}
            book.put(
                f"{table}_spell",
                enterprise_id=id_,
                value=one.value,
                **days | more | _void(gone=one.void),
            )


def _assessed(book: Book, firm: Firm, id_: int) -> None:
    for one in firm.assessed:
        values: Put = {"kind": one.kind, "on": one.on, "valid_until": one.until}
        book.assess(id_, one.level, **values | _void(gone=one.void))
    for year, yuan in firm.revenue.items():
        book.put(
            "fact",
            subject_id=id_,
            key=FACT[0],
            since=f"{year}-01-01",
            until=f"{year + 1}-01-01",
            period="year",
            value=100 * yuan,
        )


def _titles(book: Book, firm: Firm, subjects: tuple[int, int]) -> None:
    for one in firm.held:
        end_kind, ended_on = one.end or (None, None)
        values: Put = {"recognised_on": one.on, "valid_until": one.until}
        values |= {"end_kind": end_kind, "ended_on": ended_on}
        values |= {"document_id": one.document}
        book.title(subjects[one.by_workshop], one.rung, **values | _void(gone=one.void))


def _pools(book: Book, firm: Firm, subjects: tuple[int, int]) -> None:
    for one in firm.stays:
        values: Put = {"admitted_on": one.on, "left_on": one.left}
        subject = subjects[one.by_workshop]
        values |= {"pool_id": one.pool, "subject_id": subject}
        book.put("pool_entry", **values | _void(gone=one.void))


def _applications(book: Book, firm: Firm, subjects: tuple[int, int]) -> None:
    for one in firm.applied:
        subject = subjects[one.by_workshop]
        values: Put = {"round_id": one.round, "subject_id": subject}
        values |= {"applied_on": one.on, "kind": "new"}
        application = book.put("application", **values | _void(gone=one.void))
        for stage, on, passed in one.steps:
            step: Put = {"stage": stage, "on": on, "passed": passed}
            book.put("application_step", application_id=application, **step)


def _events(book: Book, firm: Firm, id_: int) -> None:
    for one in firm.happened:
        values: Put = {"kind": one.kind, "severity": one.severity, "on": one.on}
        values |= {"removed_on": one.removed, "enterprise_id": id_}
        book.put("event", **values | _void(gone=one.void))


def _void(*, gone: bool) -> Put:
    return {"voided_by": 1} if gone else {}
