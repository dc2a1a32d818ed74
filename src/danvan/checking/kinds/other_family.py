"""Families of things counted apart (khiếu nại, tố cáo, kiến nghị): a label of one over the figures of another, or one that was
received and never answered for."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span
from danvan.reading.lexicon import either, fold, whole_words
from danvan.reading.paragraphs import Paragraph

KIND = "other_family"
BLANKS = frozenset({"found", "expected", "label", "content"})
_LABEL = re.compile(r"\W*(?:\w{1,2}[.)]\s*)?(?P<label>[^:.;]{4,60}):\s*")
_NUMBER = r"(?<![\d.,/])\d+(?![\d/])"
_REACH = 6
"""Paragraphs behind the announced results that may hold them."""


class Settings(Card):
    """`families`: name -> its words. `counted`: what is counted in them (đơn, vụ…). `case`: a label against its content, or
    received against settled; `results`: words that announce what became of them."""

    families: Mapping[str, tuple[str, ...]]
    counted: tuple[str, ...]
    case: Literal["label", "unanswered"]
    results: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings stand at the words that contradict, or at what was received."""
    if settings.case == "label":
        for paragraph in subject.paragraphs:
            if ":" in paragraph.text and (wrong := mislabelled(paragraph, settings)):
                yield _mislabelled(card, paragraph, wrong)
    else:
        yield from _unanswered(card, settings, subject)


def _mislabelled(card: CheckCard, paragraph: Paragraph, wrong: tuple[str, re.Match[str]]) -> Finding:
    label, content = wrong
    span = paragraph.flow.origin(0, content.end())
    data = {"label": label, "content": paragraph.text[slice(*content.span())]}
    return Finding(card.code, capped(card.severity, card.source.certainty), span, data, data["content"], label)


def mislabelled(paragraph: Paragraph, settings: Settings) -> tuple[str, re.Match[str]] | None:
    """A label of one family, and the figures of another alone in the sentences behind it."""
    low = fold(paragraph.text)
    match = _LABEL.match(low)
    named = _families(match["label"], settings) if match else set()
    if not match or len(named) != 1 or re.search(r"\d", match["label"]):
        return None
    rest = low[match.end() :]
    own = next(iter(named))
    others = [one for one in _counts(settings).finditer(low, match.end()) if own not in _families(one.group(), settings)]
    if not others or own in _families(rest, settings):
        return None
    return paragraph.text[slice(*match.span("label"))].strip(), others[0]


def _families(words: str, settings: Settings) -> set[str]:
    return {name for name, own in settings.families.items() if _any_of(own).search(words)}


def _unanswered(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    paragraphs = subject.paragraphs
    for at, (paragraph, below) in enumerate(pairwise(paragraphs)):
        low = fold(paragraph.text)
        cue = next((one for one in _any_of(settings.results).finditer(low)), None)
        if (
            not cue
            or low[cue.end() :].strip(" :.") not in ("", "như sau", "cụ thể", "cụ thể như sau", "là")
            or not below.opening
        ):
            continue
        results = _results(paragraphs[at + 1 : at + 1 + _REACH], settings)
        if results:
            yield from _missing(card, settings, paragraphs[max(0, at - 1) : at + 1], results)


def _results(paragraphs: tuple[Paragraph, ...], settings: Settings) -> set[str]:
    """The families the items of the list speak of; none of an item whose label and content disagree."""
    found: set[str] = set()
    for paragraph in paragraphs:
        if not paragraph.opening:
            break
        if not mislabelled(paragraph, settings):
            found |= _families(fold(paragraph.text), settings)
    return found


def _missing(card: CheckCard, settings: Settings, before: tuple[Paragraph, ...], results: set[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for paragraph in before:
        for match in _received(settings).finditer(fold(paragraph.text)):
            family = next(iter(_families(match.group(), settings)), "")
            some = any(int(number) for number in re.findall(r"\d+", match.group()))
            if family and family not in results and family not in told and some:
                told.add(family)
                span: Span = paragraph.flow.origin(*match.span())
                found = paragraph.text[slice(*match.span())]
                yield Finding(card.code, capped(card.severity, card.source.certainty), span, {"label": family}, found)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return whole_words(words)


def _all_words(settings: Settings) -> tuple[str, ...]:
    return tuple(word for own in settings.families.values() for word in own)


def _counts(settings: Settings) -> re.Pattern[str]:
    return _counts_of(_all_words(settings), settings.counted)


def _received(settings: Settings) -> re.Pattern[str]:
    return _received_of(_all_words(settings), settings.counted)


@cache
def _counts_of(words: tuple[str, ...], counted: tuple[str, ...]) -> re.Pattern[str]:
    """'04 vụ khiếu nại', '04 đơn, vụ việc khiếu nại'."""
    return re.compile(rf"{_NUMBER}\s+(?:{either(counted)})\s+(?:việc\s+)?(?:{either(words)})(?!\w)")


@cache
def _received_of(words: tuple[str, ...], counted: tuple[str, ...]) -> re.Pattern[str]:
    """'tố cáo 04 đơn', '04 đơn tố cáo'."""
    before = rf"(?<!\w)(?:{either(words)})\s*:?\s*{_NUMBER}\s+(?:{either(counted)})(?!\w)"
    behind = rf"{_NUMBER}\s+(?:{either(counted)})\s+(?:{either(words)})(?!\w)"
    return re.compile(f"{before}|{behind}")
