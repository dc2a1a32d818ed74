"""Parts against their whole."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from pydantic import Field

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Card, CheckCard
from danvan.checking.arithmetic import BLANKS as OF_A_RELATION
from danvan.checking.arithmetic import finding_of, of_form
from danvan.checking.certainty import capped
from danvan.checking.facts import Facts
from danvan.checking.subject import Subject
from danvan.checking.sureness import ByChance, graded
from danvan.kernel.finding import Finding
from danvan.reading.model import Relation, RelationKind

KIND = "sum"
BLANKS = OF_A_RELATION | {"rule"}
Case = Literal["short", "over", "identity"]
_IDENTITY = "identity:"


class Settings(Card):
    """`case`: the parts give less than the whole (wrong only where the list claims to be complete, which reading has
    decided), or more (always wrong), or an identity of the catalogue is broken. `by_chance`: how sure each rule is
    (sureness.py)."""

    case: Case
    by_chance: ByChance = Field(default_factory=dict)


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each false sum of the card's case."""
    facts = subject.facts
    for relation in facts.broken(RelationKind.SUM):
        if settings.case == _case(relation) and not of_form(relation):
            identity = settings.case == "identity"
            finding = _of_identity(card, relation, facts, subject.catalogue) if identity else finding_of(card, relation, facts)
            severity = graded(finding.severity, relation, settings.by_chance, facts, subject.text, subject.words)
            yield replace(finding, severity=severity)


def _case(relation: Relation) -> Case:
    if relation.why.startswith(_IDENTITY):
        return "identity"
    over = relation.computed is not None and relation.computed > Fraction(relation.stated.value)
    return "over" if over else "short"


def _of_identity(card: CheckCard, relation: Relation, facts: Facts, catalogue: Catalogue) -> Finding:
    """An identity of the catalogue says itself how grave it is when broken, as far as its source is sure."""
    code = relation.why.removeprefix(_IDENTITY)
    identity = next((one for one in catalogue.identities if one.code == code), None)
    shown = _from_the_whole(relation, facts)
    if identity is None:
        return finding_of(card, shown, facts)
    finding = finding_of(card, shown, facts, capped(identity.severity, identity.source.certainty))
    equation = "≠" in relation.formula
    data = {**finding.data, "rule.vi": identity.name.vi, "rule.en": identity.name.en}
    if facts.adds_up(shown):
        data["formula"] = f"{finding.data['arithmetic']} {'≠' if equation else '>'} {finding.found}"
    # An inequality names no value that would be right.
    return replace(finding, expected=finding.expected if equation else "", data=data)


def _from_the_whole(relation: Relation, facts: Facts) -> Relation:
    """A broken 'a + b <= whole' is read as a sum: the whole first, then its parts, and what these give."""
    *parts, whole = facts.figures_of(relation)
    if " > " not in relation.formula or Fraction(whole.quantity.value) != relation.computed:
        return relation
    given = Fraction(sum(part.quantity.value for part in parts))
    order = (whole.id, *(part.id for part in parts))
    return replace(relation, figures=order, stated=whole.quantity, computed=given)
