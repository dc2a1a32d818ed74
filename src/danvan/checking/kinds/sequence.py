"""Section numbers: one left out, one twice, one that goes back, one under a foreign number; numbers written in two ways."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.structure.document import begins_whole
from danvan.checking.structure.numbering import LETTERS, Group, Heading, groups, stands_between
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.reading.outline import Rank

KIND = "sequence"
BLANKS = frozenset(
    {"found", "expected", "before", "instead", "skipped", "twice", "back", "under", "parent", "sign", "usual", "foreign"}
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_MOST = 3
"""More numbers left out than these are another list, not a slip."""
_LIKE = 2
_SURE = 3
_LAST = 15
"""Reports have no more headings of one rank under one; higher numbers are of something else."""


class Settings(Card):
    """`case`: the order of the numbers, or the signs behind them ('1.' and '2)')."""

    case: Literal["order", "signs"]


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """The findings stand at the heading that does not follow."""
    for group in groups(subject) if begins_whole(subject) else ():
        yield from _order(card, group, subject.text) if settings.case == "order" else _signs(card, group)


def _order(card: CheckCard, group: Group, text: str) -> Iterator[Finding]:
    """Only where one list runs: where a list inside a section counts from 1 again, nothing is said of what follows."""
    yield from _foreign_parent(card, group, text)
    headings = _of_one_prefix(group)
    if _first_is_wrong(headings):
        yield _finding(card, headings[0], {"instead": headings[1].number}, headings[1], _number(headings[0], 1))
        headings = headings[1:]
    told = -1
    for at, (before, heading) in enumerate(pairwise(headings)):
        if heading.value == 1:
            return
        if heading.value == before.value + 1 or not heading.value or not before.value or at == told:
            continue
        later = headings[at + 2 :]
        if _between_two(before, heading, later):
            told = at + 1
            yield _finding(card, heading, {"instead": later[0].number}, before, _number(heading, before.value + 1))
            continue
        data = _wrong(before, heading, later, text)
        if data:
            yield _finding(card, heading, data, before)
        if heading.value < before.value:
            return


def _first_is_wrong(headings: Sequence[Heading]) -> bool:
    """'5.', '2.', '3.': the first can only be 1."""
    values = [heading.value for heading in headings[:_SURE]]
    return len(values) == _SURE and values[0] > _LIKE and values[1:] == [2, 3]


def _between_two(before: Heading, heading: Heading, later: Sequence[Heading]) -> bool:
    """'2.', '8.', '4.': what stands between 2 and 4 can only be 3; not so where a list runs on from it ('8.', '9.')."""
    after = [one.value for one in later[:2]]
    return bool(after) and after[0] == before.value + 2 != heading.value and after[0] != heading.value + 1


def _of_one_prefix(group: Group) -> list[Heading]:
    """'2.1', '2.2' of one '2.'; the others are of another list."""
    prefixes = Counter(heading.number.rpartition(".")[0] for heading in group.headings)
    usual = prefixes.most_common(1)[0][0]
    return [heading for heading in group.headings if heading.number.rpartition(".")[0] == usual]


def _wrong(before: Heading, heading: Heading, later: Sequence[Heading], text: str) -> dict[str, str]:
    """Which blank says what is wrong; empty where something may stand between that reading took for no heading."""
    if heading.value == before.value:
        return {"twice": heading.number} if not later or later[0].value == heading.value + 1 else {}
    if heading.value < before.value:
        return {"back": heading.number} if not later or later[0].value != heading.value + 1 else {}
    numbers = [_number(heading, value) for value in range(before.value + 1, heading.value)]
    between = text[before.span.end : heading.span.start]
    # Far ahead is another list, but not where the list ran in order up to there and ends with it.
    ends_it = not later and before.value >= _LIKE and heading.value <= _LAST and heading.sign == before.sign
    if (len(numbers) > _MOST and not ends_it) or stands_between(heading.rank, numbers, between):
        return {}
    return {"skipped": ", ".join(numbers)}


def _number(heading: Heading, value: int) -> str:
    """The number of `value` as this list would print it."""
    above, dot, own = heading.number.rpartition(".")
    if heading.rank is Rank.LETTER:
        return f"{above}{dot}{LETTERS[value - 1]}"
    if own.isdigit():
        return f"{above}{dot}{value}"
    return _ROMAN[value] if heading.rank is not Rank.CAPITAL and value < len(_ROMAN) else "ABCDĐEGH"[min(value, 8) - 1]


def _foreign_parent(card: CheckCard, group: Group, text: str) -> Iterator[Finding]:
    """'3.1' and '3.2' under '4.': left from another numbering."""
    parent = group.parent
    first = group.headings[0]
    above = first.number.rpartition(".")[0]
    if not parent or parent.rank is not Rank.DECIMAL or first.rank is not Rank.SECOND or above == parent.number:
        return
    alike = [one for one in group.headings if one.number.rpartition(".")[0] == above]
    enough = len(alike) == len(group.headings) >= _LIKE and first.value == 1
    if enough and not stands_between(parent.rank, [above], text[parent.span.end : first.span.start]):
        yield _finding(card, first, {"under": parent.number}, parent, f"{parent.number}.{first.value}")


def _signs(card: CheckCard, group: Group) -> Iterator[Finding]:
    """The first number with another sign behind it than most of its like have."""
    signs = Counter(heading.sign for heading in group.headings)
    usual, often = signs.most_common(1)[0]
    others = [heading for heading in group.headings if heading.sign != usual]
    if others and often > len(others) and often >= _LIKE:
        data = {"sign": f"{others[0].number}{others[0].sign}", "usual": f"{others[0].number}{usual}"}
        yield _finding(card, others[0], data, group.headings[0])
    if group.headings[0].rank is Rank.LETTER:
        foreign = next((one for one in group.headings if one.number[-1:] in "fjwz"), None)
        if foreign:
            yield _finding(card, foreign, {"foreign": foreign.number}, group.headings[0])


def _finding(card: CheckCard, heading: Heading, data: dict[str, str], other: Heading, expected: str = "") -> Finding:
    letters = heading.rank is Rank.LETTER and Severity.NOTE
    grave = capped(letters or card.severity, card.source.certainty)
    told = {"before": other.number, **data}
    return Finding(card.code, grave, heading.span, told, heading.number, expected, (other.span,))
