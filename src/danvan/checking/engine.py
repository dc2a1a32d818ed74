"""Runs every check in force over what was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import CheckCard
from danvan.checking.consequences import without_consequences
from danvan.checking.day import judged_day
from danvan.checking.kinds import kind_of, settings_of
from danvan.checking.past import Past
from danvan.checking.privacy import is_private
from danvan.checking.report import CheckCoverage, CheckReport, CutShort, Ran
from danvan.checking.selection import EVERY_CHECK, Selection
from danvan.checking.subject import Subject
from danvan.kernel.errors import CatalogueError
from danvan.kernel.finding import Finding
from danvan.reading.model import Reading, Relation


@dataclass(frozen=True, slots=True)
class Limits:
    """`findings`: the most one check may give on one document, for a document that is wrong everywhere is better sent back
    whole. `seconds`: what one check may take; looked at between findings, so that it is not exact."""

    findings: int = 200
    seconds: float = 10.0


def check_reading(
    reading: Reading,
    catalogue: Catalogue,
    limits: Limits | None = None,
    selection: Selection = EVERY_CHECK,
    past: Past | None = None,
) -> CheckReport:
    """Everything wrong in `reading` that the catalogue has a card for, in the order of the text. `past`: what the unit said
    before and says elsewhere, where that is known.

    A check that fails by a mistake of its own is named in the report's `ran`; the others are run all the same.
    Raises CatalogueError when a card names an unknown kind or settings its kind does not take.
    """
    judged = judged_day(reading.letterhead)
    then = catalogue.at(judged.day) if judged.day else catalogue
    cards = {code: card for code, card in in_force(then.checks, judged.day).items() if selection.takes(code)}
    subject = Subject(reading, then, judged, past)
    ran: dict[str, Ran] = {}
    found: list[Finding] = []
    for code, card in cards.items():
        findings, ran[code] = _run(card, subject, limits or Limits())
        found += findings
    return CheckReport(reading.document, without_consequences(found), cards, _coverage(reading), judged, ran)


def in_force(cards: Mapping[str, CheckCard], day: date | None) -> dict[str, CheckCard]:
    """The cards about documents of that day; those without an end when the day is not known."""
    of_documents = {code: card for code, card in cards.items() if not card.of_catalogue}
    return {code: card for code, card in of_documents.items() if (card.until is None if day is None else card.holds_at(day))}


def _run(card: CheckCard, subject: Subject, limits: Limits) -> tuple[list[Finding], Ran]:
    """The findings of one card, and how it went."""
    begun = perf_counter()
    found: list[Finding] = []
    cut: CutShort | None = None
    failure = ""
    try:
        for finding in _ours(_findings(card, subject), subject.reading):
            if len(found) == limits.findings:
                cut = CutShort.FINDINGS
                break
            found.append(finding)
            if perf_counter() - begun > limits.seconds:
                cut = CutShort.SECONDS
                break
    except CatalogueError:
        raise
    except Exception as error:
        # A mistake in one check must not lose what the others find; it is told in the report, and fails our own tests.
        failure = f"{type(error).__name__}: {error}"
    return found, Ran(perf_counter() - begun, cut, failure)


def _findings(card: CheckCard, subject: Subject) -> Iterator[Finding]:
    """With every blank the kind knows: empty where the kind had nothing to say."""
    kind = kind_of(card, subject.catalogue)
    empty = dict.fromkeys(kind.BLANKS - {"found", "expected"}, "")
    for finding in kind.evaluate(card, settings_of(card, subject.catalogue), subject):
        yield replace(finding, data={**empty, **finding.data})


def _ours(findings: Iterator[Finding], reading: Reading) -> Iterator[Finding]:
    """Without what stands in the words of others: they are quoted as they are. Personal data has no place there either."""
    for finding in findings:
        if is_private(finding) or not any(span.start <= finding.span.start < span.end for span in reading.quotations):
            yield finding


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
