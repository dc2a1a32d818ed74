"""How an office's report is laid out."""

from django.utils.translation import gettext as _

from danvan.catalogue.models import Outline
from danvan.catalogue.regimes.due import Obligation
from danvan.composing.outlines import usual_outline
from danvan.kernel.period import Period
from danvan.site.core.catalogue import the_catalogue
from danvan.site.figures.periods import OURS
from danvan.site.offices.models import Office


class NoOutline(Exception):
    """Nothing lays out a report of this level and period."""


def outline_for(office: Office, obligation: Obligation) -> Outline:
    """The one recommended to the office's level. Raises NoOutline, also for regimes on other matters."""
    period = obligation.reported.period
    ours = obligation.regime.series == OURS
    found = usual_outline(office.level, period.kind, period.end, the_catalogue()) if ours else None
    if found is None:
        blanks = {"period": str(period), "office": str(office)}
        raise NoOutline(_("The catalogue has no outline for a report of %(office)s for %(period)s. Add one to it.") % blanks)
    return found


def outline_called(code: str, period: Period) -> Outline:
    """The outline `code`, as it was at the end of `period`. Raises NoOutline where it is no more."""
    catalogue = the_catalogue()
    found = catalogue.at(period.end).outlines.get(code) or catalogue.outlines.get(code)
    if found is None:
        raise NoOutline(_("The outline of this report is no longer in the catalogue: %(code)s.") % {"code": code})
    return found
