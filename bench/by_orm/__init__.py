"""The explanation that one writes with an ORM, beside the compiled one."""
