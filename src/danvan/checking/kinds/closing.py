"""The closing line ('Trên đây là báo cáo …') against the title: another kind, stretch or unit is text copied over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.kernel.mapped import Mapped
from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold, whole_words

KIND = "closing"
BLANKS = frozenset({"found", "expected", "kind", "period", "unit"})
_OPENS = re.compile(r"trên đây là\s+(?:toàn bộ\s+|nội dung\s+|một số nội dung\s+)?")
_CITED = re.compile(
    r"số\s*:?\s*\d+\S*[/-]\S+(?:,?\s*ngày\s+[\d/. -]+(?:tháng\s+\d+\s+năm\s+\d+)?)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
)
_PLANS = re.compile(r"phương hướng|nhiệm vụ(?! năm dân vận)|kế hoạch(?! số)|phương án")
_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9, "mười hai": 12, "năm": 5, "mười": 10}
_COUNT = rf"(?:(\d{{1,2}})|(?<!\w)({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}))"
_STRETCHES = {
    "tháng": re.compile(rf"{_COUNT}\s+tháng(?!\s*\d)(?!\w)"),
    "năm": re.compile(rf"{_COUNT}\s+năm(?!\s*\d)(?!\w)"),
    "quý": re.compile(r"(?<!\w)quý\s+(?:([1-4])|(iv|i{1,3}))(?!\w)"),
}
_UNIT = re.compile(
    r"(?:của|trên địa bàn|tại)\s+(?:(?:ubnd|uỷ ban nhân dân|chính quyền)\s+)?"
    r"(?P<kind>xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\s+(?P<name>[^,.;:/]+)"
)
_TITLED = re.compile(r"(?:[^\W\d_a-zà-ỹđ][^\W\d_]*|\d{1,2})(?:\s+(?:-\s+)?(?:[^\W\d_a-zà-ỹđ][^\W\d_]*|\d{1,2}(?!\w)))*")


class Settings(Card):
    """`kinds`: groups of words of which a title has one and the closing line must not have another.
    `types`: kinds of document a closing line may name."""

    kinds: tuple[tuple[str, ...], ...]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """The closing line: as read, folded, and without its plans and the texts it cites."""

    flow: Mapped
    low: str
    results: str


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """One finding for each thing the closing line and the title disagree on."""
    line, title = _closing(subject), fold(subject.reading.letterhead.title)
    if line is None or not title:
        return
    yield from _type(card, settings, subject, line)
    yield from _kinds(card, settings, title, line)
    if not next(Period.find(line.results), None):
        # A period with its year is held against the title by the checks of time.
        yield from _stretches(card, title, line)
    yield from _unit(card, subject, line)


def _closing(subject: Subject) -> _Line | None:
    element = subject.elements.closing
    start = element.spans[0].start if element else -1
    flow = next((one.flow for one in subject.paragraphs if one.span.start <= start < one.span.end), None)
    if flow is None or not _OPENS.match(fold(flow.text)):
        return None
    low = fold(flow.text)
    return _Line(flow, low, _results(low))


def _results(low: str) -> str:
    """Without plans and cited texts, every letter at its place."""
    cut = _PLANS.search(low)
    told = low[: cut.start()] if cut else low
    return _CITED.sub(lambda match: " " * len(match.group()), told)


def _type(card: CheckCard, settings: Settings, subject: Subject, line: _Line) -> Iterator[Finding]:
    own = fold(subject.reading.letterhead.type)
    opening = _OPENS.match(line.low)
    for type_ in settings.types if opening and own in map(fold, settings.types) else ():
        if opening and fold(type_) != own and re.match(rf"{fold(type_)}(?!\w)(?! số)", line.low[opening.end() :]):
            at = opening.end()
            yield _finding(card, line, (at, at + len(type_)), subject.reading.letterhead.type, "kind")


def _kinds(card: CheckCard, settings: Settings, title: str, line: _Line) -> Iterator[Finding]:
    for group in settings.kinds:
        named = [word for word in group if _word(word).search(title)]
        if len(named) != 1 or _word(named[0]).search(line.low):
            continue
        for other in group:
            match = _word(other).search(line.results)
            if match and other != named[0]:
                # The words around show which report is meant: 'báo cáo tổng kết'.
                yield _finding(card, line, match.span(), named[0], "kind")


def _stretches(card: CheckCard, title: str, line: _Line) -> Iterator[Finding]:
    results = _results(title)
    for pattern in _STRETCHES.values():
        own = {_value(match): match.group() for match in pattern.finditer(results)}
        named = list(pattern.finditer(line.results))
        if len(own) == 1 and named and not any(_value(match) in own for match in named):
            yield _finding(card, line, named[0].span(), next(iter(own.values())), "period")
    halves = [half for half in ("đầu năm", "cuối năm") if half in results]
    other = {"đầu năm": "cuối năm", "cuối năm": "đầu năm"}.get(halves[0], "") if len(halves) == 1 else ""
    if other and other in line.results and halves[0] not in line.results:
        at = line.results.index(other)
        yield _finding(card, line, (at, at + len(other)), halves[0], "period")


def _value(match: re.Match[str]) -> str:
    return str(int(match[1])) if match[1] else str(_NUMBERS.get(match[2], match[2]))


def _unit(card: CheckCard, subject: Subject, line: _Line) -> Iterator[Finding]:
    """Another unit of the same level, named here and nowhere else but for copied text, while ours is named elsewhere."""
    kind, name = _parted(fold(subject.reading.letterhead.unit))
    text = fold(subject.text)
    if not name or text.count(name) < 2:
        return
    for match in _UNIT.finditer(line.low):
        written = _TITLED.match(line.flow.text[match.start("name") : match.end("name")])
        other = fold(written.group()) if written else ""
        if match["kind"] != kind or not other or other.startswith(name) or name.startswith(other) or name in line.low:
            continue
        at = match.start("kind")
        yield _finding(card, line, (at, match.start("name") + len(other)), subject.reading.letterhead.unit, "unit")


def _parted(unit: str) -> tuple[str, str]:
    kind = next(
        (
            one
            for one in ("thị trấn", "thị xã", "thành phố", "xã", "phường", "huyện", "quận", "tỉnh")
            if unit.startswith(f"{one} ")
        ),
        "",
    )
    return kind, unit.removeprefix(kind).strip() if kind else ""


@cache
def _word(word: str) -> re.Pattern[str]:
    return whole_words([word])


def _finding(card: CheckCard, line: _Line, place: tuple[int, int], expected: str, which: str) -> Finding:
    """`which`: the blank that says what disagrees."""
    span: Span = line.flow.origin(*place)
    found = line.flow.text[slice(*place)]
    return Finding(card.code, capped(card.severity, card.source.certainty), span, {which: "1"}, found, expected)
