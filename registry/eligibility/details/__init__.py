"""What there is, in Chinese: value, day, source and gap of one answered leaf.

Details only describe; whether a leaf is met is said by its compiled expression.
"""
