"""The same questions in SQL written by hand, the way one would for this one file.

It leans on what this file is known to hold and the compiler may not assume: at most
one spell in force, one owner, one coverage row a kind, no revoked titles, events and
assessments the only records known to the month. Every condition answers 0, 1, 2 or 3.
"""

from __future__ import annotations

# What every query begins with: enterprises that may apply, with what they are.
ENTERPRISES = """
  JOIN enterprise e ON e.id = {owner} AND e.voided_by IS NULL
   AND e.merged_into IS NULL AND e.kind IN ('enterprise', 'branch', 'institute')
  JOIN status_spell st ON st.enterprise_id = e.id AND st.voided_by IS NULL
   AND (st.since IS NULL OR st.since <= :on) AND st.until IS NULL
   AND st.value NOT IN ('moved_out', 'deregistered')
  LEFT JOIN division_spell d ON d.enterprise_id = e.id AND d.voided_by IS NULL
   AND d.since <= :on AND d.until IS NULL
  LEFT JOIN designated_spell g ON g.enterprise_id = e.id AND g.voided_by IS NULL
   AND (g.since IS NULL OR g.since <= :on) AND (g.until IS NULL OR g.until > :on)
"""
