"""Where in a document the parts stand that every administrative document has: letterhead, title, signature block, recipients.

`Subject.elements` gives them for the document being checked. Reading tells what these parts say (`Reading.letterhead`); here
is where they stand, line by line, in a text file as in the two columns of a Word table.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from danvan.checking.element_lines import Piece, by_column, lines_in, pieces, trimmed
from danvan.documents.model import Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.formal_lines import (
    DATE_ONLY,
    NUMBER,
    PLACE_AND_DATE,
    RECIPIENTS,
    RULE,
    STATE,
    is_formal,
    is_office,
    person,
)
from danvan.reading.issuer import bodies
from danvan.reading.paragraphs import Paragraph, Role
from danvan.reading.title import Title, find_title, kind_of

_HEAD = 25
"""Letterhead and title stand in the first so many paragraphs; without a title, the letterhead in the first `_BARE_HEAD`."""
_BARE_HEAD = 12
_TAIL = 40
_BEFORE_RECIPIENTS = 15
"""Signature and recipients stand in the last so many paragraphs; so many before the last 'Nơi nhận' when annexes follow."""
_SUBJECT_REACH = 1500
_NAME_WITHIN = 4
_LONG_LINE = 240
_PARTY = re.compile(r"\W*ĐẢNG\s+CỘNG\s+SẢN")
_SLOGAN = re.compile(r"\W*Độc\s+lập", re.IGNORECASE)
_ABOUT = re.compile(r"\W*V\s*/\s*v(?!\w)", re.IGNORECASE)
_ADDRESSEE = re.compile(r"\W*Kính\s+gửi\s*:?", re.IGNORECASE)
_CLOSING = re.compile(r"\W*Trên đây(?!\w)", re.IGNORECASE)
_CLOSING_SIGN = re.compile(r"\.\s*/\s*\.?\W*$")
_LISTED = re.compile(r"\s*[-–—+•*▪]\s*\S")


@dataclass(frozen=True, slots=True)
class Element:
    """One part. `spans`: its lines in the order they are read; `text`: what they say, on one line, marks of emphasis gone."""

    spans: tuple[Span, ...]
    text: str

    @property
    def span(self) -> Span:
        """From its first to behind its last character; its first line alone where other text stands between its lines."""
        whole = self.spans[0]
        for span in self.spans[1:]:
            whole = whole.join(span)
        told = sum(span.end - span.start for span in self.spans)
        return whole if whole.end - whole.start <= told + 4 * len(self.spans) else self.spans[0]


@dataclass(frozen=True, slots=True)
class Elements:
    """Each part, None where the document has none that could be told. Numbers as in Decree 30/2020, annex I, part IV.

    motto            Quốc hiệu 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' (1)
    slogan           Tiêu ngữ 'Độc lập - Tự do - Hạnh phúc' (1)
    party            'ĐẢNG CỘNG SẢN VIỆT NAM' of a Party document
    parent_issuer    the superior body, all of them when several are named (2)
    issuer           the body that issues (2)
    number           'Số: 15/BC-UBND', also with the number left blank (3)
    place_date       'Ngân Trúc, ngày 05 tháng 6 năm 2024' (4)
    type             tên loại: 'BÁO CÁO' (5a)
    subject          trích yếu under the type (5a), or the 'V/v …' of a letter (5b)
    addressee        the line(s) that begin with 'Kính gửi' (9a)
    closing          the last sentence of the text: 'Trên đây là …', or whatever ends in './.'
    recipients_head  the words 'Nơi nhận:' (9b)
    recipients       the list under them, a span a line (9b)
    signer_titles    'TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', a span a line (7a)
    signer_name      họ tên of the signer (7b)
    """

    motto: Element | None = None
    slogan: Element | None = None
    party: Element | None = None
    parent_issuer: Element | None = None
    issuer: Element | None = None
    number: Element | None = None
    place_date: Element | None = None
    type: Element | None = None
    subject: Element | None = None
    addressee: Element | None = None
    closing: Element | None = None
    recipients_head: Element | None = None
    recipients: Element | None = None
    signer_titles: Element | None = None
    signer_name: Element | None = None

    @property
    def body(self) -> Span | None:
        """From behind the title (or the addressee) to the signature block; None when neither end is told."""
        first = self.subject or self.type or self.addressee
        ends = [one.spans[0].start for one in (self.recipients_head, self.signer_titles) if one]
        return Span(first.spans[-1].end, min(ends)) if first and ends and first.spans[-1].end <= min(ends) else None


def find_elements(document: Document, paragraphs: Sequence[Paragraph]) -> Elements:
    """The parts of `document`, of which `paragraphs` are all (`Subject.paragraphs`)."""
    body = [paragraph for paragraph in paragraphs if paragraph.role is Role.BODY]
    title = find_title(body[:_HEAD], document)
    head = _head(body, title)
    over = [piece for piece in by_column(document, body[:head]) if not kind_of(piece.text)]
    type_, subject = _title(document, body, title)
    letter = None if type_ else _lines_from(over, _ABOUT)
    tail = _Tail(document, body, max(title.at + 1, 0))
    return Elements(
        motto=_first(over, lambda line: bool(STATE.match(line)) and not _SLOGAN.match(line) and not _PARTY.match(line)),
        slogan=_first(over, lambda line: bool(_SLOGAN.match(line))),
        party=_first(over, lambda line: bool(_PARTY.match(line))),
        number=_number(over),
        place_date=_first(over, lambda line: bool(PLACE_AND_DATE.fullmatch(line) or DATE_ONLY.fullmatch(line))),
        type=type_,
        subject=subject or letter,
        addressee=_addressee(document, body[:_HEAD]),
        closing=tail.closing,
        recipients_head=tail.recipients_head,
        recipients=tail.recipients,
        signer_titles=tail.signer_titles,
        signer_name=tail.signer_name,
        **_issuers(over),
    )


def _head(body: Sequence[Paragraph], title: Title) -> int:
    """How many paragraphs stand over the title, or over the text of a letter, which has none."""
    if title.at >= 0:
        return title.at
    over = body[:_BARE_HEAD]
    ends = (at for at, one in enumerate(over) if _ADDRESSEE.match(one.text) or len(one.text) > _LONG_LINE)
    return next(ends, len(over))


def _issuers(over: Sequence[Piece]) -> dict[str, Element | None]:
    found = bodies([piece.text for piece in over])
    above = [over[at] for body in found[:-1] for at in body]
    return {"parent_issuer": _element(above), "issuer": _element([over[at] for at in found[-1]] if found else [])}


def _number(over: Sequence[Piece]) -> Element | None:
    for piece in over:
        match = NUMBER.match(piece.text)
        if match:
            text = match.group().strip()
            return Element((piece.part(0, len(match.group().rstrip())),), text)
    return None


def _title(document: Document, body: Sequence[Paragraph], title: Title) -> tuple[Element | None, Element | None]:
    if title.at < 0:
        return None, None
    for piece in pieces(document, body[title.at : title.at + 1], title.at):
        match = kind_of(piece.text)
        if match:
            begin = piece.text.find(match["kind"])
            span = piece.part(begin, begin + len(match["kind"])) if begin >= 0 else piece.span
            return Element((span,), match["kind"]), _subject(document, span.end, title.words)
    return None, None


def _subject(document: Document, start: int, words: str) -> Element | None:
    """The words of the title where they stand behind its kind, a span a line."""
    tokens = re.findall(r"\w+", words)
    if not tokens:
        return None
    below = Mapped.of(document.text, start, min(len(document.text), start + _SUBJECT_REACH))
    match = re.search(r"\W+".join(map(re.escape, tokens)), below.text)
    if not match:
        return None
    whole = below.origin(match.start(), match.end())
    return Element(tuple(trimmed(document.text, line) for line in lines_in(document.text, whole)), words)


def _addressee(document: Document, head: Sequence[Paragraph]) -> Element | None:
    """'Kính gửi: …' and the list below it."""
    found = list(pieces(document, head))
    at = next((at for at, piece in enumerate(found) if _ADDRESSEE.match(piece.text)), -1)
    if at < 0:
        return None
    listed: list[Piece] = []
    for piece in found[at + 1 :]:
        if not _LISTED.match(piece.text) or len(piece.text) > _LONG_LINE:
            break
        listed.append(piece)
    return _element([found[at], *listed])


class _Tail:
    """The end of a document: who signed, who receives it."""

    def __init__(self, document: Document, body: Sequence[Paragraph], start: int) -> None:
        last = max((at for at, one in enumerate(body) if at >= start and _names_recipients(one)), default=-1)
        first = max(start, len(body) - _TAIL if last < 0 else last - _BEFORE_RECIPIENTS)
        stop = len(body) if last < 0 else last + _TAIL
        opening = next((one for one in pieces(document, body[first:stop], first) if _opens(one.text)), None)
        begins = opening.paragraph if opening else len(body)
        self._pieces = by_column(document, body[begins:stop], begins)
        self.recipients_head, self.recipients = self._recipients()
        self.signer_titles, self.signer_name = self._signature()
        self.closing = _closing(document, body[start:begins])

    def _recipients(self) -> tuple[Element | None, Element | None]:
        matches = [(at, match) for at, one in enumerate(self._pieces) if (match := RECIPIENTS.match(one.text))]
        if not matches:
            return None, None
        at, match = matches[-1]
        piece = self._pieces[at]
        words = match.group().rstrip(" -–—+•")
        rest = Piece(piece.text[match.end() :], piece.part(match.end(), len(piece.text)), piece.paragraph)
        listed = [rest] if piece.exact and rest.text.strip() else []
        return Element((piece.part(0, len(words)),), words), _element([*listed, *_list_under(self._pieces[at + 1 :])])

    def _signature(self) -> tuple[Element | None, Element | None]:
        lines = [piece for piece in self._pieces if not RULE.fullmatch(piece.text) and not re.match(r"\W*\(", piece.text)]
        last = max((at for at, piece in enumerate(lines) if is_office(piece.text)), default=-1)
        if last < 0:
            return None, None
        first = last
        while first > 0 and is_office(lines[first - 1].text):
            first -= 1
        below = [piece for piece in lines[last + 1 : last + 1 + _NAME_WITHIN] if person(piece.text)]
        return _element(lines[first : last + 1]), _element(below[:1])


def _names_recipients(paragraph: Paragraph) -> bool:
    return bool(RECIPIENTS.match(paragraph.text))


def _opens(line: str) -> bool:
    return bool(RECIPIENTS.match(line)) or is_office(line)


def _list_under(below: Sequence[Piece]) -> Iterator[Piece]:
    """The lines of the list under 'Nơi nhận': those with a dash, what they run on into, and what ends as an item does."""
    for at, piece in enumerate(below):
        goes_on = at > 0 and piece.text[:1].islower()
        if not (_LISTED.match(piece.text) or goes_on or piece.text.rstrip()[-1:] in ";,") or is_office(piece.text):
            last = piece.text.rstrip().endswith(".") and not is_formal(piece.text) and not person(piece.text)
            if last and len(piece.text) <= _LONG_LINE // 2:
                yield piece
            return
        yield piece


def _closing(document: Document, before: Sequence[Paragraph]) -> Element | None:
    """The last paragraph but a few that closes the text."""
    for one in reversed(before[-4:]):
        if _CLOSING.match(one.text) or _CLOSING_SIGN.search(one.text):
            return Element((trimmed(document.text, one.span),), one.text)
    return None


def _first(over: Iterable[Piece], fits: Callable[[str], bool]) -> Element | None:
    return next((_element([piece]) for piece in over if fits(piece.text)), None)


def _lines_from(over: Sequence[Piece], opening: re.Pattern[str]) -> Element | None:
    """The line that opens so, and those under it that are no formal line."""
    at = next((at for at, piece in enumerate(over) if opening.match(piece.text)), -1)
    if at < 0:
        return None
    below = []
    for piece in over[at + 1 : at + 4]:
        if is_formal(piece.text) or STATE.match(piece.text) or RULE.fullmatch(piece.text):
            break
        below.append(piece)
    return _element([over[at], *below])


def _element(lines: Sequence[Piece]) -> Element | None:
    if not lines:
        return None
    return Element(tuple(line.span for line in lines), " ".join(line.text.strip() for line in lines))
