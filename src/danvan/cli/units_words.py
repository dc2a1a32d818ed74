"""What units are said in: reasons of a match, days, numbers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from danvan.cli.language import Language
from danvan.kernel.said import Said, mark
from danvan.units.match import Why
from danvan.units.near import existed, shown
from danvan.units.trace import Piece
from danvan.units.unit import Unit

REASONS = {
    Why.NAME: mark("the name as it is"),
    Why.UNACCENTED: mark("written without accents"),
    Why.ACCENTS: mark("other accents"),
    Why.MISSPELT: mark("a name like it"),
    Why.NO_KIND: mark("its kind is not said"),
    Why.OTHER_KIND: mark("another kind of unit"),
    Why.UPPER: mark("the unit above fits"),
    Why.UPPER_MISSPELT: mark("the unit above is misspelt"),
    Why.UPPER_UNSAID: mark("others are as likely"),
    Why.OTHER_UPPER: mark("another unit is named above it"),
    Why.OLD_NAME: mark("a part of it was called so before"),
    Why.SUCCESSOR: mark("has territory of {unit}"),
}
BASES = {"people": mark("by people"), "area": mark("by area"), "people, area": mark("by people and area")}


def why_words(why: Iterable[Why], was: Unit | None, _: Language) -> str:
    """'the name as it is, the unit above fits'."""
    return ", ".join(_(REASONS[each], unit=was.name) if each is Why.SUCCESSOR and was else _(REASONS[each]) for each in why)


def days_words(unit: Unit, _: Language) -> str:
    """'until 30/6/2025'."""
    said = existed(unit)
    return said.render(_) if isinstance(said, Said) else said


def day_words(day: date | None) -> str:
    """'1/7/2025', or nothing."""
    return shown(day) if day else ""


def area_words(area: Decimal, _: Language) -> str:
    """'24,21 km²', the decimal mark of the language."""
    number = f"{area.normalize():f}"
    return f"{number.replace('.', ',') if _.code == 'vi' else number} km²"


def people_words(people: int, _: Language) -> str:
    """'15.044 người'."""
    number = f"{people:,}"
    return _("{n} people", n=number.replace(",", ".") if _.code == "vi" else number)


def measures(unit_area: Decimal | None, people: int | None, _: Language) -> str:
    """'6,42 km², 15.044 người'; '' when nothing is known."""
    said = [area_words(unit_area, _) if unit_area is not None else "", people_words(people, _) if people is not None else ""]
    return ", ".join(filter(None, said))


def share_words(piece: Piece, _: Language) -> str:
    """'whole'; 'part: 47,76 % by area, an estimate'; 'part, of unknown size'."""
    if piece.whole:
        return _("whole")
    if piece.share is None:
        return _("part of unknown size, said to be most of it") if piece.main else _("part of unknown size")
    return _("part: {share} {basis}, an estimate", share=percent(piece.share, _), basis=_(BASES[piece.basis]))


def percent(share: Fraction, _: Language) -> str:
    """'47,76 %'."""
    number = f"{float(share * 100):.2f} %"
    return number.replace(".", ",") if _.code == "vi" else number
