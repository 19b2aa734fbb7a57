"""Maturity standards as versioned data: elements, sub-domains, bounds, weights.

A revision of GB/T 39116 has other domains and weights; it is another file in
``data/standards``, and an assessment names the standard it was made under.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator

from registry import paths
from registry.ladder.values import Amount, NativeDay, Value, Whole, Words
from registry.terms import Basis

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class LevelBound(Value):
    """The least score, of 0 to 5 points, that makes a level."""

    level: Annotated[Whole, Field(ge=1, le=5)]
    name: Words
    at_least: Annotated[Amount, Field(gt=0, le=5)]


class Domain(Value):
    """A sub-domain with its weight in percent; ``group`` stands above some."""

    code: Code
    name: Words
    group: str = ""
    weight: Annotated[Amount, Field(ge=0, le=100)]


class Element(Value):
    """An element of the model and its sub-domains."""

    code: Code
    name: Words
    domain: Annotated[tuple[Domain, ...], Field(min_length=1)]


class Standard(Value):
    """One version of the maturity model; each part says where its figures are from.

    Nobody can assess by it before it is ``published``; it is in force ``since``.
    """

    number: Words
    title: Words
    published: NativeDay
    since: NativeDay
    source: Words
    bounds_basis: Basis
    weights_basis: Basis
    level: Annotated[tuple[LevelBound, ...], Field(min_length=1)]
    element: Annotated[tuple[Element, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _adds_up(self) -> Standard:
        rising = pairwise(self.level)
        if any(a.level >= b.level or a.at_least >= b.at_least for a, b in rising):
            raise ValueError("levels do not rise")
        if sum(domain.weight for domain in self.domains) != 100:  # noqa: PLR2004  # %
            raise ValueError("weights do not make 100 %")
        if len({domain.code for domain in self.domains}) < len(self.domains):
            raise ValueError("a sub-domain twice")
        return self

    @property
    def domains(self) -> tuple[Domain, ...]:
        """Every sub-domain, element by element."""
        return tuple(domain for element in self.element for domain in element.domain)

    def level_of(self, score: int) -> int:
        """The level of a score in hundredths of a point: 355 is level 3."""
        reached = [b.level for b in self.level if b.at_least * 100 <= score]
        return max(reached, default=0)


@cache
def standards() -> Mapping[str, Standard]:
    """Every shipped standard by its number."""
    files = sorted((paths.data() / "standards").glob("*.toml"))
    texts = [tomllib.loads(f.read_text("utf-8"), parse_float=Decimal) for f in files]
    made = [Standard.model_validate(text) for text in texts]
    return {standard.number: standard for standard in made}
