"""The command line: every command, its global options, and its refusals."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from registry.cli import completion, manual, mistakes
from registry.cli.call import Call, OpenScreens, login_name
from registry.cli.show import hush, out, say
from registry.errors import InputError, RegistryError

RegistryOption = Annotated[
    Path | None,
    typer.Option(
        "--registry", envvar="TIDU_REGISTRY", help="台账文件；不写则用默认位置"
    ),
]
NameOption = Annotated[
    str,
    typer.Option(
        "--as", envvar="TIDU_AS", help="经办人姓名（声明，不作认证）；不写则用登录名"
    ),
]
VersionOption = Annotated[bool, typer.Option("--version", help="显示版本")]


def run(argv: Sequence[str], open_screens: OpenScreens) -> int:
    """Run one command line; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    code = 0
    try:
        code = _run(argv, open_screens)
        sys.stdout.flush()
    except BrokenPipeError:
        _hush_all()
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        _hush_all()
    return code


def _run(argv: Sequence[str], open_screens: OpenScreens) -> int:
    completion.prepare()
    command = _command(open_screens, _asked(argv))
    try:
        _require_days(argv)
        return command(list(argv), prog_name="tidu", standalone_mode=False) or 0
    except RegistryError as refusal:
        say(str(refusal))
        return refusal.exit_code
    except typer.Abort:
        say("已中止，未作改动")
        return 130
    except typer.TyperException as mistake:
        say(mistakes.sentence(mistake))
        return 2


_DAYS = frozenset({"--on", "--known-on", "--since", "--until"})


def _require_days(argv: Sequence[str]) -> None:
    """Refuse a day that is empty: a script's variable was, and another day is meant."""
    empty = {option for option, value in pairwise(argv) if not value.strip()}
    empty |= {word[:-1] for word in argv if word.endswith("=")}
    for option in sorted(_DAYS & empty):
        raise InputError(f"{option} 后面是空的；请写上日期，或不写 {option}")


def _hush_all() -> None:
    """Print no more: the reader has left (``| head``)."""
    for stream in (sys.stdout, sys.stderr):
        hush(stream)


@cache
def _command(open_screens: OpenScreens, only: str) -> Callable[..., int | None]:
    """The command line, made once: reading every signature is most of its cost."""
    return get_command(build(open_screens, only))


def _asked(argv: Sequence[str]) -> str:
    """The command that is asked for, where nothing else has to be known; else ""."""
    words = iter(argv)
    for word in words:
        if word in ("--registry", "--as"):
            next(words, None)
        elif not word.startswith(("--registry=", "--as=")):
            return word if word in {name for name, *_ in COMMANDS + GROUPS} else ""
    return ""


def _function(place: str) -> Callable[..., Any]:
    """A function of this package, named ``module:function``."""
    module, name = place.split(":")
    found: Callable[..., Any] = getattr(import_module(f"{__package__}.{module}"), name)
    return found


def build(open_screens: OpenScreens, only: str = "") -> typer.Typer:
    """The command line; ``open_screens`` is what a bare ``tidu`` runs.

    With ``only``, one command or group of it: the others need not be imported.
    """
    app = typer.Typer(
        help="梯度：制造业企业梯度培育台账",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(
        invoke_without_command=True,
        help="梯度：制造业企业梯度培育台账。不带命令即打开界面。",
    )
    def start(
        context: typer.Context,
        registry: RegistryOption = None,
        name: NameOption = "",
        show_version: VersionOption = False,
    ) -> None:
        """Take the global options; without a command, open the screens."""
        if show_version:
            from importlib.metadata import version

            out(f"tidu {version('tidu')}")
            return
        context.obj = Call(registry, name or login_name(), open_screens)
        if context.invoked_subcommand is None:
            raise typer.Exit(open_screens(context.obj.existing(), context.obj.by))

    _hang(app, only)
    manual.speak(app)
    return app


def _hang(app: typer.Typer, only: str) -> None:
    """Hang the commands on the command line."""
    for name, place, text in COMMANDS:
        if only in ("", name):
            app.command(name, help=text)(_function(place))
    for name, place, text in GROUPS:
        if only in ("", name):
            app.add_typer(_function(place)(), name=name, help=text)
    if not only:
        _function("writes:add_to")(app)


COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("init", "begin:init", "新建台账"),
    ("demo", "begin:demo", "打开演示台账（株洲 2022 年）；没有就先生成"),
    ("synth", "synth:synth", "生成合成台账：不存在的企业，供培训和测速用"),
    ("upgrade", "begin:upgrade", "把旧版本的台账升级到本程序的版本"),
    ("overview", "look:overview", "概览：各项计数，附口径"),
    ("count", "count:count", "按筛选式计数，可分列、排名、对名册，附口径"),
    ("find", "look:find", "按名称或信用代码找企业"),
    ("show", "look:show", "一页看全：企业、文号或批次"),
    ("list", "look:listed", "列出名单：培育库、可晋级、称号持有……"),
    ("export", "export:export", "把名单写成 .xlsx、.docx、.csv、.json 或 .html"),
    ("import", "imports:import_", "导入台账：先预览，再一次写入；可撤回"),
    ("template", "imports:template", "写一份导入用的 .xlsx 模板"),
    ("dedupe", "dedupe:dedupe", "并档：同一家企业的两份档案合为一份"),
    ("publish", "publish:publish", "发布名单：编号、冻结、留存链头"),
    ("ladder", "climb:ladder", "画出梯度：市级 → 省级 → 国家级，带持有数"),
    ("eligible", "climb:eligible", "谁可晋级、谁差一项、谁待核"),
    ("explain", "climb:explain", "逐条说明一家企业为什么可以、为什么不可以"),
    ("gaps", "gaps:gaps", "谁离晋级最近、还差什么、差多少；哪项措施能帮到谁"),
    ("path", "path:path", "一家企业通往国家级（或某称号）缺项最少的路径"),
    ("forecast", "forecast:forecast", "若记录不再变化：谁何时可晋级、谁失去、何时到期"),
    ("whatif", "whatif:whatif", "政策测算：假如施行它，谁进入、谁退出、奖补增减"),
    ("changes", "changes:changes", "世上的变化：更名、迁出、撤销、到期……及涉及的称号"),
    (
        "recognise",
        "recognise:recognise",
        "认定一个批次：称号、环节和拟定奖补，一次写入",
    ),
    ("due", "rounds:due", "接下来什么到期、该办什么"),
    ("subsidies", "rounds:subsidies", "奖补：批了、拨了没有，有没有重复享受"),
    ("history", "keep:history", "变更记录"),
    ("completion", "completion:script", "印出命令行的补全脚本：bash、zsh、fish"),
    ("refresh", "forecast:refresh", "重新推算已到期的留存结论"),
    ("verify", "keep:verify", "核对台账与变更记录"),
    ("undo", "keep:undo", "撤回一次变更（记为新的变更）"),
    ("backup", "keep:backup", "备份"),
    ("restore", "keep:restore", "用备份恢复（原文件保留）"),
)
"""Commands that are functions of their own, as ``module:function``.

Those made from drafts are in ``writes``.
"""

GROUPS: tuple[tuple[str, str, str], ...] = (
    ("policy", "policies:group", "政策文件"),
    ("round", "rounds:group", "批次"),
    ("calendar", "rounds:calendar", "工作日历（放假、调休）"),
    ("filter", "filters:group", "筛选式"),
    ("contact", "contacts:group", "企业联系人（个人信息）"),
    ("roster", "rosters:group", "名册：冻结、完成率、催报"),
)
"""Groups of commands, each made by a function, as ``module:function``."""
