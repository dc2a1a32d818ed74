"""What an outline asks for must be known, and the words it is told in must take a number: what is wrong is told before anything
is composed, never left out in silence."""

from difflib import get_close_matches

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.lint.phrases import unwritable_phrases
from danvan.catalogue.lint.sentences import sentence_problems
from danvan.catalogue.models import Outline, OutlineTable
from danvan.kernel.errors import CatalogueError


def refuse_unknown(outline: Outline, catalogue: Catalogue) -> None:
    """Raises CatalogueError for an indicator or an official form that the catalogue has at no time, and for a sentence or a
    phrase that cannot be filled."""
    for mistake in catalogue.derived(_unfillable):
        raise mistake
    place = catalogue.place(outline)
    for code in (code for part in outline.parts for code in (*part.indicators, *_of_tables(part.tables))):
        if code not in catalogue.indicators:
            near = ", ".join(get_close_matches(code, catalogue.indicators, n=6, cutoff=0.0))
            raise place.error("the indicator '{code}'", "{known} …", code=code, known=near)
    symbols = dict.fromkeys(form.symbol for form in catalogue.forms.values())
    for asked in (table for part in outline.parts for table in part.tables):
        if asked.form and asked.form not in symbols:
            known = ", ".join(symbols) or "-"
            raise place.error("the form '{form}'", "{known}", form=asked.form, known=known)


def _unfillable(catalogue: Catalogue) -> list[CatalogueError]:
    return [*sentence_problems(catalogue), *unwritable_phrases(catalogue)]


def _of_tables(tables: tuple[OutlineTable, ...]) -> list[str]:
    return [code for table in tables for code in table.indicators]
