"""Standings that become others: by one more answer, or under other rules."""

from __future__ import annotations

from dataclasses import replace

from registry.eligibility.answer import Standing


def answered(standing: Standing, place: int, code: int) -> Standing:
    """The standing with another answer to one condition."""
    bit = 2**place
    return Standing(
        standing.subject_id,
        standing.enterprise_id,
        standing.step,
        standing.to,
        standing.unmet & ~bit | (bit if code == 0 else 0),
        standing.unknown & ~bit | (bit if code == 1 else 0),
        standing.judged & ~bit | (bit if code == 2 else 0),  # noqa: PLR2004  # for judgement
    )


def released(standing: Standing, bits: int) -> Standing:
    """The standing with some conditions met."""
    masks = (standing.unmet, standing.unknown, standing.judged)
    unmet, unknown, judged = (mask & ~bits for mask in masks)
    return replace(standing, unmet=unmet, unknown=unknown, judged=judged)
