"""What may be done with the report of a unit, by how far it is."""

from danvan.site.offices.models import Office
from danvan.site.reports.models import Report


def may_drop(unit: Office, report: Report | None) -> bool:
    """Whether a document may stand in for the report: of a unit that works in the site only while it has not sent its own."""
    return not unit.works_here or report is None or report.is_open
