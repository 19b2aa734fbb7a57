"""Counting: a number, a matrix that sums, a rate against a roster, with its terms."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import completion
from registry.cli.known import KnownOption, opened
from registry.cli.show import (
    Format,
    as_csv,
    as_json,
    as_table,
    headed,
    out,
    paragraph,
    plain,
    say,
)
from registry.cli.usual import (
    DayOption,
    ForceOption,
    FormatOption,
    JsonOption,
    SaveOption,
    chosen,
)
from registry.desk.read.counting import Matrix
from registry.desk.read.counting_shape import Line
from registry.desk.read.session import Reading
from registry.text import width

FilterArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[筛选式]",
        help="如 县市区=天元区 等级=三级；见 tidu filter help",
        autocompletion=completion.filters,
    ),
]
ByOption = Annotated[
    str, typer.Option("--by", help="按哪些项分列，如 县市区,等级；最后一项作列")
]
NamesOption = Annotated[bool, typer.Option("--names", help="同时列出名单")]
RosterOption = Annotated[
    str,
    typer.Option(
        "--of",
        help="以哪个名册为分母，给出完成率和排名；不写筛选式则为名册年度起做过自评估",
    ),
]
RankOption = Annotated[bool, typer.Option("--rank", help="从多到少排名")]


def count(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    text: FilterArgument = None,
    by: ByOption = "",
    on: DayOption = "",
    known_on: KnownOption = "",
    names: NamesOption = False,
    roster: RosterOption = "",
    rank: RankOption = False,
    to: SaveOption = None,
    force: ForceOption = False,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print how many a filter selects, or write it to a file."""
    from registry.desk.read import counting, rosters

    asked = " ".join(text or ())
    with opened(context, on, known_on) as reading:
        if roster:
            made = rosters.completion(reading, roster, asked, by, names=names)
        else:
            made = counting.count(reading, asked, by, names=names, rank=rank)
        if to is not None:
            _write(reading, made, to, force=force)
        else:
            _print(reading, made, asked, chosen(layout, json=json))


def _write(reading: Reading, made: Matrix, to: Path, *, force: bool) -> None:
    from registry.desk.exports import save
    from registry.desk.read.counting_table import table

    done = save(table(reading, made), to, force=force)
    say(f"已写出 {done.path}：{done.title}，{done.rows} 行")


def _print(reading: Reading, made: Matrix, asked: str, layout: Format) -> None:
    match layout:
        case Format.JSON:
            as_json(_object(reading, made, asked))
        case Format.CSV:
            as_csv(*_rows(made))
            say(str(made.terms))
        case Format.TABLE:
            draw(reading, made)


def draw(reading: Reading, made: Matrix) -> None:
    """Print the lines and their sum, the names where they were asked for, the terms."""
    out(reading.info.headed)
    if made.lines or made.who:
        header, rows = _rows(made)
        as_table(header, _aligned(header, rows, len(made.heads)))
    else:
        out("，".join(f"{n} {made.unit}{made.counted}" for n in made.total.numbers))
    for one in made.names:
        label = " · ".join((*one.labels, *((made.who,) if made.who else ())))
        shown = f"【{label}】" if label else ""
        out(f"{shown}{len(one.names)} {made.unit}：{'、'.join(one.names)}")
    paragraph(str(made.terms))


def _rows(made: Matrix) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    from registry.desk.read.counting_table import cells, header

    lines = (*made.lines, made.total)
    rows = [tuple(map(plain, cells(made, line))) for line in lines]
    return header(made), rows


def _aligned(
    header: tuple[str, ...], rows: list[tuple[str, ...]], labels: int
) -> list[tuple[str, ...]]:
    """The rows with their numbers under one another, right under the head's end."""
    wide = [max(width(row[at]) for row in (header, *rows)) for at in range(len(header))]
    return [
        tuple(
            cell if at < labels else " " * (wide[at] - width(cell)) + cell
            for at, cell in enumerate(row)
        )
        for row in rows
    ]


def _object(reading: Reading, made: Matrix, asked: str) -> dict[str, object]:
    return headed(reading) | {
        "filter": asked,
        "terms": str(made.terms),
        "counted": made.counted,
        "unit": made.unit,
        "heads": made.heads,
        "columns": made.columns,
        "lines": [as_object(line) for line in made.lines],
        "total": as_object(made.total),
        "who": made.who,
        "names": [asdict(one) for one in made.names],
    }


def as_object(line: Line) -> dict[str, object]:
    """A line of a count as JSON has it."""
    return {
        "labels": line.labels,
        "numbers": line.numbers,
        "percent": line.percent,
        "rank": line.rank,
    }
