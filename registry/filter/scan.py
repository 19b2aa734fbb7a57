"""Reading an expression piece by piece, each with its place in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from registry.filter.field import Value
from registry.filter.marks import (
    AND,
    COMMAS,
    COMPARATORS,
    FLAGS,
    NOT,
    OPERATORS,
    OR,
    QUOTES,
    SYMBOLS,
    folded,
)
from registry.filter.refused import FilterError

_TITLED = frozenset("《》〈〉")
_ENDS = frozenset(" \t\n\r)&|")
_JOINING = sorted(AND | OR, key=len, reverse=True)


@dataclass(slots=True)
class Scanner:
    """A place in a text; ``known`` says whether a word is the name of a field."""

    text: str
    known: Callable[[str], bool]
    half: str = ""
    at: int = 0

    def __post_init__(self) -> None:
        """Read the text in half-width characters."""
        self.half = folded(self.text)

    @property
    def ended(self) -> bool:
        """Whether nothing but blanks is left."""
        self.skip()
        return self.at >= len(self.half)

    def skip(self) -> None:
        """Go past blanks."""
        while self.half[self.at : self.at + 1].isspace():
            self.at += 1

    def sees(self, mark: str) -> bool:
        """Whether the next character is this one."""
        self.skip()
        return self.half.startswith(mark, self.at)

    def take(self, mark: str) -> bool:
        """Go past this character if it is the next."""
        if found := self.sees(mark):
            self.at += 1
        return found

    def refuse(self, problem: str, at: int | None = None) -> FilterError:
        """The refusal of the character at a place, here unless said."""
        place = self.at if at is None else at
        return FilterError(self.text, place, min(place + 1, len(self.text)), problem)

    # Operators

    def operator(self, words: frozenset[str]) -> bool:
        """Go past an operator: a symbol, a word by itself, or one before a field."""
        self.skip()
        length = self._operator(words)
        self.at += length
        return length > 0

    def sees_operator(self, words: frozenset[str]) -> bool:
        """Whether an operator is next."""
        self.skip()
        return self._operator(words) > 0

    def _operator(self, words: frozenset[str]) -> int:
        symbol = self.half[self.at : self.at + 1]
        if SYMBOLS.get(symbol) is words and self._comparator(self.at) is None:
            doubled = symbol != "!" and self.half.startswith(symbol * 2, self.at)
            return 2 if doubled else 1
        end = self._run(self.at)
        run = self.half[self.at : end].casefold()
        if run in words and self._comparator(end) is None:
            return end - self.at
        glued = (len(word) for word in words if run.startswith(word))
        return max((n for n in glued if self._begins(self.at + n, end)), default=0)

    def _begins(self, at: int, end: int) -> bool:
        """Whether a comparison, or a condition of one word, fills ``[at, end)``."""
        word = self.half[at:end]
        for sign in NOT:
            word = word.removeprefix(sign)
        if self._comparator(end) is None:
            return word in FLAGS
        return self.known(word)

    # Words, comparators, values

    def comparator(self) -> str | None:
        """Go past a comparator, and give it; None where there is none."""
        found = self._comparator(self.at)
        if found is None:
            return None
        self.skip()
        self.at += len(found)
        return COMPARATORS[found]

    def _comparator(self, at: int) -> str | None:
        while self.half[at : at + 1].isspace():
            at += 1
        here = self.half[at : at + 2]
        if self.text[at + 1 : at + 2] in _TITLED:
            here = here[:1]  # 文号=《办法》 is no ≤
        return next((c for c in (here, here[:1]) if c in COMPARATORS), None)

    def word(self) -> Value:
        """A word of free text, or the name of a field."""
        return self.quoted() or self._piece(self._cut(self._run(self.at)))

    def value(self) -> Value:
        """One value of a comparison."""
        self.skip()
        return self.quoted() or self._piece(self._cut(self._run(self.at, COMMAS)))

    def comma(self) -> bool:
        """Go past a comma, if one is next."""
        self.skip()
        if found := self.half[self.at : self.at + 1] in COMMAS and not self.ended:
            self.at += 1
        return found

    def quoted(self) -> Value | None:
        """A text in quotation marks, if one is next."""
        begin = self.at
        closing = QUOTES.get(self.half[begin : begin + 1])
        if closing is None:
            return None
        end = self.half.find(closing, begin + 1)
        if end < 0:
            raise self.refuse(f"引号没有配对；请补上 {closing}")
        self.at = end + 1
        return Value(self.text[begin + 1 : end], begin, end + 1, quoted=True)

    def _piece(self, end: int) -> Value:
        begin, self.at = self.at, end
        return Value(self.text[begin:end], begin, end)

    def _cut(self, end: int) -> int:
        """Where 天元区且等级=三级 is to be cut: before an operator and a field."""
        for at in range(self.at + 1, end):
            joins = (w for w in _JOINING if self.half.startswith(w, at))
            if any(self._begins(at + len(word), end) for word in joins):
                return at
        return end

    def _run(self, at: int, commas: frozenset[str] = frozenset()) -> int:
        """The end of what begins at a place; brackets inside a word belong to it."""
        begin = at
        while at < len(self.half) and not self._stops(at, commas):
            if self.half[at] == "(":
                if self.half[begin:at].casefold() in OPERATORS or at == begin:
                    return at
                at = self._closing(at)
            at += 1
        return at

    def _stops(self, at: int, commas: frozenset[str]) -> bool:
        char = self.half[at]
        if char in _ENDS or char in commas:
            return True
        if commas and (char == ":" or self.text[at] in _TITLED):
            return False
        return char in "=:<>≥≤≠" or self.half.startswith("!=", at)

    def _closing(self, opening: int) -> int:
        depth = 0
        for at in range(opening, len(self.half)):
            depth += {"(": 1, ")": -1}.get(self.half[at], 0)
            if depth == 0:
                return at
        raise self.refuse("括号没有配对；请补上 ）", opening)
