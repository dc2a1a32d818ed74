"""Two syllables that are no word while, one slip away, they are a common one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan.checking.spelling.dictionary import Words
from danvan.checking.spelling.letters import parted
from danvan.checking.spelling.slips import Slip, slip
from danvan.checking.spelling.tokens import Words as Prose

_ORDER = (Slip.ASKED, Slip.TELEX, Slip.TONE, Slip.MARK, Slip.SOUND, Slip.KEY, Slip.SHAPE)


@dataclass(frozen=True, slots=True)
class Mistake:
    """`words[at]` should be `meant` (folded), which makes a word with `words[mate]`. `unknown`: the printed syllable stands in
    no list at all; `fixed`: with a third syllable beside it the word is one of the long ones official texts are made of."""

    at: int
    mate: int
    meant: str
    slip: Slip
    unknown: bool
    fixed: bool

    @property
    def rank(self) -> tuple[bool, int]:
        """The likeliest first."""
        return (not self.fixed, _ORDER.index(self.slip))


@dataclass(frozen=True)
class Rules:
    """`grammar`: words of grammar, which stand beside anything; `stands`: pairs that stand beside each other though no word."""

    known: Words
    grammar: Collection[str] = ()
    stands: Collection[str] = ()

    def near(self, printed: str, mate: str, *, before: bool) -> tuple[tuple[str, Slip], ...]:
        """What `printed`, standing before or behind `mate`, is one slip away from; nothing when the two may stand together."""
        key = (printed, mate, before)
        worked_out = self.known.near
        if key not in worked_out:
            worked_out[key] = self._near(printed, mate, before=before)
        if not worked_out[key]:
            return ()
        if (f"{printed} {mate}" if before else f"{mate} {printed}") in self.stands:
            return ()
        return tuple((meant, Slip(way)) for meant, way in worked_out[key])

    def _near(self, printed: str, mate: str, *, before: bool) -> tuple[tuple[str, str], ...]:
        if (f"{printed} {mate}" if before else f"{mate} {printed}") in self.known.seen:
            return ()
        index = self.known.by_second if before else self.known.by_first
        return tuple((meant, way.value) for meant in index.get(mate, ()) if (way := slip(printed, meant)))


@dataclass(frozen=True)
class Line:
    """Words that follow one another. `bonds[at]`: `words[at]` makes a word with the one before it."""

    words: Prose
    bonds: Sequence[bool]

    @classmethod
    def of(cls, words: Prose, known: Words) -> "Line":
        bound = known.bound
        pairs = zip(words.joined[1:], pairwise(words.lows), strict=False)
        return cls(words, [False, *(joined and f"{one} {other}" in bound for joined, (one, other) in pairs), False])

    def is_held(self, at: int) -> bool:
        """Whether the syllable makes a word with a neighbour."""
        return self.bonds[at] or self.bonds[at + 1]

    def is_name(self, at: int) -> bool:
        """A capital within a sentence."""
        word = self.words[at]
        return word.capital and not word.opens and not word.text.isupper()


def mistakes(words: Prose, rules: Rules) -> Iterator[Mistake]:
    """Every syllable that fits neither neighbour and would fit one of them with one slip undone; the likeliest for each."""
    line = Line.of(words, rules.known)
    loose = (at for at, (one, other) in enumerate(pairwise(line.bonds)) if not (one or other))
    last: Mistake | None = None
    for at in loose:
        found = likeliest(line, at, rules) if _has_near(line, at, rules) else None
        if last and found and last.mate == found.at and found.mate == last.at:  # the same two, mended either way
            last = min(last, found, key=lambda one: one.rank)
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _has_near(line: Line, at: int, rules: Rules) -> bool:
    """Whether anything may be one slip away; of most words nothing is."""
    lows, joined = line.words.lows, line.words.joined
    if at + 1 < len(lows) and joined[at + 1] and rules.near(lows[at], lows[at + 1], before=True):
        return True
    return at > 0 and joined[at] and bool(rules.near(lows[at], lows[at - 1], before=False))


def likeliest(line: Line, at: int, rules: Rules) -> Mistake | None:
    """What a syllable should probably be; None when nothing common is one slip away. A name is only held against names."""
    found = (one for one in _mistakes_at(line, at, rules) if one.fixed or not line.is_name(at))
    return min(found, key=lambda one: one.rank, default=None)


def _mistakes_at(line: Line, at: int, rules: Rules) -> Iterator[Mistake]:
    words = line.words
    printed = words.lows[at]
    for mate in (at + 1, at - 1):
        if not 0 <= mate < len(words) or not words.joined[max(at, mate)]:
            continue
        for meant, way in rules.near(printed, words.lows[mate], before=mate > at):
            made = Mistake(at, mate, meant, way, printed not in rules.known.syllables, _is_fixed(words, at, meant, rules.known))
            if line.is_name(mate) == line.is_name(at) and _is_likely(line, made, rules):
                yield made


def _is_likely(line: Line, made: Mistake, rules: Rules) -> bool:
    """Whether the printed pair is so much less likely than the one meant that a person should look."""
    printed, mate = line.words.lows[made.at], line.words.lows[made.mate]
    if printed in rules.grammar and not _is_slight(printed, made):
        return False
    if made.fixed:
        return True
    pair = f"{made.meant} {mate}" if made.mate > made.at else f"{mate} {made.meant}"
    if pair not in rules.known.common or line.is_held(made.mate):
        return False
    return made.unknown or mate not in rules.grammar


def _is_slight(printed: str, made: Mistake) -> bool:
    """A tone lost, or hỏi for ngã, or a mark: what a word of grammar may be taken for."""
    if made.slip is Slip.TONE:
        return "" in (parted(printed)[1], parted(made.meant)[1])
    return made.slip in (Slip.ASKED, Slip.MARK)


def _is_fixed(words: Prose, at: int, meant: str, known: Words) -> bool:
    """Whether the syllable, put right, makes a run of three with its neighbours that stands in a long word."""
    for first in (at - 2, at - 1, at):
        lows = words.lows[first : first + 3] if first >= 0 else []
        if len(lows) == 3 and words.joined[first + 1] and words.joined[first + 2]:
            lows[at - first] = meant
            ends = known.triples.get(" ".join(lows))
            # 'nhiệm vụ trong' is the beginning of 'nhiệm vụ trọng tâm' and of much else
            if ends or (ends is False and first + 2 != at):
                return True
    return False
