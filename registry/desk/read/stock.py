"""The questions that are asked again and again, each with the words that answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from registry.desk.read.ladder import programmes
from registry.desk.read.pictures import ProgrammePicture
from registry.desk.read.publications import is_comparable, publications
from registry.desk.read.session import Reading
from registry.text import visible

_LATEST = 5
"""So many rosters, rounds and published lists; others are asked for by their words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is asked, and the words by which ``listed`` answers it."""

    asked: str
    words: str


def questions(reading: Reading) -> tuple[Question, ...]:
    """What can be asked of this register, by its own names, of the year of the day."""
    year = reading.info.on.year
    drawn = programmes(reading, counts=False)
    return (
        Question("各县市区各等级多少家", "count:;县市区,等级"),
        *_rosters(reading),
        Question("全部称号：现有效、今年新增、历年累计", "count:;称号"),
        *map(_titles, drawn),
        Question(f"{year} 年没评上的，为什么", f"applications:{year};未通过"),
        *_rounds(reading),
        *(asked for programme in drawn for asked in _eligible(programme)),
        Question("谁离晋级最近，还差什么、差多少", "gaps:"),
        Question("哪项要求卡住的企业最多，能帮到谁", "gaps:;条件"),
        Question("各县市区差一项的有几家，最常缺什么", "gaps:;县市区"),
        Question(f"{year} 年奖补：拨了没有，有没有重复享受", f"subsidies:{year}"),
        Question(
            f"{year} 年更名、迁出、撤销的，影响哪些称号",
            f"changes:{year};更名,迁出,撤销",
        ),
        Question(f"{year} 年全部变化", f"changes:{year}"),
        *_published(reading),
        *_pools(reading),
    )


def _rosters(reading: Reading) -> Iterator[Question]:
    for name in _names(reading, "roster", '"on" <= :on', '"on" DESC, id DESC'):
        yield Question(f"完成率排名：{name}", f"roster:{name};上报单位")
        yield Question(f"还有谁没做：{name}", f"roster:{name}")


def _titles(programme: ProgrammePicture) -> Question:
    asked = f"{programme.name}：现有效、今年新增、历年累计"
    return Question(asked, f"count:;称号.{programme.name}")


def _eligible(programme: ProgrammePicture) -> Iterator[Question]:
    names = {rung.id: rung.name for rung in programme.rungs}
    for code in dict.fromkeys(step.to for step in programme.steps):
        name = names[code]
        words = f"eligible:{name};可晋级,差一项"
        yield Question(f"谁能报、差一项的差什么：{name}", words)


def _rounds(reading: Reading) -> Iterator[Question]:
    applied = (
        "EXISTS (SELECT 1 FROM application a WHERE a.round_id = round.id"
        " AND a.voided_by IS NULL)"
    )
    for name in _names(reading, "round", applied, "year DESC, id"):
        yield Question(f"没评上的，为什么：{name}", f"applications:{name};未通过")
        yield Question(f"申报和结果：{name}", f"applications:{name}")


def _published(reading: Reading) -> Iterator[Question]:
    standing = (row for row in publications(reading) if not row[-1])
    known = (row for row in standing if is_comparable(reading, row[0]))
    for number, title, on, *_ in islice(known, _LATEST):
        asked = f"和现在差在哪、谁改的：第 {number} 号 {title}（{on}）"
        yield Question(asked, f"diff:{number} now")


def _pools(reading: Reading) -> Iterator[Question]:
    for name in _names(reading, "pool", "1", "year DESC, id"):
        yield Question(f"在库：{name}", f"pool:{name}")


def _names(reading: Reading, table: str, where: str, order: str) -> list[str]:
    """The latest names; a list's words could not tell one with a semicolon."""
    rows = reading.rows(
        f"SELECT name FROM {table} WHERE voided_by IS NULL AND {where}"
        f" ORDER BY {order} LIMIT {_LATEST}"
    )
    names = (visible(row["name"]) for row in rows)
    return [name for name in names if not {";", "；"} & set(name)]
