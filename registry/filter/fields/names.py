"""Fields of names and of the credit code."""

from __future__ import annotations

from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.recorded import Recorded
from registry.filter.words import (
    code,
    containing,
    in_code,
    in_name,
    in_sound,
    named,
    sounds,
)


def _called(asking: Asking, asked: Comparison, holds: str) -> str:
    """A name, present or former, official or short."""
    del asked
    return named(asking.enterprise, f"s.voided_by IS NULL AND {holds}")


def _part(asking: Asking, asked: Comparison, value: Value) -> str:
    del asked
    return in_name(asking.bind(containing(value.text)))


def _sound(asking: Asking, asked: Comparison, value: Value) -> str:
    said = sounds(value.text)
    if not said:
        raise asked.refuse(value, "不是拼音；写首字母或整个音节，如 zzsd、zhuzhou")
    return in_sound([asking.bind(one) for one in said])


def _coded(asking: Asking, asked: Comparison, holds: str) -> str:
    del asked
    return (
        f"EXISTS (SELECT 1 FROM enterprise u WHERE u.id = {asking.enterprise}"
        f" AND u.uscc IS NOT NULL AND {holds})"
    )


def _beginning(asking: Asking, asked: Comparison, value: Value) -> str:
    del asked
    return in_code(asking.bind(code("".join(value.text.split()))), "u")


FIELDS: tuple[Field, ...] = (
    Recorded(
        name="名称",
        english="name",
        aliases=("企业名称", "企业"),
        help="名称里的字：全称、简称、曾用名",
        examples=("名称=中车", "名称=时代,瑞德尔"),
        some=_called,
        meets=_part,
    ),
    Recorded(
        name="拼音",
        english="pinyin",
        help="名称的拼音首字母，或整个音节；单写一个字母词也这样找",
        examples=("拼音=zzsd", "拼音=zhuzhou"),
        some=_called,
        meets=_sound,
    ),
    Recorded(
        name="代码",
        english="uscc",
        aliases=("信用代码", "统一社会信用代码", "code"),
        help="统一社会信用代码的开头",
        examples=("代码=9143", "代码=缺数据"),
        some=_coded,
        meets=_beginning,
    ),
)
