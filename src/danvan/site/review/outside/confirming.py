"""The numbers of a document become figures: each by somebody's decision, then counted like any other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import PurePosixPath

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Indicator
from danvan.catalogue.regimes.due import Obligation
from danvan.kernel.quantity import Quantity
from danvan.ledger.sources import to_json
from danvan.site.accounts.models import User
from danvan.site.core.language import words
from danvan.site.figures.counting import recompute
from danvan.site.figures.models import FigureValue, Kind
from danvan.site.figures.placing import By, Slot, Stated, opened
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office
from danvan.site.reports import flow
from danvan.site.reports.models import Report, State
from danvan.site.review.models import OutsideDocument, Stage
from danvan.site.review.outside.lines import Line, from_json
from danvan.site.review.rights import may_drop


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was decided: number of a line -> its figure; `wrong`: number of a line -> what is wrong with the choice."""

    figures: Mapping[int, tuple[Line, Indicator, Quantity]]
    wrong: Mapping[int, str]


def lines_in(document: OutsideDocument) -> list[Line]:
    """The numbers that were read from it."""
    return from_json(document.about.get("lines", ()))


def choices_of(document: OutsideDocument) -> dict[int, str]:
    """Number of a line -> the indicator chosen, '' = left out; of those nobody has decided on, what is proposed when it is
    sure."""
    kept = {int(number): code for number, code in document.choices.items()}
    return {line.number: kept.get(line.number, line.indicator if line.sure else "") for line in lines_in(document)}


def all_sure(document: OutsideDocument) -> dict[int, str]:
    """Each sure line taken as proposed; the others as somebody chose, or left out."""
    kept = {int(number): code for number, code in document.choices.items()}
    return {line.number: line.indicator if line.sure else kept.get(line.number, "") for line in lines_in(document)}


def judged(lines: Sequence[Line], choices: Mapping[int, str], catalogue: Catalogue) -> Chosen:
    """Whether the choices can be kept: an indicator there is, in a measure that fits, each once or with the same number."""
    figures: dict[int, tuple[Line, Indicator, Quantity]] = {}
    wrong: dict[int, str] = {}
    first: dict[str, tuple[int, Decimal]] = {}
    for line in lines:
        code = choices.get(line.number, "")
        if not code:
            continue
        if (known := catalogue.indicators.get(code)) is None:
            wrong[line.number] = _("There is no figure '%(code)s' in this period.") % {"code": code}
            continue
        quantity = line.as_of(code, catalogue)
        if quantity is None:
            said = {"found": line.measure or "–", "allowed": known.measure or "–"}
            wrong[line.number] = _("Written in “%(found)s”, but the figure is kept in “%(allowed)s”.") % said
        elif code in first and first[code][1] != quantity.value:
            said = {"name": words(known.name)}
            wrong[line.number] = _("Two different numbers for “%(name)s”: keep one of them.") % said
            wrong.setdefault(first[code][0], wrong[line.number])
        elif code not in first:
            first[code] = (line.number, quantity.value)
            figures[line.number] = (line, known, quantity)
    return Chosen(figures, wrong)


def confirm(document: OutsideDocument, obligation: Obligation, chosen: Chosen, person: User) -> Report:
    """The figures count from now on: of record as words of the document, and the report accepted with them. A later document of
    the same period stands in place of the one before. All in one transaction.

    Raises NotNow (also where the unit sent a report itself), NoOutline.
    """
    office = document.office
    with transaction.atomic():
        locked = OutsideDocument.objects.select_for_update().get(pk=document.pk)
        if locked.stage not in (Stage.READ, Stage.REPLACED):
            raise flow.NotNow(_("This document was confirmed already."))
        report = _opened(flow.begin(office, obligation, person), office, person)
        _keep(office, obligation, chosen, document, person)
        report = flow.send(flow.submit(report, person), person)
        Report.objects.filter(pk=report.pk).update(sent_at=_moment(document.received))
        report = flow.accept(report, person)
        others = OutsideDocument.objects.filter(office=office, period=document.period, stage=Stage.CONFIRMED)
        others.update(stage=Stage.REPLACED)
        document.stage, document.confirmed_by, document.confirmed_at = Stage.CONFIRMED, person, timezone.now()
        document.save(update_fields=["stage", "confirmed_by", "confirmed_at"])
    return report


def _opened(report: Report, office: Office, person: User) -> Report:
    """The report, ready for figures."""
    if not may_drop(office, report):
        raise flow.NotNow(
            _("The unit sent its report itself. Return that one first, if this document is to stand in its place.")
        )
    if report.state == State.SUBMITTED:
        return flow.take_back(report, person)
    if report.state in (State.SENT, State.ACCEPTED):
        return flow.return_(report, person, _("A later document came in its place."))
    return report


def _keep(office: Office, obligation: Obligation, chosen: Chosen, document: OutsideDocument, person: User) -> None:
    """As figures read from words; those an earlier document gave and this one does not are taken back."""
    period = obligation.reported
    stated: dict[Slot, Stated] = {
        (known.code, Kind.WORDS.value): Stated(
            quantity.value, "", quantity.decimals, json.loads(to_json(line.source(_file(document), document.digest)))
        )
        for line, known, quantity in chosen.figures.values()
    }
    before = FigureValue.objects.filter(
        office=office, period=document.period, kind=Kind.WORDS, superseded=False, withdrawn=False
    )
    gone = [code for code in before.values_list("indicator", flat=True) if (code, Kind.WORDS.value) not in stated]
    stated |= {(code, Kind.WORDS.value): Stated() for code in gone}
    place = opened(office, period)
    place.load(code for code, _kind in stated)
    place.put(stated, By(person, _("read from the unit's document")))
    recompute(office, period, [code for code, _kind in stated])


def catalogue_of(obligation: Obligation) -> Catalogue:
    """The one the figures of the period are kept by."""
    return rules_on(obligation.reported.period.end).catalogue


def _file(document: OutsideDocument) -> str:
    """What the source of a figure calls the file: its own name may name somebody."""
    return f"{document.office.code}-{document.period}{PurePosixPath(document.name).suffix.lower()[:8]}"


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
