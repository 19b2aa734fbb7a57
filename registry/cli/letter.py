"""An explanation fit for a letter: for the screen, or as a file; whose copy it is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import answers
from registry.cli.show import as_json, out, say
from registry.desk.read import choices
from registry.desk.read import letter as letters
from registry.desk.read.lasting import Days
from registry.desk.read.letter import letter
from registry.desk.read.letter_clauses import Told
from registry.desk.read.own_copy import own_copy
from registry.desk.read.session import Reading
from registry.eligibility.answer import Answer
from registry.errors import InputError
from registry.lists.files import write_whole
from registry.lists.letter import Letter, markdown, text
from registry.text import visible


class Form(StrEnum):
    """How an explanation is told."""

    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    DOCX = "docx"


class Copy(StrEnum):
    """Whom an explanation is for: the enterprise, or the office itself."""

    ENTERPRISE = "enterprise"
    OFFICE = "office"


LETTERS = frozenset({Form.TEXT, Form.MD, Form.DOCX})
_SUFFIXES = {
    ".docx": Form.DOCX,
    ".md": Form.MD,
    ".txt": Form.TEXT,
    ".json": Form.JSON,
}
FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format",
        help="table、csv、json；或写成函件：text、md、docx（不写为 table，"
        "写文件时看文件名）",
    ),
]
CopyOption = Annotated[
    Copy | None,
    typer.Option(
        "--copy",
        help="给谁的：enterprise 不含其他单位和内部记录；office 全部（函件不写为"
        " enterprise，其余为 office）",
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option("--to-file", help="写到哪个文件（.docx、.md、.txt 或 .json）"),
]


def form(asked: Form | None, file: Path | None, to: str) -> Form:
    """How to tell it: as asked, else as the file is named.

    Raises:
        InputError: the file is of another kind, a document has no file to go to, or a
            letter would be about no rung.
    """
    meant = Form.TABLE if asked is None else asked
    if file is not None:
        named = _SUFFIXES.get(file.suffix.lower())
        if named is None or asked not in {None, named}:
            raise InputError(
                f"不能写成「{visible(file.name)}」；"
                "文件名请以 .docx、.md、.txt 或 .json 结尾，与 --format 一致"
            )
        meant = named
    if meant is Form.DOCX and file is None:
        raise InputError("写成 docx 要有文件；请加 --to-file 文件名.docx")
    if meant in LETTERS and not to:
        raise InputError("函件只说明一个称号；请用 --to 写明称号")
    return meant


def for_whom(found: Sequence[Answer], reading: Reading, copy: Copy) -> list[Answer]:
    """The answers as whoever gets them may have them."""
    if copy is Copy.OFFICE:
        return list(found)
    return [own_copy(reading, one) for one in found]


@dataclass(frozen=True, slots=True)
class Explained:
    """The answers, each with its days; why there are none, where there are none."""

    answers: Sequence[Answer]
    days: Sequence[Days | None]
    why_none: str


def tell(
    reading: Reading,
    found: Explained,
    how: Form,
    copy: Copy,
    file: Path | None,
    *,
    force: bool,
) -> None:
    """Print an explanation, or write it as a file."""
    told = letters.tell(reading, found.answers, found.days)
    say(reading.info.headed)
    if how is Form.JSON:
        names = dict(choices.rungs(reading))
        objects = [_object(one, names) for one in told]
        whole = answers.whole(reading, objects, len(objects), found.why_none)
        if file is None:
            as_json(whole)
            return
        content = json.dumps(whole, ensure_ascii=False, indent=2).encode()
    else:
        made = letter(reading, told, internal=copy is Copy.OFFICE)
        if file is None:
            out((markdown if how is Form.MD else text)(made).rstrip("\n"))
            return
        content = _content(made, how)
    write_whole(file, content, force=force)
    whose = "企业件，不含其他单位和内部记录" if copy is Copy.ENTERPRISE else "内部件"
    say(f"已写出 {file}（{whose}）")


def _content(made: Letter, how: Form) -> bytes:
    if how is Form.DOCX:
        from registry.lists import letter_docx

        return letter_docx.write(made)
    return (markdown if how is Form.MD else text)(made).encode()


def _object(told: Told, names: answers.Names) -> dict[str, object]:
    """The promised object; of what is missing, what to hand in and the earliest day.

    Beside it the rounds that one can apply in, and the days of the answer.
    """
    conditions = []
    for one in told.answer.conditions:
        day = told.days.get(one.id)
        met = day.met.isoformat() if day and day.met else None
        opened = day.open.isoformat() if day and day.open else None
        earliest = {"met": met, "open": opened} if day else None
        hand_in = told.hand_in.get(one.id, one.hand_in)
        conditions.append(
            answers.condition(one) | {"hand_in": hand_in, "earliest": earliest}
        )
    return answers.as_object(told.answer, names) | {
        "conditions": conditions,
        "rounds": [asdict(one) for one in told.ahead],
        "lasting": _lasting(told.lasting),
    }


def _lasting(days: Days | None) -> dict[str, object] | None:
    """Since and until when it is so; where that was not asked for, nothing."""
    if days is None:
        return None
    then, (untold_from, untold) = days.then, days.untold or (None, None)
    return {
        "since": days.since.isoformat(),
        "since_at_least": days.least,
        "until": then.on.isoformat() if then else None,
        "becomes": then.outcome.value if then and then.outcome else None,
        "becomes_name": then.called if then else None,
        "deciding": then.why if then else None,
        "untold_from": untold_from.isoformat() if untold_from else None,
        "untold": untold,
        "through": days.through.isoformat(),
    }
