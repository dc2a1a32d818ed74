"""Mentions of legal texts: 'Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ', and shorter ones.

State style puts a slash after the number (36/KH-UBND, 10/2022/QH15), Party style a hyphen (246-CV/ĐU, 25-NQ/TW). Stray
spaces in a symbol are joined, wrong letters kept: what is wrong is for the checks to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from danvan.kernel.span import Span
from danvan.reading import citation_grammar as grammars
from danvan.reading.citation_grammar import Grammar
from danvan.reading.citation_links import linked
from danvan.reading.lexicon import fold
from danvan.reading.model import Citation
from danvan.reading.paragraphs import Paragraph, Role

_YEAR_OF_NAME = re.compile(r"\s+(?:số\s+)?(?:năm\s+)?(?:19|20)\d\d$")
_DIGIT = re.compile(r"\d")
_TITLE_REACH = 400
_HEAD = 25
"""The letterhead stands in the first so many paragraphs."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A mention at `start` of its paragraph; `end` is behind its date and issuer."""

    start: int
    end: int
    citation: Citation
    comma: bool = False
    """Its date is set off by a comma, as one that serves a list is."""


def find_citations(paragraphs: Sequence[Paragraph], grammar: grammars.Grammar) -> list[Citation]:
    """Every mention in the order of the text; the report's own number is none."""
    own = own_numbers(paragraphs)
    found = [
        citation
        for paragraph in paragraphs
        for citation in _of_paragraph(paragraph, grammar)
        if not any(citation.span.overlaps(span) for span in own)
    ]
    return linked(sorted(found, key=lambda citation: citation.span))


def own_numbers(paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Where the report gives its own number, behind 'Số' in the letterhead over its title."""
    found = []
    body = [paragraph for paragraph in paragraphs if paragraph.role is Role.BODY]
    for paragraph in body[:_HEAD]:
        if grammars.REPORT_TITLE.match(paragraph.text):
            break
        match = grammars.OWN_NUMBER.search(paragraph.text)
        if match:
            found.append(paragraph.flow.origin(*match.span("number")))
    return found


def codes(paragraphs: Sequence[Paragraph]) -> list[Span]:
    """Symbols that name no text: 'hồ sơ 33/GP'. Neither figures nor mentions."""
    return [
        paragraph.flow.origin(*match.span()) for paragraph in paragraphs for match in grammars.CODE.finditer(paragraph.text)
    ]


def _of_paragraph(paragraph: Paragraph, grammar: Grammar) -> Iterator[Citation]:
    hits = sorted(_hits(paragraph, grammar), key=lambda hit: hit.start)
    return _in_lists(paragraph.text, _named_laws(paragraph.text, hits), grammar)


def _hits(paragraph: Paragraph, grammar: Grammar) -> Iterator[_Hit]:
    text = paragraph.text
    low = fold(text)
    taken = bytearray(len(text) + 1)
    for pattern in _patterns(text, low, grammar):
        for match in pattern.finditer(low if pattern is grammar.law else text):
            start, end = match.span()
            if any(taken[start:end]) or not _stands(text, match, grammar):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield _hit(paragraph, match, grammar)
            if pattern in grammar.numbers:
                for more in _listed(text, match):
                    taken[more.start() : more.end()] = b"\1" * (more.end() - more.start())
                    hit = _hit(paragraph, more, grammar)
                    yield replace(hit, citation=replace(hit.citation, type=_type(match, grammar)))


def _patterns(text: str, low: str, grammar: Grammar) -> Iterator[re.Pattern[str]]:
    """Those that may match, the most telling first: a search for one letter spares most paragraphs most of the patterns."""
    symbols = "/" in low and grammars.SYMBOL_SIGN.search(text)
    if symbols:
        yield from grammar.typed
    yield from (grammars.CENTRAL, grammars.CONGRESS)
    if "hiến pháp" in low:
        yield grammars.CONSTITUTION
    if "“" in low or '"' in low:
        yield grammars.TITLED
    if _DIGIT.search(low):
        yield from grammar.numbers if grammars.NUMBER_SIGN.search(low) else grammar.numbers[1:]
    if symbols:
        yield grammar.symbol
    if "luật" in low:
        yield grammars.AMENDING_LAW
        yield from (grammar.law,) if grammar.law else ()
    if "luật" in low or "pháp lệnh" in low:
        yield grammars.NAMED_LAW


def _stands(text: str, match: re.Match[str], grammar: Grammar) -> bool:
    """Without a type before it a symbol must name an issuer; a law's name begins with a capital L."""
    if match.re is grammar.symbol:
        return grammars.has_issuer(match["number"])
    if match.re is grammars.NAMED_LAW:
        return not grammars.IN_A_NAME.search(text[max(0, match.start() - 20) : match.start()])
    return match.re is not grammar.law or text[match.start()] == "L"


def _listed(text: str, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """'Quyết định 217, 218 của Bộ Chính trị': each further number is a mention of the same type."""
    at = match.end()
    while (more := grammars.NEXT_NUMBER.match(text, at)) is not None:
        yield more
        at = more.end()


def _type(match: re.Match[str], grammar: Grammar) -> str:
    groups = match.groupdict()
    if match.re is grammar.law:
        return "Luật"
    written = grammar.abbreviations.get(groups.get("short") or "") or groups.get("type") or ""
    return re.sub(r"\s+", " ", written).capitalize()


def _hit(paragraph: Paragraph, match: re.Match[str], grammar: Grammar) -> _Hit:
    text, groups = paragraph.text, match.groupdict()
    number = _number(groups.get("number") or "")
    start = match.start("number") if match.re is grammars.NEXT_NUMBER else match.start()
    earlier = text[max(0, start - grammars.REACH) : start]
    issuer = _issuer_behind(text, match.end()) if number else None
    end = issuer.end() if issuer else match.end()
    written = groups.get("date") or groups.get("month") or ""
    if issuer and not written and (behind := grammars.DATE_BEHIND.match(text, end)):
        written, end = behind["date"], behind.end()
    if number and not written:
        before = grammars.DATE_BEFORE.search(earlier)
        written = before["date"] if before else ""
    provision = grammars.PROVISION.search(earlier)
    citation = Citation(
        span=paragraph.flow.origin(start, match.end()),
        type=_type(match, grammar),
        number=number,
        date=to_date(written),
        issuer=(issuer["issuer"] if issuer else groups.get("owner") or _issuer_before(earlier)).strip(),
        title=_title(match, text[end : end + _TITLE_REACH], earlier) if number or match.re is grammars.TITLED else "",
        date_text=written,
        name=_name(match, text, grammar),
        provision=" ".join(provision["provision"].split()) if provision else "",
    )
    at = match.start("date") if groups.get("date") else 0
    return _Hit(start, end, citation, comma=bool(at) and "," in text[match.end("number") : at])


def _number(written: str) -> str:
    """Without stray spaces, the many hyphens as one; wrong letters kept."""
    number = written.strip()
    if re.search(r"\d\s?[/-]|\d\s?[‐‑–—]", number):
        number = grammars.HYPHENS.sub("-", re.sub(r"\s+", "", number))
    return number


def _issuer_behind(text: str, at: int) -> re.Match[str] | None:
    return grammars.ISSUER.match(text, at) or grammars.ISSUED_BY.match(text, at)


def _issuer_before(earlier: str) -> str:
    """'UBND tỉnh ban hành Kế hoạch số …'."""
    before = grammars.ISSUER_BEFORE.search(earlier) if grammars.ISSUES.search(earlier) else None
    return before["issuer"] if before else ""


def _title(match: re.Match[str], later: str, earlier: str) -> str:
    """The words in quotes: those the text is named by, those behind it, or those it is said to have brought."""
    quoted = match if match.re is grammars.TITLED else grammars.QUOTED.match(later) or grammars.QUOTED_BEFORE.search(earlier)
    return " ".join(quoted["title"].split()) if quoted else ""


def _name(match: re.Match[str], text: str, grammar: Grammar) -> str:
    """What a law is called when it is called by name: 'Luật Tiếp công dân', without its year."""
    if match.re not in (grammar.law, grammars.NAMED_LAW, grammars.AMENDING_LAW):
        return ""
    words = " ".join(text[match.start() : match.end()].split())
    return _YEAR_OF_NAME.sub("", words)


def _named_laws(text: str, hits: list[_Hit]) -> list[_Hit]:
    """'Luật Tiếp công dân số 42/2013/QH13' is one mention, not a title and a number."""
    merged: list[_Hit] = []
    for hit in hits:
        before = merged[-1] if merged else None
        if before and _is_name_of(before, hit, text):
            law = before.citation
            whole = replace(hit.citation, span=law.span.join(hit.citation.span), type=law.type, name=law.name)
            merged[-1] = _Hit(before.start, hit.end, whole)
        else:
            merged.append(hit)
    return merged


def _is_name_of(law: _Hit, symbol: _Hit, text: str) -> bool:
    named = not law.citation.number and law.citation.type in ("Luật", "Bộ luật", "Pháp lệnh")
    return named and not symbol.citation.type and not text[law.end : symbol.start].strip(" ,(số:")


def _in_lists(text: str, hits: Sequence[_Hit], grammar: Grammar) -> Iterator[Citation]:
    """A type told once serves the symbols listed behind it; one date or issuer told last serves those before it:
    'Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương'."""
    citations = [hit.citation for hit in hits]
    repeated = [bool(one.citation.type and two.citation.type and one.citation.number) for one, two in pairwise(hits)]
    joined = [bool(grammars.NEXT.fullmatch(text, one.end, two.start)) for one, two in pairwise(hits)]
    for at, citation in enumerate(citations):
        if citation.type:
            continue
        before = citations[at - 1] if at and joined[at - 1] else None
        same = before and grammar.letters(before.number) in ("", grammar.letters(citation.number))
        kind = before.type if before and same else grammar.type_of(citation.number)
        citations[at] = replace(citation, type=kind or grammar.type_of(citation.number))
    for at in range(len(hits) - 2, -1, -1):
        earlier, later = citations[at], citations[at + 1]
        alike = joined[at] and earlier.number and later.number and earlier.type == later.type
        if not alike or earlier.issuer or earlier.date_text:
            continue
        # 'Thông tư số 02/…, Thông tư số 05/… ngày 01/10/2021': each says its type, the date is the last one's alone.
        apart = ";" in text[hits[at].end : hits[at + 1].start] or bool(grammars.YEARED.search(earlier.number))
        own = repeated[at] and apart and not hits[at + 1].comma
        citations[at] = replace(earlier, date=None if own else later.date, issuer=later.issuer)
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
