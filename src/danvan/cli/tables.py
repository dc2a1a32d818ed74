"""Plain tables for the terminal: no rules, columns set apart by space, nothing cut off."""

from rich.table import Table


def columns(*names: str, right: tuple[int, ...] = ()) -> Table:
    """A table with these heads; the columns of `right` hold numbers."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for at, name in enumerate(names):
        table.add_column(name, justify="right" if at in right else "left", overflow="fold")
    return table
