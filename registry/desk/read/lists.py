"""Lists that can leave the register: a pool's members, who holds, who may come up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator, Sequence

from registry import asof
from registry.columns import Cell
from registry.desk.read import beside, eligibility, shown
from registry.desk.read.enterprises import BY_NAME, EnterpriseSource, Sort
from registry.desk.read.issued import issued
from registry.desk.read.listed import BY_UNIT, listed, record, whose
from registry.desk.read.places import Place, Places
from registry.desk.read.reached import gaps
from registry.desk.read.session import Reading
from registry.desk.read.steps import basis, documents, rung_name, steps_to, whither
from registry.desk.read.values import Row, Source
from registry.eligibility.bind import BoundStep
from registry.errors import NotFoundError
from registry.lists import layouts
from registry.lists.layouts import Layout, Record
from registry.lists.table import Table
from registry.lists.whose import Listed, Whose
from registry.terms import Basis, Outcome, TitleStage

_POOL = f"""
SELECT x.*, {asof.owner("x.subject_id")} AS owner, {beside.document("x")}
FROM pool_entry x WHERE x.pool_id = :pool AND {asof.inside("x")}
"""
_TITLES = f"""
SELECT x.*, {asof.owner("x.subject_id")} AS owner, {beside.document("x")},
  (SELECT r.name FROM round r WHERE r.id = x.round_id) AS round,
  {asof.rung_name("x.rung")} AS title
FROM title x WHERE {asof.held("x")} AND (:rung IS NULL OR x.rung = :rung)
"""
_ENTERPRISES = """
SELECT j.key AS id, j.value AS subject_id, j.value AS owner, 0 AS sample
FROM json_each(:ids) j
"""
_STANDINGS = """
SELECT p.key AS id, p.value AS subject_id, e.value AS owner, 0 AS sample
FROM json_each(:subjects) p JOIN json_each(:enterprises) e ON e.key = p.key
"""


def enterprises(
    reading: Reading,
    text: str = "",
    sort: Sort = BY_NAME,
    only: Container[int] | None = None,
) -> Table:
    """The enterprises that match ``text``, in that order; ``only`` these where given.

    Raises:
        InputError: the order names a column that cannot be sorted by.
    """
    source = EnterpriseSource(reading, text, sort)
    shown_rows = [one for one in every(source) if only is None or one.id in only]
    ids = json.dumps([one.id for one in shown_rows])
    rows = listed(reading, _ENTERPRISES, "w.id", ids=ids)
    titles_at, status_at = (place(source, key) for key in ("titles", "status"))
    return _table(
        reading,
        layouts.ENTERPRISES,
        [
            record(row)
            | {"titles": one.cells[titles_at], "status": one.cells[status_at] or None}
            for one, row in zip(shown_rows, rows, strict=True)
        ],
        title="企业名单" if only is None else "选定企业名单",
        terms=source.terms.removeprefix(f"{reading.info.as_of} "),
        rest_on="",
        each=Listed.ENTERPRISE,
        whose=tuple(map(whose, rows)),
    )


def every(source: Source) -> Iterator[Row]:
    """Every row of a source, page after page."""
    page = source.page()
    while page:
        yield from page
        page = source.page(after=page[-1].cursor)


def place(source: EnterpriseSource, key: str) -> int:
    """Where in a row a source shows a column."""
    return [heading.key for heading in source.headings].index(key)


def pool(reading: Reading, pool_id: int) -> Table:
    """Who is in a pool on the day, unit by unit.

    Raises:
        NotFoundError: there is no such pool.
    """
    head = reading.need(
        f"SELECT p.*, {beside.document('p')} FROM pool p WHERE p.id = :pool",
        "培育库",
        pool=pool_id,
    )
    rows = listed(reading, _POOL, BY_UNIT, pool=pool_id)
    return _table(
        reading,
        layouts.POOL,
        [_member(row) for row in rows],
        title=head["name"],
        terms="在库的认定对象",
        rest_on=head["document"] or "",
        each=Listed.MEMBER,
        whose=tuple(whose(row, pool_id) for row in rows),
    )


def _member(row: sqlite3.Row) -> Record:
    """A member; where it has no document of its own, it rests on the list's."""
    keys = ("admitted_on", "target_year", "measures", "responsible", "document")
    return record(row) | {key: row[key] for key in keys}


def titles(reading: Reading, rung: str | None = None) -> Table:
    """Who holds a title (of one rung, or any) on the day, rung by rung.

    Raises:
        NotFoundError: there is no such rung.
    """
    rows = listed(reading, _TITLES, f"w.rung, {BY_UNIT}", rung=rung)
    numbers = dict.fromkeys(row["document"] for row in rows if row["document"])
    return _table(
        reading,
        layouts.TITLES,
        [_held(row, reading.on) for row in rows],
        title=f"{_of_rung(reading, rung)}名单",
        terms="有效的称号，按称号项数计",
        rest_on="、".join(numbers),
        each=Listed.TITLE,
        whose=tuple(whose(row, row["rung"]) for row in rows),
        notes=(_NO_LONGER,) if any(row["valid_until"] for row in rows) else (),
    )


_NO_LONGER = "“有效期至”之日起不再有效"


def _held(row: sqlite3.Row, on: str) -> Record:
    accepted = row["stage"] == TitleStage.ACCEPTED and (row["accepted_on"] or on) <= on
    stage = TitleStage.ACCEPTED if accepted else TitleStage.TAKEN_UP
    held: dict[str, Cell] = {
        "rung": row["title"],
        "stage": stage.label if row["stage"] else None,
        "round": row["round"],
        "recognised_on": shown.day(row, "recognised_on"),
        "valid_until": shown.day(row, "valid_until"),
        "document": row["document"],
    }
    return record(row, row["note"]) | held


def eligible(
    reading: Reading,
    to: str | None = None,
    outcomes: tuple[Outcome, ...] = (Outcome.ELIGIBLE,),
    unit: int | None = None,
) -> Table:
    """Who stands how before the steps in force on the day (to one rung, or any).

    Raises:
        NotFoundError: there is no such rung, or no policy in force leads to it.
    """
    bound = steps_to(reading, to)
    places = tuple(Places(reading, bound, outcomes, unit).forward(None))
    found = listed(
        reading,
        _STANDINGS,
        "w.id",
        subjects=json.dumps([place.standing.subject_id for place in places]),
        enterprises=json.dumps([place.standing.enterprise_id for place in places]),
    )
    rest_on = documents(bound)
    asked = "、".join(outcome.label for outcome in outcomes)
    standing = zip(places, found, gaps(reading, bound, places), strict=True)
    rows = sorted(standing, key=_by_unit)
    return _table(
        reading,
        layouts.ELIGIBLE,
        [_before(bound, place, row, gap) for place, row, gap in rows],
        title=f"{_of_rung(reading, to)}{asked}名单",
        terms=eligibility.TERMS,
        rest_on="、".join(f"{number}（{basis.label}）" for number, basis in rest_on),
        each=Listed.STEP,
        whose=tuple(whose(row, bound[place.step].step.key) for place, row, _ in rows),
        marks=("样例条件",) if Basis.SAMPLE in dict(rest_on).values() else (),
    )


def _by_unit(listed_at: tuple[Place, sqlite3.Row, str]) -> tuple[object, ...]:
    """Outcome by outcome, step by step, inside in the order of ``BY_UNIT``."""
    place, row, _ = listed_at
    unit = row["unit_id"]
    return (
        place.outcome,
        place.step,
        unit is None,
        unit or 0,
        row["enterprise"],
        row["id"],
    )


def _before(
    among: Sequence[BoundStep], place: Place, row: sqlite3.Row, gap: str
) -> Record:
    step = among[place.step]
    sample = basis(step) is Basis.SAMPLE
    return record(row, Basis.SAMPLE.label if sample else "") | {
        "target": whither(step, among),
        "outcome": place.standing.outcome.label,
        "gap": gap,
        "policy": step.active.policy.document,
    }


def _of_rung(reading: Reading, code: str | None) -> str:
    if code is None:
        return "全部称号"
    if reading.one("SELECT 1 FROM rung WHERE code = :code", code=code) is None:
        raise NotFoundError(f"台账中没有称号「{code}」；请先载入政策")
    return rung_name(reading, code)


def _table(  # noqa: PLR0913  # what a list is made of
    reading: Reading,
    layout: Layout,
    records: Sequence[Record],
    *,
    title: str,
    terms: str,
    rest_on: str,
    each: Listed,
    whose: tuple[Whose, ...],
    marks: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Table:
    return issued(
        reading,
        title,
        f"{reading.info.as_of} {terms}",
        layout.columns,
        layout.freeze(records),
        basis=rest_on,
        sample=any(one["made_up"] for one in records),
        marks=marks,
        notes=notes,
        each=each,
        whose=whose,
    )
