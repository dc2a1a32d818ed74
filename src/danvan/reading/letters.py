"""Letters of Vietnamese for patterns. A range such as À-Ỹ would mix capitals and small letters: they alternate in Unicode."""

from collections.abc import Callable, Iterator


def _runs(fits: Callable[[str], bool]) -> Iterator[str]:
    """The letters that fit, from À to Ỹ and beyond Latin too, neighbours as a range: half as long to compile as one by one."""
    first = last = ""
    for letter in (*map(chr, range(0xC0, 0x1EFA)), ""):
        if letter and fits(letter):
            first, last = first or letter, letter
        elif first:
            yield first if first == last else f"{first}-{last}"
            first = ""


def letter_class(ascii_letters: str, fits: Callable[[str], bool]) -> str:
    """The inside of a character class: `ascii_letters` ('A-Z') and all other letters that fit."""
    return ascii_letters + "".join(_runs(fits))


UPPER = letter_class("A-Z", str.isupper)
"""Every capital letter, for use inside a character class."""
NAME = rf"(?:[{UPPER}][\w’']*)(?:\s+(?:[{UPPER}][\w’']*|\d{{1,2}}\b))*"
"""A proper name: words with capitals, perhaps a number at the end ('Năng Tây 2')."""
