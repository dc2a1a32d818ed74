"""The lint of the catalogue: mistakes that no single file shows.

A problem is a CatalogueError that is returned and not raised, so that all of them are seen at once.
"""

from collections.abc import Callable, Iterable

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.lint_cards import date_problems, name_problems, reference_problems, register_problems
from danvan.catalogue.lint_formulas import formula_problems
from danvan.catalogue.lint_law import instrument_problems, source_problems
from danvan.catalogue.lint_phrases import phrase_problems
from danvan.kernel.errors import CatalogueError

_PARTS: tuple[Callable[[Catalogue], Iterable[CatalogueError]], ...] = (
    instrument_problems,
    source_problems,
    date_problems,
    name_problems,
    register_problems,
    reference_problems,
    phrase_problems,
    formula_problems,
)


def lint(catalogue: Catalogue) -> list[CatalogueError]:
    """Every problem of the whole catalogue (all its versions, not those of one day), in the order of files and lines."""
    found = [problem for part in _PARTS for problem in part(catalogue)]
    return sorted(found, key=lambda problem: (str(problem.fields["file"]), int(str(problem.fields["line"]))))
