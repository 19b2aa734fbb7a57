"""How far everybody is from every next rung, and what would help most."""
