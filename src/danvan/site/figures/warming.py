"""What the first page of a process would otherwise wait for: the catalogue, its formulas, the calendar of reports."""

from danvan.catalogue.regimes.due import Reporter, obligations
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.figures.rules import rules_on
from danvan.site.offices.models import Level


def warm() -> None:
    """Reads and parses it now; nothing is asked of the database. Raises CatalogueError, FormulaError."""
    day = today()
    rules_on(day)
    obligations(the_catalogue(), Reporter(Level.COMMUNE), range(day.year, day.year + 1))
