"""What a register says of a period: which rows, and what was known of them on the closing date. As SQL."""

from datetime import date

from danvan.catalogue.models import Register
from danvan.simulate.filling import END, UNIT
from danvan.simulate.rows import Book


def sql_day(day: date) -> str:
    """A day as SQL."""
    return f"DATE '{day.isoformat()}'"


def in_window(sql: str, first: date, closing: date) -> str:
    """`sql` with the days of a period in place of `_first` and `_closing`."""
    return sql.replace("_closing", sql_day(closing)).replace("_first", sql_day(first))


def view_of(register: Register, book: Book, first: date, closing: date) -> str:
    """A SELECT over the table `rows`: those of the period with every column as it stood on the closing date.

    What began in the period is in it, and what was still open when it began; a row that stays is in it from its first day.
    """
    after = {name: day for day, names in book.known.items() for name in names}
    shown = [f"{UNIT}"]
    for column in register.columns:
        name = column.code
        if name in book.shown:
            shown.append(f'({in_window(book.shown[name], first, closing)}) AS "{name}"')
        elif name in after:
            shown.append(f'CASE WHEN "{after[name]}" <= {sql_day(closing)} THEN "{name}" END AS "{name}"')
        elif column.type == "date" and name != book.key and name not in book.ahead:
            shown.append(f'CASE WHEN "{name}" <= {sql_day(closing)} THEN "{name}" END AS "{name}"')
        else:
            shown.append(f'"{name}"')
    return f"SELECT {', '.join(shown)} FROM rows WHERE {_placed(book, first, closing)}"  # noqa: S608 - names of the catalogue


def _placed(book: Book, first: date, closing: date) -> str:
    begun = f'"{book.key}" <= {sql_day(closing)}'
    if book.stays:
        return begun
    here = f'"{book.key}" >= {sql_day(first)}'
    if book.ends:
        here = f"({here} OR {open_on(book, first)})"
    return f"{begun} AND {here}"


def open_on(book: Book, day: date) -> str:
    """The condition that a row was not closed before `day`."""
    end = END if book.ends.startswith("_") else book.ends
    return f'("{end}" IS NULL OR "{end}" >= {sql_day(day)})'
