"""Which outcomes a list of candidates begins with."""

from __future__ import annotations

from registry.terms import Outcome

SHOWN = (Outcome.ELIGIBLE, Outcome.ONE_SHORT, Outcome.PENDING)
"""All that leave something to do: everyone but those who lack several things."""
