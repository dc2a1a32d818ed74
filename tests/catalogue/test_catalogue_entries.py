"""What is in a catalogue, where it is used, and what is different in another."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from danvan.catalogue.changes import changes
from danvan.catalogue.entries import KINDS, entries, named
from danvan.catalogue.loading import load_catalogue
from danvan.catalogue.references import uses

SMALL = load_catalogue(Path(__file__).parent / "small")
OURS = load_catalogue()


def codes(found):
    return [(entry.kind, entry.code) for entry in found]


def test_everything_with_a_name_is_an_entry():
    counts = {kind: sum(entry.kind == kind for entry in entries(OURS)) for kind in KINDS}
    assert all(counts.values()), counts
    assert counts["indicator"] == sum(len(area.indicators) for area in OURS.areas.values())
    assert counts["instrument"] == len(OURS.instruments)


def test_every_entry_says_where_it_is_written():
    for entry in entries(OURS):
        assert entry.place.file.name.startswith("catalogue/"), entry.code
        assert entry.place.line >= 1


def test_no_two_entries_have_one_key():
    keys = [entry.key for entry in entries(OURS)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("petitions.received", [("indicator", "petitions.received")]),
        ("PETITIONS.RECEIVED", [("indicator", "petitions.received")]),
        ("settled_rate", [("indicator", "petitions.settled_rate")]),
        ("Đơn thư", [("area", "petitions")]),
        ("25/2018/QH14", [("instrument", "25/2018/QH14")]),
        ("nothing", []),
    ],
)
def test_an_entry_is_found_by_what_people_call_it(name, found):
    assert codes(named(SMALL, name)) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "petitions.received",
            [
                "identity petitions.whole",
                "indicator petitions.settled_rate",
                "phrase petitions",
                "scorecard service",
                "sentence petitions",
            ],
        ),
        (
            "25/2018/QH14",
            ["area petitions", "indicator petitions.settled_rate", "instrument 03/2011/QH13", "register petitions.petitions"],
        ),
        ("petitions.nothing", []),
    ],
)
def test_what_names_a_thing_is_found(name, found):
    assert sorted({f"{each.kind} {each.code}" for each in uses(SMALL, name) if each.kind not in ("form", "regime")}) == found


def test_a_unit_of_measure_is_found_where_it_is_counted_in():
    assert {"indicator petitions.received", "phrase petitions"} <= {f"{e.kind} {e.code}" for e in uses(SMALL, "đơn")}


@pytest.fixture
def changed(tmp_path):
    """The small catalogue with one file changed by words."""

    def make(name, old, new):
        root = Path(shutil.copytree(Path(__file__).parent / "small", tmp_path / "catalogue"))
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")
        return load_catalogue(root)

    return make


def test_the_same_catalogue_has_no_difference():
    assert changes(SMALL, SMALL) == []


def test_a_changed_field_is_told_with_both_values(changed):
    (change,) = changes(SMALL, changed("areas/petitions/indicators.yml", "Đơn tiếp nhận", "Đơn nhận"))
    assert (change.what, change.entry.code) == ("changed", "petitions.received")
    (field,) = change.fields
    assert (field.field, "Đơn tiếp nhận" in field.old, "Đơn nhận" in field.new) == ("name", True, True)


def test_what_is_renamed_is_added_and_removed(changed):
    found = changes(SMALL, changed("areas/petitions/indicators.yml", "pending:", "waiting:"))
    assert {(change.what, change.entry.code) for change in found if change.entry.kind == "indicator"} == {
        ("added", "petitions.waiting"),
        ("removed", "petitions.pending"),
    }


def test_changed_words_are_a_phrase_less_and_a_phrase_more(changed):
    found = changes(SMALL, changed("areas/petitions/phrases.yml", "phát sinh", "vào sổ"))
    assert [(change.what, change.entry.kind, change.entry.card.indicator) for change in found] == [
        ("added", "phrase", "petitions.received"),
        ("removed", "phrase", "petitions.received"),
    ]


@pytest.mark.parametrize(
    ("day", "status"),
    [("2018-06-11", "not_yet"), ("2018-12-31", "not_yet"), ("2019-01-01", "no_end_known"), ("2026-11-21", "no_end_known")],
)
def test_a_law_has_a_status_on_any_day(day, status):
    (law,) = OURS.instrument("25/2018/QH14")
    assert law.status(date.fromisoformat(day)) == status


@pytest.mark.parametrize(
    ("number", "day", "status"),
    [
        ("64/2014/NĐ-CP", "2026-06-30", "in_force"),
        ("64/2014/NĐ-CP", "2026-07-01", "ended"),
        ("110/2004/NĐ-CP", "2021-01-01", "ended"),
    ],
)
def test_a_decree_that_was_replaced_ended_on_a_day(number, day, status):
    assert {each.status(date.fromisoformat(day)) for each in OURS.instrument(number)} == {status}


def test_a_text_without_dates_has_no_known_status():
    undated = SMALL.instruments[0].model_copy(update={"signed": "", "in_force": None, "ended": None})
    assert undated.status(date(2024, 1, 1)) == "unknown"


def test_every_legal_text_says_up_to_when_it_was_followed():
    assert [each.number for each in OURS.instruments if each.checked_on is None] == []
