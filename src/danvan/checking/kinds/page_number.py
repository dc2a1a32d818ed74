"""The number of a page: there, at its place, not on the first page, in the letters asked for."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal

from danvan.catalogue.models import Card, CheckCard, Words
from danvan.catalogue.models.profiles import PageNumberRule
from danvan.checking.look import BLANKS as OF_A_LOOK
from danvan.checking.look import Difference, Look, finding, limits, listed, number, same_font
from danvan.checking.subject import Subject
from danvan.documents.appearance import PageNumber
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span

KIND = "page_number"
BLANKS = OF_A_LOOK
_PLACES = {True: Words(vi="trong lề trên", en="in the top margin"), False: Words(vi="trong lề dưới", en="in the bottom margin")}
_ACROSS = {
    "center": Words(vi="ở giữa", en="centred"),
    "left": Words(vi="bên trái", en="at the left"),
    "both": Words(vi="bên trái", en="at the left"),
    "right": Words(vi="bên phải", en="at the right"),
}
_NONE = Words(vi="không có", en="none")
_SHOWN = Words(vi="hiện cả ở trang thứ nhất", en="shown on the first page")
_FROM_SECOND = Words(vi="chỉ hiện từ trang thứ hai", en="shown from the second page on")
_SLANTED = Words(vi="nghiêng", en="italic")
_UPRIGHT = Words(vi="đứng", en="upright")


class Settings(Card):
    """What is looked at. `longer_than`: characters a document has at least when it certainly fills more than one page."""

    question: Literal["missing", "place", "first", "letters"]
    longer_than: int = 0


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding a document, at its first words."""
    look = subject.look
    if look is None or not look.main_sections or look.main_sections[0][1].end > len(subject.text):
        return
    found = _QUESTIONS[settings.question](look, settings)
    if found:
        measured, required = found
        place = (look.main_sections[0][1],)
        yield finding(card, look, Difference(measured, required, place, card.severity, look.profile.page_number.source))


Answer = tuple[Words, Words] | None


def _numbers(look: Look) -> list[PageNumber]:
    return [one for section, _ in look.main_sections for one in (*section.numbers, *section.first)]


def _missing(look: Look, settings: Settings) -> Answer:
    long_enough = _main(look).end >= settings.longer_than
    return (_NONE, _where(look.profile.page_number)) if long_enough and not _numbers(look) else None


def _main(look: Look) -> Span:
    """The document proper, without what follows the signature."""
    body = look.elements.body
    return Span(0, body.end) if body else Span(0, len(look.document.text))


def _where(rule: PageNumberRule) -> Words:
    return listed([_ACROSS[rule.align], _PLACES[rule.place == "header"]])


def _place(look: Look, _: Settings) -> Answer:
    rule = look.profile.page_number
    for one in _numbers(look):
        if one.in_header != (rule.place == "header") or (one.align and one.align != rule.align):
            return listed([_ACROSS[each] for each in (one.align,) if each] + [_PLACES[one.in_header]]), _where(rule)
    return None


def _first(look: Look, _: Settings) -> Answer:
    shown = [one for one in look.main_sections[0][0].first if not one.conditional]
    return (_SHOWN, _FROM_SECOND) if shown and not look.profile.page_number.on_first else None


def _letters(look: Look, _: Settings) -> Answer:
    rule, font = look.profile.page_number, look.profile.letters.font
    for one in _numbers(look):
        pairs: list[tuple[Words, Words]] = []
        size = None if one.letters.size is None else Decimal(one.letters.size) / 2
        if size is not None and rule.size.beyond(size):
            pairs.append((_sized(number(size)), _sized(limits(rule.size))))
        if one.letters.font and not same_font(one.letters.font, font):
            pairs.append((Words(vi=one.letters.font, en=one.letters.font), Words(vi=font, en=font)))
        if one.letters.italic and not rule.italic:
            pairs.append((_SLANTED, _UPRIGHT))
        if pairs:
            return listed([measured for measured, _ in pairs]), listed([required for _, required in pairs])
    return None


def _sized(words: Words) -> Words:
    return Words(vi=f"cỡ {words.vi}", en=f"size {words.en}")


_QUESTIONS: dict[str, Callable[[Look, Settings], Answer]] = {
    "missing": _missing,
    "place": _place,
    "first": _first,
    "letters": _letters,
}
