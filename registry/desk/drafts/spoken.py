"""Draft of a word that reads otherwise than its characters."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from registry import pinyin
from registry.desk.drafts.base import Draft, refusal
from registry.desk.drafts.fields import Name, reading
from registry.errors import InputError
from registry.text import clean

_MOST = 12


def said(value: object) -> str:
    """Syllables with blanks between: hong tong.

    Raises:
        InputError: one of them is none.
    """
    typed = clean(str(value)).lower()
    wrong = [one for one in typed.split() if not pinyin.is_syllable(one)]
    if wrong or not typed:
        shown = "、".join(wrong) or clean(str(value))
        raise InputError(f"「{shown}」不是拼音音节；每字一个音节，如 hong tong")
    return typed


class SpokenWordDraft(Draft):
    """A word of two hanzi or more, and a syllable for each of them."""

    word: Name = Field(title="词")
    syllables: Annotated[str, reading(said)] = Field(title="拼音")

    @model_validator(mode="after")
    def _one_for_each(self) -> SpokenWordDraft:
        count = len(self.syllables.split())
        if not 1 < len(self.word) <= _MOST:
            raise refusal(f"词写 2 至 {_MOST} 个字，如 洪洞")
        if count != len(self.word):
            raise refusal(f"「{self.word}」{len(self.word)} 个字，写了 {count} 个音节")
        return self
