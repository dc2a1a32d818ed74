"""Names with a slip of the keyboard, with the library that tells them and without."""

import sys

import pytest

from danvan.kernel.errors import ExtraMissing
from danvan.units.slips import near_names, ratio

KNOWN = ["nghĩa phương", "nghĩa hiệp", "quận 11", "sa thầy"]


def test_a_slip_leads_to_the_name_that_was_meant() -> None:
    assert next(near_names("nghĩa phượng", KNOWN))[0] == "nghĩa phương"
    assert list(near_names("vệ giang", KNOWN)) == []


def test_another_number_is_no_slip() -> None:
    assert ratio("quận 1", "quận 11") == 0
    assert ratio("quan 11", "quận 11") > 80


@pytest.fixture
def _without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)


@pytest.mark.usefixtures("_without")
def test_without_the_library_only_equal_names_are_alike() -> None:
    assert (ratio("sa thầy", "sa thầy"), ratio("sa thày", "sa thầy")) == (100, 0)


@pytest.mark.usefixtures("_without")
def test_without_the_library_a_slip_says_what_to_install() -> None:
    with pytest.raises(ExtraMissing, match=r"danvan\[units\]"):
        next(near_names("sa thày", KNOWN))
