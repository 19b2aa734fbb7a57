"""Headers that nothing is known of: what they could mean, as it would be typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from registry import columns
from registry.errors import InputError
from registry.intake.book import Sheet
from registry.intake.header import Header, rows
from registry.intake.labels import bare
from registry.intake.lines import USUAL
from registry.intake.vocabulary import Vocabulary
from registry.terms import Ledger
from registry.text import visible

_WIDEST = 20
"""A header is not longer than this; a sentence is."""

_LEAST = 2


class HeaderError(InputError):
    """A header that cannot be read as it is: it can be said what the strange ones mean.

    ``labels`` are all of its headers, ``unknown`` the strange ones; ``kind`` is None
    where it cannot be told which kind of ledger it is.
    """

    def __init__(
        self,
        told: str,
        labels: Sequence[str],
        unknown: Sequence[str],
        kind: Ledger | None = None,
    ) -> None:
        super().__init__(told)
        self.labels = tuple(labels)
        self.unknown = tuple(unknown)
        self.kind = kind


def no_header(
    sheets: Sequence[Sheet], words: Vocabulary, kind: Ledger | None
) -> InputError:
    """Why no sheet has a header, with the row that is most like one."""
    if not any(sheet.head for sheet in sheets):
        return InputError("文件里没有内容；请核对")
    told = "没有找到表头：前 60 行里没有一行同时写着企业名称（或信用代码）和别的栏目"
    found = _likely(sheets, words, kind)
    if found is None:
        return InputError(f"{told}；请核对，或用 tidu template 取一份模板")
    labels = list(dict.fromkeys(filter(None, found.labels)))
    unknown = [text for text in labels if not words.is_known(text)]
    says = f"最像表头的是第 {found.first} 行：{visible('、'.join(labels))}"
    asks = _asked(words, labels, unknown, kind)
    return HeaderError(
        f"{told}；{says}；{asks}；不是表头的，可用 tidu template 取一份模板",
        labels,
        unknown,
        kind,
    )


def _asked(
    words: Vocabulary,
    labels: Sequence[str],
    unknown: Sequence[str],
    kind: Ledger | None,
) -> str:
    """What to type for the strange headers; first of all whom the rows are about."""
    lacking = [] if any(map(words.is_who, labels)) else [columns.ENTERPRISE.header]
    near = nearest(words, labels, unknown, kind, lacking)
    typed = as_typed(near.items())
    who = {columns.ENTERPRISE.header, columns.USCC.header} & set(near.values())
    asked = "哪一栏写企业名称，请写 --map 那一栏=企业名称"
    if who or not lacking:
        asked = "" if typed else "认得的只有一栏，别的请写 --map 那一栏=栏目"
    named = "、".join(unknown)
    offered = f"没认出的：{named}，是这些栏目的话请写 {typed}" if typed else ""
    return visible("；".join(filter(None, (offered, asked))))


def as_typed(lessons: Iterable[tuple[str, str]]) -> str:
    """What headers mean, as it is typed behind a command."""
    return visible(" ".join(f"--map {text}={name}" for text, name in lessons))


def nearest(
    words: Vocabulary,
    labels: Sequence[str],
    unknown: Sequence[str],
    kind: Ledger | None,
    lacking: Iterable[str] = (),
) -> dict[str, str]:
    """The column that each strange header resembles most, none twice.

    Those that the ledger is ``lacking`` come first, and need resemble it less.
    """
    taken = set(words.meant(labels, kind))
    found: dict[str, str] = {}
    for name in lacking:
        if text := words.likest((one for one in unknown if one not in found), name):
            found[text] = name
            taken.add(name)
    for text in [one for one in unknown if one not in found]:
        near = next((n for n in words.near(text, kind) if n not in taken), None)
        if near is not None:
            found[text] = near
            taken.add(near)
    return found


def _likely(
    sheets: Sequence[Sheet], words: Vocabulary, kind: Ledger | None
) -> Header | None:
    """The row that could be a header: texts side by side, most of them like headers."""
    found = (row for sheet in sheets for row in rows(sheet) if _is_like(row))
    return max(found, key=lambda row: _score(row, words, kind), default=None)


def _is_like(row: Header) -> bool:
    texts = [text for text in row.labels if text]
    return len(set(texts)) >= _LEAST and all(map(_may_head, texts))


def _may_head(text: str) -> bool:
    said = any(map(str.isalpha, text)) and len(bare(text)) <= _WIDEST
    return said and not text.endswith(USUAL)


def _score(row: Header, words: Vocabulary, kind: Ledger | None) -> tuple[int, int, int]:
    texts = [text for text in row.labels if text]
    known = sum(map(words.is_known, texts))
    near = sum(bool(words.near(text, kind)) for text in texts)
    return 2 * known + near, len(texts), -row.first
