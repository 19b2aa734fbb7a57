"""Policies as data: the vocabulary of conditions, the loader, the graph."""
