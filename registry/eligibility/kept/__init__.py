"""Outcomes kept beside the register: settled with each change, read in its place.

A kept row speaks for the days of its interval, under its step's binding, while its
subject is not marked; whatever does not is evaluated from the facts.
"""
