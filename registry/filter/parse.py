"""Reading a filter expression, strictly.

::

    either     = both { 或 both }
    both       = negated { [且] negated }
    negated    = { 非 } term
    term       = "(" either ")" | flag | word | comparison
    comparison = field [ "." of ] comparator value { "," value }

An operator is a symbol (& | !), or a word that stands by itself or directly before
the field of a comparison: 不锈钢 is a name, 不 等级=三级 and 非等级=三级 are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from registry.filter import catalogue
from registry.filter.field import Comparator, Comparison, Value
from registry.filter.marks import AND, FLAGS, NOT, OR
from registry.filter.refused import FilterError
from registry.filter.scan import Scanner
from registry.filter.tree import All, Node, Not, Some, Word
from registry.text import clean

MOST_TERMS = 100
"""Conditions in one expression."""

DEEPEST = 8
"""Brackets inside brackets: SQLite's parser is shallow."""

_CONDITION = "这里应写条件，如 等级=三级，或名称里的字"


def parse(text: str) -> Node:
    """The expression; blank text selects all.

    Raises:
        FilterError: it cannot be read; says where and what was expected.
    """
    reader = _Reader(Scanner(text, catalogue.is_field))
    if reader.scanner.ended:
        return All(())
    whole = reader.either()
    if not reader.scanner.ended:
        raise reader.scanner.refuse("多出的「）」；请删去，或补上「（」")
    return whole


@dataclass(slots=True)
class _Reader:
    scanner: Scanner
    depth: int = 0
    terms: int = 0

    def either(self) -> Node:
        parts = [self._both()]
        while self.scanner.operator(OR):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _both(self) -> Node:
        parts = [self._negated()]
        while self.scanner.operator(AND) or self._goes_on():
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _goes_on(self) -> bool:
        scanner = self.scanner
        return not (scanner.ended or scanner.sees(")") or scanner.sees_operator(OR))

    def _negated(self) -> Node:
        negative = False
        while self.scanner.operator(NOT):
            negative = not negative
        part = self._term()
        return Not(part) if negative else part

    def _term(self) -> Node:
        scanner = self.scanner
        if scanner.ended or scanner.sees(")") or self._sees_operator():
            raise self._expected(_CONDITION)
        self._count()
        if scanner.sees("("):
            return self._group()
        word = scanner.word()
        comparator = scanner.comparator()
        if comparator is not None:
            return self._comparison(word, Comparator(comparator))
        return self._alone(word)

    def _sees_operator(self) -> bool:
        return any(self.scanner.sees_operator(words) for words in (AND, OR))

    def _count(self) -> None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise self.scanner.refuse(f"条件多于 {MOST_TERMS} 个；请分几次筛选")

    def _group(self) -> Node:
        scanner, opening = self.scanner, self.scanner.at
        self.depth += 1
        if self.depth > DEEPEST:
            raise scanner.refuse(f"括号套了 {self.depth} 层；请少于 {DEEPEST + 1} 层")
        scanner.take("(")
        inside = self.either()
        if not scanner.take(")"):
            raise scanner.refuse("括号没有配对；请补上 ）", opening)
        self.depth -= 1
        return inside

    def _alone(self, word: Value) -> Node:
        text = clean(word.text)
        if not text:
            raise self._expected(_CONDITION)
        if word.quoted or text not in FLAGS:
            return Word(text, word, self.scanner.text)
        name, value = FLAGS[text]
        values = (Value(value, word.at, word.end),)
        field = catalogue.field(name)
        return Comparison(field, None, Comparator.EQ, values, self.scanner.text)

    def _comparison(self, word: Value, comparator: Comparator) -> Node:
        if not word.text:
            raise self.scanner.refuse("比较符前应写筛选项，如 等级=三级", word.at)
        text = self.scanner.text
        field, of = catalogue.resolve(word)
        if field is None:
            raise FilterError(text, word.at, word.end, catalogue.unknown(word.text))
        if of is not None and not field.of:
            raise FilterError(text, of.at, of.end, f"{field.name}后面不能加“.”")
        return Comparison(field, of, comparator, self._values(field.name), text)

    def _values(self, name: str) -> tuple[Value, ...]:
        values = [self._value(name)]
        while self.scanner.comma():
            values.append(self._value(name))
        return tuple(values)

    def _value(self, name: str) -> Value:
        value = self.scanner.value()
        text = value.text if value.quoted else clean(value.text)
        if not text:
            raise self._expected(
                f"「{name}」后应写值；可写的值见 tidu filter help {name}"
            )
        return Value(text, value.at, value.end, value.quoted)

    def _expected(self, what: str) -> FilterError:
        self.scanner.skip()
        return self.scanner.refuse(what)
