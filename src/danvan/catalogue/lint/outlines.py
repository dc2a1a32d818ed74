"""The lint of outlines: they ask for areas, indicators and forms there are; one is recommended for a level and a period."""

from collections.abc import Collection, Iterable, Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.hints import did_you_mean, listed
from danvan.catalogue.models import Outline, OutlinePart
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError
from danvan.kernel.said import Said

Problems = Iterator[CatalogueError]


def outline_problems(catalogue: Catalogue) -> Problems:
    """Problems of every outline."""
    recommended: dict[tuple[str, str, str], Outline] = {}
    for outline in catalogue.outlines.values():
        place = catalogue.place(outline)
        codes: set[str] = set()
        for position, part in enumerate(outline.parts):
            where = place.inside("parts", position)
            yield from _asked_for(outline, part, where, catalogue)
            if part.code in codes:
                yield where.error("the part '{part}' again", "each code once in an outline", "CA04", part=part.code)
            codes.add(part.code)
        yield from _charts(outline, codes, place, catalogue)
        yield from _series(outline, place, catalogue)
        for key in _recommended_for(outline):
            other = recommended.setdefault(key, outline)
            if other is not outline and other.overlaps(outline):
                kind, level, period = key
                yield place.inside("recommended").error(
                    "{outline} and {other} are both recommended for {kind} {level} {period}",
                    "one outline for a kind, a level and a period",
                    "CA04",
                    outline=outline.code,
                    other=other.code,
                    kind=kind,
                    level=level or Said("any level"),
                    period=period or Said("any period"),
                )


def _recommended_for(outline: Outline) -> Iterator[tuple[str, str, str]]:
    """Its kind with each of its levels and periods; '' = any."""
    if outline.recommended:
        for level in outline.levels or ("",):
            for period in outline.periods or ("",):
                yield outline.kind, level, period


def _asked_for(outline: Outline, part: OutlinePart, place: Place, catalogue: Catalogue) -> Problems:
    symbols = {form.symbol for form in catalogue.forms.values()}
    tabled = [code for table in part.tables for code in table.indicators]
    for code, hint in _unknown(part.areas, catalogue.areas):
        yield place.error(
            "{outline} asks for the unknown area '{area}'{hint}",
            "{areas}",
            "CA02",
            outline=outline.code,
            area=code,
            hint=hint,
            areas=listed(catalogue.areas),
        )
    yield from _told(outline, part, place, catalogue)
    compared = [standing.indicator for standing in part.standings]
    for code, hint in _unknown((*part.indicators, *tabled, *compared), catalogue.indicators):
        yield place.error(
            "{outline} asks for the unknown indicator '{indicator}'{hint}",
            "an indicator of the catalogue",
            "CA02",
            outline=outline.code,
            indicator=code,
            hint=hint,
        )
    for code, hint in _unknown([table.form for table in part.tables if table.form], symbols):
        yield place.error(
            "{outline} asks for the unknown form '{form}'{hint}",
            "{forms}",
            "CA02",
            outline=outline.code,
            form=code,
            hint=hint,
            forms=listed(symbols),
        )
    for table in part.tables:
        if bool(table.form) == bool(table.indicators):
            yield place.error(
                "the table '{table}' of {outline}",
                "either a form or indicators for its columns",
                "CA02",
                table=table.title.en,
                outline=outline.code,
            )


def _series(outline: Outline, place: Place, catalogue: Catalogue) -> Problems:
    series = dict.fromkeys(regime.series for regime in catalogue.regimes.values())
    for code, hint in _unknown([outline.series] if outline.series else [], series):
        yield place.inside("series").error(
            "{outline} is made of the unknown series '{series}'{hint}",
            "{known}",
            "CA02",
            outline=outline.code,
            series=code,
            hint=hint,
            known=listed(series),
        )


def _told(outline: Outline, part: OutlinePart, place: Place, catalogue: Catalogue) -> Problems:
    for code, hint in _unknown(part.told, catalogue.vocabulary.own_words):
        yield place.error(
            "{outline} asks for the unknown kind of words '{kind}'{hint}",
            "{known}",
            "CA02",
            outline=outline.code,
            kind=code,
            hint=hint,
            known=listed(catalogue.vocabulary.own_words),
        )
    for standing in part.standings:
        found = catalogue.indicators.get(standing.indicator)
        if found is not None and found.kind != "ratio":
            yield place.error(
                "{outline} compares units by '{indicator}', which is no share",
                "a share: 100 * part / whole",
                "CA02",
                outline=outline.code,
                indicator=standing.indicator,
            )


def _charts(outline: Outline, parts: Collection[str], place: Place, catalogue: Catalogue) -> Problems:
    for position, chart in enumerate(outline.charts):
        where = place.inside("charts", position)
        for code, hint in _unknown(chart.indicators, catalogue.indicators):
            yield where.error(
                "{outline} asks for the unknown indicator '{indicator}'{hint}",
                "an indicator of the catalogue",
                "CA02",
                outline=outline.code,
                indicator=code,
                hint=hint,
            )
        for code, hint in _unknown([chart.part] if chart.part else [], parts):
            yield where.error(
                "{outline} has a chart in the unknown part '{part}'{hint}",
                "{parts}",
                "CA02",
                outline=outline.code,
                part=code,
                hint=hint,
                parts=listed(parts),
            )


def _unknown(codes: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, Said | str]]:
    """The codes that are not known, each once, with what may have been meant."""
    return ((code, did_you_mean(code, known)) for code in dict.fromkeys(codes) if code not in known)
