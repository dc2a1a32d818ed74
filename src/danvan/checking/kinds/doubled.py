"""A word written twice, or a few words written twice in a row, over a line break too."""

from collections.abc import Iterator, Sequence

from danvan.catalogue.models import Card, CheckCard
from danvan.checking.certainty import capped
from danvan.checking.spelling.dictionary import words_of
from danvan.checking.spelling.pairs import Line
from danvan.checking.spelling.tokens import Words
from danvan.checking.subject import Subject
from danvan.kernel.finding import Finding
from danvan.reading.lexicon import fold

KIND = "doubled"
BLANKS = frozenset({"found", "expected"})
_LONGEST = 5


class Settings(Card):
    """`allowed`: words, with spaces between, that are rightly said twice: 'luôn luôn'. `types`: words no name is made of twice,
    though they have capitals: 'Luật Luật Tố cáo'."""

    allowed: str
    types: str = ""


def evaluate(card: CheckCard, settings: Settings, subject: Subject) -> Iterator[Finding]:
    """A finding for each; the mend keeps the words once."""
    known = subject.catalogue.derived(words_of)
    allowed = frozenset(fold(settings.allowed).split())
    types = frozenset(fold(settings.types).split())
    for passage, words in subject.prose:
        line: Line | None = None
        behind = 0
        for at in _echoed(words.lows):
            size = _doubled(words, at) if at >= behind else 0
            line = line or (Line.of(words, known) if size else None)
            if not size or line is None or (size == 1 and words.lows[at] not in types and _may_stand(line, at, allowed)):
                continue
            last = words[at + 2 * size - 1]
            once = passage.origin(words[at].start, words[at + size - 1].end).of(subject.text)
            yield Finding(
                card.code,
                capped(card.severity, card.source.certainty),
                passage.origin(words[at].start, last.end),
                {"fix": once},
                found=passage.text[words[at].start : last.end],
                expected=" ".join(once.split()),
            )
            behind = at + 2 * size


def _echoed(lows: Sequence[str]) -> list[int]:
    """Where a word stands that comes again within a few: only there can something be said twice."""
    last: dict[str, int] = {}
    found = []
    for at, low in enumerate(lows):
        if at - last.get(low, at - _LONGEST - 1) <= _LONGEST:
            found.append(last[low])
        last[low] = at
    return sorted(found)


def _doubled(words: Words, at: int) -> int:
    """How many words from `at` on are said twice in a row, 0 when none."""
    lows = words.lows
    for size in range(1, min(_LONGEST, len(words) - at - 1) + 1):
        if lows[at + size] != lows[at]:
            continue
        stop = at + 2 * size
        if stop > len(words) or not all(words.joined[at + 1 : stop]):
            return 0
        if lows[at : at + size] == lows[at + size : stop]:
            return size
    return 0


def _may_stand(line: Line, at: int, allowed: frozenset[str]) -> bool:
    """Said twice by rule, a name, or two words of which one ends and the other begins alike: 'nhân dân dân chủ'."""
    one, two = line.words[at], line.words[at + 1]
    if one.low in allowed or (two.capital and not two.text.isupper()) or len(one.low) == 1:
        return True
    if line.bonds[at + 1]:  # a word of the dictionary: 'ba ba'
        return True
    return line.bonds[at] and line.bonds[at + 2]
