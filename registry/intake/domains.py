"""Headers that mean the score of one sub-domain of a maturity standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from registry.intake.labels import bare
from registry.ladder.standards import Domain, Element, standards

_BEFORE = ("", "子域", "子域得分", "能力子域得分")
_BEHIND = ("", "得分", "分数")


@dataclass(frozen=True, slots=True)
class DomainColumn:
    """A column of the scores of one sub-domain, by its name in the standard."""

    name: str


def domain(words: str) -> DomainColumn | None:
    """What a header's bare words mean; None where it is no sub-domain.

    >>> domain("技术数据得分")
    DomainColumn(name='数据')
    """
    name = _headers().get(words)
    return None if name is None else DomainColumn(name)


def names() -> tuple[str, ...]:
    """The sub-domains of every standard shipped."""
    return tuple(dict.fromkeys(_headers().values()))


@cache
def _headers() -> Mapping[str, str]:
    return {
        bare(header): domain.name
        for standard in standards().values()
        for element in standard.element
        for domain in element.domain
        for header in _written(element, domain)
    }


def _written(element: Element, domain: Domain) -> Iterator[str]:
    """Under the name of its element or group, of 子域得分, or alone."""
    above = dict.fromkeys((*_BEFORE, element.name, domain.group))
    for before in above:
        for behind in _BEHIND:
            yield f"{before}{domain.name}{behind}"
