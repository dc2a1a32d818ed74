"""What may enter: the catalogue and the register of units are asked, and each refusal is a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from danvan.kernel.errors import LedgerError
from danvan.kernel.period import Period
from danvan.ledger.figure import Entry
from danvan.ledger.rules import Rules
from danvan.ledger.store import Ledger
from danvan.units.level import Level
from danvan.units.register import UnitRegister
from danvan.units.unit import Unit

MERGED = date(2024, 11, 14)


def register():
    """Trà Sơn until it was merged into Trà Lâm; two communes called Hòa An; the district above."""
    return UnitRegister(
        [
            Unit("huyện Trà Bồng", Level.DISTRICT, "525", until=date(2025, 6, 30)),
            Unit("xã Trà Sơn", Level.COMMUNE, "21115", "525", until=date(2024, 11, 13)),
            Unit("xã Trà Lâm", Level.COMMUNE, "21118", "525", since=MERGED),
            Unit("xã Hòa An", Level.COMMUNE, "00001", "525"),
            Unit("xã Hoà An", Level.COMMUNE, "00002", "525"),
        ]
    )


@pytest.fixture
def strict(tmp_path, catalogue):
    """A ledger with rules; rank was given until 2020."""
    area = catalogue.areas["work"]
    dated = [
        each.model_copy(update={"until": date(2020, 12, 31)} if each.code == "work.rank" else {}) for each in area.indicators
    ]
    with_old = replace(catalogue, areas={"work": area.model_copy(update={"indicators": tuple(dated)})})
    return Ledger.open(tmp_path / "ledger", rules=Rules(with_old, register()))


def test_a_unit_the_register_knows_gets_its_code(strict, make):
    strict.append([make("visits", 206)])
    assert [figure.unit_code for figure in strict.figures()] == ["21115"]


def test_a_name_that_two_units_have_gets_no_code(strict, make):
    strict.append([make("visits", 206, unit="xã Hòa An")])
    assert [figure.unit_code for figure in strict.figures()] == [""]


def test_a_unit_that_ended_within_the_period_reports_for_it(strict, make):
    strict.append([make("visits", 206, period=Period.year(2024))])
    assert [figure.unit_code for figure in strict.figures()] == ["21115"]


def test_the_unit_above_tells_units_of_one_name_apart(tmp_path, catalogue, make):
    units = UnitRegister(
        [
            Unit("tỉnh A", Level.PROVINCE, "10"),
            Unit("tỉnh B", Level.PROVINCE, "20"),
            Unit("xã Hòa An", Level.COMMUNE, "10001", "10"),
            Unit("xã Hòa An", Level.COMMUNE, "20001", "20"),
        ]
    )
    ledger = Ledger.open(tmp_path / "ledger", rules=Rules(catalogue, units, within="20"))
    ledger.append([make("visits", 206, unit="xã Hòa An")])
    assert [figure.unit_code for figure in ledger.figures()] == ["20001"]


@pytest.mark.parametrize(("within", "code"), [("", ""), ("huyện Tư Nghĩa", "21283")])
def test_of_two_that_shared_a_name_the_one_that_lived_on_is_not_taken(tmp_path, catalogue, make, within, code):
    units = UnitRegister(
        [
            Unit("huyện Tư Nghĩa", Level.DISTRICT, "533", until=date(2025, 6, 30)),
            Unit("xã Nghĩa Phương", Level.COMMUNE, "21283", "533", until=date(2025, 6, 30)),
            Unit("xã Nghĩa Phương", Level.COMMUNE, "07486"),
        ]
    )
    ledger = Ledger.open(tmp_path / "ledger", rules=Rules(catalogue, units, within=within))
    ledger.append([make("visits", 206, unit="xã Nghĩa Phương", period=Period.years(2021, 2025))])
    assert [figure.unit_code for figure in ledger.figures()] == [code]


def test_rules_that_are_not_strict_let_an_unknown_unit_in_and_name_it(tmp_path, catalogue, make):
    rules = Rules(catalogue, register(), strict=False)
    Ledger.open(tmp_path / "ledger", rules=rules).append([make("visits", 206, unit="xã Nào Đó")])
    assert rules.unknown == {"xã Nào Đó"}


def test_without_a_register_names_alone_are_looked_at(tmp_path, catalogue, make):
    ledger = Ledger.open(tmp_path / "ledger", rules=Rules(catalogue))
    ledger.append([make("visits", 206, unit="xã Nào Đó")])
    with pytest.raises(LedgerError, match=r"no such unit as huyện Nào Đó in .*2026: units of its kind existed … – 30/6/2025"):
        ledger.append([make("visits", 206, unit="huyện Nào Đó", level="district", period=Period.year(2026))])


def refused(name="visits", value=206, match="", **fields):
    return pytest.param(name, value, fields, match, id=match)


@pytest.mark.parametrize(
    ("name", "value", "fields", "match"),
    [
        refused(unit="xã Nào Đó", match="knows no 'xã Nào Đó'"),
        refused(unit_code="99999", match="knows no 'xã Trà Sơn 99999'"),
        refused(level="district", match="knows no 'xã Trà Sơn'"),
        refused(unit="xã Trà Lâm", match="only on these days: 14/11/2024 – …"),
        refused(period=Period.year(2025), match=r"did not exist in năm 2025, only on these days: … – 13/11/2024"),
        refused(indicator="work.dances", match=r"knows no indicator work\.dances"),
        refused(name="rank", match=r"rank\) was not reported in .*: … – 31/12/2020"),
        refused(measure="người", match="given in 'người'. It is kept in 'lượt'"),
        refused(name="given", measure="triệu đồng", match="given in 'triệu đồng'. It is kept in 'đồng'"),
        refused(value=-1, match="is -1 for .*, and a count is never below 0"),
        refused(name="households", value=-5, match="never below 0"),
        refused(value="1e25", match="is not a number below"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence_and_nothing_is_written(strict, make, name, value, fields, match):
    wrong = make(name, value, **fields)
    with pytest.raises(LedgerError, match=match):
        strict.append([make("received", 5, start=99), wrong])
    assert (strict.version, strict.figures()) == (0, [])


@pytest.mark.parametrize(("name", "measure"), [("visits", "lượt người"), ("given", "đ"), ("given", "vnđ")])
def test_another_word_for_the_same_measure_is_fine(strict, make, name, measure):
    assert strict.append([make(name, 5, measure=measure)])


def test_money_may_be_less_than_nothing(strict, make):
    assert strict.append([make("given", -5)])


def test_what_should_never_have_been_there_can_be_taken_back(tmp_path, catalogue, make):
    ledger = Ledger.open(tmp_path / "ledger")
    (wrong,) = ledger.append([make("visits", -1, unit="xã Nào Đó")])
    strict = Ledger.open(ledger.folder, rules=Rules(catalogue, register()))
    strict.withdraw(wrong, "không có xã này", "Mai", make("visits", 1).recorded)
    assert strict.figures() == []


def test_a_correction_follows_the_rules_too(strict, make):
    (wrong,) = strict.append([make("visits", 206)])
    with pytest.raises(LedgerError, match="never below 0"):
        strict.supersede(wrong, make("visits", -206, source=Entry("Lan")), "dấu")
