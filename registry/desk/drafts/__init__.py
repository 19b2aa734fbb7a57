"""Drafts: what an official hands in, read and checked before anything is written."""
