"""The year 2022 of 株洲 as a demonstration registry, from the sheets in ``data/``."""
