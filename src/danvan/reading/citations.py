"""Mentions of legal texts: 'Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ', and shorter ones.

State style puts a slash after the number (36/KH-UBND, 10/2022/QH15), Party style a hyphen (246-CV/ĐU, 25-NQ/TW). Stray
spaces in a symbol are joined, wrong letters kept: what is wrong is for the checks to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan.catalogue.models import Instrument, Vocabulary
from danvan.reading.letters import UPPER
from danvan.reading.lexicon import either, fold
from danvan.reading.model import Citation
from danvan.reading.paragraphs import Paragraph

_PART = rf"[{UPPER}][\w]*"
# Letters, then more letters behind hyphens; a stray space may stand on one side of a hyphen or slash.
_LETTERS = rf"{_PART}(?:\s?-\s?(?:{_PART}|\d+\b)|\s?&\s?{_PART})*"
SYMBOL = rf"\d{{1,5}}[a-zđ]?\s?(?:/\s?(?:19|20)\d\d)?\s?(?:/\s?{_LETTERS}(?:/{_LETTERS})*|-\s?{_LETTERS}\s?/\s?{_LETTERS}(?:/{_LETTERS})?)"
_DATE = r"(?:ngày\s+)?(?P<{0}>\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?\d{{4}}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}})"
_GAP = r"\s*,?\s*\(?"
_ISSUER = re.compile(
    r"\)?\s*,?\s*của\s+(?P<issuer>(?:Thủ tướng Chính phủ|Chính phủ|Chính Phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Uỷ ban Thường vụ Quốc hội"
    r"|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương|Trung ương|Bộ trưởng|Bộ|Thanh tra Chính phủ|Văn phòng Chính phủ"
    r"|Ban Thường vụ|Ban|Chủ tịch|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Ủy ban Nhân dân|HĐND|Hội đồng nhân dân"
    r"|Đảng ủy|Đảng uỷ|Huyện ủy|Huyện uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Sở|Phòng)"
    r"(?:\s+(?:[" + UPPER + r"]\w*|xã|phường|huyện|tỉnh|thành phố|thị trấn|thị xã|quận|đặc khu|vụ|vận|ủy|uỷ|dân|nhân)){0,6})"
)
_DATE_BEFORE = re.compile(rf"{_DATE.format('date')}[^.;]{{0,60}}?(?:ban hành|ký|phê duyệt)\s+$", re.IGNORECASE)
_QUOTED = re.compile(r"[^.;“\"]{0,60}?[“\"](?P<title>[^”\"]{5,300})[”\"]")
_CENTRAL = re.compile(
    r"(?P<type>Nghị quyết)\s+(?:số\s+)?(?P<number>(?:Hội nghị\s+(?:lần thứ\s+\w+\s+)?)?(?:TW|Trung ương)\s?\d{1,2}"
    r"(?:\s*\(?\s*(?:khoá|khóa)\s+[IVX]+\s*\)?)?)"
)
_CONGRESS = re.compile(
    r"(?P<type>Nghị quyết)\s+(?:Đại hội\s+)?(?:đại biểu\s+)?(?:toàn quốc\s+)?Đảng bộ\s+[\w\s]{0,40}?(?:lần thứ|khóa|khoá)\s+(?:[IVXLC]+|\d+)"
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    full: re.Pattern[str]
    bare: tuple[re.Pattern[str], ...]
    law: re.Pattern[str] | None


def find_citations(
    paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, instruments: Sequence[Instrument]
) -> list[Citation]:
    """Every mention in the order of the text."""
    grammar = _grammar(vocabulary, instruments)
    found = [citation for paragraph in paragraphs for citation in _of_paragraph(paragraph, grammar)]
    return sorted(found, key=lambda citation: citation.span)


def _grammar(vocabulary: Vocabulary, instruments: Sequence[Instrument]) -> _Grammar:
    types = "|".join(
        sorted((re.escape(name).replace(r"\ ", r"\s+") for name in vocabulary.citation_types), key=len, reverse=True)
    )
    kind = rf"(?P<type>(?i:{types}))"
    number = rf"(?P<number>{SYMBOL})"
    tail = rf"(?:{_GAP}{_DATE.format('date')}\)?)?"
    full = rf"(?<!\w)(?:{kind}\s+(?:số\s*:?\s*)?)?{number}(?!\w){tail}"
    # A bare number is a mention only after 'số', or where the sentence goes on as after a name: else it counts something.
    named = rf"(?P<type>{types})\s+(?P<number>\d{{1,4}})(?=\s*(?:,|;|\.(?!\d)|\)|“|$|của\b|ngày\b|và\b|về\b|do\b))(?:{_GAP}{_DATE.format('date')}\)?)?"
    numbered = rf"{kind}\s+số\s*:?\s*(?P<number>\d{{1,4}})(?![\w%/-]|[.,]\d)(?:{_GAP}{_DATE.format('date')}\)?)?"
    titles = {
        fold(item.title.removeprefix("Luật ").strip())
        for item in instruments
        if item.type in ("Luật", "Bộ luật") and not item.title.startswith("Luật sửa")
    }
    law = re.compile(rf"(?<!\w)luật\s+(?:{either(titles)})(?!\w)(?:\s+(?:số\s+)?năm\s+\d{{4}})?") if titles else None
    return _Grammar(re.compile(full), (re.compile(rf"(?<!\w){numbered}"), re.compile(rf"(?<!\w){named}")), law)


def _of_paragraph(paragraph: Paragraph, grammar: _Grammar) -> Iterator[Citation]:
    text = paragraph.text
    taken: list[tuple[int, int]] = []
    hits: list[tuple[re.Match[str], Citation]] = []
    for pattern in (grammar.full, _CENTRAL, _CONGRESS, *grammar.bare):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            hits.append((match, _citation(paragraph, match)))
            taken.append(match.span())
            if pattern in grammar.bare:
                listed = list(_listed(paragraph, match))
                hits += listed
                taken += [more.span() for more, _ in listed]
    if grammar.law:
        for match in grammar.law.finditer(fold(text)):
            if text[match.start()] == "L" and not any(match.start() < end and start < match.end() for start, end in taken):
                hits.append((match, Citation(paragraph.flow.origin(*match.span()), "Luật", "")))
    hits.sort(key=lambda hit: hit[0].start())
    hits = _named_laws(text, hits)
    yield from _shared_dates(text, hits)


def _named_laws(text: str, hits: list[tuple[re.Match[str], Citation]]) -> list[tuple[re.Match[str], Citation]]:
    """'Luật Tiếp công dân số 42/2013/QH13' is one mention, not a title and a number."""
    merged: list[tuple[re.Match[str], Citation]] = []
    for match, citation in hits:
        before = merged[-1] if merged else None
        if before and not before[1].number and not citation.type and not text[before[0].end() : match.start()].strip(" ,(số:"):
            span = before[1].span.join(citation.span)
            merged[-1] = (match, replace(citation, span=span, type=before[1].type))
        else:
            merged.append((match, citation))
    return merged


def _citation(paragraph: Paragraph, match: re.Match[str]) -> Citation:
    text, groups = paragraph.text, match.groupdict()
    number = groups.get("number") or ""
    if re.search(r"\d\s?[/-]", number):
        number = re.sub(r"\s+", "", number)
    number = number.strip()
    written = groups.get("date") or ""
    if not written and (before := _DATE_BEFORE.search(text[: match.start()])):
        written = before["date"]
    issuer = _ISSUER.match(text, match.end())
    title = _QUOTED.match(text, issuer.end() if issuer else match.end())
    return Citation(
        span=paragraph.flow.origin(match.start(), match.end()),
        type=re.sub(r"\s+", " ", groups.get("type") or "").capitalize(),
        number=number,
        date=to_date(written),
        issuer=issuer["issuer"].strip() if issuer else "",
        title=title["title"].strip() if title else "",
        date_text=written,
    )


def _listed(paragraph: Paragraph, match: re.Match[str]) -> Iterator[tuple[re.Match[str], Citation]]:
    """'Quyết định 217, 218 của Bộ Chính trị': each further number is a mention of the same type."""
    follow = re.compile(r"\s*(?:,|và)\s*(?:số\s+)?(?P<number>\d{2,4})(?=\s*(?:,|và\s+\d|của\b|ngày\b|\())")
    at = match.end()
    while (more := follow.match(paragraph.text, at)) is not None:
        span = paragraph.flow.origin(more.start("number"), more.end("number"))
        yield more, replace(_citation(paragraph, match), span=span, number=more["number"])
        at = more.end()


def _shared_dates(text: str, hits: list[tuple[re.Match[str], Citation]]) -> Iterator[Citation]:
    """One date or issuer may serve neighbours of one type: '18-NQ/TW, Nghị quyết số 19-NQ/TW, ngày 25/10/2017'."""
    citations = [citation for _, citation in hits]
    for at in range(len(hits) - 2, -1, -1):
        between = text[hits[at][0].end() : hits[at + 1][0].start()]
        earlier, later = citations[at], citations[at + 1]
        if not re.fullmatch(r"\s*(?:,|;|và|,\s*và)?\s*(?:số\s+)?", between):
            continue
        if not later.type:
            later = citations[at + 1] = replace(later, type=earlier.type)
        if later.type == earlier.type and not earlier.issuer and not earlier.date_text:
            citations[at] = replace(earlier, date=earlier.date or later.date, issuer=later.issuer)
    yield from citations


def to_date(written: str) -> date | None:
    """'10/3/2023' or '08 tháng 03 năm 2024' as a date; None when empty or when no such day exists."""
    numbers = [int(part) for part in re.findall(r"\d+", written)]
    if len(numbers) != 3:
        return None
    day, month, year = numbers
    try:
        return date(year, month, day)
    except ValueError:
        return None
