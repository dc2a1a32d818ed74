"""Every planted error is in the truth, and nothing else differs from what is right."""

from datetime import date
from decimal import Decimal

from tests.simulate.conftest import every_told, failing, stated

from danvan.catalogue.catalogue import Catalogue
from danvan.simulate.blocks import YearOfBlock
from danvan.simulate.mistakes import KINDS

Values = dict[str, Decimal | None]


def written(years: list[YearOfBlock]) -> Values:
    found: Values = {}
    for told in every_told(years):
        found |= dict(zip(told.figures["id"].to_pylist(), told.figures["value"].to_pylist(), strict=True))
    return found


def truth(years: list[YearOfBlock]) -> list[dict[str, object]]:
    return [row for told in every_told(years) for row in told.truth.to_pylist()]


def test_what_differs_from_right_is_exactly_what_the_truth_says(right: list[YearOfBlock], wrong: list[YearOfBlock]) -> None:
    correct, told = written(right), written(wrong)
    differs = {figure for figure, value in told.items() if value != correct[figure]}
    assert differs == {row["figure"] for row in truth(wrong)}
    assert len(differs) > 10


def test_the_truth_says_what_is_right_and_what_was_written(right: list[YearOfBlock], wrong: list[YearOfBlock]) -> None:
    correct, told = written(right), written(wrong)
    for row in truth(wrong):
        assert (row["right"], row["wrong"]) == (correct[str(row["figure"])], told[str(row["figure"])])


def test_a_blank_says_that_nothing_was_reported(wrong: list[YearOfBlock]) -> None:
    for told in every_told(wrong):
        empty = [value is None for value in told.figures["value"].to_pylist()]
        assert [blank == "not_reported" for blank in told.figures["blank"].to_pylist()] == empty


def test_the_identities_an_error_breaks_are_those_that_fail(
    wrong: list[YearOfBlock], right: list[YearOfBlock], catalogue: Catalogue
) -> None:
    before, _ = failing(stated(right), catalogue)
    after, _ = failing(stated(wrong), catalogue)
    newly = {code for code, units in after.items() if set(units) - set(before.get(code, []))}
    said = {code for row in truth(wrong) for code in row["breaks"]}  # type: ignore[attr-defined]
    assert said == newly


def test_every_kind_of_error_is_made(wrong: list[YearOfBlock]) -> None:
    assert {row["kind"] for row in truth(wrong)} == set(KINDS)


def test_a_correction_gives_the_right_value_on_the_day_the_report_came_again(wrong: list[YearOfBlock]) -> None:
    corrected = {row["figure"]: row for row in truth(wrong) if row["corrected_on"]}
    made = {row["supersedes"]: row for told in every_told(wrong) for row in told.corrections.to_pylist()}
    assert corrected.keys() == made.keys()
    assert corrected
    for figure, row in corrected.items():
        assert made[figure]["value"] == row["right"]
        assert made[figure]["recorded"].date() == row["corrected_on"]


def test_a_report_that_is_missing_has_no_figures(wrong: list[YearOfBlock]) -> None:
    for told in every_told(wrong):
        sent = {row["unit_code"]: row["sent_on"] for row in told.sendings.to_pylist()}
        reported = set(told.figures["unit_code"].to_pylist())
        assert reported == {code for code, day in sent.items() if day}


def test_late_is_after_the_day_it_was_due(wrong: list[YearOfBlock]) -> None:
    states = set()
    for told in every_told(wrong):
        for row in told.sendings.to_pylist():
            states.add(row["state"])
            assert (row["state"] == "missing") == (row["sent_on"] is None)
            assert row["state"] == "missing" or (row["state"] == "late") == (row["sent_on"] > row["due"])
            assert row["closing"] < (row["sent_on"] or date.max)
    assert states == {"on_time", "late", "missing"}
