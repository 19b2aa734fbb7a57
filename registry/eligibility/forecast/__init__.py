"""Who will stand where on days to come, if no fact changes."""
