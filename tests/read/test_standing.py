"""Where an application stands, in whatever order its steps were dated and recorded."""

from __future__ import annotations

import pytest

from registry import asof
from tests.read.book import Book

STAGES = (
    ("returned", "return", 0),
    ("check", "line", 0),
    ("review", "line", 0),
    ("notice", "notice", 0),
    ("recognised", "recognition", 1),
    ("upward", "after", 0),
)


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ((), None),
        (("check 2022-05-01", "review 2022-06-01"), "review"),
        (("review 2022-05-01", "check 2022-06-01"), "review"),
        (("recognised 2022-01-01", "check 2022-01-01"), "recognised"),
        (("recognised 2022-05-01", "notice 2022-06-01"), "recognised"),
        (("recognised 2022-05-01", "upward 2022-06-01"), "recognised"),
        (("review 2022-05-01", "returned 2022-06-01"), "returned"),
        (("review 2022-05-01", "returned 2022-06-01", "check 2022-06-02"), "check"),
        (("check 2022-06-02", "returned 2022-06-01", "review 2022-05-01"), "check"),
        (("check 2022-05-01", "review 2023-05-01"), "check"),
    ],
)
def test_an_application_stands_at_its_furthest_stage(
    book: Book, steps: tuple[str, ...], stands: str | None
) -> None:
    for ordinal, (code, role, final) in enumerate(STAGES):
        book.put(
            "stage_kind", code=code, name=code, ordinal=ordinal, role=role, final=final
        )
    for step in steps:
        stage, on = step.split()
        book.put("application_step", application_id=1, stage=stage, on=on)
    found = book.reading().one(f"SELECT {asof.standing('1', 'q.stage')} AS stage")
    assert found is not None
    assert found["stage"] == stands
