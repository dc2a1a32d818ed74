"""How numbers of lists are written: decimal, roman, letters."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST = 5000
"""Beyond this, roman numbers and letters would be longer than a line; Word shows digits too."""


def written(number: int, form: str) -> str | None:
    """`number` in the form Word calls `form` (ST_NumberFormat); None for a form we do not know."""
    write = _FORMS.get(form)
    return write(number) if write else None


def _roman(number: int) -> str:
    if not 0 < number <= _LONGEST:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """a … z, aa, bb … zz, aaa: Word repeats the letter."""
    if not 0 < number <= _LONGEST:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",  # a number that mentions a level of bullets leaves its place empty
    "decimal": str,
    "decimalZero": "{:02}".format,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
}
