"""Overviews and counts."""
