"""What the headers of a ledger mean: columns of each kind, facts, and what was taught.

Headers are compared by their bare words. Facts stand in headers of their own, with
their year and unit: 2022年主营业务收入（万元）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz import fuzz, process

from registry import columns
from registry.columns import Column
from registry.errors import InputError
from registry.intake import domains
from registry.intake.domains import DomainColumn, domain
from registry.intake.kinds import KINDS, Kind
from registry.intake.labels import SHARE, Label, bare, label
from registry.ladder.facts import fact_keys
from registry.ladder.policy import FactKey
from registry.terms import Ledger

IGNORED = (columns.ORDINAL, columns.ASSESSED, columns.NOTE)
"""Columns that are known, but say nothing that is recorded from every ledger."""

RETURNED = ("原表", "原行号", "问题", "怎么办")
"""What the program itself puts beside the rows that it sends back."""

_NEAR = 60
_LOOKED_AT, _OFFERED = 12, 3
_LIKE = 50
_SHARE = re.compile("占比|比重|比例|率|增速|增长|增幅|强度")
_GROUPED = re.compile(
    "情况|结果|信息|状况|(?:指标|(?:财务|经济|经营|主要|基本)数据)(?=.)"
)
"""What a group's name ends with: 评估情况 above 时间 is 评估时间."""

_OTHERWISE = re.compile("[上去前]年|[同上]期|预计|计划|目标|同比|环比|其中")
"""What makes of a figure another one, where a group's name says it."""


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of one fact: its key, and the year and unit its header names."""

    key: FactKey
    year: int | None
    unit: str


Meaning = Column | FactColumn | DomainColumn


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What headers mean; ``taught`` gives the column's header by bare words."""

    taught: Mapping[str, str] = field(default_factory=dict)

    def means(self, text: str, kind: Kind) -> Meaning | None:
        """What a header means in a ledger of that kind; None where nothing."""
        said = label(text)
        words = self._bare(said)
        known = next((c for c in kind.read if words in _words(c)), None)
        if known is None and kind.ledger is Ledger.FACTS and words in _fact_words():
            return FactColumn(_fact_words()[words], said.year, said.unit)
        if known is None and kind.ledger is Ledger.ASSESSMENTS:
            return domain(words)
        return known

    def is_known(self, text: str) -> bool:
        """Whether a header means anything in any kind of ledger."""
        words = self._bare(label(text))
        return _says(words) or domain(words) is not None

    def is_who(self, text: str) -> bool:
        """Whether a header says whom the rows are about."""
        words = self._bare(label(text))
        return any(words in _words(c) for c in (columns.ENTERPRISE, columns.USCC))

    @property
    def is_who_taught(self) -> bool:
        """Whether it was taught under which header the rows say whom they are about."""
        return any(map(self.is_who, self.taught.values()))

    def _bare(self, said: Label) -> str:
        lesson = self.taught.get(said.words)
        means = _ungrouped(said.words) if lesson is None else bare(lesson)
        return said.words if said.partly and means in _fact_words() else means

    def are_one(self, text: str, other: str) -> bool:
        """Whether two headers mean the same column in ledgers of some kind."""
        return any(
            (means := self.means(text, kind)) is not None
            and means == self.means(other, kind)
            for kind in KINDS.values()
        )

    def left_out(self, labels: Sequence[str]) -> frozenset[str]:
        """Headers among some that are known and say nothing to record."""
        ours = frozenset(RETURNED if set(RETURNED[:2]) <= set(labels) else ())
        known = {one for column in IGNORED for one in _words(column)}
        return ours.union(text for text in labels if label(text).words in known)

    def near(self, text: str, ledger: Ledger | None) -> tuple[str, ...]:
        """Up to three columns whose headers an unknown one resembles, best first.

        ``ledger`` None: of any kind.
        """
        header, known = label(text), _headers(ledger)
        said, without = header.words, _fact_words() if header.partly else {}
        found = process.extract(
            said,
            [
                one
                for one in known
                if _is_share(one) == _is_share_of(header) and one not in without
            ],
            scorer=fuzz.ratio,
            limit=_LOOKED_AT,
            score_cutoff=_NEAR,
        )
        return tuple(dict.fromkeys(known[words] for words, *_ in found))[:_OFFERED]

    def likest(self, texts: Iterable[str], header: str) -> str:
        """Which of some unknown headers may be a column's; empty where none."""
        every = (column for kind in KINDS.values() for column in kind.columns)
        own = [w for column in every if column.header == header for w in _words(column)]
        said = {label(text).words: text for text in texts if not label(text).unit}
        likely = [
            process.extractOne(one, list(said), scorer=fuzz.ratio, score_cutoff=_LIKE)
            for one in own
        ]
        best = max(filter(None, likely), key=lambda one: one[1], default=None)
        return "" if best is None else said[best[0]]

    def meant(self, labels: Iterable[str], ledger: Ledger | None) -> frozenset[str]:
        """The columns that headers mean already, by their own headers."""
        found = {
            self.means(text, kind) for text in labels if text for kind in _kinds(ledger)
        }
        return frozenset(one.header for one in found if isinstance(one, Column))

    def named(self, text: str) -> str:
        """The column that a known header means, as it is typed; empty where none."""
        return _headers(None).get(self._bare(label(text)), "")


def offered(ledger: Ledger | None, header: str) -> tuple[str, ...]:
    """Every column that a header can mean in a ledger, those it resembles first."""
    names = _headers(ledger).values()
    return tuple(dict.fromkeys((*Vocabulary().near(header, ledger), *names)))


def _is_share(words: str) -> bool:
    """Whether a header is of a share: never near to that of what it is a share of."""
    return bool(_SHARE.search(words))


def _is_share_of(header: Label) -> bool:
    """Whether a ledger's header is of a share, by its words or by its unit."""
    return _is_share(header.words) or header.unit == SHARE


def _kinds(ledger: Ledger | None) -> tuple[Kind, ...]:
    return tuple(KINDS.values()) if ledger is None else (KINDS[ledger],)


@cache
def _headers(ledger: Ledger | None) -> Mapping[str, str]:
    """Every header by its bare words, with the column or fact that it means."""
    kinds = _kinds(ledger)
    every = [(text, c.header) for k in kinds for c in k.columns for text in c.headers]
    if KINDS[Ledger.FACTS] in kinds:
        keys = fact_keys().values()
        every += [(text, k.name) for k in keys for text in (k.name, *k.aliases)]
    if KINDS[Ledger.ASSESSMENTS] in kinds:
        every += [(f"{name}得分", f"{name}得分") for name in domains.names()]
    found: dict[str, str] = {}
    for text, header in every:
        found.setdefault(bare(text), header)
    return found


def taught(given: Iterable[str]) -> dict[str, str]:
    """Lessons typed as 头=列, by the bare words of the ledger's header.

    Raises:
        InputError: one has no = or names a column that there is not.
    """
    lessons = {}
    for lesson in given:
        header, equals, name = lesson.replace("＝", "=").partition("=")
        if not (equals and header.strip()):
            raise InputError(f"「{lesson}」要写成 表头=列名，如 --map 单位名=企业名称")
        lessons[bare(header)] = require_header(name.strip())
    return lessons


def places(typed: Iterable[str]) -> dict[str, str]:
    """Places typed as 写法=全称.

    Raises:
        InputError: one has no =.
    """
    found = {}
    for one in typed:
        place, equals, name = one.replace("＝", "=").partition("=")
        if not (equals and place.strip() and name.strip()):
            raise InputError(f"「{one}」要写成 写法=全称，如 --place 高新区=株洲高新区")
        found[place.strip()] = name.strip()
    return found


def is_place(ledger: Ledger, header: str) -> bool:
    """Whether the cells under a header are units or divisions."""
    means = Vocabulary().means(header, KINDS[ledger])
    return means in (columns.UNIT, columns.DIVISION)


def given(typed: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Values for whole columns typed as 列=值, by the column's key.

    Raises:
        InputError: one has no = or names a column that there is not.
    """
    values = []
    for one in typed:
        name, equals, value = one.replace("＝", "=").partition("=")
        if not (equals and value.strip()):
            raise InputError(f"「{one}」要写成 列名=值，如 --set 评估方式=自评估")
        values.append((_key(require_header(name.strip())), value.strip()))
    return tuple(values)


def require_header(name: str) -> str:
    """The header of a column or fact of that name; ``InputError`` where none is."""
    every = {
        header: column.header
        for kind in KINDS.values()
        for column in kind.columns
        for header in (column.key, *column.headers)
    } | {key.name: key.name for key in fact_keys().values()}
    every |= {header: header for header in map("{}得分".format, domains.names())}
    if name not in every:
        known = "、".join(dict.fromkeys(every.values()))
        raise InputError(f"没有列「{name}」；可以写的有：{known}")
    return every[name]


def _key(header: str) -> str:
    every = (column for kind in KINDS.values() for column in kind.columns)
    return next((c.key for c in every if c.header == header), header)


def _ungrouped(words: str) -> str:
    """The words of a header without those of a group that mean nothing before them."""
    group, *member = _GROUPED.split(words, maxsplit=1)
    if _OTHERWISE.search(group) or _is_share(group):
        member = []
    within = (part for last in member for part in (group + last, last))
    return next(filter(_says, (words, *within)), words)


@cache
def _words(column: Column) -> frozenset[str]:
    return frozenset(map(bare, column.headers))


@cache
def _every_word() -> frozenset[str]:
    kinds = KINDS.values()
    return frozenset(word for k in kinds for c in k.columns for word in _words(c))


def _says(words: str) -> bool:
    return words in _every_word() or words in _fact_words()


@cache
def _fact_words() -> Mapping[str, FactKey]:
    return {
        words: key
        for key in fact_keys().values()
        for words in (key.key, *map(bare, (key.name, *key.aliases)))
    }
