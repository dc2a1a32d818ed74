"""Abbreviations that nobody explains, or that lost the bar of their Đ."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.letters import UPPER

KIND = "abbreviation"
BLANKS = frozenset({"found", "expected", "list"})
_ABBREVIATION = re.compile(rf"[{UPPER}](?<![\w/.,-].)[{UPPER}]{{1,7}}(?![\w/-])")
_ROMAN = re.compile(r"[IVXLC]+")
_SHOUTED = re.compile(rf"[{UPPER}]{{2,}}\s+[{UPPER}]{{2,}}\s+[{UPPER}]{{2,}}")
_VOWELS = re.compile(r"[ÀÁẢÃẠÂẦẤẨẪẬĂẰẮẲẴẶÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]")


class Settings(Card):
    """`of`: 'unknown' looks for those never explained, 'slip' for those that are another with D for Đ. `known`: those that
    need no explanation, with spaces between, beside the vocabulary's."""

    of: Literal["unknown", "slip"]
    known: str


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a document for the unknown, one a place for the slips."""
    known = {*settings.known.split(), *subject.catalogue.vocabulary.abbreviations}
    places = _in_sentences(subject.text)
    severity = capped(card.severity, card.source.certainty)
    if settings.of == "slip":
        barred = {one.replace("Đ", "D"): one for one in sorted(known) if "Đ" in one}
        for span in places:
            printed = span.of(subject.text)
            if printed in barred and printed not in known:
                yield Finding(card.code, severity, span, found=printed, expected=barred[printed])
        return
    strange = [span for span in places if span.of(subject.text) not in known]
    names = [name for name in dict.fromkeys(span.of(subject.text) for span in strange) if not _is_explained(subject.text, name)]
    unknown = [span for span in strange if span.of(subject.text) in names]
    if unknown:
        first = unknown[0]
        data = {"list": ", ".join(names)}
        yield Finding(card.code, severity, first, data, first.of(subject.text), "", tuple(unknown[1:]))


@lru_cache(1)
def _in_sentences(text: str) -> list[Span]:
    """Kept for the next card of this kind, which asks the same of the same text."""
    return [span for span in _places(text) if not _in_a_heading(text, span)]


def _places(text: str) -> Iterator[Span]:
    for match in _ABBREVIATION.finditer(text):
        if not _ROMAN.fullmatch(match.group()) and not _VOWELS.search(match.group()):
            yield Span(*match.span())


def _in_a_heading(text: str, span: Span) -> bool:
    """Among other words in capitals it is perhaps a plain word."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return bool(_SHOUTED.search(text, begin, len(text) if end < 0 else end))


def _is_explained(text: str, abbreviation: str) -> bool:
    """'… thủ tục hành chính (TTHC)' or 'TTHC (thủ tục hành chính)' or 'TTHC: …' somewhere in the text."""
    name = re.escape(abbreviation)
    return bool(re.search(rf"\([^()\n]{{0,40}}\b{name}\b[”\"]?\)|\b{name}\s?(?:\([^()\d]{{4,}}\)|:\s)", text))
