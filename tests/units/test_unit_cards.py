"""Our cards of changes, against the national list and the law."""

from danvan.catalogue.loading import load_catalogue
from danvan.units.cards import changes_of, with_cards
from danvan.units.level import kind_of
from danvan.units.national import LAST_DAY, read_national
from danvan.units.register import UnitRegister
from danvan.units.timeline import DAY, version_at
from danvan.units.unit import Unit

CATALOGUE = load_catalogue()
CARDS = CATALOGUE.unit_changes.values()


def test_every_kind_of_unit_in_a_card_existed_on_its_side_of_the_change():
    for card in CARDS:
        for units, day in ((card.before, card.since - DAY), (card.after, card.since)):
            for facts in units.values():
                assert kind_of(facts.name, day).holds_at(day), (card.code, facts.name)


def test_what_a_card_says_of_a_unit_that_goes_on_is_what_the_national_list_says(national):
    listed = {}
    for unit in read_national().units:
        listed.setdefault(unit.code, []).append(unit)
    for card in CARDS:
        for code, facts in card.after.items():
            unit = version_at(listed[code], max(card.since, LAST_DAY))
            assert (unit.name, unit.parent or None) == (facts.name, facts.parent), (card.code, code)


def test_the_cards_alone_make_a_register_that_needs_nothing_installed():
    register = UnitRegister.load(CATALOGUE, national=False)
    assert register.resolve("xã Nghĩa Mỹ")[0].unit.code == "21286"


def test_an_ended_unit_is_alive_until_the_day_before_the_change(national):
    last = national.history("21286")[-1]
    assert (last.name, last.until.isoformat()) == ("xã Nghĩa Mỹ", "2024-12-31")


def test_a_new_unit_is_not_alive_before(national):
    assert national.history("475")[0].since.isoformat() == "2025-01-01"


def test_communes_under_a_district_that_is_new_were_under_the_one_it_came_from(national):
    day = LAST_DAY.replace(year=2024)
    commune = next(unit for unit in national.children("475", LAST_DAY))
    assert national.parent(national.unit(commune.code, day), day).name == "thành phố Huế"
    assert commune.code in {unit.code for unit in national.children("474", day)}


def test_a_card_is_right_against_the_national_map(national):
    bases = {change.basis for change in national.changes("21238") if change.since > LAST_DAY}
    assert bases == {"1677/NQ-UBTVQH15"}


def test_a_card_without_moves_renames():
    card = CATALOGUE.unit_changes["hue_2025"]
    renamed = card.model_copy(update={"moves": (), "before": {"46": card.before["46"]}, "after": {"46": card.after["46"]}})
    (unit,) = [unit for unit in read_national().units if unit.code == "46"]
    register = UnitRegister(with_cards([unit], [renamed]), changes_of([renamed]))
    assert [each.name for each in register.history("46")] == ["tỉnh Thừa Thiên Huế", "thành phố Huế"]
    assert register.trace("46", card.since - DAY, card.since).same


def test_a_card_may_tell_of_units_no_list_has():
    card = CATALOGUE.unit_changes["quang_ngai_2024"]
    units = with_cards([], [card])
    assert {unit.code for unit in units if unit.until} == set(card.before)
    assert all(isinstance(unit, Unit) for unit in units)
