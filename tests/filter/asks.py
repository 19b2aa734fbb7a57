"""Random conditions: each as it is typed, and as it is plainly read."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import partial

from hypothesis import strategies as st

from tests.filter import judge
from tests.filter.asks_names import NAMED
from tests.filter.judge import Says
from tests.filter.world import (
    DAYS,
    DIVISIONS,
    DOCUMENTS,
    EVENTS,
    POOLS,
    ROUNDS,
    RUNGS,
    STAGES,
    UNITS,
    Firm,
    Held,
)

Ask = tuple[str, Says]
"""What is typed, and whom it selects."""

_ORDER = {
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "：": operator.eq,
}
_IS = st.sampled_from(("=", "＝", ":", " = "))
_COMPARED = st.sampled_from(tuple(_ORDER.items()))
_LEVELS = ("0", "一级", "2", "三级（集成级）", "L4", "五级")
_SIZES = {"micro": "微型", "small": "小型", "medium": "中型", "large": "大型"}
_STATUS = {
    "active": "在营",
    "suspended": "停产",
    "moved_out": "迁出",
    "deregistered": "注销",
}
_ENDS = {"expired": "到期", "revoked": "撤销"}
_SEVERITY = {"minor": "一般", "major": "较大", "serious": "重大"}


def _choice(
    field: str,
    labels: Mapping[str, str] | Mapping[int, str],
    found: Callable[[Firm, str], object],
) -> st.SearchStrategy[Ask]:
    """``field=甲,乙`` or ``field=缺数据`` of a value that a firm has one of."""

    known: dict[str | int, str] = dict(labels.items())

    def asked(sign: str, codes: list[str | int | None]) -> Ask:
        names = ["缺数据" if code is None else known[code] for code in codes]
        return f"{field}{sign}{'、'.join(names)}", lambda f, on: found(f, on) in codes

    codes: st.SearchStrategy[str | int | None] = st.sampled_from((*known, None))
    return st.builds(asked, _IS, st.lists(codes, min_size=1, max_size=2, unique=True))


def _spelled(
    field: str, table: str, labels: Mapping[str, str] | Mapping[int, str]
) -> st.SearchStrategy[Ask]:
    return _choice(field, labels, lambda firm, on: judge.value(firm, table, on))


def _size(compared: tuple[str, Callable[[int, int], bool]], size: str) -> Ask:
    sign, compare = compared
    order = list(_SIZES)

    def says(firm: Firm, on: str) -> bool:
        found = judge.value(firm, "size", on)
        return found is not None and compare(order.index(str(found)), order.index(size))

    return f"规模{sign}{_SIZES[size]}", says


def _level(
    compared: tuple[str, Callable[[int, int], bool]], level: int, kind: str | None
) -> Ask:
    sign, compare = compared
    of = {None: "", "self": ".自评估", "on_site": "。现场评估"}[kind]

    def says(firm: Firm, on: str) -> bool:
        found = judge.assessed(firm, on, kind)
        return found is not None and compare(found.level, level)

    return f"等级{of}{sign}{_LEVELS[level]}", says


def _levels(low: int, more: int) -> Ask:
    high = min(low + more, 5)

    def says(firm: Firm, on: str) -> bool:
        found = judge.assessed(firm, on)
        return found is not None and low <= found.level <= high

    return f"level={_LEVELS[low]}..{_LEVELS[high]}", says


def _day(
    compared: tuple[str, Callable[[str, str], bool]],
    day: str,
    field: str,
    found: Callable[[Firm, str], list[str]],
) -> Ask:
    sign, compare = compared
    return f"{field}{sign}{day}", lambda firm, on: any(
        compare(one, day) for one in found(firm, on)
    )


def _assessed_on(firm: Firm, on: str) -> list[str]:
    found = judge.assessed(firm, on)
    return [found.on] if found else []


def _until(firm: Firm, on: str) -> list[str]:
    held = (one for one in judge.titles(firm, on) if judge.held(one, on))
    return [one.until for one in held if one.until]


def _recognised(firm: Firm, on: str) -> list[str]:
    return [one.on for one in judge.titles(firm, on)]


_TITLES: dict[str, Callable[[Held, str], bool]] = {
    "称号": judge.held,
    "曾有称号": lambda title, on: title.on <= on,
    "新增称号": judge.new,
}
_RUNGS: dict[str, Callable[[Held], bool]] = {
    **{
        name: partial(lambda code, title: title.rung == code, code)
        for code, (name, _) in RUNGS.items()
    },
    "市级": lambda title: judge.tier(title) == "city",
    "标杆": lambda title: title.rung.startswith("benchmark"),
    "有数据": lambda _: True,
}


def _title(field: str, rung: str) -> Ask:
    when, which = _TITLES[field], _RUNGS[rung]
    return f"{field}={rung}", lambda firm, on: any(
        when(one, on) and which(one) for one in judge.titles(firm, on)
    )


def _ended(end: str) -> Ask:
    return f"称号终止={_ENDS[end]}", lambda firm, on: any(
        judge.ended(one, on) == end for one in judge.titles(firm, on)
    )


def _pool(pool: int, field: str) -> Ask:
    still = field == "培育库"
    return (
        f"{field}={POOLS[pool]}",
        lambda firm, on: pool in judge.stays(firm, on, still=still),
    )


def _applied(round_: int, stage: str | None, answer: int | None) -> Ask:
    words = {None: "", 0: "不通过", 1: "通过"}
    suffix = f":{STAGES[stage]}{words[answer]}" if stage else ""

    def says(firm: Firm, on: str) -> bool:
        mine = [a for a in judge.applications(firm, on) if a.round == round_]
        if stage is None:
            return bool(mine)
        if answer is None:
            return any(judge.stage(one, on) == stage for one in mine)
        return any(judge.answered(one, on, stage, passed=bool(answer)) for one in mine)

    return f"申报={ROUNDS[round_][0]}{suffix}", says


def _event(kind: str, field: str, severity: str | None) -> Ask:
    open_ = field == "未移出事件"
    suffix = f":{_SEVERITY[severity]}" if severity else ""
    return f"{field}={EVENTS[kind]}{suffix}", lambda firm, on: any(
        one.kind == kind and severity in (None, one.severity)
        for one in judge.events(firm, on, open_=open_)
    )


def _revenue(
    compared: tuple[str, Callable[[int, int], bool]],
    yuan: tuple[str, int],
    year: int | None,
) -> Ask:
    sign, compare = compared
    of = f".{year}" if year else ""

    def says(firm: Firm, on: str) -> bool:
        found = judge.revenue(firm, on, year)
        return found is not None and compare(found, yuan[1])

    return f"指标.营业收入{of}{sign}{yuan[0]}", says


def _document(document: int) -> Ask:
    return f"文号={DOCUMENTS[document]}", lambda firm, on: any(
        one.document == document for one in judge.titles(firm, on)
    )


_DAYS = st.sampled_from(DAYS)
_LEAVES: list[st.SearchStrategy[Ask]] = [
    _spelled("县市区", "division", {"430204": "石峰", "430211": DIVISIONS["430211"]}),
    _spelled("上报单位", "unit", dict(UNITS)),
    _spelled("规上", "designated", {1: "是", 0: "否"}),
    _spelled("状态", "status", dict(_STATUS)),
    _choice("类别", {"branch": "分支机构", "school": "学校"}, lambda f, _: f.kind),
    st.just(("在册", judge.registered)),
    st.just(("未评估", lambda firm, on: judge.assessed(firm, on) is None)),
    st.just(("规上", lambda f, on: judge.value(f, "designated", on) == 1)),
    st.just(("行业=C3", lambda f, on: str(judge.value(f, "industry", on))[:2] == "C3")),
    st.just(
        (
            "称号=无",
            lambda f, on: not any(judge.held(one, on) for one in judge.titles(f, on)),
        )
    ),
    st.builds(_size, _COMPARED, st.sampled_from(tuple(_SIZES))),
    st.builds(
        _level, _COMPARED, st.integers(0, 5), st.sampled_from((None, "self", "on_site"))
    ),
    st.builds(_levels, st.integers(0, 5), st.integers(0, 3)),
    st.builds(_day, _COMPARED, _DAYS, st.just("评估日期"), st.just(_assessed_on)),
    st.builds(_day, _COMPARED, _DAYS, st.just("称号到期"), st.just(_until)),
    st.builds(_day, _COMPARED, _DAYS, st.just("称号认定"), st.just(_recognised)),
    st.builds(_title, st.sampled_from(tuple(_TITLES)), st.sampled_from(tuple(_RUNGS))),
    st.builds(_ended, st.sampled_from(tuple(_ENDS))),
    st.builds(
        _pool, st.sampled_from(tuple(POOLS)), st.sampled_from(("培育库", "曾入库"))
    ),
    st.builds(
        _applied,
        st.sampled_from(tuple(ROUNDS)),
        st.none() | st.sampled_from(tuple(STAGES)),
        st.sampled_from((None, 0, 1)),
    ),
    st.builds(
        _event,
        st.sampled_from(tuple(EVENTS)),
        st.sampled_from(("事件", "未移出事件")),
        st.none() | st.sampled_from(tuple(_SEVERITY)),
    ),
    st.builds(
        _revenue,
        _COMPARED,
        st.sampled_from((("1亿", 10**8), ("2亿元", 2 * 10**8), ("0", 0), ("5", 5))),
        st.sampled_from((None, 2020, 2021)),
    ),
    st.builds(_document, st.sampled_from(tuple(DOCUMENTS))),
    *NAMED,
]


def _not(sign: str, ask: Ask) -> Ask:
    text, says = ask
    return f"{sign}（{text}）", lambda firm, on: not says(firm, on)


def _all(sign: str, asks: list[Ask]) -> Ask:
    text = sign.join(text for text, _ in asks)
    return f"({text})", lambda firm, on: all(says(firm, on) for _, says in asks)


def _any(sign: str, asks: list[Ask]) -> Ask:
    text = sign.join(text for text, _ in asks)
    return f"({text})", lambda firm, on: any(says(firm, on) for _, says in asks)


def _grown(asks: st.SearchStrategy[Ask]) -> st.SearchStrategy[Ask]:
    some = st.lists(asks, min_size=2, max_size=3)
    return st.one_of(
        st.builds(_not, st.sampled_from(("非", "not ", "!", "不 ")), asks),
        st.builds(_all, st.sampled_from((" ", " 且 ", "&", " and ", "　和　")), some),
        st.builds(_any, st.sampled_from((" 或 ", "|", " or ", "||")), some),
    )


ASKS = st.recursive(st.one_of(_LEAVES), _grown, max_leaves=6)
