"""What verification answers: findings, the head, and what they can prove.

A chain shows that nothing was changed piecemeal. It proves nothing about a file
whose journal was rewritten as a whole: only a head kept elsewhere (on a published
list, on its archive page) does, and the wording says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class About(Enum):
    """What a finding is about, in the order in which officials read findings.

    ``WALLS`` are what the program guards records with, ``DERIVED`` what was derived
    from the register and can be made again, ``FILE`` a list held beside it.
    """

    RECORDS = "记录"
    WALLS = "触发器、视图、索引"
    DERIVED = "推算留存的结论和计数"
    FILE = "名单文件"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree: where, and a Chinese sentence.

    ``damage`` says that something is missing or cannot be read, not merely different.
    """

    place: str
    problem: str
    damage: bool = False
    about: About = About.RECORDS

    def __str__(self) -> str:
        return f"{self.place}：{self.problem}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head kept outside the file, and the change it seals where that is known.

    ``lost`` says that a restore lost that change, and recorded it.
    """

    head: str
    number: int | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification counted and found; ``notes`` are of a list held beside it."""

    changes: int
    entries: int
    rows: int
    head: str
    findings: tuple[Finding, ...]
    anchor: Anchor | None = None
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found that does not agree."""
        return not self.findings

    @property
    def damaged(self) -> bool:
        """Whether the file cannot be read as a registry throughout."""
        return any(finding.damage for finding in self.findings)

    @property
    def unanchored_since(self) -> int | None:
        """The first change that no head outside the file vouches for."""
        anchored = 0
        if self.anchor is not None and not self.anchor.lost:
            anchored = self.anchor.number or 0
        return anchored + 1 if anchored < self.changes else None

    def sentences(self) -> tuple[str, ...]:
        """The verdict in plain Chinese: what was found, and what that proves."""
        counted = (
            f"{self.changes} 次变更、{self.entries} 条变更明细、{self.rows} 条记录"
        )
        if self.findings:
            first = f"发现 {len(self.findings)} 处不符（{counted}）"
            return (first, *self._told(), *self.notes, self._remedy())
        return (
            f"台账与变更记录一致：{counted}。",
            f"链头 {self.head}（第 {self.changes} 次变更）。",
            self._proof(),
            *self.notes,
        )

    def _told(self) -> Iterator[str]:
        """How many there are of what, then each, what officials act on first."""
        parts = {
            about: [one for one in self.findings if one.about is about]
            for about in About
        }
        found = {about: some for about, some in parts.items() if some}
        yield "，".join(
            f"{about.value} {len(some)} 处" for about, some in found.items()
        )
        for about, some in found.items():
            yield f"【{about.value}】"
            yield from _alike(some) if about is About.WALLS else map(_line, some)

    def _remedy(self) -> str:
        if self.damaged:
            return _DAMAGED
        about = {one.about for one in self.findings}
        alone = {About.DERIVED: _OUTDATED, About.FILE: _ALTERED}
        return alone.get(about.pop(), _DISAGREES) if len(about) == 1 else _DISAGREES

    def _proof(self) -> str:
        since = self.unanchored_since
        if self.anchor is not None and self.anchor.lost:
            return (
                f"给出的链头属于第 {self.anchor.number} 次变更，它在恢复备份时已被舍去"
                "（台账留有记载），不是篡改；但它不能佐证现有内容。"
            )
        if since is None:
            return "给出的链头与台账当前链头相同：全部内容自留存该链头之日起未被改写。"
        if since == 1:
            return _UNANCHORED
        return (
            f"给出的链头是第 {since - 1} 次变更的：到那次变更为止的内容"
            f"自留存该链头之日起未被改写；第 {since} 次变更起尚无台账之外的链头佐证。"
        )


def _line(finding: Finding) -> str:
    return f"  {finding}"


_MOST_NAMED = 3


def _alike(findings: Sequence[Finding]) -> Iterator[str]:
    """Findings of one kind and problem on one line, the first few by name."""
    alike: dict[tuple[str, str], list[str]] = {}
    for one in findings:
        kind, _, name = one.place.partition(" ")
        alike.setdefault((kind, one.problem), []).append(name)
    for (kind, problem), names in alike.items():
        more = f" 等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
        yield f"  {kind} {'、'.join(names[:_MOST_NAMED])}{more}：{problem}"


_UNANCHORED = (
    "第 1 次变更起尚无台账之外的链头佐证：一致只说明没有零星改动；"
    "若有人连同变更记录整个重写，单凭本文件查不出来。"
    "请用已公布名单文件属性或存档页上的链头核对：tidu verify --anchor 链头"
)
_DAMAGED = "台账已损坏，上列各处读不出。请先备份现有文件，再用 tidu restore 恢复备份。"
_OUTDATED = (
    "记录与变更记录一致；不符的只是由记录推算、留存备查的结论。"
    "请用 tidu refresh --all 全部重新推算。"
)
_ALTERED = (
    "台账与变更记录一致；不符的只是这份名单文件：它写出之后被改动过。"
    "内容以台账里公布的为准：tidu list show 编号。"
)
_DISAGREES = (
    "台账被绕过本程序改动过，或文件受损。请先备份现有文件，"
    "再与上述记录的经办人核对；确属篡改的，用 tidu restore 恢复备份。"
)
