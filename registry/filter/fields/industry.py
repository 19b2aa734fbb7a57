"""The industry, by the beginning of its GB/T 4754 code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from registry import asof
from registry.filter.axis import Axis
from registry.filter.choice import plain
from registry.filter.field import Asking, Comparison, Field, Value

_CODE = re.compile(r"([a-t]?)(\d{0,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry(Field):
    """The industry's code begins so; digits alone begin after the section's letter."""

    def scalar(self, asking: Asking) -> str:
        """The code on the day; NULL where none is recorded."""
        return asof.value("industry_spell", asking.enterprise)

    def known(self, asking: Asking, asked: Comparison) -> str:
        """A code is recorded."""
        del asked
        return f"({self.scalar(asking)} IS NOT NULL)"

    def one_of(
        self, asking: Asking, asked: Comparison, values: tuple[Value, ...]
    ) -> str:
        """The code begins as one of the values."""
        self.unordered(asked)
        begins = " OR ".join(self._begins(asking, asked, one) for one in values)
        return (
            f"EXISTS (SELECT 1 FROM (SELECT {self.scalar(asking)} AS code) i"
            f" WHERE {begins})"
        )

    def _begins(self, asking: Asking, asked: Comparison, value: Value) -> str:
        code = plain(value.text)
        found = _CODE.fullmatch(code)
        if found is None or not code:
            raise asked.refuse(value, "不是行业代码；请写 C、C34、3484 这样的开头")
        start = 1 if found[1] else 2
        prefix = asking.bind(code.upper())
        return f"substr(i.code, {start}, {len(code)}) = {prefix}"

    def axis(self, asking: Asking, asked: Comparison) -> Axis:
        """The divisions (大类): the letter and two digits."""
        del asked
        return Axis(
            title=self.name,
            key=f"substr({self.scalar(asking)}, 1, 3)",
            labels={},
            missing=self.missing,
            terms="行业按 GB/T 4754 大类",
        )

    def values(self, asking: Asking) -> Iterable[str]:
        """The divisions (大类) that are recorded."""
        rows = asking.connection.execute(
            "SELECT DISTINCT substr(value, 1, 3) FROM industry_spell"
            " WHERE voided_by IS NULL ORDER BY 1"
        )
        return (*(row[0] for row in rows), self.missing)
