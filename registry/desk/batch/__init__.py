"""Batches: one verb for many, seen before it is written, one change, one undo."""
