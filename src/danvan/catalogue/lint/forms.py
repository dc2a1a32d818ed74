"""The lint of forms: their columns and what they are bound to, what must fit in them, and which of them a symbol means."""

from collections.abc import Iterator

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.forms.formulas import FormFormula, parse_form_identity
from danvan.catalogue.forms.shares import Share
from danvan.catalogue.hints import did_you_mean
from danvan.catalogue.lint.formulas import one_kind
from danvan.catalogue.models.forms import Form, FormColumn
from danvan.catalogue.place import Place
from danvan.kernel.errors import CatalogueError, FormulaError

Problems = Iterator[CatalogueError]


def form_problems(catalogue: Catalogue) -> Problems:
    """Problems of every form, in itself and among the others."""
    earlier: list[Form] = []
    for form in catalogue.forms.values():
        yield from _date_problems(form, earlier, catalogue.place(form))
        yield from _column_problems(form, catalogue)
        yield from _identity_problems(form, catalogue)
        earlier.append(form)


def _date_problems(form: Form, earlier: list[Form], place: Place) -> Problems:
    """Ends after starts; one form of a symbol on a day, and in a series."""
    if form.since and form.until and form.until < form.since:
        yield place.error(
            "{code} holds since {since}, until {until}",
            "an end after the start",
            "CA03",
            code=form.code,
            since=form.since,
            until=form.until,
        )
    for other in earlier:
        if other.symbol == form.symbol and (other.series == form.series or other.overlaps(form)):
            yield place.inside("symbol").error(
                "{symbol} means {first} and {second} on the same days, or in one series",
                "one form of a symbol in a series, and on a day",
                "CA03",
                symbol=form.symbol,
                first=other.code,
                second=form.code,
            )


def _column_problems(form: Form, catalogue: Catalogue) -> Problems:
    """Numbers used once, measures that are known, indicators that are known, measured alike and bound once."""
    numbers: set[str] = set()
    bound: set[str] = set()
    for position, column in enumerate(form.columns):
        place = catalogue.place(form).inside("columns", position)
        if column.number in numbers:
            yield place.error("the column {column} again", "each column once", "CA11", column=column.number)
        numbers.add(column.number)
        yield from _measure_problems(column, catalogue, place)
        if column.indicator:
            yield from _binding_problems(column, catalogue, place.inside("indicator"))
            if column.indicator in bound:
                yield place.inside("indicator").error(
                    "the indicator '{indicator}' again in the column {column}",
                    "one column of a form for an indicator",
                    "CA11",
                    indicator=column.indicator,
                    column=column.number,
                )
            bound.add(column.indicator)


def _measure_problems(column: FormColumn, catalogue: Catalogue, place: Place) -> Problems:
    known = {word for words in catalogue.vocabulary.measures.values() for word in words}
    # Forms give money in millions: a scale, then the measure ('triệu đồng').
    scale, _, scaled = column.measure.partition(" ")
    if scale in catalogue.vocabulary.scales and scaled in known:
        return
    if not column.measure and column.cell == "number" and not column.note:
        yield place.error(
            "no measure of the column {column}",
            "a measure, or a note that says what is mixed",
            "CA05",
            column=column.number,
        )
    if column.measure and column.measure not in known:
        yield place.inside("measure").error(
            "the measure '{measure}' of the column {column}{hint}",
            "a measure of vocabulary/measures.yml",
            "CA05",
            measure=column.measure,
            column=column.number,
            hint=did_you_mean(column.measure, known),
        )


def _binding_problems(column: FormColumn, catalogue: Catalogue, place: Place) -> Problems:
    indicator = catalogue.indicators.get(column.indicator)
    if indicator is None:
        yield place.error(
            "the column {column} names the unknown indicator '{indicator}'{hint}",
            "an indicator of the catalogue",
            "CA02",
            column=column.number,
            indicator=column.indicator,
            hint=did_you_mean(column.indicator, catalogue.indicators),
        )
    elif not one_kind({indicator.measure, column.measure}, catalogue.vocabulary.same_measures):
        yield place.error(
            "the column {column} counts '{measure}', {indicator} counts '{other}'",
            "an indicator and its column in one measure, or of one group of vocabulary/same_measures.yml",
            "CA05",
            column=column.number,
            measure=column.measure,
            indicator=indicator.code,
            other=indicator.measure,
        )


def _identity_problems(form: Form, catalogue: Catalogue) -> Problems:
    for position in range(len(form.identities)):
        try:
            formula = parse_form_identity(form, position, catalogue)
        except FormulaError as wrong:
            yield wrong
            continue
        measures = _added(formula)
        if not one_kind(measures, catalogue.vocabulary.same_measures):
            place = catalogue.place(form).inside("identities", position, "formula")
            yield place.error(
                "'{formula}' adds different measures: {measures}",
                "terms of one measure, or of one group of vocabulary/same_measures.yml",
                "CA05",
                formula=formula.identity.formula,
                measures=", ".join(sorted(measures)),
            )


def _added(formula: FormFormula) -> set[str]:
    """The measures that an equation sets side by side. A limit may hold between unlike things (no more cases than petitions),
    and a column without a measure is a total of unlike things."""
    measures = {term.column.measure for term in formula.terms.values()}
    return measures if formula.operator == "=" and not isinstance(formula.right, Share) and "" not in measures else set()
