"""Looking after a registry: new, upgraded, checked, undone, backed up, restored."""

from __future__ import annotations
