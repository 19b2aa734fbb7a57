"""``tidu contact``: recorded, shown masked or in full, corrected, erased for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from registry.cli.call import Call, called
from registry.cli.consent import require
from registry.cli.show import Format, answered, by_key, listing, say
from registry.cli.typed import Typed, attach
from registry.cli.usual import FormatOption, JsonOption, ReasonOption, chosen
from registry.columns import Cell
from registry.desk.read.session import open_reading
from registry.desk.read.values import Line
from registry.errors import InputError

ADD = Typed(
    "add",
    "登记联系人",
    "contacts:add",
    "contacts:ContactDraft",
    ("name",),
    many=True,
)
EnterpriseArgument = Annotated[
    str, typer.Argument(metavar="企业", help="企业名称（一部分也行）或信用代码")
]
RevealOption = Annotated[
    bool, typer.Option("--reveal", help="不遮盖；要写 --reason，记入变更记录")
]
RecordOption = Annotated[
    int | None,
    typer.Option("--record", min=1, help="只是这一位，编号见 tidu contact show"),
]
NameOption = Annotated[str | None, typer.Option("--name", help="改成的姓名")]
PostOption = Annotated[str | None, typer.Option("--post", help="改成的职务")]
PhoneOption = Annotated[str | None, typer.Option("--phone", help="改成的电话")]
EmailOption = Annotated[str | None, typer.Option("--email", help="改成的电子邮箱")]
NoteOption = Annotated[str | None, typer.Option("--note", help="改成的备注")]
YesOption = Annotated[bool, typer.Option("--yes", help="不再询问")]
DETAILS = ("name", "post", "phone", "email", "note")
HEADER = {
    "id": "编号",
    "name": "联系人",
    "details": "职务、电话、邮箱",
    "note": "备注",
}


def group() -> typer.Typer:
    """The commands under ``tidu contact``."""
    made = typer.Typer(no_args_is_help=True)
    attach(made, ADD)
    made.command("show", help="一家企业的联系人；姓名、电话、邮箱遮盖")(show)
    made.command(
        "correct", help="更正联系人：只写要改的，写 '' 即清空；原内容删除，不可恢复"
    )(correct)
    made.command("erase", help="删除联系人：内容不可恢复，变更记录仍可核对")(erase)
    return made


def show(
    context: typer.Context,
    enterprise: EnterpriseArgument,
    reveal: RevealOption = False,
    reason: ReasonOption = "",
    layout: FormatOption = Format.TABLE,
    json: JsonOption = False,
) -> None:
    """Print the contacts of an enterprise."""
    call = called(context)
    found = _in_full(call, enterprise, reason) if reveal else _masked(call, enterprise)
    rows, layout = [_row(one) for one in found], chosen(layout, json=json)
    if layout is Format.JSON:
        with open_reading(call.path) as reading:
            told = [by_key(tuple(HEADER), row) for row in rows]
            answered(reading, "contacts", told)
    else:
        listing(layout, tuple(HEADER.values()), rows)
    say(
        f"共 {len(found)} 位" + ("；查看事由已记入变更记录" if reveal and found else "")
    )


def correct(  # noqa: PLR0913, PLR0917 - each option is an argument to typer
    context: typer.Context,
    enterprise: EnterpriseArgument,
    record: RecordOption = None,
    name: NameOption = None,
    post: PostOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
    note: NoteOption = None,
    reason: ReasonOption = "",
) -> None:
    """Put right what a contact says; what it said before is erased."""
    from registry.desk import contacts
    from registry.desk.office import Office

    call = called(context)
    typed = zip(DETAILS, (name, post, phone, email, note), strict=True)
    said = {key: value for key, value in typed if value is not None}
    if not said:
        raise InputError("请写明改成什么，如 --phone 0731-28000000")
    office, number = Office(call.path, call.by), _number(call, enterprise)
    done = contacts.correct(office, number, said, record, reason)
    say(f"已更正 1 位联系人，记为第 {done.change} 次变更（原内容已删除，不能撤回）")
    _say_left(emptied=done.emptied)


def erase(
    context: typer.Context,
    enterprise: EnterpriseArgument,
    record: RecordOption = None,
    reason: ReasonOption = "",
    yes: YesOption = False,
) -> None:
    """Erase the contacts of an enterprise, or one of them."""
    from registry.desk import contacts
    from registry.desk.office import Office

    call = called(context)
    if not reason.strip():
        raise InputError("删除联系人要写明事由，记入变更记录；请加 --reason 事由")
    number = _number(call, enterprise)
    require("删除后内容不可恢复，也不能撤回。删除吗", yes=yes)
    done = contacts.erase(Office(call.path, call.by), number, record, reason)
    former = f"，连同撤回过或改前的内容 {done.former} 份" if done.former else ""
    told = f"已删除 {done.contacts} 位联系人{former}"
    say(f"{told}，记为第 {done.change} 次变更（不能撤回）")
    _say_left(emptied=done.emptied)


def _say_left(*, emptied: bool) -> None:
    """Say where the old words still are."""
    if not emptied:
        say("另有窗口开着这份台账：全部关闭之后，旧内容才从日志文件（-wal）中清除")
    say("此前的备份里还有这些内容；请一并更换备份")


def _in_full(call: Call, enterprise: str, reason: str) -> Sequence[Line]:
    from registry.desk.disclosed import contacts_of
    from registry.desk.office import Office

    return contacts_of(Office(call.existing(), call.by), enterprise, reason)


def _masked(call: Call, enterprise: str) -> Sequence[Line]:
    from registry.desk.read import contacts

    number = _number(call, enterprise)
    with open_reading(call.path) as reading:
        return contacts.lines(reading, number)


def _number(call: Call, enterprise: str) -> int:
    from registry.desk.read import lookup

    with open_reading(call.existing()) as reading:
        return lookup.enterprise_id(reading.connection, enterprise)


def _row(line: Line) -> tuple[Cell, ...]:
    return int(line.record.split()[-1]), line.label, line.value, line.source
