"""A small invented catalogue and roll-ups over it, for the tests of composing and for the command that makes the golden."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import get_origin

from danvan.catalogue.catalogue import Catalogue
from danvan.catalogue.formulas import parse_indicator
from danvan.catalogue.models import Area, Identity, Indicator, Outline, OutlinePart, Phrase, Source, Vocabulary, Words
from danvan.kernel.period import Period
from danvan.kernel.quantity import Quantity, rounded
from danvan.ledger.figure import Figure, Formula, RollUp
from danvan.ledger.ids import figure_id
from danvan.ledger.rolled import RolledRow, RolledUp, Value

PERIOD = Period.nine_months(2024)
MADE = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
SOURCE = Source(seen="invented for tests", certainty="observed")
UNITS = ("xã An Hòa", "xã Bình Sơn", "thị trấn Cẩm Giang")

NO_WORDS = {name: {} if get_origin(field.annotation) is dict else () for name, field in Vocabulary.model_fields.items()}

# area, name, order: indicators (name, Vietnamese name, measure, main, more), identities, phrases
AREAS = {
    "reception": (
        "Tiếp công dân",
        [
            ("visits", "Số lượt tiếp công dân", "lượt", True, {}),
            ("regular", "Số lượt tiếp thường xuyên", "lượt", True, {}),
            ("periodic", "Số lượt tiếp định kỳ", "lượt", True, {}),
            ("people", "Số người được tiếp", "người", False, {}),
        ],
        {"sessions": "visits = regular + periodic", "people": "people >= visits"},
        {"visits": "tiếp công dân {n}", "regular": "thường xuyên {n}", "periodic": "định kỳ {n}"},
    ),
    "procedures": (
        "Giải quyết thủ tục hành chính",
        [
            ("received", "Số hồ sơ tiếp nhận", "hồ sơ", True, {}),
            ("settled", "Số hồ sơ đã giải quyết", "hồ sơ", True, {}),
            ("on_time", "Số hồ sơ giải quyết đúng hạn", "hồ sơ", True, {}),
            ("late", "Số hồ sơ giải quyết quá hạn", "hồ sơ", False, {}),
            (
                "on_time_rate",
                "Tỷ lệ giải quyết đúng hạn",
                "%",
                True,
                {"kind": "ratio", "rollup": "ratio", "formula": "100 * on_time / settled", "decimals": 2},
            ),
        ],
        {"settled": "settled = on_time + late", "within": "settled <= received"},
        {"received": "tiếp nhận {n}", "settled": "đã giải quyết {n}", "on_time": "đúng hạn {n}", "late": "quá hạn {n}"},
    ),
    "ranking": (
        "Xếp hạng công tác dân vận",
        [("rank", "Thứ hạng", "", True, {"kind": "rate", "rollup": "none"}), ("points", "Điểm tự chấm", "điểm", True, {})],
        {},
        {},
    ),
    "mediation": ("Hòa giải ở cơ sở", [("cases", "Số vụ việc hòa giải", "vụ việc", True, {})], {}, {"cases": "hòa giải {n}"}),
}


def both(vi):
    return Words(vi=vi, en=vi)


def area(code, order):
    name, indicators, identities, phrases = AREAS[code]
    return Area(
        code=code,
        name=both(name),
        order=order,
        about=both(name),
        indicators=tuple(
            Indicator(
                code=f"{code}.{short}",
                area=code,
                name=both(vi),
                measure=measure,
                main=main,
                source=SOURCE,
                **{"kind": "count", **more},
            )
            for short, vi, measure, main, more in indicators
        ),
        identities=tuple(
            Identity(code=f"{code}.{short}", area=code, formula=formula, name=both(formula), source=SOURCE)
            for short, formula in identities.items()
        ),
        phrases=tuple(Phrase(indicator=f"{code}.{short}", says=("…",), writes=writes) for short, writes in phrases.items()),
    )


def outline(**changes):
    parts = (
        OutlinePart(
            code="intro",
            number="",
            heading=both("Tình hình báo cáo"),
            text=both("Báo cáo này tổng hợp số liệu {period} của {count} {level_units}."),
        ),
        OutlinePart(code="reception", number="I", heading=both("Tiếp công dân"), areas=("reception",)),
        OutlinePart(code="procedures", number="II", heading=both("Thủ tục hành chính"), areas=("procedures",)),
        OutlinePart(code="others", number="III", heading=both("Các công tác khác"), areas=("ranking", "mediation")),
    )
    fields = {
        "code": "consolidated",
        "name": both("Báo cáo tổng hợp"),
        "title": both("Kết quả công tác dân vận chính quyền {period}"),
        "parts": parts,
        "closing": both("Trên đây là báo cáo tổng hợp {period}."),
        "source": SOURCE,
    }
    return Outline(**{**fields, **changes})


def catalogue():
    areas = {code: area(code, order) for order, code in enumerate(AREAS)}
    each = list(areas.values())
    return Catalogue(
        areas=areas,
        indicators={indicator.code: indicator for one in each for indicator in one.indicators},
        identities=tuple(identity for one in each for identity in one.identities),
        phrases=tuple(phrase for one in each for phrase in one.phrases),
        instruments=(),
        checks={},
        outlines={"consolidated": outline()},
        vocabulary=Vocabulary(**NO_WORDS),
        version="sample",
    )


def rolled(given, units=UNITS, period=PERIOD):
    """`given`: indicator -> numbers in the order of the units, None where a unit did not report."""
    known = catalogue()
    rows = {}
    for code, indicator in known.indicators.items():
        numbers = dict(zip(units, given.get(code, ()), strict=False))
        values = {unit: value(code, unit, number, indicator) for unit, number in ((u, numbers.get(u)) for u in units)}
        rows[code] = total(indicator, values, rows, known, period)
    return RolledUp(period, tuple(units), "huyện Ba Vì", rows)


def value(code, unit, number, indicator):
    if number is None:
        return None
    return Value(figure_id(code, unit, PERIOD), Quantity(Decimal(str(number)), indicator.measure, indicator.decimals))


def total(indicator, values, rows, known, period):
    giving = {unit for unit, one in values.items() if one}
    if indicator.rollup == "none" or (indicator.rollup == "sum" and not giving):
        return RolledRow(indicator, values, None, ())
    if indicator.rollup == "sum":
        number = sum(one.quantity.value for one in values.values() if one)
        source = RollUp(tuple(one.id for one in values.values() if one))
    else:
        formula = parse_indicator(indicator, known)
        giving = {unit for unit in values if all(rows[part].values[unit] for part in formula.depends_on)}
        sums = {part: sum(rows[part].values[unit].quantity.value for unit in giving) for part in formula.depends_on}
        exact = formula.evaluate(sums)
        if not giving or exact is None:
            return RolledRow(indicator, values, None, ())
        number = rounded(Fraction(exact), indicator.decimals)
        source = Formula(indicator.formula, tuple(f"total.{part}" for part in formula.depends_on))
    missing = tuple(unit for unit in values if unit not in giving)
    quantity = Quantity(Decimal(number), indicator.measure, indicator.decimals)
    figure = Figure(
        f"total.{indicator.code}", indicator.code, "huyện Ba Vì", "district", period, quantity, source, MADE, "sample"
    )
    return RolledRow(indicator, values, figure, missing)


def usual():
    """Three units; one gave no figures of reception, one no late dossiers; nobody reported mediation."""
    return rolled(
        {
            "reception.visits": (40, 13, None),
            "reception.regular": (30, 8, None),
            "reception.periodic": (10, 5, None),
            "reception.people": (45, 20, None),
            "procedures.received": (1200, 320, 443),
            "procedures.settled": (1180, 317, 440),
            "procedures.on_time": (1170, 300, 440),
            "procedures.late": (10, 17, None),
            "ranking.rank": (1, 3, 2),
            "ranking.points": (95, 0, None),
        }
    )
