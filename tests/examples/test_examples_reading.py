"""Reading the examples gives what examples/expected.yml says of them."""

from decimal import Decimal

from danvan.kernel.period import Period


def test_the_letterhead_of_an_example_is_read(example, read_example, expected):
    head, wanted = read_example(example).letterhead, expected[example]
    assert (head.unit, head.level, head.number, head.date) == (
        wanted["unit"],
        wanted["level"],
        wanted["number"],
        wanted["date"],
    )


def test_the_period_of_an_example_is_nine_months_of_2024(example, read_example):
    assert read_example(example).letterhead.period == Period.nine_months(2024)


def test_every_number_of_an_example_is_accounted_for(example, read_example):
    reading = read_example(example)
    assert [span.of(reading.document.text) for span in reading.coverage.unaccounted] == []


def test_a_figure_of_an_example_is_read_with_its_measure(example_figure, read_example, places):
    file, wanted = example_figure
    measures = {figure.quantity.measure for figure in found(read_example(file), wanted, places)}
    assert wanted["measure"] in measures, wanted["words"]


def test_a_figure_of_an_example_is_labelled_with_what_it_counts(example_figure, read_example, places):
    file, wanted = example_figure
    labels = [figure.label.lower() for figure in found(read_example(file), wanted, places)]
    assert any(all(word in label for word in wanted["label"]) for label in labels), (wanted["words"], labels)


def test_a_figure_of_an_example_gets_its_indicator(example_indicator, read_example, places, catalogue):
    file, wanted = example_indicator
    assert wanted["indicator"] in catalogue.indicators
    indicators = {figure.indicator for figure in found(read_example(file), wanted, places)}
    assert wanted["indicator"] in indicators, wanted["words"]


def test_a_true_calculation_of_an_example_is_called_true(example_relation, read_example, places):
    file, wanted = example_relation
    reading = read_example(file)
    (place,) = places(reading.document.text, wanted["words"])
    near = [relation for relation in reading.relations if relation.kind == wanted["kind"] and touches(reading, relation, place)]
    assert any(relation.holds and matches(reading, relation, wanted) for relation in near), (wanted["words"], near)


def found(reading, wanted, places):
    """The figures inside the expected words that have the expected value."""
    (place,) = places(reading.document.text, wanted["words"])
    value = Decimal(str(wanted["value"]))
    return [figure for figure in reading.figures if place.covers(figure.number) and figure.quantity.value == value]


def touches(reading, relation, place):
    spans = [relation.span, *(reading.figure(identifier).span for identifier in relation.figures)]
    return any(span.overlaps(place) for span in spans)


def matches(reading, relation, wanted):
    terms = [reading.figure(identifier).quantity.value for identifier in relation.figures]
    if wanted["kind"] == "change":
        # Level, difference and percent belong together: any of the three may count as the stated one.
        return Decimal(str(wanted["stated"])) in terms
    if "parts" in wanted and without_noughts(terms[1:]) != without_noughts(wanted["parts"]):
        return False
    return relation.stated.value == Decimal(str(wanted["stated"]))


def without_noughts(parts):
    """In order of size. A part that is nought may be left out: 'tố cáo không có'."""
    return sorted(part for part in parts if part)
