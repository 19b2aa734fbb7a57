"""Making a register of enterprises that do not exist: for training and measuring."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.call import called
from registry.cli.show import say
from registry.errors import InputError

CountOption = Annotated[
    int, typer.Option("--enterprises", help="合成多少家企业，最多 500 万家")
]
SeedOption = Annotated[
    int, typer.Option("--seed", help="随机种子：同一种子、同样家数，内容相同")
]
PlaceOption = Annotated[
    Path | None, typer.Option("--registry", help="新台账放在哪里；不覆盖已有文件")
]


def synth(
    context: typer.Context,
    enterprises: CountOption = 2000,
    seed: SeedOption = 1,
    registry: PlaceOption = None,
) -> None:
    """Make a synthetic register, marked as such throughout."""
    from registry.desk.office import Office
    from registry.desk.synth.build import Wanted, build

    call = called(context)
    path = registry or call.registry
    if path is None:
        raise InputError("没有写明合成台账放在哪里；请加 --registry 路径")
    wanted = Wanted(enterprises, seed)
    build(Office(path, call.by), wanted, _progress(enterprises))
    say(f"已生成合成台账 {path}：{enterprises:,} 家企业，种子 {seed}；全部是合成数据")


def _progress(total: int) -> Callable[[int], None]:
    """Narrates how far it has come, how fast, and how long the rest will take."""
    began = time.monotonic()

    def told(done: int) -> None:
        rate = done / max(time.monotonic() - began, 1e-9)
        rest = (total - done) / rate
        say(f"已写入 {done:,} / {total:,} 家，每秒 {rate:,.0f} 家，约剩 {rest:,.0f} 秒")

    return told
