"""The lines of powers and posts in a signature block: who signs for whom (TM., KT., TL., TUQ., Q.)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.structure.document import Rules, of_committee, rules_of
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

KIND = "signing"
BLANKS = frozenset({"found", "expected", "collective", "deputy", "head", "slash"})
_POWER = re.compile(r"(?:(TM|T\s?/\s?M|KT|K\s?/\s?T|TL|T\s?/\s?L|TUQ|T\s?/\s?UQ)(?:\s?[./]\s?|\s+)|(Q)\s?\.\s?)(.+)")
_BREAKS = re.compile(r"\s+(?=(?:KT|K/T)\s?\.)|(?<=NHÂN DÂN)\s+(?=CHỦ TỊCH|PHÓ)|(?<!KT)(?<!KT\.)(?<!K/T)\s+(?=PHÓ\s)")
_HEAD = "chủ tịch"
_DEPUTY = "phó "


class Settings(Card):
    """`collective`: kinds of document a People's Committee issues as a body, so that its chair signs on its behalf."""

    collective: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of powers: `power` is TM, KT, TL, TUQ, Q or ''; `post` what stands behind it, folded."""

    power: str
    post: str
    words: str
    span: Span


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """At most one finding a rule broken. Only documents of the State: the Party signs by rules of its own."""
    titles = subject.elements.signer_titles
    if not titles or rules_of(subject) is not Rules.STATE:
        return
    lines = [line for span in titles.spans for line in _split(span, subject.text)]
    committee = of_committee(subject)
    if committee and _is_collective(subject, settings):
        yield from _without_body(card, lines)
    yield from _deputies(
        card, lines, fold(subject.text[titles.spans[0].start - 200 : titles.spans[-1].end]), committee=committee
    )
    yield from _slashes(card, lines)


def _split(span: Span, text: str) -> Iterator[_Line]:
    """A line of the block; two that a flat text ran together are told apart."""
    for words in _BREAKS.split(" ".join(span.of(text).replace("*", " ").split())):
        match = _POWER.fullmatch(words)
        power = re.sub(r"[\s/.]", "", match[1] or match[2]) if match else ""
        yield _Line(power, fold(match[3] if match else words).strip(" ."), words, span)


def _is_collective(subject: Subject, settings: Settings) -> bool:
    kind, number = subject.elements.type, subject.elements.number
    by_chair = number is not None and re.search(r"(?<![A-ZĐ])(?:CT|CTUBND)(?![A-ZĐ])", number.text.partition("/")[2])
    return bool(kind and kind.text.capitalize() in settings.collective and not by_chair)


def _without_body(card: CheckCard, lines: list[_Line]) -> Iterator[Finding]:
    """The chair, or a deputy for the chair, with no 'TM. ỦY BAN NHÂN DÂN' above."""
    first = lines[0]
    if first.post == _HEAD and first.power in ("", "KT", "Q") and not any(line.power == "TM" for line in lines):
        whole = first.span.join(lines[-1].span)
        close = whole.end - whole.start < sum(line.span.end - line.span.start for line in lines) + 40
        yield _finding(card, whole if close else first.span, first.words, "TM. ỦY BAN NHÂN DÂN", "collective")


def _deputies(card: CheckCard, lines: list[_Line], near: str, *, committee: bool) -> Iterator[Finding]:
    """A deputy signs for the head: 'KT.' with the head's post above, the deputy's own below."""
    before = _Line("", "", "", lines[0].span)
    if re.search(r"(?<!\w)(?:k/?t|tuq|tl)[\s./]", near) is None:
        for above, line in pairwise([before, *lines]):
            own = line.power == "" and line.post.startswith(_DEPUTY) and above.power in ("", "TM")
            if own and (committee or above is before) and not line.post.startswith("phó trưởng ban"):
                head = line.words.upper().replace("PHÓ ", "", 1).strip()
                yield _finding(card, line.span, line.words, f"KT. {head}", "deputy")
                return
    for line, below in pairwise([*lines, _Line("", "", "", lines[-1].span)]):
        if line.power == "KT" and below.post == line.post:
            yield _finding(card, below.span, below.words, f"PHÓ {below.words.upper()}", "head")


def _slashes(card: CheckCard, lines: list[_Line]) -> Iterator[Finding]:
    for line in lines:
        if re.match(r"(?:T\s?/\s?(?:M|L|UQ)|K\s?/\s?T)(?!\w)", line.words):
            right = re.sub(r"^(\w)\s?/\s?(\w+)\s?\.?\s*", r"\1\2. ", line.words)
            yield _finding(card, line.span, line.words, right, "slash", Severity.NOTE)
            return


def _finding(card: CheckCard, span: Span, found: str, expected: str, which: str, severity: Severity | None = None) -> Finding:
    """`which`: the blank that says what is wrong."""
    return Finding(card.code, capped(severity or card.severity, card.source.certainty), span, {which: "1"}, found, expected)
