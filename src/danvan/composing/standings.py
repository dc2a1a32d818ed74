"""Units set beside each other by a share, with care: a unit is called better or worse only where chance does not explain it.

A unit is compared from a least denominator on (data of the outline). Of these, one stands out when the whole's share lies
outside the interval its own cases allow (Wilson's score interval at three standard errors, as the control limits of funnel
plots: Spiegelhalter 2005, Statistics in Medicine 24): of a hundred like units, one would be named by chance in one report of
four. Units are compared, never people; who is missing is named and given no place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from statistics import median

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import IndicatorFormula, parse_indicator
from danvan.catalogue.models import Indicator, OutlineStanding
from danvan.composing.folding import folded
from danvan.composing.model import AreaResult, Cell, Line, Listing, Run
from danvan.composing.numbers import digits
from danvan.kernel.quantity import rounded, vietnamese
from danvan.ledger.rolled import RolledRow

_ERRORS_SQUARED = 9
"""Three standard errors, squared."""
_FEWEST = 5
"""Units there must be to speak of a middle."""
_NAMED = 5
"""Units named on either side in the sentence."""
_LISTED = 10
"""Units on either side in the table."""
_PRECISION = 10**12


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's share: of `whole` cases, `part`."""

    unit: str
    part: Fraction
    whole: Fraction

    @property
    def share(self) -> Fraction:
        return self.part / self.whole

    def bounds(self) -> tuple[Fraction, Fraction]:
        """Between which the share behind these cases lies."""
        n, p, z2 = self.whole, self.share, Fraction(_ERRORS_SQUARED)
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _root(z2 * (p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n)
        return middle - half, middle + half


@dataclass(frozen=True, slots=True)
class Standing:
    """How units stand by one share. `places`: the units compared, the highest first, then by name; `small`: those below the
    least denominator; `missing`: those without the figures it takes, or whose figures do not fit."""

    overall: Fraction
    apart: Fraction
    places: tuple[Place, ...]
    small: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def middle(self) -> Fraction:
        """The share of the unit in the middle."""
        return Fraction(median(place.share for place in self.places))

    @property
    def above(self) -> list[Place]:
        """Those above the whole and the middle unit both: one large unit that is far off draws the whole with it, and its
        neighbours are not better for that."""
        bar = max(self.overall, self.middle)
        return [place for place in self.places if place.share - bar >= self.apart and place.bounds()[0] > bar]

    @property
    def below(self) -> list[Place]:
        bar = min(self.overall, self.middle)
        return [place for place in self.places if bar - place.share >= self.apart and place.bounds()[1] < bar]


def standing(part: RolledRow, whole: RolledRow, asked: OutlineStanding, units: Sequence[str]) -> Standing | None:
    """None where no unit gave both figures."""
    known: list[Place] = []
    missing: list[str] = []
    for unit in units:
        place = _place(unit, part, whole)
        if place is None:
            missing.append(unit)
        else:
            known.append(place)
    cases = sum((place.whole for place in known), Fraction(0))
    if not cases:
        return None
    overall = sum((place.part for place in known), Fraction(0)) / cases
    large = sorted((place for place in known if place.whole >= asked.least), key=lambda place: (-place.share, place.unit))
    small = tuple(place.unit for place in known if place.whole < asked.least)
    return Standing(overall, Fraction(asked.apart) / 100, tuple(large), small, tuple(missing))


def standing_result(
    asked: OutlineStanding, rows: Mapping[str, RolledRow], units: Sequence[str], catalogue: Catalogue, numbers: Iterator[int]
) -> AreaResult | None:
    """The comparison by one share: what can be said in a sentence, and a table of those who stand out, which takes the next of
    `numbers`."""
    row = rows.get(asked.indicator)
    formula = parse_indicator(row.indicator, catalogue) if row else None
    terms = terms_of(formula) if formula else None
    if row is None or terms is None or not all(code in rows for code in terms):
        return None
    part, whole = (rows[code] for code in terms)
    found = standing(part, whole, asked, units)
    if found is None:
        return None
    number = next(numbers) if len(found.places) >= _FEWEST else 0
    listing = _listing(number, found, row, part, whole) if number else None
    return AreaResult("", "", tuple(_told(asked, found, row.indicator, number)), listing=listing)


def terms_of(formula: IndicatorFormula) -> tuple[str, str] | None:
    """(part, whole) of a share '100 * part / whole'; None for any other formula."""
    codes = tuple(formula.depends_on)
    if len(codes) != 2:
        return None
    for part, whole in (codes, codes[::-1]):
        if formula.evaluate({part: Fraction(1), whole: Fraction(4)}) == 25 and formula.evaluate(
            {part: Fraction(3), whole: Fraction(4)}
        ) == Fraction(75):
            return part, whole
    return None


def _place(unit: str, part: RolledRow, whole: RolledRow) -> Place | None:
    one, other = part.values.get(unit), whole.values.get(unit)
    if one is None or other is None:
        return None
    if one.quantity.measure != part.indicator.measure or other.quantity.measure != whole.indicator.measure:
        return None
    over, under = Fraction(one.quantity.value), Fraction(other.quantity.value)
    return Place(unit, over, under) if under > 0 and 0 <= over <= under else None


def _told(asked: OutlineStanding, found: Standing, indicator: Indicator, number: int) -> list[Line]:
    name, least = indicator.name.vi, f"{asked.least} trường hợp"
    told: list[str] = []
    if len(found.places) < _FEWEST:
        told.append(f"{name}: chưa đủ số đơn vị có từ {least} trở lên để so sánh.")
    elif not (found.above or found.below):
        told.append(f"{name}: chênh lệch giữa các đơn vị chưa đủ lớn để xếp thứ hạng nên không nêu đơn vị cao, thấp"
                    f" (Bảng {number}).")  # fmt: skip
    else:
        sides = [("cao hơn", found.above), ("thấp hơn", found.below[::-1])]
        said = [f"{word} rõ rệt mức chung là {folded([place.unit for place in side], _NAMED)}" for word, side in sides if side]
        told.append(f"{name}: {'; '.join(said)} (Bảng {number}).")
    if found.small and len(found.places) >= _FEWEST:
        told.append(f"Không so sánh đơn vị có dưới {least}: {folded(found.small)}.")
    if found.missing and len(found.places) >= _FEWEST:
        told.append(f"Không xếp vì chưa đủ số liệu: {folded(found.missing)}.")
    return [(Run(words),) for words in told]


def _listing(number: int, found: Standing, row: RolledRow, part: RolledRow, whole: RolledRow) -> Listing:
    decimals = row.indicator.decimals
    shares = [place.share for place in found.places]
    rows = [_overall(found, row, part, whole)]
    highest = [place for place in found.places if place.share == shares[0]]
    lowest = [place for place in found.places if place.share == shares[-1]]
    rows.append(_only("Cao nhất", shares[0], decimals, highest))
    rows += [_row(place, part, whole, decimals, "cao hơn rõ rệt") for place in found.above[:_LISTED]]
    rows += _more(found.above)
    rows.append(_only("Trung vị", found.middle, decimals, []))
    rows += _more(found.below)
    rows += [_row(place, part, whole, decimals, "thấp hơn rõ rệt") for place in found.below[-_LISTED:]]
    rows.append(_only("Thấp nhất", shares[-1], decimals, lowest))
    heads = ("Đơn vị", part.indicator.name.vi, whole.indicator.name.vi, f"{row.indicator.name.vi} (%)", "So với mức chung")
    title, widths = f"{row.indicator.name.vi}: đơn vị khác mức chung", (52.0, 28.0, 28.0, 24.0, 33.0)
    return Listing(number, title, heads, widths, "lrrrl", tuple(rows), numbered=False)


def _overall(found: Standing, row: RolledRow, part: RolledRow, whole: RolledRow) -> tuple[Cell, ...]:
    """The whole's own figures where they are of the same units; else the share of those compared, which has no figure."""
    cells = [Cell(digits(each.total.amount), each.total.id) if each.total else Cell("") for each in (part, whole)]
    if row.total and row.total.amount.value == rounded(found.overall * 100, row.indicator.decimals):
        return (Cell("Mức chung"), *cells, Cell(digits(row.total.amount), row.total.id), Cell(""))
    return (Cell("Mức chung"), Cell(""), Cell(""), Cell(_percent(found.overall, row.indicator.decimals)), Cell(""))


def _row(place: Place, part: RolledRow, whole: RolledRow, decimals: int, word: str) -> tuple[Cell, ...]:
    given = [row.values[place.unit] for row in (part, whole)]
    numbers = [Cell(digits(value.quantity), value.id) if value else Cell("") for value in given]
    return (Cell(place.unit), *numbers, Cell(_percent(place.share, decimals)), Cell(word))


def _more(places: Sequence[Place]) -> list[tuple[Cell, ...]]:
    """The row that says how many stand out besides; their shares are in the table of the area."""
    left = len(places) - _LISTED
    return [(Cell(f"và {left} đơn vị khác"), *(Cell("") for _ in range(4)))] if left > 0 else []


def _only(name: str, share: Fraction, decimals: int, places: Sequence[Place]) -> tuple[Cell, ...]:
    who = "" if not places else places[0].unit if len(places) == 1 else f"{len(places)} đơn vị bằng nhau"
    return (Cell(name), Cell(""), Cell(""), Cell(_percent(share, decimals)), Cell(who))


def _percent(share: Fraction, decimals: int) -> str:
    return vietnamese(Decimal(rounded(share * 100, decimals)), decimals)


def _root(square: Fraction) -> Fraction:
    """The square root, exact to twelve digits: the same on every machine."""
    return Fraction(isqrt(int(square * _PRECISION * _PRECISION)), _PRECISION)
