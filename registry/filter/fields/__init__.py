"""The fields, one module for each kind of record."""
