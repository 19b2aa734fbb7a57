"""The same questions in SQL written by hand, the way one would for this one file.

It asks as of a day, like the compiler, but leans on what a synthetic register is known
to hold and the compiler may not assume: of every attribute at most one spell is in
force, a subject has one owner, nothing of this year is known imprecisely, no two
assessments of a kind are of one year, and sources of events begin before every window
and are complete through the day, or not of use at all. Every condition answers 0, 1, 2
or 3, every row is subject, enterprise, answers.
"""

from __future__ import annotations

VALID = """t.voided_by IS NULL AND t.recognised_on <= :on
   AND (t.valid_until IS NULL OR t.valid_until > :on)
   AND (t.ended_on IS NULL OR t.ended_on > :on)"""

# What every query begins with: enterprises that may apply, with what they are.
WHO = """e.voided_by IS NULL AND e.merged_into IS NULL
   AND e.kind IN ('enterprise', 'branch', 'institute')
   AND st.value NOT IN ('moved_out', 'deregistered')"""
IN_FORCE = """{0}.voided_by IS NULL AND {0}.since <= :on
   AND ({0}.until IS NULL OR {0}.until > :on)"""
STATUS = f"""JOIN status_spell st ON st.enterprise_id = e.id
   AND {IN_FORCE.format("st")}"""
DIVISION = f"""LEFT JOIN division_spell d ON d.enterprise_id = e.id
   AND {IN_FORCE.format("d")}"""
DESIGNATED = f"""LEFT JOIN designated_spell g ON g.enterprise_id = e.id
   AND {IN_FORCE.format("g")}"""
FIRMS = f"""SELECT e.id AS subject_id, e.id AS enterprise_id, {{columns}}
  FROM subject s JOIN enterprise e ON e.id = s.id {STATUS} {{joins}}
 WHERE s.kind = 'enterprise' AND s.voided_by IS NULL AND {WHO} {{where}}"""
HOLDERS = f"""SELECT e.id AS subject_id, e.id AS enterprise_id, {{columns}}
  FROM title t CROSS JOIN subject s JOIN enterprise e ON e.id = s.id {STATUS}
 WHERE t.rung = '{{rung}}' AND {VALID} AND s.id = t.subject_id
   AND s.kind = 'enterprise' AND s.voided_by IS NULL AND {WHO}"""
THINGS = f"""SELECT s.id AS subject_id, e.id AS enterprise_id, {{columns}}
  FROM subject s JOIN owner_spell o ON o.subject_id = s.id
   AND {IN_FORCE.format("o")}
  JOIN enterprise e ON e.id = o.enterprise_id {STATUS} {{joins}}
 WHERE s.kind = '{{kind}}' AND s.voided_by IS NULL AND {WHO} {{where}}"""


def inside(prefix: str) -> str:
    """The policy's scope: a division that is not known may lie inside."""
    return f"""AND (d.value IS NULL
      OR substr(d.value, 1, {len(prefix)}) = '{prefix}')"""


def held(rung: str) -> str:
    return f"""EXISTS (SELECT 1 FROM title t
   WHERE t.subject_id = s.id AND t.rung = '{rung}' AND {VALID})"""


def registered(prefix: str) -> str:
    return f"""CASE WHEN d.value IS NULL THEN 1
   WHEN substr(d.value, 1, {len(prefix)}) = '{prefix}' THEN 3 ELSE 0 END"""


REGISTERED_A_YEAR = """CASE WHEN d.value IS NULL THEN 1
   WHEN substr(d.value, 1, 4) = '4302' THEN 3 ELSE 0 END"""
ABOVE = "CASE g.value WHEN 1 THEN 3 WHEN 0 THEN 0 ELSE 1 END"


def sized(standard: str) -> str:
    return f"""coalesce((SELECT CASE WHEN z.value IN ('micro', 'small', 'medium')
   THEN 3 ELSE 0 END FROM size_spell z WHERE z.enterprise_id = e.id
    AND {IN_FORCE.format("z")} AND z.standard = '{standard}'), 1)"""


def latest(key: str, holds: str, of: str = "e.id") -> str:
    return f"""coalesce((SELECT CASE WHEN f.value {holds} THEN 3 ELSE 0 END FROM fact f
   WHERE f.subject_id = {of} AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until <= :on ORDER BY f.until DESC LIMIT 1), 1)"""


def last_year(key: str, holds: str, of: str = "e.id") -> str:
    return f"""coalesce((SELECT CASE WHEN f.value {holds} THEN 3 ELSE 0 END FROM fact f
   WHERE f.subject_id = {of} AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until = '2026-01-01' AND f.since = '2025-01-01'), 1)"""


def covered(key: str) -> str:
    return f"""coalesce((SELECT CASE f.grade WHEN 'covered' THEN 3 ELSE 0 END
   FROM fact f WHERE f.subject_id = s.id AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until <= :on ORDER BY f.until DESC LIMIT 1), 1)"""


def total(key: str, least: int, years: int, of: str = "e.id") -> str:
    return f"""(SELECT CASE WHEN count(*) < {years} THEN 1
   WHEN sum(f.value) >= {least} THEN 3 ELSE 0 END FROM fact f
   WHERE f.subject_id = {of} AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until > '{2026 - years}-01-01' AND f.until <= '2026-01-01')"""


def each(key: str, least: int) -> str:
    return f"""(SELECT CASE WHEN min(f.value) < {least} THEN 0
   WHEN count(*) = 2 THEN 3 ELSE 1 END FROM fact f
   WHERE f.subject_id = e.id AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until >= '2025-01-01' AND f.until <= '2026-01-01')"""


def share(key: str, of: str, holds: str) -> str:
    return f"""coalesce((SELECT CASE WHEN w.value <= 0 THEN 1
   WHEN f.value * 100 {holds} * w.value THEN 3 ELSE 0 END
   FROM fact f JOIN fact w ON w.subject_id = e.id AND w.key = '{of}'
    AND w.voided_by IS NULL AND w.until = f.until AND w.since = f.since
   WHERE f.subject_id = e.id AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until = '2026-01-01' AND f.since = '2025-01-01'), 1)"""


def each_share(key: str, of: str, least: int) -> str:
    return f"""(SELECT CASE
   WHEN count(CASE WHEN w.value > 0 AND f.value * 100 < {least} * w.value THEN 1 END)
    THEN 0 WHEN count(CASE WHEN w.value > 0 THEN 1 END) = 2 THEN 3 ELSE 1 END
   FROM fact f JOIN fact w ON w.subject_id = e.id AND w.key = '{of}'
    AND w.voided_by IS NULL AND w.until = f.until AND w.since = f.since
   WHERE f.subject_id = e.id AND f.key = '{key}' AND f.voided_by IS NULL
    AND f.until >= '2025-01-01' AND f.until <= '2026-01-01')"""


GROWTH = """coalesce((SELECT CASE WHEN g.value <= 0 THEN 1
   WHEN f.value * 400 >= g.value * 441 THEN 3 ELSE 0 END
   FROM fact f JOIN fact g ON g.subject_id = e.id AND g.key = 'total_revenue'
    AND g.voided_by IS NULL AND g.until = '2024-01-01' AND g.since = '2023-01-01'
   WHERE f.subject_id = e.id AND f.key = 'total_revenue' AND f.voided_by IS NULL
    AND f.until = '2026-01-01' AND f.since = '2025-01-01'), 1)"""


def latest_level(kind: str, level: int) -> str:
    return f"""(SELECT CASE WHEN a.level >= {level} THEN 3 ELSE 0 END
   FROM assessment a WHERE a.subject_id = e.id AND a.kind = '{kind}'
    AND a.voided_by IS NULL AND a."on" <= :on
    AND (a.valid_until IS NULL OR a.valid_until > :on)
   ORDER BY a."on" DESC LIMIT 1)"""


def maturity(level: int) -> str:
    return f"""CASE max(coalesce({latest_level("self", level)}, -1),
   coalesce({latest_level("on_site", level)}, -1))
   WHEN -1 THEN 1 WHEN 3 THEN 3 ELSE 0 END"""


def one_kind(kind: str, level: int) -> str:
    return f"coalesce({latest_level(kind, level)}, 1)"


SEVERE = {
    "major": "'major', 'serious', 'grave'",
    "serious": "'serious', 'grave'",
}
BY_COUNTY = ("safety", "environment", "quality")


def no_event(kinds: tuple[str, ...], severity: str = "") -> str:
    """No event in the last three years; accidents are reported county by county."""
    severe = (
        f"coalesce(v.severity, '') IN ('', {SEVERE[severity]})" if severity else "1"
    )
    told = "v.severity IS NOT NULL" if severity else "1"
    return f"""coalesce((SELECT min(CASE
    WHEN v."on" > '2023-06-30' AND {told} THEN 0 ELSE 1 END) FROM event v
   WHERE v.enterprise_id = e.id AND v.kind IN ({listed(kinds)})
    AND v.voided_by IS NULL AND v."on" <= :on AND {severe}
    AND v."on" > CASE v.on_precision WHEN 'day' THEN '2023-06-30'
     WHEN 'month' THEN '2023-06-01' ELSE '2022-01-01' END),
   {complete(kinds)})"""


def no_open_event(kinds: tuple[str, ...]) -> str:
    return f"""coalesce((SELECT 0 FROM event v
   WHERE v.enterprise_id = e.id AND v.kind IN ({listed(kinds)})
    AND v.voided_by IS NULL AND v."on" <= :on
    AND (v.removed_on IS NULL OR v.removed_on > :on) LIMIT 1), {complete(kinds)})"""


def complete(kinds: tuple[str, ...]) -> str:
    """The city's sources cover everybody; the counties' those inside."""
    all_over = [f"'{kind}' IN ({SOURCES} AND c.division = '')" for kind in kinds]
    by_county = [
        f"d.value IN (SELECT c.division FROM coverage c WHERE c.kind = '{kind}'"
        " AND c.voided_by IS NULL AND c.through >= :on)"
        for kind in kinds
    ]
    tests = [
        county if kind in BY_COUNTY else whole
        for kind, whole, county in zip(kinds, all_over, by_county, strict=True)
    ]
    return f"CASE WHEN {' AND '.join(tests)} THEN 3 ELSE 1 END"


SOURCES = """SELECT c.kind FROM coverage c
   WHERE c.voided_by IS NULL AND c.through >= :on"""


def listed(codes: tuple[str, ...]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def judged(document: str, rung: str, condition: str) -> str:
    return f"""coalesce((SELECT CASE j.verdict WHEN 'met' THEN 3 ELSE 0 END
   FROM judgement j WHERE j.subject_id = s.id AND j.rung = '{rung}'
    AND j.condition = '{condition}' AND j.policy = '{document}'
    AND j.voided_by IS NULL AND j."on" <= :on
    AND (j.valid_until IS NULL OR j.valid_until > :on)
   ORDER BY j."on" DESC LIMIT 1), 2)"""


POOLED = """CASE WHEN EXISTS (SELECT 1 FROM pool_entry p JOIN pool q ON q.id = p.pool_id
   WHERE p.subject_id = s.id AND p.voided_by IS NULL AND p.admitted_on <= :on
    AND (p.left_on IS NULL OR p.left_on > :on) AND q.rung = 'benchmark/city-workshop'
    AND q.voided_by IS NULL) THEN 3 ELSE 0 END"""

APPLIED = """a.round_id IN (SELECT r.id FROM round r WHERE r.year = 2026 AND r.rung IN
    ('benchmark/province-workshop', 'benchmark/province-enterprise'))
   AND a.voided_by IS NULL AND a.applied_on <= :on AND NOT EXISTS
    (SELECT 1 FROM application_step w WHERE w.application_id = a.id
      AND w.stage IN ('rejected', 'withdrawn') AND w.voided_by IS NULL
      AND w."on" <= :on)"""

ONE_PER = f"""CASE
   WHEN EXISTS (SELECT 1 FROM application a WHERE a.subject_id = e.id
    AND a.subject_id <> s.id AND {APPLIED}) THEN 0
   WHEN EXISTS (SELECT 1 FROM owner_spell x JOIN application a
     ON a.subject_id = x.subject_id WHERE x.enterprise_id = e.id
      AND {IN_FORCE.format("x")} AND x.subject_id <> s.id AND {APPLIED}) THEN 0
   ELSE 3 END"""


def any_of(*codes: str) -> str:
    return f"max({', '.join(codes)})"


def holds_certificate() -> str:
    """Certificates of others are never all recorded: none is unknown."""
    rungs = "t.rung IN ('certificate/high-tech', 'certificate/iiot-integration')"
    return f"""CASE WHEN EXISTS (SELECT 1 FROM title t
   WHERE t.subject_id = s.id AND {rungs} AND {VALID}) THEN 3 ELSE 1 END"""


def holds(rung: str) -> str:
    return f"CASE WHEN {held(rung)} THEN 3 ELSE 0 END"


def owned_holds(rung: str) -> str:
    """A title of the enterprise, or of anything that it owns."""
    return f"""CASE WHEN EXISTS (SELECT 1 FROM title t
    WHERE t.subject_id = e.id AND t.rung = '{rung}' AND {VALID}) THEN 3
   WHEN EXISTS (SELECT 1 FROM owner_spell x CROSS JOIN title t
    WHERE x.enterprise_id = e.id AND {IN_FORCE.format("x")}
     AND t.subject_id = x.subject_id AND t.rung = '{rung}' AND {VALID})
   THEN 3 ELSE 0 END"""


def holds_of_firm(rung: str) -> str:
    return f"""CASE WHEN EXISTS (SELECT 1 FROM title t WHERE t.subject_id = e.id
   AND t.rung = '{rung}' AND {VALID}) THEN 3 ELSE 0 END"""
