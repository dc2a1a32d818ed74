"""A printed ratio against the numbers it is made of: shares, percent of plan, written expressions."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.arithmetic import BLANKS as OF_A_RELATION
from danvan.checking.arithmetic import finding_of, of_form, written_out
from danvan.checking.bound import Bonds, is_another_share
from danvan.checking.facts import Facts
from danvan.checking.subject import Subject
from danvan.checking.sureness import ByChance, graded
from danvan.kernel.finding import Finding
from danvan.kernel.quantity import Rounding
from danvan.reading.model import Reading, Relation, RelationKind

KIND = "ratio"
_TABLE = "bảng"
BLANKS = OF_A_RELATION


class Settings(Card):
    """`of`: the relations looked at. `case`: the ratio is false, or true with its last digits cut off instead of rounded.
    `written`: only (or never) where the arithmetic itself stands in the text; both when left out. `by_chance`: how sure each
    rule is (sureness.py)."""

    of: tuple[RelationKind, ...]
    case: Literal["false", "truncated"] = "false"
    written: bool | None = None
    by_chance: ByChance = Field(default_factory=dict)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each ratio of the card's case."""
    facts = subject.facts
    chosen = facts.broken(*settings.of) if settings.case == "false" else _truncated(subject.reading, facts, *settings.of)
    wanted = (one for one in chosen if settings.case == "truncated" or not of_form(one))
    for relation in wanted:
        if relation.why == _TABLE and is_another_share(relation, facts, subject.catalogue.derived(Bonds), apart=True):
            continue  # columns that fit by chance in most rows
        if settings.written in (None, written_out(relation)):
            severity = graded(card.severity, relation, settings.by_chance, facts, subject.text, subject.words)
            yield finding_of(card, relation, facts, severity)


def _truncated(reading: Reading, facts: Facts, *kinds: RelationKind) -> Iterator[Relation]:
    """True with the last digits cut off; 'hơn 40%' says itself that they are."""
    cut = (one for one in reading.relations if one.holds and one.mode == Rounding.TRUNCATED and one.kind in kinds)
    return (relation for relation in cut if facts.figure(relation.figures[0]).qualifier is None)
