"""The ladder drawn from plain values: as text for a terminal, as a mermaid diagram."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from registry.ladder.layout import spots, ways
from registry.ladder.picture import PoolShape, ProgrammeShape, RungShape, StepShape
from registry.terms import ApplicationKind, Basis, Outcome, Tier
from registry.text import clean, fit, width

_ARROW = " ──▸ "
_WIDEST = 24
_COUNTED = (Outcome.ELIGIBLE, Outcome.ONE_SHORT, Outcome.PENDING)


def text(programme: ProgrammeShape, cells: int = 80) -> str:
    """One programme from city to nation, in at most ``cells`` terminal cells a line."""
    at = spots(programme.rungs, programme.steps)
    columns = 1 + max((column for column, _ in at.values()), default=0)
    wide = min(_WIDEST, (cells - 2 - len(_ARROW) * (columns - 1)) // columns)
    lines = [clean(programme.name), *_foot(programme)]
    lines += [f"  {line}".rstrip() for line in _grid(programme, columns, wide)]
    return "\n".join([*lines, *_aside(programme)])


def mermaid(programmes: Sequence[ProgrammeShape]) -> str:
    """All programmes as one mermaid flowchart, each in a frame of its own."""
    lines = ["flowchart LR"]
    for number, programme in enumerate(programmes):
        lines += [f"  {line}" for line in _mermaid(programme, f"p{number}")]
    return "\n".join(lines)


def held(rung: RungShape) -> str:
    """How many hold a rung: 10 个, or 揭榜单位 4 · 已验收 1 where it has stages."""
    if rung.taken_up or rung.accepted:
        return f"揭榜单位 {rung.taken_up} · 已验收 {rung.accepted}"
    return f"{rung.holders} {_unit(rung.subject)}"


def members(pool: PoolShape, rungs: Sequence[RungShape]) -> str:
    """How many are in a pool, counted as what its rung is awarded to: 82 个."""
    aim = next((rung.subject for rung in rungs if rung.id == pool.rung), "enterprise")
    return f"{pool.members} {_unit(aim)}"


def _unit(subject: str) -> str:
    return "家" if subject == "enterprise" else "个"


def counted(rung: RungShape) -> str:
    """Who may come up to a rung: 可晋级 3 · 差一项 4; empty where not counted."""
    return _told(rung.counts)


def renewed(rung: RungShape) -> str:
    """Who may renew a rung: 复核可晋级 1; empty where nobody, or not counted."""
    return _told(rung.renewals, ApplicationKind.RENEWAL.label)


def _told(counts: Mapping[Outcome, int], of: str = "") -> str:
    return " · ".join(
        f"{of}{outcome.label} {counts[outcome]}"
        for outcome in _COUNTED
        if counts.get(outcome)
    )


def _grid(programme: ProgrammeShape, columns: int, wide: int) -> Iterator[str]:
    """Headings, then row by row the cells with arrows between neighbours."""
    at = spots(programme.rungs, programme.steps)
    rungs = {at[rung.id]: rung for rung in programme.rungs}
    heads = [_head(column, rungs) for column in range(columns)]
    yield (" " * len(_ARROW)).join(fit(head, wide) for head in heads)
    joined = {(at[s.from_ or ""], at[s.to]) for s in _beside(programme)}
    for row in range(1 + max((row for _, row in at.values()), default=-1)):
        spans = [(column, row) for column in range(columns)]
        cells = [_cell(rungs[spot], wide) if spot in rungs else [] for spot in spans]
        arrows = [pair in joined for pair in pairwise(spans)]
        yield from _row(cells, [*arrows, False], wide)


def _head(column: int, rungs: dict[tuple[int, int], RungShape]) -> str:
    tiers = [rung.tier for (at, _), rung in rungs.items() if at == column]
    return Tier.read(tiers[0]).label if tiers else ""


def _row(
    cells: Sequence[Sequence[str]], arrows: Sequence[bool], wide: int
) -> Iterator[str]:
    for number, line in enumerate(zip_longest(*cells, fillvalue="")):
        drawn = ""
        for part, arrow in zip(line, arrows, strict=True):
            gap = _ARROW if arrow and number == 0 else " " * len(_ARROW)
            drawn += fit(part, wide) + gap
        yield drawn
    yield ""


def _cell(rung: RungShape, wide: int) -> list[str]:
    counts = [part for told in (counted, renewed) for part in told(rung).split(" · ")]
    lines = [clean(rung.name), held(rung), *(count for count in counts if count)]
    return [part for line in lines for part in _wrapped(line, wide)]


def _wrapped(line: str, wide: int) -> list[str]:
    parts = [""]
    for char in line:
        if width(parts[-1] + char) > wide:
            parts.append("")
        parts[-1] += char
    return parts


def _beside(programme: ProgrammeShape) -> list[StepShape]:
    """The steps between neighbours in one row: they are drawn as arrows."""
    at = spots(programme.rungs, programme.steps)
    return [
        step
        for step in ways(programme.rungs, programme.steps)
        if _right_of(at[step.from_ or ""]) == at[step.to]
    ]


def _right_of(spot: tuple[int, int]) -> tuple[int, int]:
    return spot[0] + 1, spot[1]


def _foot(programme: ProgrammeShape) -> Iterator[str]:
    for number, basis in programme.documents:
        yield f"  依据：{clean(number)}（{Basis.read(basis).label}）"
    for pool in programme.pools:
        yield f"  {_pool(pool, programme)}"


def _pool(pool: PoolShape, programme: ProgrammeShape) -> str:
    names = {rung.id: rung.name for rung in programme.rungs}
    aim = names.get(pool.rung or "")
    onto = f"{_ARROW}{clean(aim)}" if aim else ""
    counted = members(pool, programme.rungs)
    return f"培育库：{clean(pool.name)}（{pool.year}）{counted}{onto}"


def _aside(programme: ProgrammeShape) -> Iterator[str]:
    """The steps that the grid has no arrow for, each on a line."""
    names = {rung.id: clean(rung.name) for rung in programme.rungs}
    drawn = _beside(programme)
    for step in ways(programme.rungs, programme.steps):
        if step not in drawn:
            yield f"  另一途径：{names[step.from_ or '']}{_ARROW}{names[step.to]}"


def _mermaid(programme: ProgrammeShape, prefix: str) -> Iterator[str]:
    nodes = {rung.id: f"{prefix}r{i}" for i, rung in enumerate(programme.rungs)}
    yield f'subgraph {prefix}["{_quoted(programme.name)}"]'
    for rung in programme.rungs:
        tier = Tier.read(rung.tier).label
        parts = (f"{tier}：{rung.name}", held(rung), counted(rung), renewed(rung))
        label = "<br/>".join(_quoted(part) for part in parts if part)
        yield f'  {nodes[rung.id]}["{label}"]'
    for number, pool in enumerate(programme.pools):
        within = members(pool, programme.rungs)
        yield f'  {prefix}k{number}(["{_quoted(pool.name)}<br/>{within}"])'
        if pool.rung in nodes:
            yield f"  {prefix}k{number} --> {nodes[pool.rung]}"
    for step in ways(programme.rungs, programme.steps):
        basis = Basis.read(step.basis).label
        label = _quoted(f"{step.policy}（{basis}）")
        yield f'  {nodes[step.from_ or ""]} -->|"{label}"| {nodes[step.to]}'
    yield "end"


def _quoted(words: str) -> str:
    """Words that stay words inside a mermaid label."""
    return "".join(f"#{ord(c)};" if c in '"<>#&`|[]{}' else c for c in clean(words))
