"""What cells of ledgers say: strict readers, one per kind of value."""
