"""The registry: everything of tidu but its screens."""
