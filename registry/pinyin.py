"""Chinese names as they are typed without hanzi: initials, and whole syllables.

A character has one reading, its usual one; words that read otherwise (长沙, 重庆) go
before it, an official's own before the shipped ones. Latin letters and digits stand
for themselves. Both shipped tables are made with pypinyin (``docs/adr/0040``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from string import ascii_letters, digits
from types import MappingProxyType

from registry import paths

MOST_WAYS = 8
"""So many ways of cutting what is typed into syllables are looked for."""
_LONGEST = len("zhuang")
_GRUNTS = frozenset({"m", "n", "ng", "hm", "hng"})
_LATIN = ascii_letters + digits
_BREAK = "'"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name without hanzi: ``zzsdxc`` and ``ZhuZhouShiDaiXinCai``."""

    initials: str
    syllables: str


@dataclass(frozen=True, slots=True)
class Speech:
    """How names are typed; ``words`` read otherwise than their characters do."""

    words: Mapping[str, str]
    beginnings: frozenset[str]
    longest: int

    @classmethod
    def with_own(cls, own: Mapping[str, str] = MappingProxyType({})) -> Speech:
        """The shipped words, and an official's own before them."""
        words = {**_words(), **own}
        longest = max(map(len, words), default=0)
        return cls(words, frozenset(word[:2] for word in words), longest)

    def of(self, name: str) -> Spoken:
        """How a name is typed.

        >>> Speech.with_own().of("中车（株洲）087A")
        Spoken(initials='zczz087a', syllables='ZhongCheZhuZhou087A')
        >>> Speech.with_own({"洪洞": "hong tong"}).of("洪洞").initials
        'ht'
        """
        if not any(name[at : at + 2] in self.beginnings for at in range(len(name))):
            said = name.translate(_syllable_of())
            return Spoken(name.translate(_initial_of()), said)
        parts = tuple(self._said(name))
        first = "".join(part[:1] for part in parts).lower()
        return Spoken(first, "".join(parts))

    def _said(self, name: str) -> Iterator[str]:
        at = 0
        while at < len(name):
            word = self._word(name, at)
            if word:
                yield from (one.capitalize() for one in self.words[word].split())
            else:
                yield name[at].translate(_syllable_of())
            at += len(word) or 1

    def _word(self, name: str, at: int) -> str:
        """The longest word that begins here; nothing where none does."""
        if name[at : at + 2] in self.beginnings:
            for length in range(min(self.longest, len(name) - at), 1, -1):
                if name[at : at + length] in self.words:
                    return name[at : at + length]
        return ""


def means_sound(word: str) -> bool:
    """Whether a word may be typed for its sound: Latin letters, maybe with digits."""
    letters = word.replace(_BREAK, "")
    return letters.isascii() and letters.isalnum() and not letters.isdecimal()


def is_syllable(text: str) -> bool:
    """Whether it is a syllable of Chinese, without its tone."""
    return text in _syllables()


def initials(word: str) -> str:
    """What is looked for among initials."""
    return word.replace(_BREAK, "").lower()


def ways(word: str) -> tuple[str, ...]:
    """What is typed, cut into syllables, the last of which may be begun only.

    >>> ways("xian")
    ('Xian', 'XiaN', 'XiAn', 'XiAN')
    >>> ways("zhuzh"), ways("zzsd")
    (('ZhuZh',), ())
    """
    parts = [part for part in word.lower().split(_BREAK) if part]
    if not parts or not all(part.isalpha() for part in parts):
        return ()
    found: list[str] = [""]
    for place, part in enumerate(parts):
        ends = place == len(parts) - 1
        cut = list(islice(_cut(part, begun=ends), MOST_WAYS))
        found = [before + way for before in found for way in cut][:MOST_WAYS]
    return tuple(found)


def _cut(letters: str, *, begun: bool) -> Iterator[str]:
    """The longest first syllable first."""
    known = _syllables()
    for end in range(min(len(letters), _LONGEST), 0, -1):
        head, rest = letters[:end], letters[end:]
        if not rest and (head in known or (begun and _begins(head))):
            yield head.capitalize()
        elif rest and head in known:
            yield from (head.capitalize() + way for way in _cut(rest, begun=begun))


def _begins(head: str) -> bool:
    return any(one.startswith(head) for one in _syllables())


class _Table(dict[int, str]):
    """Characters by what stands for them; nothing stands for any other."""

    def __missing__(self, char: int) -> str:
        return ""


@lru_cache(maxsize=1)
def _syllable_of() -> Mapping[int, str]:
    said = {
        ord(char): syllable.capitalize()
        for syllable, chars in _lines("characters.txt")
        for char in chars
    }
    return _Table({ord(char): char.upper() for char in _LATIN} | said)


@lru_cache(maxsize=1)
def _initial_of() -> Mapping[int, str]:
    return _Table({char: said[0].lower() for char, said in _syllable_of().items()})


@lru_cache(maxsize=1)
def _words() -> Mapping[str, str]:
    return dict(_lines("words.txt"))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    return frozenset(name for name, _ in _lines("characters.txt")) - _GRUNTS


def _lines(name: str) -> Iterator[tuple[str, str]]:
    text = (paths.data() / "pinyin" / name).read_text("utf-8")
    for line in text.splitlines():
        before, _, after = line.partition(" ")
        yield before, after
