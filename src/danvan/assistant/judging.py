"""What of an answer is accepted: strictly parsed, and every proposal held against the text and the catalogue."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from danvan.assistant.fitting import may_be
from danvan.assistant.model import MASK, Dropped, Proposal, Question
from danvan.catalogue.catalogue import Catalogue
from danvan.kernel.said import Said

_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_FEWEST = 2
"""Words of evidence: one syllable of Vietnamese stands nearly anywhere."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Told(_Strict):
    figure: str = Field(max_length=20)
    indicator: str | None = Field(default=None, max_length=100)
    label: str | None = Field(default=None, max_length=200)
    evidence: str = Field(min_length=1, max_length=1000)


class _Answer(_Strict):
    proposals: list[Any] = Field(max_length=200)


def judged(answer: str, asked: Mapping[str, Question], catalogue: Catalogue) -> Iterator[Proposal | Dropped]:
    """The proposals of an answer, each accepted or dropped with a reason. Never raises, whatever the answer is."""
    fenced = _FENCED.fullmatch(answer)
    try:
        items = _Answer.model_validate_json(fenced[1] if fenced else answer).proposals
    except ValidationError:
        yield Dropped("", Said("the answer is not the JSON that was asked for"))
        return
    told = [_told(item) for item in items]
    times = Counter(one.figure for one in told if one)
    for one in told:
        if one is None:
            yield Dropped("", Said("a proposal is not of the form that was asked for"))
        elif times[one.figure] > 1:
            yield Dropped(_known(one.figure, asked), Said("the same figure was proposed more than once"))
        else:
            yield _judge(one, asked, catalogue)


def _told(item: Any) -> _Told | None:
    try:
        return _Told.model_validate(item)
    except ValidationError:
        return None


def _known(figure: str, asked: Mapping[str, Question]) -> str:
    """The figure's identifier; a made-up one is not repeated."""
    return figure if figure in asked else ""


def _judge(told: _Told, asked: Mapping[str, Question], catalogue: Catalogue) -> Proposal | Dropped:
    question = asked.get(told.figure)
    if question is None:
        return Dropped("", Said("no such figure was asked about"))
    reason = _fault(told, question, catalogue)
    if reason is not None:
        return Dropped(told.figure, reason)
    evidence = told.evidence.strip()
    return Proposal(told.figure, told.indicator or "", told.label or "", evidence, question.figure.span)


def _fault(told: _Told, question: Question, catalogue: Catalogue) -> Said | None:
    if not told.indicator and not told.label:
        return Said("nothing is proposed")
    if not _stands_in(told.evidence.strip(), question.sent):
        return Said("the evidence does not stand in the figure's sentence, letter for letter")
    if told.label and not _said_in_order(told.label, question.sent):
        return Said("the label is not made of words of the figure's sentence, in their order")
    return _fault_of_code(told.indicator, question, catalogue) if told.indicator else None


def _fault_of_code(code: str, question: Question, catalogue: Catalogue) -> Said | None:
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        return Said("the catalogue has no indicator of the code proposed")
    if not may_be(question.figure, indicator, catalogue.vocabulary):
        return Said("the indicator proposed is counted in another unit of measure, or is another kind of figure")
    return None


def _stands_in(evidence: str, sent: str) -> bool:
    """Whole words of the sentence as it was sent, two at least, and nothing that was masked."""
    if MASK in evidence or len(re.findall(r"[^\W\d]+", evidence)) < _FEWEST:
        return False
    return re.search(rf"(?<!\w){re.escape(evidence)}(?!\w)", sent) is not None


def _said_in_order(label: str, sent: str) -> bool:
    """Words may be left out, never added or turned round: 'đơn … khiếu nại' of '37 đơn, gồm: khiếu nại 04'."""
    words = iter(_words(sent))
    return all(word in words for word in _words(label))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
