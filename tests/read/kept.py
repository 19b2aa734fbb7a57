"""A register with one round, and who applied in it."""

from __future__ import annotations

from dataclasses import dataclass

from registry.desk.read.rounds_due import Task, tasks
from registry.desk.read.rounds_progress import Progress, progress
from tests.read.book import Book

RUNG = "benchmark/city-sme"
STAGES = (
    ("returned", "退回补正", "return"),
    ("check", "初审", "line"),
    ("recommended", "推荐", "recommendation"),
    ("review", "评审", "line"),
    ("notice", "公示", "notice"),
    ("objection", "异议", "objection"),
    ("recognised", "认定", "recognition"),
    ("rejected", "未通过", "rejection"),
    ("withdrawn", "撤回申报", "withdrawal"),
)
LINE = ("check", "recommended", "review", "notice", "recognised")


@dataclass
class Kept:
    """A register with one round, 2022 年第一批, and its stages."""

    book: Book
    round: int

    def applies(self, name: str, **values: str | int | None) -> int:
        """An application of an enterprise of this name."""
        given: dict[str, str | int | None] = {"kind": "new"}
        return self.book.put(
            "application",
            round_id=self.round,
            subject_id=self.book.enterprise(name),
            **given | values,
        )

    def step(
        self, application: int, stage: str, on: str, **values: str | int | None
    ) -> None:
        """A step of an application."""
        self.book.put(
            "application_step",
            application_id=application,
            stage=stage,
            on=on,
            **values,
        )

    def through(self, name: str, last: str) -> int:
        """An application that went through the line as far as a stage."""
        id_ = self.applies(name)
        for month, stage in enumerate(LINE[: LINE.index(last) + 1], 5):
            self.step(id_, stage, f"2022-{month:02}-01")
        return id_

    def going(self, on: str = "2022-12-31") -> Progress:
        """How the round stands on a day."""
        return progress(self.book.reading(on), [self.round])

    def came(self, on: str = "2022-12-31") -> list[tuple[str, int]]:
        """How many came through each stage."""
        return [(one.stage, one.came) for one in self.going(on).passages]

    def due(self, on: str) -> dict[str, Task]:
        """What is due on a day, by what."""
        reading = self.book.reading(on)
        return {task.what: task for task in tasks(reading, self.going(on))}


def one_round(book: Book) -> Kept:
    """A round of enterprises without applications."""
    book.rung(RUNG, "市级标杆中小企业")
    for ordinal, (code, name, role) in enumerate(STAGES):
        final = role in {"recognition", "rejection", "withdrawal"}
        book.put(
            "stage_kind",
            code=code,
            name=name,
            ordinal=ordinal,
            role=role,
            final=int(final),
        )
    return Kept(book, book.put("round", rung=RUNG, year=2022, name="2022年第一批"))
