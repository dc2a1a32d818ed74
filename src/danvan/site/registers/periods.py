"""Which rows of a book belong to a stretch of days: as the figures count them (`danvan.catalogue.windows`)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from danvan.catalogue.models import Register
from danvan.kernel.period import Period, PeriodKind
from danvan.site.core.templatetags.said import day as shown_day
from danvan.site.figures.periods import code_of, open_periods, period_by_code
from danvan.site.offices.models import Office

ALL = "tat-ca"
"""In addresses: rows of every day."""
_YEARS_BACK = 2


@dataclass(frozen=True)
class Stretch:
    """Days whose rows are asked for; None = open on that side. `code` as in addresses, '' for days of one's own."""

    code: str
    name: str
    first: date | None = None
    last: date | None = None


def stretches(office: Office, today: date) -> list[Stretch]:
    """What one can choose: the periods being worked on, the last years, everything."""
    codes = [code_of(one) for one in open_periods(office, today)]
    codes += [str(today.year - back) for back in range(_YEARS_BACK + 1)]
    found = [stretch_of(office, code) for code in dict.fromkeys(codes)]
    return [*(each for each in found if each), Stretch(ALL, _("All days"))]


def stretch_of(office: Office, code: str) -> Stretch | None:
    """The stretch of an address; None for one that names none."""
    if code == ALL:
        return Stretch(ALL, _("All days"))
    reported = period_by_code(office, code) if code else None
    if reported is None:
        return None
    name = name_of(reported.period)
    return Stretch(
        code, f"{name} ({shown_day(reported.first)} – {shown_day(reported.closing)})", reported.first, reported.closing
    )


def in_stretch(register: Register, stretch: Stretch) -> Q:
    """The condition that a row is in the stretch: begun by its last day, in it or not closed before its first."""
    begun = Q() if stretch.last is None else Q(begins__lte=stretch.last)
    still = Q() if stretch.first is None else Q(ends=None) | Q(ends__gte=stretch.first)
    if register.stays:
        begun = begun and (begun | Q(begins=None))
        return begun & still if register.ends else begun
    here = Q() if stretch.first is None else Q(begins__gte=stretch.first)
    return begun & (here | still if register.ends and here else here)


def name_of(period: Period) -> str:  # noqa: PLR0911 - one for each kind
    """A period in the language of the page."""
    year = period.start.year
    match period.kind:
        case PeriodKind.MONTH:
            return _("month %(month)s of %(year)s") % {"month": period.start.month, "year": year}
        case PeriodKind.QUARTER:
            return _("quarter %(number)s of %(year)s") % {"number": (period.start.month + 2) // 3, "year": year}
        case PeriodKind.HALF if period.start.month == 1:
            return _("first 6 months of %(year)s") % {"year": year}
        case PeriodKind.HALF:
            return _("last 6 months of %(year)s") % {"year": year}
        case PeriodKind.NINE_MONTHS:
            return _("first 9 months of %(year)s") % {"year": year}
        case PeriodKind.YEAR:
            return _("year %(year)s") % {"year": year}
        case PeriodKind.YEARS:
            return _("years %(first)s–%(last)s") % {"first": year, "last": period.end.year}
        case _:
            return f"{shown_day(period.start)} – {shown_day(period.end)}"
