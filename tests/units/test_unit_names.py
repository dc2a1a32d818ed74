import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.units.level import KINDS
from danvan.units.names import KIND_WORDS, plain_name, slug, unit_key


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("UBND xã Trà Sơn", "xã Trà Sơn"),
        ("Ủy ban nhân dân huyện Trà Bồng", "huyện Trà Bồng"),
        ("Uỷ ban nhân dân huyện Trà Bồng", "huyện Trà Bồng"),
        ("UBND XÃ TRÀ SƠN", "xã Trà Sơn"),
        ("Xã  Trà\tSơn.", "xã Trà Sơn"),
        ("TT Sông Vệ", "thị trấn Sông Vệ"),
        ("TP. Huế", "thành phố Huế"),
        ("TX.Đức Phổ", "thị xã Đức Phổ"),
        ("PHƯỜNG XII", "phường XII"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        (unicodedata.normalize("NFD", "xã Nghĩa Phương"), "xã Nghĩa Phương"),
    ],
)
def test_a_name_is_shown_in_one_spelling(written, plain):
    assert plain_name(written) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xã Hoà Bình", "Xã Hòa Bình"),
        ("phường Thuý Lĩnh", "PHƯỜNG THÚY LĨNH"),
        ("phường 5", "Phường 05"),
        ("thành phố Phan Rang - Tháp Chàm", "TP Phan Rang-Tháp Chàm"),
        ("UBND xã Quảng Ngãi", unicodedata.normalize("NFD", "xã quảng ngãi")),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert unit_key(one) == unit_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("xã Hòa An", "xã Hoa An"), ("xã Trà Bồng", "huyện Trà Bồng"), ("phường 5", "phường 50"), ("xã Tân Hưng", "xã Tân Hùng")],
)
def test_different_units_have_different_keys(one, other):
    assert unit_key(one) != unit_key(other)


@given(st.text(alphabet=" aăâđeêoôơuưyiáàảãạ-0123.Xx", max_size=30))
def test_the_key_and_the_plain_name_stay_as_they_are(name):
    assert unit_key(unit_key(name)) == unit_key(name)
    assert unit_key(plain_name(name)) == unit_key(name)


@pytest.mark.parametrize(
    ("name", "expected"), [("xã Trà Sơn", "xa-tra-son"), ("UBND huyện Đức Phổ", "huyen-duc-pho"), ("phường 12", "phuong-12")]
)
def test_a_slug_is_plain_ascii(name, expected):
    assert slug(name) == expected


def test_every_kind_of_unit_is_known_to_both_names_and_levels():
    assert set(KIND_WORDS) == {kind.word for kind in KINDS}
