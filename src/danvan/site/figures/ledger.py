"""The site's ledger: what was accepted, for the upper level to add up. It follows the database, and can be made again from it.

Each version that goes in is a row of Published first, with the identifier it has there ('21001.2026-9m.petitions.received',
then '…-2'); what the ledger does not have yet, because the disk was full or the process ended, is written by whoever comes
next.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from danvan.ledger.admission import COUNTED_AGAIN
from danvan.ledger.figure import Figure
from danvan.ledger.sources import from_content
from danvan.ledger.store import Ledger
from danvan.site.figures.models import FigureValue, Kind, Published
from danvan.site.figures.reading import as_ledger_figures_of, current_figures, figure_name
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Office
from danvan.site.reports.models import Report, ReportVersion

_BATCH = 5_000


def the_ledger() -> Ledger:
    """The ledger with everything that was accepted so far. Raises LedgerError, OutputError."""
    catch_up()
    return Ledger.open(settings.LEDGER)


def publish(report: Report) -> int:
    """The figures that left with an accepted report, and what they were computed from, go into the ledger; where one stands
    there already that says something else, a correction. Gives how many versions were new; done again it gives 0.

    Where the ledger cannot be written now, they are kept all the same, and written by whoever comes next (`catch_up`).
    """
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=report.office_id)
        new = _versions(report.office, list(_accepted(report)))
        Published.objects.bulk_create(new)
    transaction.on_commit(catch_up, robust=True)
    return len(new)


def catch_up() -> int:
    """Writes what the ledger lacks. What it has already is not written twice, whoever else does the same."""
    waiting = list(Published.objects.filter(written=False).select_related("figure__office").order_by("pk")[:_BATCH])
    if not waiting:
        return 0
    _append(Ledger.open(settings.LEDGER), waiting)
    Published.objects.filter(pk__in=[each.pk for each in waiting]).update(written=True)
    return len(waiting) + catch_up()


def rebuild(folder: Path | None = None) -> Ledger:
    """Makes the ledger again from the database, beside the old one, and then takes its place. With `folder`: there instead."""
    made = folder or settings.LEDGER.with_name(f"{settings.LEDGER.name}-new")
    shutil.rmtree(made, ignore_errors=True)
    ledger = Ledger.open(made)
    every = Published.objects.select_related("figure__office").order_by("pk")
    for _, batch in groupby(enumerate(every.iterator(chunk_size=_BATCH)), key=lambda each: each[0] // _BATCH):
        _append(ledger, [one for _, one in batch])
    if folder is None:
        shutil.rmtree(settings.LEDGER, ignore_errors=True)
        made.rename(settings.LEDGER)
    Published.objects.filter(written=False).update(written=True)
    return Ledger.open(folder or settings.LEDGER)


def _append(ledger: Ledger, versions: Iterable[Published]) -> None:
    """In batches in which each place stands once: a correction goes in behind what it corrects."""
    batch: dict[str, Figure] = {}
    for each in versions:
        if each.place in batch:
            ledger.append(batch.values())
            batch = {}
        batch[each.place] = _figure(each)
    ledger.append(batch.values())


def _figure(version: Published) -> Figure:
    plain = as_ledger_figures_of([version.figure], version.figure.office)[0]
    return replace(
        plain, id=version.identifier, unit=version.unit, source=from_content(version.source),
        recorded=version.recorded, supersedes=version.supersedes or None, reason=version.reason, person=version.person,
    )  # fmt: skip


def _accepted(report: Report) -> Iterator[FigureValue]:
    """What left with the report in its last version, each figure behind those it was computed from."""
    left = ReportVersion.objects.filter(report=report).order_by("-number").values_list("figures", flat=True).first()
    record = current_figures(report.office, report.period)
    if left:
        keys = [value[0] for value in left.values()]
        record |= {each.indicator: each for each in FigureValue.objects.filter(pk__in=keys)}
    wanted = set(left) if left else set(record)
    formulas = rules_on(report.end).formulas
    for code in reversed(list(formulas)):
        if code in wanted and code in record and record[code].kind == Kind.FORMULA:
            wanted |= set(formulas[code].depends_on)
    given = {code: record[code] for code in wanted if code in record}
    yield from (given[code] for code in sorted(given) if given[code].kind != Kind.FORMULA)
    yield from (given[code] for code in formulas if code in given and given[code].kind == Kind.FORMULA)


def _versions(office: Office, figures: list[FigureValue]) -> list[Published]:
    """The rows of what is new, in order; the parts of what was computed under the names they have in the ledger."""
    places = {figure_name(each, office): each for each in figures}
    before: dict[str, list[Published]] = {}
    for kept in Published.objects.filter(place__in=places).select_related("figure").order_by("pk"):
        before.setdefault(kept.place, []).append(kept)
    names = {place: versions[-1].identifier for place, versions in before.items()}
    found = []
    for place, figure in places.items():
        versions = before.get(place, [])
        if versions and _says_the_same(versions[-1].figure, figure):
            continue
        names[place] = f"{place}-{len(versions) + 1}" if versions else place
        found.append(_version(office, figure, place, names, versions))
    return found


def _version(office: Office, figure: FigureValue, place: str, names: Mapping[str, str], versions: list[Published]) -> Published:
    source: dict[str, Any] = dict(figure.source)
    if figure.kind == Kind.FORMULA:
        source["figures"] = [names[part] for part in source["figures"] if part in names]
    person = str(figure.person) if figure.person else ""
    return Published(
        figure=figure, identifier=names[place], place=place, unit=office.name, person=person, source=source,
        supersedes=versions[-1].identifier if versions else "", recorded=figure.recorded,
        reason=(figure.reason or COUNTED_AGAIN) if versions else figure.reason,
    )  # fmt: skip


def _says_the_same(kept: FigureValue, figure: FigureValue) -> bool:
    return kept.pk == figure.pk or (kept.value, kept.blank, kept.kind) == (figure.value, figure.blank, figure.kind)
