"""What if other policies were in force: the same evaluation, held against today's."""
