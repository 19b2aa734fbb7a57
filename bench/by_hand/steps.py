"""Every step in force on the register's day, as one query written by hand."""

from __future__ import annotations

from bench.by_hand import conditions as ask

CITY_BENCHMARK = "株工信发〔2022〕33号"
NATION_BENCHMARK = "智能制造示范工厂揭榜（2022年度，文号未取得）"
NATION_SCENES = "智能制造优秀场景与试点（2022年度，文号未取得）"
CITY_PROVIDER = "株工信发〔2022〕1号"
SMES_BEFORE = "工信部企业〔2022〕63号"
SMES = "工信部企业〔2026〕2号"
FACTORIES = "工信厅联通装函〔2025〕251号"

ACCIDENTS = ("safety", "environment")
LISTINGS = ("credit", "abnormal_listing")
VIOLATIONS = ("safety", "environment", "tax")


def firms(to: str, *codes: str, scope: str = "") -> str:
    """Enterprises that do not hold the title yet."""
    return ask.FIRMS.format(
        columns=",\n".join(codes),
        joins=_joins(codes, scope),
        where=_scope(scope) + "AND NOT " + ask.held(to),
    )


def things(kind: str, to: str, *codes: str, scope: str = "") -> str:
    """Workshops, factories or scenes that do not hold the title yet."""
    return ask.THINGS.format(
        kind=kind,
        columns=",\n".join(codes),
        joins=_joins(codes, scope),
        where=_scope(scope) + "AND NOT " + ask.held(to),
    )


def _joins(codes: tuple[str, ...], scope: str) -> str:
    """Only what the query speaks of is joined."""
    said = scope + "".join(codes)
    division = ask.DIVISION if scope or "d.value" in said else ""
    designated = ask.DESIGNATED if "g.value WHEN" in said else ""
    return f"{division} {designated}"


def _scope(prefix: str) -> str:
    return ask.inside(prefix) + " " if prefix else ""


def _factory(to: str, *codes: str, prior: str = "", level: int = 2) -> str:
    judged = [
        ask.judged(FACTORIES, to, id_)
        for id_ in ("finance", "controllable", "organisation")
    ]
    return things(
        "factory",
        to,
        *((ask.holds(prior),) if prior else ()),
        ask.ABOVE,
        judged[0],
        ask.no_event(("credit",)),
        ask.no_event(ACCIDENTS, "major"),
        judged[1],
        judged[2],
        ask.maturity(level),
        *codes,
    )


def _renewed(rung: str) -> str:
    """Enterprises that hold the title; of no rung does one hold two at a time."""
    code = ask.judged(SMES_BEFORE, rung, "standard")
    return ask.HOLDERS.format(rung=rung, columns=code)


BENCHMARKS = {
    ">benchmark/city-workshop#new": things(
        "workshop",
        "benchmark/city-workshop",
        ask.registered("4302"),
        ask.POOLED,
        ask.ABOVE,
        ask.maturity(2),
        ask.latest("numeric_control_rate", ">= 5000", "s.id"),
        ask.no_event(ACCIDENTS, "major"),
        ask.no_open_event(LISTINGS),
        ask.judged(CITY_BENCHMARK, "benchmark/city-workshop", "in_use"),
        scope="4302",
    ),
    ">benchmark/city-sme#new": firms(
        "benchmark/city-sme",
        ask.registered("4302"),
        ask.sized("statistics_2017"),
        ask.ABOVE,
        ask.maturity(2),
        ask.no_event(ACCIDENTS, "major"),
        ask.no_open_event(LISTINGS),
        scope="4302",
    ),
    "benchmark/city-workshop>benchmark/province-workshop#new": things(
        "workshop",
        "benchmark/province-workshop",
        ask.registered("43"),
        ask.total("smart_spend", 3_000_000_000, 3, "s.id"),
        ask.latest("links", ">= 4", "s.id"),
        ask.latest("scenes", ">= 5", "s.id"),
        ask.no_event(VIOLATIONS, "serious"),
        ask.no_event(("credit",)),
        ask.one_kind("self", 0),
        ask.ONE_PER,
        scope="43",
    ),
    "benchmark/city-sme>benchmark/province-enterprise#new": firms(
        "benchmark/province-enterprise",
        ask.registered("43"),
        ask.last_year("revenue", ">= 20000000000"),
        ask.total("smart_spend", 10_000_000_000, 3),
        ask.latest("links", ">= 8"),
        ask.latest("scenes", ">= 10"),
        ask.no_event(VIOLATIONS, "serious"),
        ask.no_event(("credit",)),
        ask.one_kind("self", 0),
        ask.ONE_PER,
        scope="43",
    ),
    "benchmark/province-workshop>benchmark/nation-factory#new": things(
        "factory",
        "benchmark/nation-factory",
        ask.owned_holds("benchmark/province-workshop"),
        ask.maturity(3),
        ask.no_event((*ACCIDENTS, "quality"), "major"),
        ask.judged(NATION_BENCHMARK, "benchmark/nation-factory", "leading"),
    ),
    "benchmark/province-enterprise>benchmark/nation-factory#new": things(
        "factory",
        "benchmark/nation-factory",
        ask.holds_of_firm("benchmark/province-enterprise"),
        ask.maturity(3),
        ask.no_event((*ACCIDENTS, "quality"), "major"),
        ask.judged(NATION_BENCHMARK, "benchmark/nation-factory", "leading"),
    ),
}

PROVIDERS = {
    ">provider/city#new": firms(
        "provider/city",
        ask.registered("4302"),
        ask.latest("served_projects", ">= 3"),
        ask.judged(CITY_PROVIDER, "provider/city", "ability"),
        ask.no_open_event(LISTINGS),
        scope="4302",
    ),
    "provider/city>provider/province#new": firms(
        "provider/province",
        ask.registered("43"),
        ask.latest("served_projects", ">= 5"),
        ask.last_year("service_revenue", ">= 1000000000"),
        ask.no_open_event(LISTINGS),
        scope="43",
    ),
    "provider/province>provider/nation#new": firms(
        "provider/nation",
        ask.holds("provider/province"),
        ask.latest("served_projects", ">= 10"),
        ask.last_year("service_revenue", ">= 5000000000"),
        ask.no_open_event(LISTINGS),
    ),
}

SCENES = {
    ">scene/nation-excellent#new": things(
        "scene",
        "scene/nation-excellent",
        ask.maturity(3),
        ask.no_event(ACCIDENTS, "major"),
        ask.judged(NATION_SCENES, "scene/nation-excellent", "value"),
    ),
    ">pilot/nation-standard#new": things(
        "factory",
        "pilot/nation-standard",
        ask.one_kind("on_site", 3),
        ask.judged(NATION_SCENES, "pilot/nation-standard", "standard"),
    ),
    ">pilot/nation-sme-digital#new": firms(
        "pilot/nation-sme-digital",
        ask.sized("miit_2011"),
        ask.any_of(ask.maturity(2), ask.holds_certificate()),
        ask.no_open_event(LISTINGS),
    ),
}

QUALITY = {
    f"{rung}>{rung}#renewal": _renewed(rung)
    for rung in ("sme/innovative", "sme/specialised", "sme/little-giant")
} | {
    ">sme/innovative#new": firms(
        "sme/innovative", ask.judged(SMES, "sme/innovative", "standard")
    ),
    "sme/innovative>sme/specialised#new": firms(
        "sme/specialised",
        ask.latest("segment_years", ">= 30"),
        ask.any_of(
            ask.last_year("total_revenue", ">= 1500000000"),
            ask.total("equity_raised", 2_000_000_000, 2),
        ),
        ask.share("revenue", "total_revenue", ">= 80"),
        ask.share("liabilities", "assets", "<= 80"),
        ask.each("rd_spend", 100_000_000),
        ask.each_share("rd_spend", "total_revenue", 3),
        ask.latest("class_one_ip", ">= 1"),
        ask.latest("platform_score", ">= 5000"),
    ),
    "sme/specialised>sme/little-giant#new": firms(
        "sme/little-giant",
        ask.last_year("total_revenue", ">= 5000000000"),
        ask.share("revenue", "total_revenue", ">= 90"),
        ask.GROWTH,
        ask.share("liabilities", "assets", "<= 75"),
        ask.total("rd_spend", 1_200_000_000, 2),
        ask.each_share("rd_spend", "total_revenue", 3),
        ask.latest("ip", ">= 4"),
        ask.any_of(
            ask.latest("market_share", ">= 1000"),
            ask.latest("market_rank", "<= 3"),
        ),
        ask.latest("platform_score", ">= 6000"),
    ),
}

SMART_FACTORIES = {
    ">smart-factory/basic#new": _factory(
        "smart-factory/basic", ask.covered("link_production")
    ),
    "smart-factory/basic>smart-factory/advanced#new": _factory(
        "smart-factory/advanced",
        "min("
        + ", ".join(
            ask.covered(f"link_{link}")
            for link in ("production", "management", "operation")
        )
        + ")",
        prior="smart-factory/basic",
    ),
    "smart-factory/advanced>smart-factory/excellent#new": _factory(
        "smart-factory/excellent",
        ask.any_of(
            ask.latest("factory_links", ">= 5", "s.id"),
            ask.judged(FACTORIES, "smart-factory/excellent", "links"),
        ),
        prior="smart-factory/advanced",
        level=3,
    ),
    "smart-factory/excellent>smart-factory/leading#new": _factory(
        "smart-factory/leading",
        ask.latest("factory_links", ">= 5", "s.id"),
        prior="smart-factory/excellent",
        level=4,
    ),
}

STEPS = BENCHMARKS | PROVIDERS | SCENES | QUALITY | SMART_FACTORIES
"""Queries by step; bound is ``on``, the day; rows are subject, enterprise, answers."""
