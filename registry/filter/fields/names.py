"""Fields of names and of the credit code."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from registry.filter.field import Asking, Comparison, Field, Value
from registry.filter.words import containing, in_sound, sounds


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name(Field):
    """Some name, present or former, official or short, holds the text."""

    def known(self, asking: Asking, asked: Comparison) -> str:
        """There is a name."""
        del asked
        return _named(asking, "1")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """Some name holds one of the texts."""
        self.unordered(asked)
        holds = " OR ".join(
            f"s.value LIKE {asking.bind(containing(one.text))} ESCAPE '\\'"
            for one in values
        )
        return _named(asking, f"({holds})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound(Field):
    """Some name is typed so: its initials, or whole syllables."""

    def known(self, asking: Asking, asked: Comparison) -> str:
        """There is a name."""
        del asked
        return _named(asking, "1")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """Some name is typed in one of the ways."""
        self.unordered(asked)
        typed = " OR ".join(_said(asking, asked, one) for one in values)
        return _named(asking, f"({typed})")


def _said(asking: Asking, asked: Comparison, value: Value) -> str:
    said = sounds(value.text)
    if not said:
        raise asked.refuse(value, "不是拼音；写首字母或整个音节，如 zzsd、zhuzhou")
    return in_sound([asking.bind(one) for one in said])


def _named(asking: Asking, holds: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM name_spell s"
        f" WHERE s.enterprise_id = {asking.enterprise} AND s.voided_by IS NULL"
        f" AND {holds})"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code(Field):
    """The credit code begins with the text."""

    def known(self, asking: Asking, asked: Comparison) -> str:
        """The code is known."""
        del asked
        return _coded(asking, "u.uscc IS NOT NULL")

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """The code begins with one of the texts."""
        self.unordered(asked)
        begins = " OR ".join(_begins(asking, one.text) for one in values)
        return _coded(asking, f"({begins})")


def _coded(asking: Asking, holds: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM enterprise u WHERE u.id = {asking.enterprise}"
        f" AND {holds})"
    )


def _begins(asking: Asking, text: str) -> str:
    code = "".join(unicodedata.normalize("NFKC", text).upper().split())
    start, end = asking.bind(code), asking.bind(f"{code}~")
    return f"(u.uscc >= {start} AND u.uscc < {end})"


FIELDS: tuple[Field, ...] = (
    _Name(
        name="名称",
        english="name",
        aliases=("企业名称", "企业"),
        help="名称里的字：全称、简称、曾用名",
        examples=("名称=中车", "名称=时代,瑞德尔"),
    ),
    _Sound(
        name="拼音",
        english="pinyin",
        help="名称的拼音首字母，或整个音节；单写一个字母词也这样找",
        examples=("拼音=zzsd", "拼音=zhuzhou"),
    ),
    _Code(
        name="代码",
        english="uscc",
        aliases=("信用代码", "统一社会信用代码", "code"),
        help="统一社会信用代码的开头",
        examples=("代码=9143", "代码=缺数据"),
    ),
)
