"""Runs every check in force over what was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import CheckCard
from danvan.checking.consequences import without_consequences
from danvan.checking.day import judged_day
from danvan.checking.kinds import kind_of, settings_of
from danvan.checking.report import CheckCoverage, CheckReport
from danvan.kernel.finding import Finding
from danvan.reading.model import Reading, Relation


def check_reading(reading: Reading, catalogue: Catalogue) -> CheckReport:
    """Everything wrong in `reading` that the catalogue has a card for, in the order of the text.

    Raises CatalogueError when a card names an unknown kind or settings its kind does not take.
    """
    judged = judged_day(reading.letterhead)
    then = catalogue.at(judged.day) if judged.day else catalogue
    cards = in_force(then.checks, judged.day)
    found = [finding for card in cards.values() for finding in _run(card, reading, then)]
    return CheckReport(reading.document, without_consequences(found), cards, _coverage(reading), judged)


def in_force(cards: Mapping[str, CheckCard], day: date | None) -> dict[str, CheckCard]:
    """The cards about documents of that day; those without an end when the day is not known."""
    of_documents = {code: card for code, card in cards.items() if not card.of_catalogue}
    return {code: card for code, card in of_documents.items() if (card.until is None if day is None else card.holds_at(day))}


def _run(card: CheckCard, reading: Reading, catalogue: Catalogue) -> Iterator[Finding]:
    """The findings of one card, with every blank its kind knows: empty where the kind had nothing to say."""
    kind = kind_of(card, catalogue)
    empty = dict.fromkeys(kind.BLANKS - {"found", "expected"}, "")
    for finding in kind.evaluate(card, settings_of(card, catalogue), reading, catalogue):
        yield replace(finding, data={**empty, **finding.data})


def _coverage(reading: Reading) -> CheckCoverage:
    decided = [relation for relation in reading.relations if relation.holds is not None]
    return CheckCoverage(
        numbers=reading.coverage.numbers,
        accounted=reading.coverage.accounted,
        checked=len({identifier for relation in decided for identifier in relation.figures}),
        right=_calculations(relation for relation in decided if relation.holds),
        wrong=_calculations(relation for relation in decided if not relation.holds),
    )


def _calculations(relations: Iterable[Relation]) -> int:
    """How many different ones: the same figures held together by two rules count once."""
    return len({frozenset(relation.figures) or relation.span for relation in relations})
