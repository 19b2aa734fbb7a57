"""Ledgers that arrive: read, matched, compared with the register, written."""
