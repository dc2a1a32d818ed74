"""Calculations the words leave open, where something still speaks for a wrong number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.arithmetic import BLANKS as OF_A_RELATION
from danvan.checking.arithmetic import arithmetic, finding_of
from danvan.checking.bound import Bonds
from danvan.checking.doubts import Doubt, Evidence, doubtful_ratios, doubtful_sums
from danvan.checking.subject import Subject
from danvan.checking.sureness import ByChance, graded
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese

KIND = "doubt"
BLANKS = OF_A_RELATION


class Settings(Card):
    """`evidence`: what must speak against a calculation. `closed`: by partition of the vocabulary, the sets of its parts that
    leave nothing out. `excused`: words beside a percentage that make it one of a plan or of last year. `by_chance`: how sure
    each rule is (sureness.py); what a second column shows is sure by itself."""

    of: Literal["sum", "ratio"]
    evidence: tuple[Evidence, ...]
    closed: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    excused: tuple[str, ...] = ()
    by_chance: ByChance = Field(default_factory=dict)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each undecided calculation with evidence of the card's."""
    for doubt in _doubts(settings, subject):
        if doubt.evidence in settings.evidence:
            yield _finding(card, doubt, subject, settings.by_chance)


def _doubts(settings: Settings, subject: Subject) -> Iterator[Doubt]:
    bonds = subject.catalogue.derived(Bonds)
    if settings.of == "sum":
        return doubtful_sums(subject.facts, subject.text, subject.words, settings.closed, bonds)
    excused = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in settings.excused) or r"(?!)")
    return doubtful_ratios(subject.facts, subject.text, excused, bonds)


def _finding(card: CheckCard, doubt: Doubt, subject: Subject, by_chance: ByChance) -> Finding:
    facts = subject.facts
    severity = card.severity
    if doubt.evidence is not Evidence.COLUMNS:
        severity = graded(severity, doubt.relation, by_chance, facts, subject.text, subject.words)
    finding = finding_of(card, doubt.relation, facts, severity)
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
