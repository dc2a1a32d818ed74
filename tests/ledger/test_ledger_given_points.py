"""Tables of points that people give."""

from fractions import Fraction
from pathlib import Path

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.kernel.errors import FileMissing
from danvan.ledger.given_points import PointsRefused, read_points

CARD = load_catalogue(Path(__file__).parents[1] / "catalogue" / "small").scorecards["service"]
HEAD = "unit,criterion,points\n"


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        file = tmp_path / "diem.csv"
        file.write_bytes(text.encode(encoding))
        return read_points(file, CARD)

    return read


def test_points_go_by_name_in_any_spelling_or_by_code(read):
    given = read(HEAD + "UBND xã Trà Sơn,manner,1.5\n00123,superior,5\n")
    assert given.of("Xã Trà Sơn") == {"manner": Fraction("1.5")}
    assert given.of("xã Khác", "00123") == {"superior": 5}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_as_a_vietnamese_spreadsheet_saves_it_is_read(read, encoding):
    given = read("Đơn vị;Tiêu chí;Điểm\r\nxã A;manner;1,5\r\n;;\r\n", encoding)
    assert given.of("xã A") == {"manner": Fraction("1.5")}


def test_points_left_empty_are_not_given_yet(read):
    assert read(HEAD + "xã A,manner,\n").of("xã A") == {}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("xã A,maner,1", r"line 2: the criterion 'maner' \(did you mean 'manner'\?\). Allowed: manner, superior"),
        ("xã A,settled_share,1", r"line 2: 'settled_share', which is computed from figures. Allowed: manner"),
        ("xã A,manner,3", r"line 2: the points '3'. Allowed: a number from 0 to 2. No unit was scored"),
        ("xã A,manner,-1", r"the points '-1'. Allowed: a number from 0"),
        ("xã A,manner,tốt", r"the points 'tốt'. Allowed: a number from 0"),
        ("xã A,manner,NaN", r"the points 'NaN'"),
        ("xã A,manner,1\nXã A,manner,2", r"line 3: 'manner' of Xã A again. Allowed: each once"),
    ],
)
def test_a_line_that_cannot_be_used_is_told(read, rows, said):
    with pytest.raises(PointsRefused, match=said):
        read(HEAD + rows)


@pytest.mark.parametrize("text", ["", "tên,điểm\nxã A,2\n"])
def test_a_table_with_other_heads_is_refused_with_those_allowed(read, text):
    with pytest.raises(PointsRefused, match=r"line 1: the heads .* Allowed: the columns unit, criterion, points"):
        read(text)


def test_letters_that_are_not_unicode_are_told(read):
    with pytest.raises(PointsRefused, match="letters that are not UTF-8"):
        read(HEAD + "xã A,manner,1", "latin-1")


def test_a_missing_table_is_told(tmp_path):
    with pytest.raises(FileMissing, match="no such file"):
        read_points(tmp_path / "diem.csv", CARD)
