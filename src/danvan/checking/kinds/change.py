"""A rise or fall against the same period: level, difference and percent must fit each other."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.arithmetic import BLANKS as OF_A_RELATION
from danvan.checking.arithmetic import finding_of
from danvan.checking.facts import Facts
from danvan.checking.subject import Subject
from danvan.checking.sureness import ByChance, graded
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import vietnamese
from danvan.reading.model import Direction, FigureKind, Relation, RelationKind

KIND = "change"
BLANKS = OF_A_RELATION | {"previous"}


class Settings(Card):
    """`by_chance`: how sure each rule is (sureness.py)."""

    by_chance: ByChance = Field(default_factory=dict)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each change that does not fit its level."""
    facts = subject.facts
    for relation in facts.broken(RelationKind.CHANGE):
        severity = graded(card.severity, relation, settings.by_chance, facts, subject.text, subject.words)
        finding = finding_of(card, relation, facts, severity)
        yield replace(finding, data={**finding.data, "previous": _previous(relation, facts)})


def _previous(relation: Relation, facts: Facts) -> str:
    """What the same period must have been, by this period's level and the difference; '' when these are not both given."""
    terms = facts.figures_of(relation)[1:]
    difference = next((term for term in terms if term.kind is FigureKind.CHANGE and term.direction), None)
    level = next((term for term in terms if term.kind not in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE)), None)
    if len(terms) != 2 or difference is None or level is None:
        return ""
    sign = -1 if difference.direction is Direction.UP else 1
    return vietnamese(level.quantity.value + sign * difference.quantity.value)
