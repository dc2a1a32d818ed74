"""What a report was when it was submitted: taken, looked at again, kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from danvan.site.accounts.models import User
from danvan.site.figures.models import FigureValue
from danvan.site.reports.drafting import Draft, Words, draft_of
from danvan.site.reports.figures import current_numbers
from danvan.site.reports.lines import plain_lines
from danvan.site.reports.models import Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version before it is kept. `files`: format -> name in the storage."""

    texts: Mapping[str, Words]
    figures: Mapping[str, Sequence[Any]]
    before: Mapping[str, Sequence[Any]]
    composed: Sequence[Sequence[Any]]
    letterhead: Mapping[str, Any]
    files: Mapping[str, str] = field(default_factory=dict)


def prepare(report: Report, draft: Draft | None = None, files: Mapping[str, str] | None = None) -> Prepared:
    """The version `report` would be now. Raises NoOutline."""
    made = draft or draft_of(report)
    material = made.material
    return Prepared(
        texts=material.texts,
        figures=told(material.numbers.now),
        before=told(material.numbers.before),
        composed=[[part.code, part.title, plain_lines(part)] for part in made.model.parts],
        letterhead=material.letterhead,
        files=files or {},
    )


def changed_between(prepared: Prepared, report: Report) -> bool:
    """Whether words or figures of `report` are no longer those of `prepared`. Two queries; asked while the report is locked."""
    now = {text.part: (text.words, text.instead) for text in report.texts.all() if text.words or text.instead}
    then = {part: (text.words, text.instead) for part, text in prepared.texts.items() if text.words or text.instead}
    return now != then or told(current_numbers(report).now) != prepared.figures


def keep(prepared: Prepared, report: Report, person: User | None) -> ReportVersion:
    """A new version of `report`. To be called while the report is locked."""
    last = report.versions.values_list("number", flat=True).first() or 0
    return ReportVersion.objects.create(
        report=report,
        number=last + 1,
        texts={part: [text.words, text.instead] for part, text in prepared.texts.items()},
        figures=prepared.figures,
        before=prepared.before,
        composed=prepared.composed,
        letterhead=prepared.letterhead,
        files=prepared.files,
        person=person,
    )


def sent_version(report: Report) -> ReportVersion | None:
    """The version that was last sent up; None for a report that never was. Two queries."""
    number = report.events.filter(did="sent").values_list("version", flat=True).first()
    return report.versions.filter(number=number).first() if number else None


def told(values: Iterable[FigureValue]) -> dict[str, list[Any]]:
    """Indicator -> [key, value as text, blank]."""
    ordered = sorted(values, key=lambda value: value.indicator)
    return {one.indicator: [one.pk, "" if one.value is None else f"{one.value.normalize():f}", one.blank] for one in ordered}
