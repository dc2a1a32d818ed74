"""Which figures the assistant is asked about, and what of the report it is shown: the sentence around each, masked."""

import re
from collections.abc import Iterator, Sequence

from danvan.assistant.fitting import may_be
from danvan.assistant.masking import masked, shortened
from danvan.assistant.model import Dropped, Question
from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.said import Said
from danvan.kernel.span import Span
from danvan.reading.model import FigureKind, Reading, StatedFigure
from danvan.reading.paragraphs import Paragraph, paragraphs
from danvan.reading.sentences import sentence_bounds

_OPTIONS = 20
"""Indicators offered for a figure: those whose names share most words with its sentence."""
_REACH = 400
"""Characters on either side of a figure that are shown at most."""
_CHANGES = (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE)
_SPEAKS = re.compile(
    r"[{}`]|<\||\|>|</?\w|(?i:\b(?:system|assistant|user|human|prompt)\s*:)|(?i:\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|above|previous))"
    r"|(?i:(?:bỏ qua|phớt lờ|quên)\s.{0,30}(?:hướng dẫn|chỉ dẫn|yêu cầu|lệnh))|(?i:\bjson\b)"
)
"""Marks of a sentence that speaks to a program: reports have no braces, and order nobody to forget what was said."""


def questions(reading: Reading, catalogue: Catalogue) -> tuple[list[Question], list[Dropped]]:
    """A question for each figure without an indicator that is no change of another; and those that must not be asked."""
    body = paragraphs(reading.document)
    asked: list[Question] = []
    dropped: list[Dropped] = []
    for figure in reading.figures:
        if figure.indicator is None and figure.kind not in _CHANGES:
            sent = shortened(_around(figure.span, reading, body))
            reason = _not_to_be_asked(sent, figure, reading, catalogue)
            if reason is None:
                asked.append(Question(figure, sent, _codes(figure, sent, catalogue)))
            else:
                dropped.append(Dropped(figure.id, reason))
    return asked, dropped


def _not_to_be_asked(sent: str, figure: StatedFigure, reading: Reading, catalogue: Catalogue) -> Said | None:
    if _SPEAKS.search(sent) or any(code in catalogue.indicators for code in re.findall(r"[a-z_]+\.[a-z_0-9]+", sent)):
        return Said("not asked: its sentence speaks to a program")
    digits = re.search(r"\d+", figure.number.of(reading.document.text))
    if digits and digits.group() not in sent:
        return Said("not asked: it may be the number of a person")
    return None


def _around(span: Span, reading: Reading, body: Sequence[Paragraph]) -> str:
    """The figure's sentence, or its line in a table, masked."""
    for paragraph in body:
        found = paragraph.flow.inside(span)
        if found is not None:
            return _sentence(paragraph.text, *found)
    text = reading.document.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return _sentence(text[start : end if end >= 0 else len(text)], span.start - start, span.end - start)


def _sentence(text: str, start: int, end: int) -> str:
    """Masked before it is cut: half a name or number would not be known for one."""
    first, last = next((pair for pair in sentence_bounds(text) if pair[0] <= start < pair[1]), (0, len(text)))
    sentence = masked(text[first:last])
    return sentence[max(0, start - first - _REACH) : end - first + _REACH].strip()


def _codes(figure: StatedFigure, sent: str, catalogue: Catalogue) -> tuple[str, ...]:
    words = set(_words(sent))
    fitting = (one for one in catalogue.indicators.values() if may_be(figure, one, catalogue.vocabulary))
    ranked = sorted(
        fitting,
        key=lambda one: (
            one.code not in figure.candidates,
            one.area != figure.area,
            -len(words & set(_words(one.name.vi))),
            one.code,
        ),
    )
    return tuple(one.code for one in ranked[:_OPTIONS])


def _words(text: str) -> Iterator[str]:
    return (found.group() for found in re.finditer(r"\w+", text.casefold()))
