"""What a report asks for: the figures its outline tells in sentences and tables."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.catalogue.regimes.periods import Reported
from danvan.composing.outlines import usual_outline
from danvan.kernel.period import PeriodKind
from danvan.site.core.catalogue import the_catalogue
from danvan.site.offices.models import Office


def asked_of(office: Office, reported: Reported) -> frozenset[str]:
    """Full codes, for the outline recommended to the office; the main figures of all areas where there is none."""
    return _asked(office.level, reported.period.kind, reported.period.end)


@lru_cache(maxsize=128)
def _asked(level: str, kind: PeriodKind, end: date) -> frozenset[str]:
    catalogue = the_catalogue().at(end)
    outline = usual_outline(level, kind, end, the_catalogue())
    wanted = _of_outline(outline, catalogue) if outline else _main(catalogue, catalogue.areas)
    return frozenset(wanted) & catalogue.indicators.keys()


def _of_outline(outline: Outline, catalogue: Catalogue) -> Iterator[str]:
    for part in outline.parts:
        # What a part gives of the rest is left out where there is none: nobody is asked for it.
        yield from _main(catalogue, part.areas)
        yield from part.indicators
        for table in part.tables:
            yield from table.indicators


def _main(catalogue: Catalogue, areas: Iterable[str]) -> Iterator[str]:
    wanted = set(areas)
    return (code for code, each in catalogue.indicators.items() if each.main and each.area in wanted)
