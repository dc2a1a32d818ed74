"""The periods an office reports on, as the regimes of the catalogue say; in addresses by the ledger's codes ('2026-9m')."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from django.http import Http404

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.models.regimes import Regime
from danvan.catalogue.regimes.due import AHEAD, BACK, Obligation, Reporter, State, obligations
from danvan.catalogue.regimes.periods import Reported, day_in
from danvan.kernel.errors import PeriodError
from danvan.kernel.period import Period
from danvan.ledger.ids import period_code
from danvan.site.core.catalogue import the_catalogue
from danvan.site.offices.models import Level, Office

OURS = "danvan"
"""The series of regimes these reports belong to: where others close the same period on other days, its days hold."""
_YEAR = re.compile(r"(19|20)\d\d")
_YEARS = re.compile(r"((?:19|20)\d\d)-((?:19|20)\d\d)")
_BELOW = {Level.PROVINCE: (Level.DISTRICT, Level.COMMUNE), Level.DISTRICT: (Level.COMMUNE,)}


def obligations_of(office: Office, day: date) -> list[Obligation]:
    """What the office itself has to report around `day`, by deadline; ours first of those due on one day."""
    return _around(_owed(_reporter(office), day.year), day)


def awaited_by(office: Office, day: date) -> list[Obligation]:
    """What is to come in around `day` from the levels below `office`."""
    every = [one for who in _below(office) for one in _owed(who, day.year)]
    return _around(every, day)


def owed_to(office: Office, code: str) -> list[Obligation]:
    """What the levels below `office` owe on a period, whenever that is; ours first of those due on one day."""
    year = _YEAR.match(code)
    every = (one for who in _below(office) for one in _owed(who, int(year[0]))) if year else ()
    return sorted((one for one in every if period_code(one.reported.period) == code), key=_urgency)


def open_periods(office: Office, day: date) -> list[Reported]:
    """The periods being worked on around `day`, own ones and those of the levels below: the first is the current one."""
    found = [one for one in (*obligations_of(office, day), *awaited_by(office, day)) if one.state(day) is not State.COMING]
    return list(_distinct(sorted(found, key=_urgency)).values())


def current_period(office: Office, day: date) -> Reported:
    """The one the office works on. Raises Http404 where no regime of the catalogue asks this level for anything."""
    if found := open_periods(office, day):
        return found[0]
    raise Http404


def period_by_code(office: Office, code: str) -> Reported | None:
    """The period of an address, with the days its data come from; None where nothing asks for such a period."""
    year = _YEAR.match(code)
    if not year:
        return None
    who = (_reporter(office), *_below(office))
    every = [one for each in who for one in _owed(each, int(year[0]))]
    return _distinct(sorted(every, key=_urgency)).get(code) or _of_years(code, the_catalogue())


def get_period_or_404(office: Office, code: str) -> Reported:
    """`period_by_code` for a page."""
    if (found := period_by_code(office, code)) is None:
        raise Http404
    return found


def year_before(office: Office, reported: Reported) -> Reported | None:
    """The same period a year earlier ('cùng kỳ')."""
    return period_by_code(office, period_code(reported.period.previous()))


def code_of(reported: Reported) -> str:
    """As in addresses."""
    return period_code(reported.period)


def forget() -> None:
    """For tests that change the catalogue."""
    _owed.cache_clear()


@lru_cache(maxsize=256)
def _owed(who: Reporter, year: int) -> tuple[Obligation, ...]:
    """What is owed of the periods of `year` and of those beside it."""
    return tuple(obligations(the_catalogue(), who, range(year - 1, year + 2)))


def _around(owed: Iterable[Obligation], day: date) -> list[Obligation]:
    shown = (one for one in owed if one.state(day) is State.OPEN or -BACK <= (one.day - day).days <= AHEAD)
    return sorted(shown, key=_urgency)


def _urgency(one: Obligation) -> tuple[object, ...]:
    return one.day, one.regime.series != OURS, one.reported.period, one.regime.code


def _distinct(found: Iterable[Obligation]) -> dict[str, Reported]:
    """Each period once, in the order found; with the days of our own series where it has them."""
    periods: dict[str, Obligation] = {}
    for one in found:
        code = period_code(one.reported.period)
        if code not in periods or (one.regime.series == OURS and periods[code].regime.series != OURS):
            periods[code] = one
    return {code: one.reported for code, one in periods.items()}


def _reporter(office: Office) -> Reporter:
    return Reporter(office.level, _province(office))


def _below(office: Office) -> list[Reporter]:
    return [Reporter(level, _province(office)) for level in _BELOW.get(Level(office.level), ())]


def _province(office: Office) -> str:
    """Its name: a province may have regimes of its own."""
    above = office
    while above.level != Level.PROVINCE and above.parent_id:
        above = above.parent  # type: ignore[assignment]
    return above.name if above.level == Level.PROVINCE else ""


def _of_years(code: str, catalogue: Catalogue) -> Reported | None:
    """Several years together: whoever asks for them says which, so no regime counts them up."""
    if not (said := _YEARS.fullmatch(code)) or not said[1] < said[2]:
        return None
    try:
        period = Period.years(int(said[1]), int(said[2]))
    except PeriodError:
        return None
    return next(_with_days(catalogue, period), None)


def _with_days(catalogue: Catalogue, period: Period) -> Iterator[Reported]:
    ours: list[Regime] = [regime for regime in catalogue.regimes.values() if regime.series == OURS]
    for regime in ours:
        for each in regime.periods:
            window = each.window or regime.window
            if each.kind == "years" and window:
                yield Reported(period, day_in(period, window.first), day_in(period, window.last), each, window)
