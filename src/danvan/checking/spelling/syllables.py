"""Whether letters can be a Vietnamese syllable at all: onset, rhyme and tone, put together by the rules of spelling."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from danvan.checking.spelling.letters import NANG, SAC, parted

_FRONT = "eêiy"


@dataclass(frozen=True)
class Syllables:
    """`onsets` and `rhymes` without tone; `behind_qu` and `behind_gi` what may follow those two."""

    onsets: Collection[str]
    rhymes: Collection[str]
    behind_qu: Collection[str]
    behind_gi: Collection[str]
    _known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def can_be(self, syllable: str) -> bool:
        """Small letters are given: 'nghiêng' can be a syllable, 'ngiêng', 'tôc' and 'ghời' can not."""
        if syllable not in self._known:
            self._known[syllable] = self._can_be(syllable)
        return self._known[syllable]

    def _can_be(self, syllable: str) -> bool:
        letters, tone = parted(syllable)
        if len(tone) > 1:
            return False
        rhymes = list(self._rhymes(letters))
        return any(tone in (SAC, NANG) or not _stops(rhyme) for rhyme in rhymes)

    def _rhymes(self, letters: str) -> Iterator[str]:
        """The rhyme of every way to read `letters` as onset and rhyme."""
        if letters.startswith("qu") and letters[2:] in self.behind_qu:
            yield letters[2:]
        if letters.startswith("gi") and letters[2:] in self.behind_gi:
            yield letters[2:]
        for onset in self.onsets:
            rhyme = letters[len(onset) :]
            if letters.startswith(onset) and rhyme in self.rhymes and _may_meet(onset, rhyme):
                yield rhyme

    def cuts(self, letters: str) -> list[tuple[str, str]]:
        """Every way to cut `letters` into two syllables: a space that was not typed."""
        places = range(1, len(letters))
        return [(letters[:at], letters[at:]) for at in places if self.can_be(letters[:at]) and self.can_be(letters[at:])]


def _stops(rhyme: str) -> bool:
    return rhyme.endswith(("c", "ch", "p", "t"))


def _may_meet(onset: str, rhyme: str) -> bool:
    """k, gh, ngh before e, ê, i, y; c, g, ng before the other vowels."""
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset == "g":
        return not front or rhyme[0] == "i"
    return not (onset in ("c", "ng") and front)
