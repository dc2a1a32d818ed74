"""What a document says of itself: number, date, place, who issued it, for which period, who signed, who receives it."""

import re
from collections.abc import Sequence
from datetime import date

from danvan.documents.model import Document
from danvan.reading.citations import to_date
from danvan.reading.formal_lines import DATE_ONLY, NUMBER, PLACE_AND_DATE, RECIPIENTS, in_columns, is_office, plain, raw_lines
from danvan.reading.issuer import find_issuer
from danvan.reading.model import Letterhead
from danvan.reading.paragraphs import Paragraph, Role
from danvan.reading.signature import read_recipients, read_signatory
from danvan.reading.title import find_title, kind_of
from danvan.reading.title_period import period_of, period_stated
from danvan.reading.units import unit_that_speaks

_HEAD = 25
"""The letterhead and title stand in the first so many paragraphs."""
_TAIL = 40
"""The signature and the recipients stand in the last so many."""


def read_letterhead(paragraphs: Sequence[Paragraph], document: Document | None = None) -> Letterhead:
    """What the first and last paragraphs say; '' or None where they do not.

    With `document`, columns a text file runs together are told apart by the white space between them.
    """
    body = [paragraph for paragraph in paragraphs if paragraph.role is Role.BODY]
    title = find_title(body[:_HEAD], document)
    over = in_columns(_over_title(_lines(body[: max(title.at, 0)], document)))
    head = [plain(line) for line in _lines(body[max(title.at, 0) : _HEAD], document)]
    tail = _tail(body, document)
    place, day = _place_and_date(over, [*head, *reversed(tail)])
    issuer = find_issuer(over)
    unit = (issuer and issuer.unit) or unit_that_speaks([paragraph.text for paragraph in body], _HEAD)
    return Letterhead(
        type=title.kind,
        number=_number(over, head),
        date=day,
        place=place,
        issuer=issuer.name if issuer else f"UBND {unit}" if unit else "",
        unit=str(unit) if unit else "",
        level=unit.level if unit else "",
        period=period_of(title.words) or period_stated(paragraph.text for paragraph in body[:_HEAD]),
        title=title.words,
        signatory=read_signatory(tail),
        recipients=read_recipients(tail),
    )


def _lines(paragraphs: Sequence[Paragraph], document: Document | None) -> list[str]:
    """The lines of paragraphs as they stand in the document, their indent included."""
    if document is None:
        return [paragraph.text for paragraph in paragraphs]
    lines: list[str] = []
    for paragraph in paragraphs:
        span = paragraph.span
        before = document.text[document.text.rfind("\n", 0, span.start) + 1 : span.start]
        indent = before if document.hard_breaks and not before.strip() else ""
        lines += raw_lines(document, span.start - len(indent), span.end)
    return lines


def _over_title(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not kind_of(line)]


def _tail(body: Sequence[Paragraph], document: Document | None) -> list[str]:
    """The last lines; from the first recipient or post on, column by column."""
    lines = _lines(body[-_TAIL:], document)
    at = next((at for at, line in enumerate(lines) if _opens_end(plain(line))), len(lines))
    return [*map(plain, lines[:at]), *in_columns(lines[at:])]


def _opens_end(line: str) -> bool:
    return bool(RECIPIENTS.match(line)) or is_office(line)


def _number(over: Sequence[str], below: Sequence[str]) -> str:
    """The number without the spaces inside; '' where it is left blank. Below the title only a line that says no more."""
    matches = [*map(NUMBER.match, over), *map(NUMBER.fullmatch, below)]
    match = next(filter(None, matches), None)
    return re.sub(r"\s+", "", match["number"] or "") if match else ""


def _place_and_date(over: Sequence[str], others: Sequence[str]) -> tuple[str, date | None]:
    for line in [*over, *others]:
        match = PLACE_AND_DATE.fullmatch(line)
        if match:
            return " ".join(match["place"].split()), to_date(match["day"])
    for line in over:
        match = DATE_ONLY.fullmatch(line)
        if match:
            return "", to_date(match["day"])
    return "", None
