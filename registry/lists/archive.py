"""What proves a list: the journal's head when it was made, and a published number.

A mark such as ``tidu;head=…`` stands in the file's properties. A published list also
has an archive page (存档页), never the face of the notice, that says the same in words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_HEX = "[0-9a-f]{64}"
_MARK = re.compile(
    rf"tidu;head=(?P<head>{_HEX})"
    rf"(?:;list=(?P<number>\d{{1,9}});content=(?P<content>{_HEX}))?"
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A publication: its number, document and day, the change and head it rests on.

    ``content`` is the SHA-256 of the frozen list (see ``frozen.digest``);
    ``withdrawn`` says when and by whom it was taken back.
    """

    number: int
    document: str
    on: date
    change: int
    head: str
    content: str
    withdrawn: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The archive page, line by line."""
        return (
            "存档页（不随名单印发）",
            f"名单编号：第 {self.number} 号",
            *((f"已撤回：{self.withdrawn}",) if self.withdrawn else ()),
            f"发布文号：{self.document or '未载'}",
            f"发布日期：{self.on.isoformat()}",
            f"变更号：{self.change}",
            f"台账链头：{self.head}",
            f"内容校验（SHA-256）：{self.content}",
            f"核对：tidu verify --anchor 本文件；标记：{mark(self.head, self)}",
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a file says of the journal it was made from; ``content`` if published."""

    head: str
    number: int | None = None
    content: str = ""


def mark(head: str, archive: Archive | None = None) -> str:
    """The mark that a file carries in its properties; empty without a head."""
    if not head:
        return ""
    if archive is None:
        return f"tidu;head={head}"
    return f"tidu;head={head};list={archive.number};content={archive.content}"


def found(text: str) -> tuple[Anchor, ...]:
    """Every mark that stands in a text, each once: more than one contradict."""
    return tuple(dict.fromkeys(map(_anchor, _MARK.finditer(text))))


def _anchor(match: re.Match[str]) -> Anchor:
    number = match["number"]
    return Anchor(
        match["head"], int(number) if number else None, match["content"] or ""
    )
