"""Five kinds of blank, and figures taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from danvan.kernel.errors import FigureUnknown
from danvan.kernel.quantity import Quantity
from danvan.ledger.blanks import MEANINGS, blank_of, is_expected
from danvan.ledger.errors import FigureConflict, FigureRefused
from danvan.ledger.figure import Blank, Entry

VISITS = "xa-tra-son.2024-9m.work.visits"
LATER = timedelta(days=1)


@pytest.mark.parametrize("blank", Blank)
def test_every_kind_of_blank_is_kept_as_it_was(ledger, make, blank):
    quantity = Quantity(Decimal(0), "lượt") if blank is Blank.NONE_HAPPENED else None
    figure = make("visits", 0, quantity=quantity, blank=blank)
    ledger.append([figure])
    assert ledger.figures() == [figure]


@pytest.mark.parametrize(
    "field",
    [
        {"quantity": None},
        {"quantity": None, "blank": Blank.NONE_HAPPENED},
        {"quantity": Quantity(Decimal(3), "lượt"), "blank": Blank.NONE_HAPPENED},
        {"quantity": Quantity(Decimal(0), "lượt"), "blank": Blank.WITHHELD},
    ],
    ids=["nothing at all", "none happened, no zero", "none happened, three", "withheld, and told"],
)
def test_a_number_and_a_blank_that_do_not_fit_are_refused(ledger, make, field):
    with pytest.raises(FigureRefused, match="do not fit"):
        ledger.append([make("visits", 0, **field)])


def test_every_kind_says_what_it_does_to_a_total():
    assert MEANINGS.keys() == set(Blank)


@pytest.mark.parametrize(
    ("words", "blank"),
    [
        ("Không phát sinh", Blank.NONE_HAPPENED),
        ("(không phát sinh)", Blank.NONE_HAPPENED),
        ("none_happened", Blank.NONE_HAPPENED),
        ("Chưa có số liệu", Blank.NOT_REPORTED),
        ("...", Blank.NOT_REPORTED),
        ("X", Blank.NOT_APPLICABLE),
        ("not_comparable", Blank.NOT_COMPARABLE),
        ("*", Blank.WITHHELD),
        ("-", None),
        ("", None),
        ("0", None),
        ("không", None),
    ],
)
def test_what_offices_write_in_a_cell_without_a_number_is_understood(words, blank):
    assert blank_of(words) is blank


def test_only_what_cannot_apply_leaves_a_total_whole(make):
    expected = {blank: is_expected(make("visits", 0, quantity=None, blank=blank)) for blank in Blank}
    assert [blank for blank, is_needed in expected.items() if not is_needed] == [Blank.NOT_APPLICABLE]
    assert is_expected(None)


def test_two_blanks_of_one_kind_say_the_same(ledger, make):
    ledger.append([make("visits", 0, quantity=None, blank=Blank.WITHHELD)])
    assert ledger.append([make("visits", 0, quantity=None, blank=Blank.WITHHELD, digest="d2")]) == []


def test_a_blank_against_a_number_is_a_conflict_that_names_both(ledger, make):
    ledger.append([make("visits", 206)])
    with pytest.raises(FigureConflict, match=r"is 206 lượt .* withheld"):
        ledger.append([make("visits", 0, quantity=None, blank=Blank.WITHHELD, digest="d2")])


def test_a_figure_taken_back_leaves_its_place_empty_and_its_history_whole(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.withdraw(VISITS, "của xã khác", "Mai", make("visits", 1).recorded + LATER)
    assert ledger.figures() == []
    assert [(figure.withdrawn, figure.person, figure.reason) for figure in ledger.history(VISITS)] == [
        (False, "", ""),
        (True, "Mai", "của xã khác"),
    ]


def test_the_document_a_figure_was_taken_back_from_does_not_bring_it_back(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.withdraw(VISITS, "của xã khác", "Mai", make("visits", 1).recorded + LATER)
    assert ledger.append([make("visits", 206)], replace=True) == []
    assert ledger.figures() == []


def test_a_figure_taken_back_can_be_put_back(ledger, make):
    ledger.append([make("visits", 206)])
    gone = ledger.withdraw(VISITS, "của xã khác", "Mai", make("visits", 1).recorded + LATER)
    ledger.supersede(gone, make("visits", 206, source=Entry("Lan")), "đúng là của xã")
    assert [int(figure.quantity.value) for figure in ledger.figures()] == [206]


def test_another_document_can_take_the_empty_place(ledger, make):
    ledger.append([make("visits", 206)])
    ledger.withdraw(VISITS, "của xã khác", "Mai", make("visits", 1).recorded + LATER)
    assert ledger.append([make("visits", 190, digest="d2")])


@pytest.mark.parametrize(("reason", "person"), [("", "Mai"), (" ", "Mai"), ("nhầm", ""), ("nhầm", " ")])
def test_taking_back_needs_a_reason_and_a_person(ledger, make, reason, person):
    ledger.append([make("visits", 206)])
    with pytest.raises(FigureRefused, match=r"needs (a reason|the name)"):
        ledger.withdraw(VISITS, reason, person, make("visits", 1).recorded)
    assert len(ledger.figures()) == 1


def test_nothing_is_taken_back_twice(ledger, make):
    ledger.append([make("visits", 206)])
    gone = ledger.withdraw(VISITS, "nhầm", "Mai", make("visits", 1).recorded + LATER)
    with pytest.raises(FigureRefused, match="taken back already"):
        ledger.withdraw(gone, "nhầm", "Mai", make("visits", 1).recorded + 2 * LATER)


def test_what_was_never_kept_cannot_be_taken_back(ledger, make):
    with pytest.raises(FigureUnknown):
        ledger.withdraw("xa-nao", "nhầm", "Mai", make("visits", 1).recorded)
    with pytest.raises(FigureRefused, match="only a figure that was kept"):
        ledger.append([make("visits", 0, quantity=None, withdrawn=True)])
