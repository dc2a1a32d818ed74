from dataclasses import replace

from danvan.catalogue.arithmetic import Linear
from danvan.catalogue.formulas import IdentityFormula
from danvan.composing.wholes import Whole, wholes


def rows(sample, **totals):
    """Rows of invented indicators, all of one unit and one measure."""
    template = sample.usual().rows["reception.visits"]
    return [
        type(template)(
            template.indicator.model_copy(update={"code": code}),
            {},
            sample.Figure(
                code,
                code,
                "huyện",
                "",
                sample.PERIOD,
                sample.Quantity(sample.Decimal(number)),
                sample.RollUp(()),
                sample.MADE,
                "",
            ),
            (),
        )
        for code, number in totals.items()
    ]


def formula(left, operator, right):
    def side(text):
        return Linear(dict.fromkeys(text.split(" + "), sample_one))

    sample_one = 1
    return IdentityFormula(f"{left}{operator}{right}", side(left), operator, side(right))


def tree(whole):
    return (
        f"{whole.code}({'; '.join(', '.join(tree(part) for part in group) for group in whole.groups)})"
        if whole.groups
        else whole.code
    )


def trees(found):
    return [tree(whole) for whole in found]


def test_an_equation_puts_its_terms_under_the_single_one(sample):
    assert trees(wholes(rows(sample, w=5, a=2, b=3), [formula("w", "=", "a + b")])) == ["w(a, b)"]
    assert trees(wholes(rows(sample, w=5, a=2, b=3), [formula("a + b", "=", "w")])) == ["w(a, b)"]


def test_several_ways_to_split_one_whole_are_kept_apart(sample):
    found = wholes(rows(sample, w=5, a=2, b=3, c=1, d=4), [formula("w", "=", "a + b"), formula("c + d", "<=", "w")])
    assert trees(found) == ["w(a, b; c, d)"]


def test_a_part_stands_under_its_nearest_whole(sample):
    identities = [formula("a + c + d", "<=", "w"), formula("w", "=", "a + b"), formula("b", "=", "c + d")]
    assert trees(wholes(rows(sample, w=5, a=2, b=3, c=1, d=2), identities)) == ["w(a, b(c, d))"]


def test_without_the_whole_between_the_parts_stand_under_the_one_above(sample):
    identities = [formula("w", "=", "a + b"), formula("b", "=", "c + d"), formula("a + c + d", "<=", "w")]
    assert trees(wholes(rows(sample, w=5, a=2, c=1, d=2), identities)) == ["w(a, c, d)"]


def test_one_step_of_work_after_another_is_no_part(sample):
    assert trees(wholes(rows(sample, own=5, settled=2), [formula("settled", "<=", "own")])) == ["own", "settled"]


def test_identities_that_go_in_a_circle_lose_no_indicator(sample):
    identities = [formula("a", "=", "b + c"), formula("b", "=", "a + c")]
    found = wholes(rows(sample, a=1, b=1, c=0), identities)
    assert sorted("".join(trees(found)).translate(str.maketrans("", "", "(),; "))) == ["a", "b", "c"]


def test_a_row_without_a_total_is_not_told(sample):
    assert wholes([sample.usual().rows["ranking.rank"]], []) == []
    assert wholes(rows(sample, a=0), []) == [Whole("a")]


def test_parts_of_other_units_leave_none_of_them_under_the_whole(sample):
    told = [replace(row, missing=("xã B",)) if row.indicator.code == "c" else row for row in rows(sample, w=9, a=2, b=3, c=1)]
    assert trees(wholes(told, [formula("a + b + c", "<=", "w")])) == ["w", "a", "b", "c"]
