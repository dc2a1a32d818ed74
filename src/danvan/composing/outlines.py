"""Which outline a report follows when nobody names one."""

from datetime import date

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models import Outline
from danvan.kernel.period import PeriodKind


def usual_outline(level: str | None, kind: PeriodKind, day: date, catalogue: Catalogue) -> Outline | None:
    """For a unit's own report the one recommended on `day` to its level for that kind of period; None where there is none."""
    fitting = (
        each
        for each in catalogue.at(day).outlines.values()
        if each.kind == "unit" and each.recommended and level in each.levels and kind in each.periods
    )
    return next(fitting, None)
