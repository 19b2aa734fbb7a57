"""On which line of a TOML text each key and each element stands.

``tomllib`` checks the syntax and gives the values, but no places. This reader knows
only as much of TOML 1.0 as it takes to follow a text that ``tomllib`` has accepted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NoReturn

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')[ \t]*""")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"""(?!")'
    r"|'''[\s\S]*?'''(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
)
_SCALAR = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^,\]}\s#]*|[^,\]}\s#]+")


def lines(text: str) -> Mapping[Path, int]:
    r"""The line (from 1) of every key and list element, by its path.

    A table or an element of an array of tables stands where it is first named.

    >>> lines('a = 1\n[[b]]\nc = [2,\n  3]\n')[("b", 0, "c", 1)]
    4
    """
    return dict(reversed([*_Reader(text).entries()]))


class _Reader:
    """A place in the text, and how long each array of tables has grown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lengths: dict[Path, int] = {}

    def entries(self) -> Iterator[tuple[Path, int]]:
        """Every path with its line; the first entry of a path is its place."""
        table: Path = ()
        while self._skip(_BLANK) or self.at < len(self.text):
            if self.at == len(self.text):
                return
            if self._take("["):
                line, table = self._header()
                yield from _upto(table, 0, line)
            else:
                yield from self._pair(table)

    def _header(self) -> tuple[int, Path]:
        many = self._take("[")
        line, keys = self._line(), self._keys()
        self._expect("]]" if many else "]")
        return line, self._resolve(keys, many=many)

    def _resolve(self, keys: list[str], *, many: bool) -> Path:
        """The path a header means: under the last element of each array."""
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
        path = (*path, keys[-1])
        if many:
            self.lengths[path] = self.lengths.get(path, 0) + 1
        return self._last(path)

    def _last(self, path: Path) -> Path:
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line, keys = self._line(), self._keys()
        self._expect("=")
        path = (*table, *keys)
        yield from _upto(path, len(table), line)
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._skip(_BLANK)
        if self._take("["):
            yield from self._elements(path)
        elif self._take("{"):
            yield from self._pairs(path)
        elif not self._skip(_STRING) and not self._skip(_SCALAR):
            self._lost()

    def _elements(self, path: Path) -> Iterator[tuple[Path, int]]:
        index = 0
        while not self._closed("]"):
            yield (*path, index), self._line()
            yield from self._value((*path, index))
            index += 1

    def _pairs(self, path: Path) -> Iterator[tuple[Path, int]]:
        while not self._closed("}"):
            yield from self._pair(path)

    def _closed(self, bracket: str) -> bool:
        self._skip(_BLANK)
        if self._take(","):
            self._skip(_BLANK)
        return self._take(bracket)

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while self._take("."):
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        found = _KEY.match(self.text, self.at)
        if found is None:
            self._lost()
        self.at = found.end()
        return next(iter(tomllib.loads(f"{found[1]} = 0")))

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _take(self, mark: str) -> bool:
        taken = self.text.startswith(mark, self.at)
        self.at += len(mark) * taken
        return taken

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        before, self.at = self.at, found.end() if found else self.at
        return self.at > before

    def _expect(self, mark: str) -> None:
        self._skip(_BLANK)
        if not self._take(mark):
            self._lost()

    def _lost(self) -> NoReturn:
        raise ValueError(f"line {self._line()}: not the TOML that tomllib accepted")


def _upto(path: Path, known: int, line: int) -> Iterator[tuple[Path, int]]:
    """The path and those above it that the same line names, the outermost first."""
    for length in range(known + 1, len(path) + 1):
        yield path[:length], line
