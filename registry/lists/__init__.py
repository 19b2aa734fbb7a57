"""Lists that leave the registry as files."""
