"""A letter before it has a format: its subject, its paragraphs, the lines it lists. The wording is in the .txt files beside.

First line: the subject, behind 'V/v'. {items} on a line of its own: one line for each item, '-' before, ';' after, '.' last.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

Kind = Literal["remind", "return", "correct"]
_NUMBER = re.compile(r"\d")
_BLANK = "…………"


@dataclass(frozen=True, slots=True)
class Letter:
    """`subject` without its "V/v"; `paragraphs` in the order of the text, the lines of its list among them."""

    subject: str
    paragraphs: tuple[str, ...]


def letter(kind: Kind, items: Sequence[str], **blanks: str) -> Letter:
    """The letter of `kind` with `items` listed. A blank that is not given is left as dots for the office to fill in."""
    subject, _, body = files(__package__).joinpath(f"{kind}.txt").read_text(encoding="utf-8").partition("\n\n")
    given: Mapping[str, str] = _Blanks(
        {"count": f"{len(items):02}", **{name: words for name, words in blanks.items() if words}}
    )
    listed = [f"- {item.rstrip(' .;')}{'.' if at == len(items) else ';'}" for at, item in enumerate(items, start=1)]
    return Letter(subject.format_map(given), tuple(_paragraphs(body, listed, given)))


def day(of: date | None) -> str:
    """'05/9/2024': days below 10 and the months 1 and 2 take a zero before; '' when not known."""
    return f"{of.day:02}/{of.month:02}/{of.year}" if of and of.month <= 2 else f"{of.day:02}/{of.month}/{of.year}" if of else ""


def figures_in(items: Sequence[str]) -> list[str]:
    """The items that change a number: what is said is corrected by a new report, never by a letter (Nghị định
    30/2020/NĐ-CP, điều 18 khoản 3)."""
    return [item for item in items if _NUMBER.search(item)]


def _paragraphs(body: str, listed: Sequence[str], given: Mapping[str, str]) -> Iterator[str]:
    for line in body.splitlines():
        if line == "{items}":
            yield from listed
        elif line:
            yield line.format_map(given)


class _Blanks(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return _BLANK
