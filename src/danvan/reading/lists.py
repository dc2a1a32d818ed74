"""Lists of lines and the line each stands under: bullets, '1. 2. 3.', 'a) b) c)', '(1) (2)', or plain lines that end in ';'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from danvan.reading.contexts import goes_back
from danvan.reading.lexicon import fold
from danvan.reading.outline import Rank, number_of
from danvan.reading.paragraphs import BULLET, Paragraph, Role

_PROMISES = ("như sau", "sau đây", "dưới đây", "bao gồm", "gồm", "cụ thể")
_COUNTED = re.compile(r"\((\d{1,2})\)")
_PLAIN_ITEM = 160
"""A line of a list without marks is no longer than this."""


@dataclass(frozen=True, slots=True)
class Listing:
    """`head` and `items`: indices of paragraphs. `promised`: the head's line says that a list follows."""

    head: int
    items: tuple[int, ...]
    promised: bool
    open: bool = False
    """The lines carry the head's own mark: where the list ends, only its numbers can tell."""


def find_lists(paragraphs: Sequence[Paragraph]) -> list[Listing]:
    """Every list of at least one line, in order of the lines they stand under."""
    return list(_lists(paragraphs))


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[Listing]:
    for head in range(len(paragraphs) - 1):
        above, first = paragraphs[head], paragraphs[head + 1]
        if first.role is not Role.BODY or above.role is not Role.BODY:
            continue
        promised = _promises(above.text)
        # asked before the lines are gone through: in a list of a thousand lines each stands under the one before it
        if not promised and not _is_deeper(above.opening, first.opening):
            continue
        items = tuple(_items(paragraphs, head, promised))
        if items:
            yield Listing(head, items, promised, first.opening == above.opening != "")


def _promises(text: str) -> bool:
    """Whether a line ends as one does that a list stands under."""
    end = text.rstrip()
    if end.endswith(":"):
        return True
    return end.removesuffix(".").rstrip().lower().endswith(_PROMISES)


def _is_deeper(above: str, below: str) -> bool:
    """'+' lines under a '-' line: a list though the line above does not end with a colon."""
    return _is_bullet(above) and _is_bullet(below) and above != below


@lru_cache(256)
def _is_bullet(opening: str) -> bool:
    return bool(opening) and bool(BULLET.match(opening + " x"))


def _items(paragraphs: Sequence[Paragraph], head: int, promised: bool) -> Iterator[int]:
    first = paragraphs[head + 1].opening
    if _is_bullet(first):
        yield from _bulleted(paragraphs, head)
    elif promised and first:
        yield from _numbered(paragraphs, head)
    elif promised:
        yield from _plain(paragraphs, head)


def _bulleted(paragraphs: Sequence[Paragraph], head: int) -> Iterator[int]:
    mark = paragraphs[head + 1].opening
    for at in range(head + 1, len(paragraphs)):
        opening = paragraphs[at].opening
        if not _is_bullet(opening) or (opening == paragraphs[head].opening != mark):
            return
        if opening == mark:
            yield at


def _place(opening: str) -> tuple[int, int]:
    """Kind and place of a list number; (0, 0) for what counts no list."""
    if match := _COUNTED.fullmatch(opening.strip()):
        return 1, int(match[1])
    own = number_of(opening)
    return (int(own.rank), own.value) if own is not None and own.rank in (Rank.DECIMAL, Rank.LETTER) else (0, 0)


def _numbered(paragraphs: Sequence[Paragraph], head: int) -> Iterator[int]:
    kind, place = _place(paragraphs[head + 1].opening)
    if place != 1 or kind == _place(paragraphs[head].opening)[0]:
        return
    for at in range(head + 1, len(paragraphs)):
        own = _place(paragraphs[at].opening)
        if own == (kind, place):
            yield at
            place += 1
        elif not _is_bullet(paragraphs[at].opening):
            return


def _plain(paragraphs: Sequence[Paragraph], head: int) -> Iterator[int]:
    found: list[int] = []
    for at in range(head + 1, len(paragraphs)):
        text = paragraphs[at].text
        if paragraphs[at].opening or len(text) > _PLAIN_ITEM or not text.endswith((";", ",", ".")):
            return
        found.append(at)
        if text.endswith("."):
            break
    if len(found) > 1 and paragraphs[found[-1]].text.endswith("."):
        yield from found


def leading_lines(paragraphs: Sequence[Paragraph], lists: Sequence[Listing]) -> list[str]:
    """For each line of a list the line it stands under, for a paragraph that opens with 'Trong đó' the sentence before it
    (folded); '' for others."""
    leads = [""] * len(paragraphs)
    for listing in lists:
        lead = _lead(paragraphs, listing)
        for at in () if listing.open else listing.items:
            leads[at] = lead
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        own = fold(paragraph.text[len(paragraph.opening) :])
        if not leads[at] and goes_back(own) and paragraph.role is paragraphs[at - 1].role:
            leads[at] = _last_sentence(paragraphs[at - 1])
    return leads


_PARTS = re.compile(r"[.;]\s+")
_FIRST_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w.])|(?<![\w.,/])\d+(?![\w,/]|\.\d)")


def _lead(paragraphs: Sequence[Paragraph], listing: Listing) -> str:
    """The part of the head's line that the list stands under. Where no colon says so and several parts count something, it is
    the one with the total of the lines; none when no part has it."""
    head = paragraphs[listing.head]
    counting = [part for part in _PARTS.split(head.text[len(head.opening) :]) if _FIRST_NUMBER.search(part)]
    if listing.promised or len(counting) < 2:
        return _last_sentence(head)
    firsts = [_FIRST_NUMBER.search(paragraphs[at].text, len(paragraphs[at].opening)) for at in listing.items]
    total = sum(_whole(match.group()) for match in firsts if match)
    return next((fold(part) for part in counting if total in map(_whole, _FIRST_NUMBER.findall(part))), "")


def _whole(number: str) -> int:
    return int(number.replace(".", ""))


def _last_sentence(paragraph: Paragraph) -> str:
    text = paragraph.text[len(paragraph.opening) :]
    return fold(next(part for part in reversed(re.split(r"[.;]\s+", text)) if part.strip() or part == text))
