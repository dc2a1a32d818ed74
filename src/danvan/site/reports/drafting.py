"""A report put together from its figures and people's words, before it has a format."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from danvan.catalogue.models import Outline
from danvan.composing.consolidate import consolidate
from danvan.composing.model import Line, Part, ReportModel
from danvan.composing.own import own_figures
from danvan.composing.prose.given import Given, bound
from danvan.composing.prose.placing import with_given
from danvan.kernel.errors import InputError
from danvan.kernel.period import Period
from danvan.ledger.figure import Figure
from danvan.ledger.rolled import RolledUp
from danvan.site.core.catalogue import the_catalogue
from danvan.site.core.remembering import Remembered
from danvan.site.offices.models import Office
from danvan.site.reports.brackets import Asked, parted
from danvan.site.reports.figures import Numbers, as_ledger, current_numbers, numbers_called
from danvan.site.reports.lines import plain_lines
from danvan.site.reports.models import Report, ReportVersion
from danvan.site.reports.outlines import outline_called


@dataclass(frozen=True, slots=True)
class Words:
    """What people wrote in a part. `instead`: in place of the proposed sentences. `revision`: which saving it is."""

    words: str = ""
    instead: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """All a report is written from. `version`: its number, where it is no longer open."""

    texts: Mapping[str, Words]
    numbers: Numbers
    letterhead: Mapping[str, Any]
    version: ReportVersion | None = None


@dataclass(frozen=True)
class Composed:
    """`model`: as it is printed. `errors`: part -> what is wrong with the braces in its words; such paragraphs are not printed.
    `asked`: part -> what its writer is asked for."""

    outline: Outline
    figures: Mapping[str, Figure]
    before: Sequence[Figure]
    rolled: RolledUp
    model: ReportModel
    errors: Mapping[str, Sequence[InputError]]
    asked: Mapping[str, Asked]

    @cached_property
    def indicators(self) -> dict[str, str]:
        """Indicator by the name of its figure, of this period."""
        return {name: figure.indicator for name, figure in self.figures.items()}

    @cached_property
    def digest(self) -> str:
        """Changes when what is printed does, or what it is compared with."""
        content = [
            [self.model.title, [[part.title, plain_lines(part)] for part in self.model.parts]],
            sorted((one.indicator, str(one.quantity)) for one in (*self.figures.values(), *self.before)),
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Draft:
    """A report with what it is written from, and what was put together from that."""

    report: Report
    material: Material
    composed: Composed

    @property
    def outline(self) -> Outline:
        return self.composed.outline

    @property
    def figures(self) -> Mapping[str, Figure]:
        return self.composed.figures

    @property
    def before(self) -> Sequence[Figure]:
        return self.composed.before

    @property
    def rolled(self) -> RolledUp:
        return self.composed.rolled

    @property
    def model(self) -> ReportModel:
        return self.composed.model


_KEPT: Remembered[Composed] = Remembered(48)
"""Putting a report together takes a tenth of a second, and nothing about it changes while somebody only reads."""


def material_of(report: Report) -> Material:
    """As it is now while the report is open; as it was submitted from then on. Three queries at most."""
    if report.is_open:
        texts = {text.part: Words(text.words, text.instead, text.revision) for text in report.texts.all()}
        return Material(texts, current_numbers(report), report.office.letterhead)
    last = report.versions.first()
    return material_of_version(last, report) if last else Material({}, current_numbers(report), report.office.letterhead)


def material_of_version(version: ReportVersion, report: Report) -> Material:
    """Of a version: one query."""
    texts = {part: Words(words, instead) for part, (words, instead) in version.texts.items()}
    keys = [figure[0] for figures in (version.figures, version.before) for figure in figures.values()]
    return Material(texts, numbers_called(keys, report), version.letterhead, version)


def draft_of(report: Report, material: Material | None = None) -> Draft:
    """The report put together. No query but for its material. Raises NoOutline, CatalogueError."""
    made_of = material or material_of(report)
    office = report.office
    words = {part: (text.words, text.instead) for part, text in made_of.texts.items()}
    state = (report.outline, made_of.numbers.keys, words, office.code, office.name, office.since, the_catalogue().version)
    kept = _KEPT.of((report.pk, made_of.version is None), state, lambda: _composed(report, made_of))
    return Draft(report, made_of, kept)


def _composed(report: Report, made_of: Material) -> Composed:
    catalogue, period, office = the_catalogue(), report.of_period, report.office
    outline = outline_called(report.outline, period)
    figures, before = as_ledger(made_of.numbers, office)
    before = before if _is_the_same(office, period.previous()) else []
    rolled = own_figures(figures, office.name, period, catalogue)
    lines, errors = _bound(made_of.texts, rolled)
    model = consolidate(rolled, outline, catalogue, before=before, kept=lines)
    instead = {part for part, words in made_of.texts.items() if words.instead and lines.get(part)}
    asked = parted(model, outline)[1]
    model, _ = parted(with_given(_muted(model, instead), lines), outline)
    return Composed(outline, {one.id: one for one in figures}, before, rolled, model, errors, asked)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in one part, its figures filled in: `lines`, what is wrong with its braces, and name -> indicator of
    the figures."""

    lines: Sequence[Line]
    errors: Sequence[InputError]
    indicators: Mapping[str, str]


def written_in(report: Report, part: str, words: str) -> Written:
    """`words` as they would stand in `part`, without the rest of the report. One query."""
    figures = current_figures_of(report)
    rolled = own_figures(figures.values(), report.office.name, report.of_period, the_catalogue())
    lines, errors = _bound({part: Words(words)}, rolled)
    return Written(lines.get(part, ()), errors.get(part, ()), {name: one.indicator for name, one in figures.items()})


def current_figures_of(report: Report) -> dict[str, Figure]:
    """Name -> figure of record of the report's period, as it is now. One query."""
    return {one.id: one for one in as_ledger(current_numbers(report), report.office)[0]}


def _is_the_same(office: Office, earlier: Period) -> bool:
    """Whether the office was there, in the territory it has, all through `earlier`: else there is nothing to compare with."""
    return office.since is None or office.since <= earlier.start


def _muted(model: ReportModel, parts: set[str]) -> ReportModel:
    """Without our own sentences in `parts`; tables stay."""

    def without(part: Part) -> Part:
        areas = [replace(area, sentences=(), heading="", notes=()) for area in part.areas if area.table]
        return replace(part, areas=tuple(areas))

    return replace(model, parts=tuple(without(part) if part.code in parts else part for part in model.parts))


def _bound(texts: Mapping[str, Words], rolled: RolledUp) -> tuple[dict[str, list[Line]], dict[str, list[InputError]]]:
    """Part -> its paragraphs with their figures; and what is wrong with the others."""
    lines: dict[str, list[Line]] = {}
    errors: dict[str, list[InputError]] = {}
    for part, text in texts.items():
        for given in paragraphs(part, text.words):
            try:
                bound_line = bound([given], rolled, Path(part))
            except InputError as error:
                errors.setdefault(part, []).append(error)
                continue
            lines.setdefault(part, []).extend(bound_line[part])
    return lines, errors


def paragraphs(part: str, words: str) -> list[Given]:
    """The paragraphs somebody typed, parted by empty lines, each with the line it begins on."""
    found: list[Given] = []
    gathered: list[str] = []
    begun = 0
    for number, line in enumerate([*words.splitlines(), ""], start=1):
        if line.strip():
            begun = begun if gathered else number
            gathered.append(line.strip())
        elif gathered:
            found.append(Given(part, begun, " ".join(gathered)))
            gathered = []
    return found
