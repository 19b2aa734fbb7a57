"""On which day an answer may next change if no fact does: too early, never too late.

For every leaf the records that its expression reads, and of each the days on which a
comparison with the as-of day can tip over. A day that a window's start has to pass is
as many months later; days known to the month or year tip at both their ends.
"""
