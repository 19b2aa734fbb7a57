"""Figures that a report's rows are derived from, and what is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.desk import funds, targets
from registry.desk.drafts.funds import BudgetLineDraft, PaymentDraft, TargetDraft
from registry.desk.office import Office
from registry.errors import InputError
from registry.reports.figures import NO_FIGURE, evaluation, figure
from registry.store.reader import open_reader
from registry.terms import Provenance


@pytest.fixture
def office(registry_file: Path) -> Office:
    return Office(registry_file, "王某")


@pytest.fixture
def connection(registry_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_reader(registry_file)) as opened:
        yield opened


@pytest.mark.parametrize(
    "query",
    [
        "",
        "titles",
        "titles:benchmark/city-sme",
        "titles::2022",
        "titles:benchmark/city-sme:今年",
        "points:智能制造专项:2022",
    ],
)
def test_what_is_no_query_is_refused_with_an_example(
    connection: sqlite3.Connection, query: str
) -> None:
    with pytest.raises(InputError, match="titles:benchmark/city-sme:2022"):
        figure(connection, query)


def test_where_nothing_is_recorded_no_figure_is_made_up(
    connection: sqlite3.Connection,
) -> None:
    assert figure(connection, "titles:benchmark/city-sme:2022") == "0个"
    assert figure(connection, "subsidy:benchmark/city-sme:2022") == NO_FIGURE
    assert figure(connection, "executed:智能制造专项:2022") == NO_FIGURE


def test_a_line_of_nothing_has_no_share(
    connection: sqlite3.Connection, office: Office
) -> None:
    funds.budget_line(office, BudgetLineDraft.read(year=2022, name="空", amount="0"))
    assert figure(connection, "executed:空:2022") == NO_FIGURE


def test_the_executed_share_counts_live_payments_of_that_year_only(
    connection: sqlite3.Connection, office: Office
) -> None:
    for year, paid in ((2021, "30万"), (2022, "1.5万")):
        line = BudgetLineDraft.read(year=year, name="专项", amount="40万")
        bound = funds.budget_line(office, line)
        payment = PaymentDraft.read(
            budget_line_id=bound, amount=paid, on=str(year), purpose="培训"
        )
        funds.payment(office, payment)
    assert figure(connection, "executed:专项:2022") == "1.5万元（3.75%）"


def test_a_reported_row_has_no_derived_figure_and_says_that_it_is_reported(
    connection: sqlite3.Connection, office: Office
) -> None:
    line = BudgetLineDraft.read(year=2022, name="专项", amount="40万")
    bound = funds.budget_line(office, line)
    for name, weight, score in (("满意度", "10", "9.5"), ("影响", "15", "")):
        draft = TargetDraft.read(
            year=2022,
            budget_line_id=bound,
            indicator=name,
            actual="100%",
            weight=weight,
            score=score,
            provenance=Provenance.REPORTED,
            source="问卷",
        )
        targets.record(office, draft)
    found = evaluation(connection, "专项", 2022)
    assert [(row.derived, row.provenance) for row in found.indicators] == [
        ("", "填报"),
        ("", "填报"),
    ]
    assert [str(row.score) for row in found.indicators] == ["9.5", "None"]
    assert (str(found.score), str(found.weight)) == ("9.5", "25")
