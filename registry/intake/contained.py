"""Names in full within another: 「…（原某某厂）」, 「某某有限公司天元分公司」."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS = re.compile(r"公司|厂")
_SAYS_FORMER = ("原", "原名", "曾用名", "更名为", "现", "现名", "即")
_LEAST = 4


class Contained:
    """Known names, as usually written, by which longer ones are searched."""

    def __init__(self, known: Iterable[tuple[str, int]]) -> None:
        self._known: dict[str, set[int]] = {}
        for name, enterprise_id in known:
            if len(name) >= _LEAST:
                self._known.setdefault(name, set()).add(enterprise_id)

    def find(self, plain: str) -> set[int]:
        """The enterprises whose name stands in this usual one, with more behind it.

        At the very end it counts only where the name says that it was borne before:
        somebody's own name may merely end like another's.
        """
        found: set[int] = set()
        for end in (one.end() for one in _ENDS.finditer(plain)):
            for start in range(end - _LEAST + 1):
                told = end < len(plain) or plain[:start].endswith(_SAYS_FORMER)
                if told:
                    found |= self._known.get(plain[start:end], set())
        return found
