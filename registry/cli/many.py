"""One command for many: a filter or a file, a preview, a question, one change."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from registry.cli import many_objects, options
from registry.cli.call import Call
from registry.cli.consent import NOT_ASKED, require
from registry.cli.show import Format, as_far_as_read, as_json, listing, say
from registry.dates import parse
from registry.desk.batch.items import Builder, Items
from registry.desk.batch.preview import Move, Preview
from registry.desk.drafts import writing
from registry.desk.drafts.base import Draft
from registry.errors import FaultsError, InputError

WHO = frozenset({"subject", "enterprise"})
"""Words that are not typed where many are meant."""

HELP = (
    "成批：不写对象，改用 --filter 表达式（选出的企业）或 --from 文件（一行一条），"
    "先看预览，确认后一次写入，一次可撤回。"
)
HELP_OF_ROWS = "成批：用 --from 文件（一行一条），先看预览，确认后一次写入。"

_SHOWN = 10
_FILTER = (
    "成批：筛选出的企业，如 '县市区=天元区 且 等级>=二级'，写法见 tidu filter help；"
    "选的是所登记的那一天符合的，没有日期的按台账基准日"
)
_FROM = "成批：CSV（UTF-8 或 GB18030）或工作簿，首行写列名"


@dataclass(frozen=True, slots=True)
class Source:
    """Of whom many are meant, and what may be done without asking."""

    filter: str
    file: str
    yes: bool
    accept_good: bool
    json: bool


def parameters(*, about: bool) -> Iterator[inspect.Parameter]:
    """The options of a command of many; a filter where it is about somebody."""
    if about:
        yield options.keyword(
            "filter",
            "--filter",
            _FILTER,
            word="表达式",
        )
    yield options.keyword(
        "file",
        "--from",
        _FROM,
        word="文件",
    )
    yield options.switch("yes", "--yes", "成批：不再询问，直接写入")
    yield options.switch("accept_good", "--accept-good", "成批：有办不了的，只写能办的")
    yield options.switch(
        "json", "--json", "成批：结果写成 JSON：written 是否已写入；不询问"
    )


def source(typed: Mapping[str, str | bool]) -> Source | None:
    """The source of many that was typed; None where one subject is meant.

    Raises:
        InputError: both a filter and a file, or consent without either.
    """
    chosen, file = str(typed.get("filter", "")), str(typed.get("file", ""))
    yes, accept = bool(typed.get("yes")), bool(typed.get("accept_good"))
    json = bool(typed.get("json"))
    if chosen and file:
        raise InputError("--filter 和 --from 只能用一个；请去掉另一个")
    if not (chosen or file):
        if yes or accept or json:
            raise InputError(
                "--yes、--accept-good、--json 只用于成批办理；请加 --filter 或 --from"
            )
        return None
    return Source(chosen, file, yes, accept, json)


def run(
    call: Call,
    verb: Any,
    draft: type[Draft],
    given: Mapping[str, str],
    of: Source,
) -> None:
    """Preview a batch, ask, and write it as one change.

    Raises:
        FaultsError: some cannot go, and nobody said that the others may.
        InputError: nothing is chosen, or what was typed for all is wrong.
    """
    from registry.desk.batch import run as batches
    from registry.desk.office import Because, Office

    office = Office(call.path, call.by)
    because = Because(given.get("document", ""), given.get("reason", ""))
    items = _items(call.path, draft, given, of)
    if of.json:
        seen = batches.preview(office, verb, items, because)
        if not _told_only(seen, of):
            done = batches.write(
                office, verb, items, because, accept_good=of.accept_good
            )
            as_json(many_objects.of(done.preview, done.change))
            _close(done.preview)
        return
    if not of.yes:
        seen = batches.preview(office, verb, items, because)
        with as_far_as_read():
            _show(seen, items.source if of.filter else "")
        _require(seen, of)
    done = batches.write(office, verb, items, because, accept_good=of.accept_good)
    if of.yes:
        with as_far_as_read():
            _show(done.preview, items.source if of.filter else "")
    if not done.change:
        say("没有要写入的：台账里已经是这样")
    else:
        say(
            f"已记为第 {done.change} 次变更：成批{done.preview.title}，"
            f"{len(done.preview.moves)} 条\n要撤回：tidu undo --change {done.change}"
        )
    _close(done.preview)


def _items(
    path: Path, draft: type[Draft], given: Mapping[str, str], of: Source
) -> Items[Draft]:
    from registry.desk.batch import sheet
    from registry.desk.read.filtering import chosen
    from registry.desk.read.session import open_reading

    fields = {k: v for k, v in given.items() if k not in _OWN}
    on = _day(draft, fields) if of.filter else None
    with open_reading(path, on) as reading:
        builder = Builder(reading, draft, fields)
        if of.file:
            return builder.of_table(sheet.read(Path(of.file), draft))
        ids = chosen(reading, of.filter)
        source = f"筛选「{of.filter}」，截至 {reading.info.on}"
        if not ids:
            raise InputError(f"{source}，没有选中企业；请放宽条件，或核对日期")
        return builder.of_enterprises(source, ids)


def _day(draft: type[Draft], fields: Mapping[str, str]) -> date | None:
    """The day of what is recorded: those are meant who were so on that day.

    None where it has none, or where it cannot be read, which is told of the draft.
    """
    days = (
        fields[key]
        for key, field in draft.model_fields.items()
        if (key == "on" or key.endswith("_on")) and fields.get(key)
        if writing.written(field) in {writing.DAY, writing.EXACT_DAY}
    )
    try:
        return next((parse(text).last for text in days), None)
    except InputError:
        return None


_OWN = frozenset({"filter", "file", "yes", "accept_good", "json"})


def _show(seen: Preview, source: str) -> None:
    """The moves as data, then what is not used and who is skipped, and why."""
    of = f"；{source}" if source else ""
    same = f"，未变 {len(seen.unchanged)} 条" if seen.unchanged else ""
    say(f"预览：成批{seen.title}，可办 {len(seen.moves)} 条{same}{of}")
    numbered = any(move.line is not None for move in seen.moves)
    header = ("行", "对象", "原为", "现为") if numbered else ("对象", "原为", "现为")
    rows = [
        (*([str(move.line)] if numbered else []), move.who, move.old, move.new)
        for move in seen.moves
    ]
    if rows:
        listing(Format.TABLE, header, rows, limit=len(rows))
    warned = [move for move in seen.moves if move.heed]
    if warned:
        say(f"可办，但请留意的 {len(warned)} 条：")
        say("\n".join(f"  {move.who}：{move.heed}" for move in warned))
    if seen.unchanged:
        who = "、".join(_placed(move) for move in seen.unchanged[:_SHOWN])
        more = "等" if len(seen.unchanged) > _SHOWN else ""
        say(f"已登记、内容相同的 {len(seen.unchanged)} 条：{who}{more}")
    if seen.unused:
        say(f"没有用到的列：{'、'.join(seen.unused)}")
    if seen.skipped:
        say(f"办不了的 {len(seen.skipped)} 条：")
        say("\n".join(f"  {fault}" for fault in seen.skipped))


def _told_only(seen: Preview, of: Source) -> bool:
    """Print the preview where nothing is to be written; whether it was printed.

    Raises:
        Exit: it was, as some cannot go or nobody has agreed.
    """
    stopped = bool(seen.skipped) and not of.accept_good
    if seen.moves and of.yes and not stopped:
        return False
    as_json(many_objects.of(seen))
    if stopped or not (seen.moves or seen.unchanged):
        raise typer.Exit(FaultsError.exit_code)
    if seen.moves:
        say(NOT_ASKED)
        raise typer.Exit(1)
    return True


def _close(seen: Preview) -> None:
    """End as an import does: some could not go, though the others are written.

    Raises:
        Exit: there are such.
    """
    if seen.skipped:
        raise typer.Exit(FaultsError.exit_code)


def _placed(move: Move) -> str:
    return move.who if move.line is None else f"第 {move.line} 行 {move.who}"


def _require(seen: Preview, of: Source) -> None:
    """Go on only where what was shown may be written.

    Raises:
        Exit: some cannot go, and nobody said that the others may; or nobody agreed.
    """
    if seen.skipped and not of.accept_good:
        say("没有写入；改正后再办，或加 --accept-good 只写能办的")
        raise typer.Exit(FaultsError.exit_code)
    if not seen.moves and seen.unchanged:
        say("没有要写入的：台账里已经是这样")
        raise typer.Exit
    if not seen.moves:
        say("没有一条可以办理，没有写入")
        raise typer.Exit(FaultsError.exit_code)
    require(f"写入以上 {len(seen.moves)} 条？", yes=False)
