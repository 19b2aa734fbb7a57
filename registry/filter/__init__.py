"""The filter expression: one grammar, compiled to SQL as of a day."""
