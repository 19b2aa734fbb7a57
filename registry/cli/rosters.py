"""``tidu roster``: freeze a set, see how far it has come, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from registry.cli import count
from registry.cli.call import called
from registry.cli.known import opened
from registry.cli.look import print_some
from registry.cli.show import (
    Format,
    as_json,
    by_key,
    headed,
    left_over,
    listing,
    out,
    paragraph,
    plain,
    say,
)
from registry.cli.usual import (
    DayOption,
    DocumentOption,
    ForceOption,
    FormatOption,
    JsonOption,
    LimitOption,
    ReasonOption,
    chosen,
)
from registry.desk.read import catalogue, rosters
from registry.desk.read.counting import Matrix
from registry.desk.read.session import Reading
from registry.lists.table import Table

NameArgument = Annotated[str, typer.Argument(metavar="名册", help="名册名称")]
FilterArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="筛选式", help="冻结哪些企业，如 规上=是 在册；见 tidu filter help"
    ),
]
FrozenOption = Annotated[
    str, typer.Option("--on", help="冻结在哪一天；不写则用台账基准日")
]
TermsOption = Annotated[
    str, typer.Option("--terms", help="口径；不写则为筛选式和冻结日期")
]
DoneOption = Annotated[
    str,
    typer.Option("--done", help="怎样算完成，写筛选式；不写则为名册年度起做过自评估"),
]
ByOption = Annotated[str, typer.Option("--by", help="按哪些项分列")]
ToOption = Annotated[
    Path | None, typer.Option("--to", help="把未完成名单写到文件（.xlsx、.csv 等）")
]


_ON_SCREEN = {"enterprise", "unit", "subject", "level", "assessed", "status", "note"}


def freeze(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    name: NameArgument,
    text: FilterArgument,
    on: FrozenOption = "",
    terms: TermsOption = "",
    document: DocumentOption = "",
    reason: ReasonOption = "",
) -> None:
    """Freeze everybody a filter selects, as the denominator of a rate."""
    from registry.desk.office import Because, Office
    from registry.desk.rosters import freeze as write
    from registry.desk.rosters import selected

    call = called(context)
    with opened(context, on) as reading:
        draft = selected(reading, name, " ".join(text), terms, document)
    office = Office(call.path, call.by)
    done = write.done(office, draft, Because(document, reason))
    say(
        f"已冻结名册「{draft.name}」：{len(draft.subject_ids)} 家，{draft.terms}"
        f"（第 {done.change} 次变更；撤回用 tidu undo）"
    )


def listed(
    context: typer.Context,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print every roster."""
    layout = chosen(layout, json=json)
    with opened(context, "") as reading:
        print_some(reading, catalogue.read(reading, "rosters"), None, layout)


def show(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    name: NameArgument,
    done: DoneOption = "",
    by: ByOption = rosters.BY_UNIT,
    on: DayOption = "",
    limit: LimitOption = None,
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
    to: ToOption = None,
    force: ForceOption = False,
) -> None:
    """Print how far each unit has come, its rank, and who is missing."""
    with opened(context, on) as reading:
        missing = rosters.missing(reading, name, done)
        if to is not None:
            _write(missing, to, force=force)
            return
        made = rosters.completion(reading, name, done, by)
        match chosen(layout, json=json):
            case Format.JSON:
                as_json(_object(reading, made, missing))
            case Format.CSV:
                _print_missing(missing, limit, layout)
            case Format.TABLE:
                count.draw(reading, made)
                _print_missing(missing, limit, layout)


def group() -> typer.Typer:
    """The group ``tidu roster``."""
    made = typer.Typer(no_args_is_help=True)
    made.command("freeze", help="冻结名册：筛选出的企业，作完成率的分母")(freeze)
    made.command("list", help="列出名册")(listed)
    made.command("show", help="各县市区完成率、排名，还有谁没完成（催报）")(show)
    return made


def _write(missing: Table, to: Path, *, force: bool) -> None:
    from registry.desk.exports import save

    done = save(missing, to, force=force)
    say(f"已写出 {done.path}：{done.title}，{done.rows} 家")


def _print_missing(missing: Table, limit: int | None, layout: Format) -> None:
    shown: Sequence[int] = range(len(missing.columns))
    if layout is Format.TABLE:
        out("")
        paragraph("\n".join((missing.heading, *missing.above)))
        shown = [
            at for at, column in enumerate(missing.columns) if column.key in _ON_SCREEN
        ]
    header = [missing.columns[at].header for at in shown]
    rows = [tuple(plain(row[at]) for at in shown) for row in missing.rows]
    left = len(rows) - listing(layout, header, rows, limit)
    say(f"未完成 {len(rows)} 家{left_over(left)}；--to 文件 写出催报名单")


def _object(reading: Reading, made: Matrix, missing: Table) -> dict[str, object]:
    keys = [column.key for column in missing.columns]
    return headed(reading) | {
        "terms": str(made.terms),
        "heads": made.heads,
        "columns": made.columns,
        "completion": [count.as_object(line) for line in made.lines],
        "total": count.as_object(made.total),
        "missing": [by_key(keys, row) for row in missing.rows],
    }
