"""The lint of the catalogue: mistakes that no single file shows.

A problem is a CatalogueError that is returned and not raised, so that all of them are seen at once.
"""

from collections.abc import Callable, Iterable

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.lint.calendars import calendar_problems
from danvan.catalogue.lint.cards import date_problems, name_problems, reference_problems, register_problems
from danvan.catalogue.lint.forms import form_problems
from danvan.catalogue.lint.formulas import formula_problems
from danvan.catalogue.lint.law import dated_problems, instrument_problems, source_problems
from danvan.catalogue.lint.outlines import outline_problems
from danvan.catalogue.lint.phrases import phrase_problems
from danvan.catalogue.lint.placing import placing_problems
from danvan.catalogue.lint.profiles import profile_problems
from danvan.catalogue.lint.ranges import range_problems
from danvan.catalogue.lint.regimes import regime_problems
from danvan.catalogue.lint.scorecards import scorecard_problems
from danvan.catalogue.lint.sentences import sentence_problems
from danvan.catalogue.lint.unit_changes import unit_change_problems
from danvan.catalogue.lint.words import word_problems
from danvan.kernel.errors import CatalogueError

_PARTS: tuple[Callable[[Catalogue], Iterable[CatalogueError]], ...] = (
    instrument_problems,
    source_problems,
    dated_problems,
    date_problems,
    name_problems,
    register_problems,
    placing_problems,
    reference_problems,
    phrase_problems,
    formula_problems,
    form_problems,
    sentence_problems,
    range_problems,
    word_problems,
    outline_problems,
    scorecard_problems,
    regime_problems,
    calendar_problems,
    profile_problems,
    unit_change_problems,
)


def lint(catalogue: Catalogue) -> list[CatalogueError]:
    """Every problem of the whole catalogue (all its versions, not those of one day), in the order of files and lines."""
    found = [problem for part in _PARTS for problem in part(catalogue)]
    return sorted(found, key=lambda problem: (str(problem.fields["file"]), int(str(problem.fields["line"]))))
