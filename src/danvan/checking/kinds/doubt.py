"""Calculations the words leave open, where something still speaks for a wrong number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.arithmetic import BLANKS as OF_A_RELATION
from danvan.checking.arithmetic import arithmetic, finding_of
from danvan.checking.doubts import Doubt, Evidence, doubtful_ratios, doubtful_sums
from danvan.checking.facts import Facts
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese

KIND = "doubt"
BLANKS = OF_A_RELATION


class Settings(Card):
    """`evidence`: what must speak against a calculation. `closed`: by partition of the vocabulary, the sets of its parts that
    leave nothing out. `excused`: words beside a percentage that make it one of a plan or of last year."""

    of: Literal["sum", "ratio"]
    evidence: tuple[Evidence, ...]
    closed: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    excused: tuple[str, ...] = ()


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each undecided calculation with evidence of the card's."""
    for doubt in _doubts(settings, subject):
        if doubt.evidence in settings.evidence:
            yield _finding(card, doubt, subject.facts)


def _doubts(settings: Settings, subject: Subject) -> Iterator[Doubt]:
    if settings.of == "sum":
        return doubtful_sums(subject.facts, subject.text, subject.words, settings.closed)
    excused = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in settings.excused) or r"(?!)")
    return doubtful_ratios(subject.facts, subject.text, excused)


def _finding(card: CheckCard, doubt: Doubt, facts: Facts) -> Finding:
    finding = finding_of(card, doubt.relation, facts)
    data = dict(finding.data)
    if doubt.witness is not None:
        data["witness"] = arithmetic(doubt.witness, facts)
    if len(doubt.slips) == 1:
        slip = doubt.slips[0]
        decimals = slip.figure.quantity.decimals
        data |= {
            "suspect": vietnamese(slip.figure.quantity.value, decimals),
            "fit": vietnamese(slip.value, decimals),
            "cause": f"figure:{slip.figure.id}",
        }
    return replace(finding, data=data)
