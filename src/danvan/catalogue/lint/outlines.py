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
    for code, hint in _unknown((*part.indicators, *tabled), catalogue.indicators):
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


def _unknown(codes: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, Said | str]]:
    """The codes that are not known, each once, with what may have been meant."""
    return ((code, did_you_mean(code, known)) for code in dict.fromkeys(codes) if code not in known)
