"""How a random row of each table is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from registry.terms import Severity
from tests.eligibility.strategies import names
from tests.eligibility.strategies import scene as about
from tests.eligibility.strategies.scene import Drawn, Row, Scene, dated, iso, perhaps


@st.composite
def assessments(draw: st.DrawFn, scene: Scene) -> Row:
    """A maturity assessment."""
    return {
        "subject_id": draw(scene.subject),
        "standard": "GB/T 39116-2020",
        "kind": draw(st.sampled_from(["self", "on_site"])),
        "level": draw(st.integers(0, 5)),
        "valid_until": draw(perhaps(scene.day)),
        **dated("on", "on_precision", draw(scene.known)),
    }


@st.composite
def histories(draw: st.DrawFn, scene: Scene, name: str) -> list[Row]:
    """Some keys of one subject over the same periods, with gaps."""
    whose, keys = draw(scene.subject), draw(st.sampled_from(KEYS[name]))
    periods = draw(_years(scene) | _anyhow(scene))
    figures = [(key, period, draw(_figure(key))) for key in keys for period in periods]
    return [
        _fact(whose, key, *period, figure)
        for key, period, figure in figures
        if figure is not None
    ]


Period = tuple[date, date]
KEYS = {
    "fact": [*([key] for key in names.NUMBERS), *[[*names.NUMBERS]] * 3],
    "grade": [[key] for key in names.GRADES],
}
"""Which keys a history is about, for facts that are numbers and that are grades."""


def _years(scene: Scene) -> st.SearchStrategy[list[Period]]:
    """One to four years up to the last, this or an earlier one."""
    ends = st.sampled_from([scene.on.year - back for back in (0, 0, -1, 1)])
    spans = st.tuples(ends, st.integers(1, 4))
    return spans.map(
        lambda span: [
            (date(year - 1, 1, 1), date(year, 1, 1))
            for year in range(span[0] - span[1] + 1, span[0] + 1)
        ]
    )


def _anyhow(scene: Scene) -> st.SearchStrategy[list[Period]]:
    """A day, a month or a year that ends on a telling day."""
    lengths = st.sampled_from([31, 365, 1])
    ends = scene.day.map(lambda day: day + timedelta(days=1))
    return st.builds(lambda end, days: [(end - timedelta(days), end)], ends, lengths)


def _figure(key: str) -> st.SearchStrategy[int | str | None]:
    known = GRADES if key in names.GRADES else names.VALUES
    return st.sampled_from([*known, None])


def _fact(whose: int, key: str, since: date, until: date, figure: int | str) -> Row:
    return {
        "subject_id": whose,
        "key": key,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "period": "year" if (until - since).days > 31 else "day",
        "value": figure if isinstance(figure, int) else None,
        "grade": figure if isinstance(figure, str) else None,
    }


GRADES = ("a", "m", "d", "one", "three", "five", "none_of_them")


@st.composite
def series_values(draw: st.DrawFn, scene: Scene) -> Row:
    """A reference value of an industry, a place or all."""
    year = scene.on.year - draw(st.integers(0, 3))
    length = draw(st.integers(1, 3))
    return {
        "series": draw(st.sampled_from(names.SERIES)),
        "scope": draw(st.sampled_from(["", "", "", "C37", "C3714", "4302", "430203"])),
        "since": date(year, 1, 1).isoformat(),
        "until": date(year + length, draw(st.sampled_from([1, 7])), 1).isoformat(),
        "value": draw(st.sampled_from([100, 200, 1, 0, -5, 105])),
        "source": "统计公报",
    }


@st.composite
def events(draw: st.DrawFn, scene: Scene) -> Row:
    """An event that may bar a title."""
    severity = st.none() | st.sampled_from([one.value for one in Severity])
    return {
        "enterprise_id": draw(scene.firm),
        "kind": draw(st.sampled_from(names.EVENT_KINDS)),
        "severity": draw(severity),
        **dated("on", "on_precision", draw(scene.known)),
        **dated("removed_on", "removed_precision", draw(scene.known_or_none)),
    }


@st.composite
def coverage(draw: st.DrawFn, scene: Scene) -> Row:
    """What a source of events covers."""
    return {
        "kind": draw(st.sampled_from(names.EVENT_KINDS)),
        "division": draw(st.sampled_from(["", *names.PLACES])),
        "since": draw(perhaps(scene.day)),
        "through": draw(scene.day).isoformat(),
        "source": "应急管理局",
    }


@st.composite
def judgements(draw: st.DrawFn, scene: Scene) -> Row:
    """A verdict, now and then on another document, rung or condition."""
    documents = [names.DOCUMENT, names.DOCUMENT, names.OTHER_DOCUMENT]
    return {
        "subject_id": draw(scene.subject),
        "policy": draw(st.sampled_from(documents)),
        "rung": draw(st.sampled_from(names.TARGETS)),
        "condition": draw(st.sampled_from(names.CONDITIONS[:3])),
        "verdict": draw(st.sampled_from(["met", "unmet"])),
        "on": draw(scene.day).isoformat(),
        "judged_by": "张三",
        "valid_until": draw(perhaps(scene.day)),
    }


@st.composite
def titles(draw: st.DrawFn, scene: Scene) -> Row:
    """A title: held, ended, renewed, taken up or accepted."""
    ended = draw(scene.known_or_none)
    kinds = st.sampled_from(["revoked", "expired", "superseded"])
    return {
        "subject_id": draw(scene.subject),
        "rung": draw(st.sampled_from(tuple(names.RUNGS))),
        **dated("recognised_on", "recognised_precision", draw(scene.known)),
        **dated("valid_until", "until_precision", draw(scene.known_or_none)),
        "stage": draw(st.sampled_from([None, "taken_up", "accepted"])),
        "accepted_on": draw(perhaps(scene.day)),
        "end_kind": None if ended is None else draw(kinds),
        **dated("ended_on", "ended_precision", ended),
    }


@st.composite
def subsidies(draw: st.DrawFn, scene: Scene) -> Row:
    """Money for one of the titles, approved or not, recovered or not."""
    return {
        "title_id": draw(st.integers(1, 4)),
        "kind": draw(st.sampled_from(["reward", "support"])),
        "amount": 100,
        **dated("approved_on", "approved_precision", draw(scene.known_or_none)),
        "recovered_on": draw(perhaps(scene.day)),
    }


@st.composite
def pools(draw: st.DrawFn, scene: Scene) -> Row:
    """A pool of a year, aimed at a rung or at none."""
    return {
        "name": draw(st.sampled_from(names.POOLS)),
        "year": scene.on.year - draw(st.integers(0, 1)),
        "rung": draw(st.sampled_from([None, names.SHOP_HIGH, names.FIRM_TOP])),
    }


@st.composite
def pool_entries(draw: st.DrawFn, scene: Scene) -> Row:
    """A stay in one of the pools."""
    admitted, left = draw(scene.day), draw(st.none() | scene.day)
    kept = left is None or left < admitted
    return {
        "pool_id": draw(st.integers(1, 3)),
        "subject_id": draw(scene.subject),
        "admitted_on": admitted.isoformat(),
        "left_on": None if kept else iso(left),
    }


@st.composite
def rounds(draw: st.DrawFn, on: date) -> Row:
    """A round that closes about now, soon, far off, or that names no days."""
    near = [on + timedelta(days=n) for n in (0, 1, -1, 30, 45, 400)]
    day = st.none() | st.sampled_from(near)
    return {
        "rung": draw(st.sampled_from((*names.TARGETS * 3, *names.RUNGS))),
        "year": on.year,
        "ordinal": draw(st.integers(1, 3)),
        "name": "第一批",
        "closes_on": iso(draw(day)),
        "notice_through": iso(draw(day)),
    }


@st.composite
def applications(draw: st.DrawFn, scene: Scene) -> Row:
    """An application in one of the rounds."""
    return {
        "round_id": draw(st.integers(1, max(scene.rounds, 1))),
        "subject_id": draw(scene.subject),
        "kind": "new",
        "applied_on": draw(perhaps(scene.day)),
    }


@st.composite
def application_steps(draw: st.DrawFn, scene: Scene) -> Row:
    """A step of one of the applications."""
    stages = st.sampled_from(["rejected", "withdrawn", "county_check"])
    return {
        "application_id": draw(st.integers(1, 4)),
        "stage": draw(stages),
        **dated("on", "on_precision", draw(scene.known)),
    }


def table(scene: Scene, name: str) -> st.SearchStrategy[list[Row]]:
    """Some rows of a table; ``grade`` stands for facts that are grades."""
    if name in KEYS:
        blocks = st.lists(histories(scene, name), min_size=2, max_size=6)
        return blocks.map(lambda found: [row for block in found for row in block])
    make, least, most = MAKERS[name]
    return st.lists(make(scene), min_size=least, max_size=most)


MAKERS: dict[str, tuple[Callable[[Scene], Drawn], int, int]] = {
    "owner_spell": (about.owner_spells, 0, 2),
    "status_spell": (about.statuses, 0, 2),
    "division_spell": (about.divisions, 1, 4),
    "industry_spell": (about.industries, 1, 4),
    "size_spell": (about.sizes, 2, 5),
    "designated_spell": (about.designated, 1, 4),
    "address_spell": (about.addresses, 1, 4),
    "parent_spell": (about.parents, 0, 3),
    "unit_spell": (about.units, 1, 5),
    "assessment": (assessments, 2, 7),
    "series_value": (series_values, 2, 5),
    "event": (events, 0, 4),
    "coverage": (coverage, 1, 6),
    "judgement": (judgements, 2, 6),
    "title": (titles, 2, 6),
    "subsidy": (subsidies, 1, 4),
    "pool": (pools, 1, 3),
    "pool_entry": (pool_entries, 1, 5),
    "application": (applications, 1, 5),
    "application_step": (application_steps, 0, 3),
}
"""How a row of each table is made, and how many there are: at least, at most."""

UNIQUE: dict[str, tuple[str, ...]] = {
    "fact": ("subject_id", "key", "until", "since"),
    "series_value": ("series", "scope", "since"),
    "round": ("rung", "year", "ordinal"),
    "application": ("round_id", "subject_id"),
    "pool": ("name", "year"),
}
"""What no two live rows may share."""
