"""Every column reads what it writes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import columns, uscc
from registry.columns import Cell, Column
from registry.dates import Day, Precision
from registry.errors import InputError
from registry.readers import ways
from registry.readers.pairs import read_text
from registry.readers.ways import Way
from registry.readers.words import document_number, enterprise_name, standard
from registry.terms import (
    ApplicationKind,
    AssessmentKind,
    OrganisationKind,
    Severity,
    Size,
    Status,
    Term,
    TitleEnd,
    TitleStage,
)
from registry.text import clean

ALL = {c.key: c for c in vars(columns).values() if isinstance(c, Column)}
TERMS = (ApplicationKind, AssessmentKind, OrganisationKind, Severity, Size, Status)
DAYS = st.dates(date(1000, 1, 1))
PLAIN = st.text(min_size=1, max_size=30).map(clean).filter(read_text)
NAMES = PLAIN.filter(lambda text: any(map(str.isalpha, text))).map(enterprise_name)
CODES = st.from_regex(r"[0-9]{8}[0-9A-HJ-NP-RTUWXY]{9}", fullmatch=True)


def _terms(terms: type[Term]) -> st.SearchStrategy[Cell]:
    return st.sampled_from([one.value for one in terms])


def _parts(text: str) -> str:
    return clean(text.replace("；", "").replace(";", "").replace("、", ""))


DOMAINS: dict[Way, st.SearchStrategy[Cell]] = {
    ways.TEXT: PLAIN,
    ways.REMARK: PLAIN.filter(lambda text: not text.startswith("样例")),
    ways.FEW: PLAIN,
    ways.NAME: NAMES,
    ways.NAMES: st.lists(PLAIN.map(_parts).filter(read_text), min_size=1).map(
        "、".join
    ),
    ways.DOCUMENT: PLAIN.map(document_number),
    ways.STANDARD: PLAIN.map(standard),
    ways.CREDIT_CODE: CODES.map(lambda code: code + uscc.check_character(code)),
    ways.DAY: st.builds(
        lambda on, kept: str(Day(on, kept)), DAYS, st.sampled_from(Precision)
    ),
    ways.END: DAYS.map(date.isoformat),
    ways.EXACT_DAY: DAYS.map(date.isoformat),
    ways.YEAR: st.integers(1949, 2200),
    ways.SCORES: st.dictionaries(
        st.sampled_from(("数据", "集成", "采购")), st.integers(0, 500), min_size=1
    ).map(
        lambda said: "、".join(f"{k}={v // 100}.{v % 100:02}" for k, v in said.items())
    ),
    ways.WHOLE: st.integers(-(10**12), 10**12),
    ways.LEVEL: st.integers(0, 5),
    ways.SCORE: st.integers(0, 10**6),
    ways.FLAG: st.integers(0, 1),
    ways.INDUSTRY: st.from_regex(
        "C(1[3-9]|[23][0-9]|4[0-3])[0-9]{0,2}|[A-T]", fullmatch=True
    ),
}
CODED: dict[Way, st.SearchStrategy[Cell]] = {
    columns.STATUS.way: _terms(Status),
    columns.STAGE.way: _terms(TitleStage),
    columns.END_KIND.way: _terms(TitleEnd),
    columns.SIZE.way: _terms(Size),
    columns.ORGANISATION.way: _terms(OrganisationKind),
    columns.ASSESSED_BY.way: _terms(AssessmentKind),
    columns.SEVERITY.way: _terms(Severity),
    columns.APPLICATION_KIND.way: _terms(ApplicationKind),
}


@pytest.mark.parametrize("key", ALL)
@settings(max_examples=25)
@given(data=st.data())
def test_what_a_column_writes_it_reads(key: str, data: st.DataObject) -> None:
    column = ALL[key]
    value = data.draw(st.none() | (DOMAINS | CODED)[column.way])
    assert column.read(column.write(value)) == value


@pytest.mark.parametrize("key", ALL)
@settings(max_examples=25)
@given(cell=st.text() | st.floats() | st.integers() | st.booleans() | st.dates())
def test_no_cell_makes_a_column_stumble(key: str, cell: str | float) -> None:
    _read_or_refuse(ALL[key].read, cell)


def _read_or_refuse(read: Callable[[str | float], Cell], cell: str | float) -> None:
    with suppress(InputError):
        read(cell)


def test_a_header_means_one_column_among_those_of_enterprises() -> None:
    who = (columns.ENTERPRISE, columns.USCC, columns.UNIT, columns.SHORT_NAME)
    headers = [header for column in who for header in column.headers]
    assert len(set(headers)) == len(headers)
