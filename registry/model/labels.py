"""What officials call the tables and columns of the register."""


def table_label(table: str) -> str:
    """The table in Chinese."""
    return table


def column_label(table: str, column: str) -> str:
    """The column in Chinese."""
    del table
    return column
