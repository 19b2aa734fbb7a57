"""Who may climb, and why or why not."""
