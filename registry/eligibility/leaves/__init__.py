"""Each leaf of the vocabulary as one SQL expression: 0, 1, 2 or 3 for a candidate.

0 unmet < 1 unknown < 2 for judgement < 3 met. Expressions are correlated to the
candidate row ``k`` and read live rows through the partial indexes.
"""
