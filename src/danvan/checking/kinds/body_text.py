"""How the running text is set: what most of it does first, then where it is otherwise."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Source, Words
from danvan.checking.look import BLANKS as OF_A_LOOK
from danvan.checking.look import Difference, Look, finding, limits, listed, number, same_font
from danvan.checking.subject import Subject
from danvan.documents.appearance import Letters, ParagraphLook, Spacing, millimetres
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span

KIND = "body_text"
BLANKS = OF_A_LOOK
_HALF = 2
_NEAR_BLACK = 0x40
"""Of 255 in each of red, green and blue: ink of this depth is black on paper."""
_SYMBOLS = ("symbol", "wingdings", "webdings", "marlett")
_SAME_INDENT = Decimal("0.6")
"""Millimetres: 1,25 cm is how Word rounds 1,27."""
_SINGLE = Decimal("1.15")
"""A single line of Times New Roman, in sizes of its letters."""
_ROUNDED = Decimal("0.03")
_ALIGN = {
    "left": Words(vi="căn trái", en="set to the left"),
    "right": Words(vi="căn phải", en="set to the right"),
    "center": Words(vi="căn giữa", en="centred"),
    "both": Words(vi="căn đều hai lề", en="justified"),
}


class Settings(Card):
    """What is looked at. `least`: so many letters (or paragraphs) that are otherwise than the rest are worth a word; none when
    it is 0."""

    aspect: Literal["font", "size", "italic", "colour", "align", "first_line", "between", "lines"]
    least: int = 0


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a document."""
    look = subject.look
    if look is None:
        return
    difference = _ASPECTS[settings.aspect](card, settings, look)
    if difference is not None:
        yield finding(card, look, difference)


Weighed = tuple[str, Words, Span, int]
"""'' for what is right, else the value; how it is said; where; how many letters or paragraphs."""


def _judged(
    card: CheckCard, settings: Settings, weighed: Sequence[Weighed], required: Words, source: Source
) -> Difference | None:
    """As grave as the card when most is wrong; worth a look when no more than some is."""
    wrong = [one for one in weighed if one[0]]
    many, all_of_it = sum(one[3] for one in wrong), sum(one[3] for one in weighed)
    mostly = many * _HALF > all_of_it
    if not wrong or (not mostly and (settings.least == 0 or many < settings.least)):
        return None
    common = Counter[str]()
    for value, _, _, weight in wrong:
        common[value] += weight
    said = {value: words for value, words, _, _ in wrong}
    measured = listed([said[value] for value, _ in common.most_common(3)])
    first = common.most_common(1)[0][0] if mostly else ""
    spans = [one[2] for one in wrong if not mostly or one[0] == first]
    return Difference(measured, required, tuple(spans), card.severity if mostly else Severity.NOTE, source)


def _font(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.letters

    def otherwise(letters: Letters) -> str:
        return "" if same_font(letters.font, rule.font) else letters.font

    runs = [one for one in look.letters(look.body) if one[0].font and not one[0].font.casefold().startswith(_SYMBOLS)]
    weighed = [(otherwise(one), Words(vi=one.font, en=one.font), span, weight) for one, span, weight in runs]
    return _judged(card, settings, weighed, Words(vi=rule.font, en=rule.font), rule.source)


def _size(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.body
    weighed: list[Weighed] = []
    for letters, span, weight in look.letters(look.body):
        if letters.size is not None:
            size = Decimal(letters.size) / 2
            weighed.append((str(size) if rule.size.beyond(size) else "", number(size), span, weight))
    return _judged(card, settings, weighed, limits(rule.size), rule.source)


def _italic(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.body
    words = Words(vi="chữ nghiêng", en="italic")
    weighed = [
        ("italic" if one.italic else "", words, span, weight) for one, span, weight in look.letters(look.long_paragraphs)
    ]
    return None if rule.italic else _judged(card, settings, weighed, Words(vi="chữ đứng", en="upright"), rule.source)


def _colour(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    """Anywhere in the document. A link that Word has coloured is left alone."""
    rule = look.profile.letters
    wrong = [
        (letters.colour, span, weight)
        for letters, span, weight in look.letters(look.appearance.paragraphs)
        if letters.colour and not letters.underlined and not _is_like(letters.colour, rule.colour)
    ]
    if sum(weight for _, _, weight in wrong) < max(1, settings.least):
        return None
    colours = listed([_colour_name(colour) for colour, _, _ in wrong][:3])
    spans = tuple(span for _, span, _ in wrong)
    return Difference(colours, Words(vi="màu đen", en="black"), spans, card.severity, rule.source)


def _is_like(colour: str, wanted: str) -> bool:
    pairs = ((int(one[at : at + 2], 16) for one in (colour, wanted)) for at in (0, 2, 4))
    return all(abs(one - other) <= _NEAR_BLACK for one, other in pairs)


def _colour_name(colour: str) -> Words:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    deep, far = max(red, green, blue), min(red, green, blue)
    if deep - far < _NEAR_BLACK:
        return Words(vi="màu trắng", en="white") if far > 0xE0 else Words(vi="màu xám", en="grey")
    if red == deep:
        return Words(vi="màu đỏ", en="red") if green < deep // _HALF else Words(vi="màu vàng", en="yellow")
    return Words(vi="màu xanh lá", en="green") if green == deep else Words(vi="màu xanh", en="blue")


def _align(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.body
    weighed = [
        ("" if one.spacing.align == rule.align else one.spacing.align, _ALIGN[one.spacing.align], one.span, 1)
        for one in look.long_paragraphs
        if one.spacing.align in _ALIGN
    ]
    return _judged(card, settings, weighed, _ALIGN[rule.align], rule.source)


def _first_line(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    """Items of a list are left out: those Word numbers, and those that hang or stand in, have a way of their own."""
    rule = look.profile.body
    weighed: list[Weighed] = []
    for one in look.long_paragraphs:
        first = one.spacing.first_line
        if first is None or first < 0 or one.numbered or one.spacing.left:
            continue
        indent = millimetres(first)
        right = any(abs(indent - allowed) <= _SAME_INDENT for allowed in rule.first_line)
        weighed.append(("" if right else str(indent), _centimetres([indent]), one.span, 1))
    return _judged(card, settings, weighed, _centimetres(rule.first_line), rule.source)


def _centimetres(lengths: Sequence[Decimal]) -> Words:
    words = [number(length / 10) for length in lengths]
    return Words(vi=" hoặc ".join(one.vi for one in words) + " cm", en=" or ".join(one.en for one in words) + " cm")


def _between(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.body
    least = number(rule.between)
    weighed: list[Weighed] = []
    for one in look.long_paragraphs:
        if one.spacing.before is not None and one.spacing.after is not None:
            points = Decimal(one.spacing.before + one.spacing.after) / 20
            said = number(points)
            weighed.append((str(points) if points < rule.between else "", _points(said), one.span, 1))
    required = Words(vi=f"ít nhất {least.vi} pt", en=f"at least {least.en} pt")
    return _judged(card, settings, weighed, required, rule.source)


def _points(words: Words) -> Words:
    return Words(vi=f"{words.vi} pt", en=f"{words.en} pt")


def _lines(card: CheckCard, settings: Settings, look: Look) -> Difference | None:
    rule = look.profile.body
    weighed: list[Weighed] = []
    for one in look.long_paragraphs:
        lines = _lines_of(one.spacing, one)
        if lines is not None:
            wrong = rule.lines.beyond(lines) > _ROUNDED
            weighed.append((str(lines) if wrong else "", _lines_said(number(lines)), one.span, 1))
    return _judged(card, settings, weighed, _lines_said(limits(rule.lines)), rule.source)


def _lines_said(words: Words) -> Words:
    return Words(vi=f"{words.vi} dòng", en=f"{words.en} lines")


def _lines_of(spacing: Spacing, paragraph: ParagraphLook) -> Decimal | None:
    """The height of a line in single lines, to a hundredth. A fixed height is set against the size of the letters, where
    Word and Decree do not say what a single line is: down to the letters' own height it counts as one."""
    if spacing.line is None:
        return None
    if spacing.line_rule == "auto":
        return (Decimal(spacing.line) / 240).quantize(Decimal("0.01"))
    sizes = [run.letters.size for run in paragraph.runs if run.letters.size]
    if not sizes:
        return None
    letters = Decimal(max(sizes)) / 2
    points = Decimal(spacing.line) / 20
    if points >= letters or spacing.line_rule == "atLeast":
        return max(Decimal(1), points / (letters * _SINGLE)).quantize(Decimal("0.01"))
    return (points / letters).quantize(Decimal("0.01"))


_ASPECTS: dict[str, Callable[[CheckCard, Settings, Look], Difference | None]] = {
    "font": _font,
    "size": _size,
    "italic": _italic,
    "colour": _colour,
    "align": _align,
    "first_line": _first_line,
    "between": _between,
    "lines": _lines,
}
