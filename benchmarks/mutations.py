"""What the mutation test of benchmarks/checking.py changes in a right report: one thing in each copy, at random."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from danvan.catalogue.catalogue import Catalogue
from danvan.checking.report import CheckReport
from danvan.kernel.quantity import Quantity
from danvan.kernel.span import Span
from danvan.reading.model import FigureKind, Reading, Relation, RelationKind, StatedFigure


@dataclass(frozen=True, slots=True)
class Base:
    """A right report: its text, what was read of it, what is found in it already."""

    name: str
    text: str
    reading: Reading
    report: CheckReport


@dataclass(frozen=True, slots=True)
class Change:
    """`place` of the text becomes `new`. `near`: other places at which a finding says the same mistake."""

    kind: str
    place: Span
    new: str
    near: tuple[Span, ...] = ()


def _related(role: Callable[[Relation, int], str], wanted: str) -> Callable[[Base, Catalogue, random.Random], Iterator[Change]]:
    """Numbers of true calculations that play the role `wanted`, changed so that the calculation is false."""

    def changes(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
        known = {figure.id: figure for figure in base.reading.figures}
        for relation in base.reading.relations:
            if not relation.holds or len({*relation.figures}) < 2:
                continue
            for at, identifier in enumerate(relation.figures):
                figure = known[identifier]
                if role(relation, at) != wanted or (new := _other_number(base.text, figure, dice)) is None:
                    continue
                terms = [known[one] for one in relation.figures]
                if _breaks(relation, terms, at, new):
                    near = tuple(one.span for one in terms)
                    yield Change(wanted, figure.number, new, near)

    return changes


def _role(relation: Relation, at: int) -> str:
    if relation.kind is RelationKind.SUM:
        return "whole of a sum" if at == 0 else "part of a sum"
    if relation.kind is RelationKind.CHANGE:
        return "change" if at == 0 else "term of a change"
    if relation.kind is RelationKind.PLAN:
        return "percent of plan" if at == 0 else "term of a percent"
    return "percent" if at == 0 else "term of a percent"


_WRITTEN = re.compile(r"\d[\d.,]*\d|\d")


def _other_number(text: str, figure: StatedFigure, dice: random.Random) -> str | None:
    """The number with one digit another, or two neighbours swapped, as fingers do; '05' stays of two digits."""
    written = text[figure.number.start : figure.number.end]
    if not _WRITTEN.fullmatch(written):
        return None
    digits = [at for at, letter in enumerate(written) if letter.isdigit()]
    letters = list(written)
    at = dice.choice(digits)
    if dice.random() < 0.25 and at + 1 in digits and letters[at] != letters[at + 1]:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    else:
        letters[at] = dice.choice([digit for digit in "0123456789" if digit != letters[at]])
    new = "".join(letters)
    if len(digits) > 1 and new[0] == "0" and written[0] != "0":
        return None
    return None if not new.strip("0.,") else new


def _breaks(relation: Relation, terms: Sequence[StatedFigure], at: int, new: str) -> bool:
    """Whether the calculation, true as it stands, is false with the number at `at` changed."""
    value = _value(terms[at].quantity, new)
    if value is None:
        return False
    values = [Fraction(term.quantity.value) for term in terms]
    shapes = [shape for shape in _shapes(relation, terms) if _true(shape, values, terms)]
    values[at] = value
    return bool(shapes) and not any(_true(shape, values, terms) for shape in shapes)


def _value(old: Quantity, new: str) -> Fraction | None:
    """The value of digits put in place of others: the marks stay where they were."""
    digits = re.sub(r"\D", "", new)
    return Fraction(int(digits), 10**old.decimals) if digits else None


Shape = Callable[[Sequence[Fraction]], Fraction]


def _shapes(relation: Relation, terms: Sequence[StatedFigure]) -> list[Shape]:
    """The calculations that may tie the terms to the first; which of them does, the true values show."""
    if relation.kind is RelationKind.SUM:
        return [lambda v: sum(v[1:], Fraction(0))]
    if len(terms) != 3:
        return []
    return list(_OF_TWO)


_OF_TWO: list[Shape] = [
    lambda v: 100 * v[1] / v[2],
    lambda v: abs(v[1] - v[2]),
    lambda v: 100 * abs(v[1] - v[2]) / v[2],
    lambda v: 100 * v[1] / (v[2] - v[1]),
    lambda v: 100 * v[1] / (v[2] + v[1]),
    lambda v: v[1] / v[2],
    lambda v: v[1] / v[2] - 1,
    lambda v: v[2] / v[1],
]


def _true(shape: Shape, values: Sequence[Fraction], terms: Sequence[StatedFigure]) -> bool:
    stated = Quantity(_decimal(values[0], terms[0].quantity.decimals), "", terms[0].quantity.decimals)
    try:
        return stated.agrees(shape(values)) is not None
    except ZeroDivisionError:
        return False


def _decimal(value: Fraction, decimals: int) -> Decimal:
    return Decimal(int(value * 10**decimals)).scaleb(-decimals)


def _any_number(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    """Figures that stand in no calculation: most of these no rule can see."""
    tied = {identifier for relation in base.reading.relations for identifier in relation.figures}
    for figure in base.reading.figures:
        if figure.id not in tied and (new := _other_number(base.text, figure, dice)) is not None:
            yield Change("any other number", figure.number, new)


def _sign(base: Base, _catalogue: Catalogue, _dice: random.Random) -> Iterator[Change]:
    """'tăng' for 'giảm' before a change that stands in a calculation."""
    known = {figure.id: figure for figure in base.reading.figures}
    told = {one for relation in base.reading.relations if relation.holds for one in relation.figures}
    for identifier in sorted(told):
        figure = known[identifier]
        if figure.kind not in (FigureKind.CHANGE, FigureKind.RATE_OF_CHANGE):
            continue
        before = base.text[max(0, figure.span.start - 40) : figure.span.start]
        words = list(re.finditer(r"tăng|giảm", before))
        if words and not re.search(r"[.;\n]", before[words[-1].end() :]):
            start = figure.span.start - len(before) + words[-1].start()
            new = "giảm" if words[-1].group() == "tăng" else "tăng"
            yield Change("sign", Span(start, start + 4), new, (figure.span,))


def _date_of_citation(base: Base, catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    numbers = {instrument.number.casefold() for instrument in catalogue.instruments}
    for citation in base.reading.citations:
        if citation.date is None or citation.number.casefold() not in numbers:
            continue
        for match in re.finditer(r"\d+", citation.span.of(base.text)[len(citation.number) :]):
            place = Span(
                citation.span.start + len(citation.number) + match.start(),
                citation.span.start + len(citation.number) + match.end(),
            )
            if match.group() and base.text[place.start : place.end] == match.group():
                yield Change("date of a citation", place, _digit(match.group(), dice), (citation.span,))


def _date_of_text(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    head = base.text[:3000]
    for match in re.finditer(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(20\d\d)", head):
        for group in (1, 2, 3):
            place = Span(*match.span(group))
            yield Change("date of the text", place, _digit(match[group], dice), (Span(0, 600),))
        return


def _digit(written: str, dice: random.Random) -> str:
    at = dice.randrange(len(written))
    return written[:at] + dice.choice([digit for digit in "0123456789" if digit != written[at]]) + written[at + 1 :]


def _symbol(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    """One letter or digit of a citation's symbol: 'NĐ-CP' as 'NĐ-PC', '61/2018' as '16/2018'."""
    for citation in base.reading.citations:
        at = base.text.find(citation.number, citation.span.start, citation.span.end) if citation.number else -1
        if at < 0:
            continue
        letters = list(citation.number)
        one = dice.randrange(len(letters) - 1)
        if letters[one].isalnum() and letters[one + 1].isalnum() and letters[one] != letters[one + 1]:
            letters[one], letters[one + 1] = letters[one + 1], letters[one]
        elif letters[one].isdigit():
            letters[one] = dice.choice([digit for digit in "0123456789" if digit != letters[one]])
        elif letters[one].isalpha():
            letters[one] = dice.choice([letter for letter in "BCDĐHNQTU" if letter != letters[one]])
        new = "".join(letters)
        if new != citation.number:
            yield Change("symbol of a citation", Span(at, at + len(citation.number)), new, (citation.span,))


_UNITS = ("hồ sơ", "đơn", "người", "lượt", "hộ", "vụ", "cuộc", "triệu đồng", "tỷ đồng", "%", "‰", "ha", "km")


def _unit(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    """The unit of measure behind a number that stands in a calculation."""
    told = {one for relation in base.reading.relations if relation.holds for one in relation.figures}
    for figure in base.reading.figures:
        place = Span(figure.number.end, figure.span.end)
        written = place.of(base.text).strip()
        if figure.id in told and written and written in _UNITS:
            new = dice.choice([unit for unit in _UNITS if unit != written])
            start = figure.span.end - len(written)
            yield Change("unit of measure", Span(start, figure.span.end), new, (figure.span,))


def _heading(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    for at, section in enumerate(base.reading.sections):
        match = re.match(r"\s*(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ](?=\)))(?=[.)])", section.span.of(base.text))
        if not match:
            continue
        old = match.group().strip()
        start = section.span.start + match.end() - len(old)
        new = dice.choice([number for number in _numbers_like(old) if number != old])
        later = base.reading.sections[at + 1 : at + 3]
        yield Change("number of a heading", Span(start, start + len(old)), new, tuple(one.span for one in later))


def _numbers_like(old: str) -> list[str]:
    if old[0].isdigit():
        head, _, last = old.rpartition(".")
        return [f"{head}{'.' if head else ''}{number}" for number in range(1, 12) if str(number) != last]
    return list("abcdđeg") if old[0].islower() else ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def _syllable(base: Base, _catalogue: Catalogue, dice: random.Random) -> Iterator[Change]:
    """A letter left out, doubled, or two swapped, in a word of running text."""
    words = list(re.finditer(r"(?<![\w/])[a-zà-ỹđ]{3,7}(?![\w/])", base.text))
    for match in dice.sample(words, min(20, len(words))):
        word, at = match.group(), dice.randrange(len(match.group()) - 1)
        new = dice.choice(
            [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
        )
        if new != word:
            yield Change("syllable", Span(*match.span()), new)


def _letterhead(base: Base, _catalogue: Catalogue, _dice: random.Random) -> Iterator[Change]:
    """A line of the letterhead or of the end left out or misspelt."""
    everywhere = (Span(0, len(base.text)),)
    for words, new in _FORMAL:
        if match := re.search(words, base.text):
            yield Change("letterhead", Span(*match.span()), new, everywhere)


_FORMAL = (
    (r"CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
    (r"CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"),
    (r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", ""),
    (r"Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc", "Độc lập - Tự Do - Hạnh phúc"),
    (r"Số:? ?\d+ ?/BC", "Số:   /BC"),
    (r"Số:? ?\d+ ?/BC-[A-ZĐ]+", ""),
    (r"\nBÁO CÁO\n", "\n"),
    (r"Nơi nhận:", ""),
    (r"(?<=\n)\W*(?:KT\. ?|TM\. ?)[^\n]*", ""),
)

KINDS: dict[str, Callable[[Base, Catalogue, random.Random], Iterator[Change]]] = {
    **{
        name: _related(_role, name)
        for name in (
            "whole of a sum",
            "part of a sum",
            "percent",
            "percent of plan",
            "term of a percent",
            "change",
            "term of a change",
        )
    },
    "sign": _sign,
    "any other number": _any_number,
    "date of a citation": _date_of_citation,
    "date of the text": _date_of_text,
    "symbol of a citation": _symbol,
    "unit of measure": _unit,
    "number of a heading": _heading,
    "syllable": _syllable,
    "letterhead": _letterhead,
}
IN_A_RELATION = frozenset(list(KINDS)[:7])
