"""What an official can do; each function is one transaction."""
