"""How one syllable becomes another under the fingers, in the ear, or in a scan.

Each way is structure: the tones and marks of the letters, the keys of a keyboard, the typing rules of Telex, sounds that
regions do not tell apart, shapes that a scanner does not. No list of mistakes is kept.
"""

from enum import StrEnum
from functools import lru_cache

from danvan.checking.spelling.letters import HOI, NGA, SAC, bare, parted


class Slip(StrEnum):
    """What went wrong."""

    ASKED = "asked"
    """hỏi for ngã or the reverse."""
    TONE = "tone"
    """Another tone, one lost or one too many."""
    MARK = "mark"
    """A letter without its mark or with another: o ô ơ, a ă â, e ê, u ư, d đ."""
    SOUND = "sound"
    """Sounds that a region does not tell apart: s x, ch tr, d gi r, l n, final n ng, c t."""
    KEY = "key"
    """The key beside, a letter lost, doubled or changed about."""
    SHAPE = "shape"
    """What a scan takes for one another."""
    TELEX = "telex"
    """The keys of a tone or a mark that stayed letters: 'thuwcj'."""


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_INITIAL = ({"s", "x"}, {"ch", "tr"}, {"d", "gi", "r"}, {"l", "n"}, {"v", "d", "gi"})
_FINAL = ({"n", "ng"}, {"c", "t"}, {"n", "nh"}, {"t", "ch"})
_ONSETS = ("ngh", "ng", "nh", "gh", "gi", "ch", "tr", "th", "kh", "ph", "qu")
_CODAS = ("ng", "nh", "ch", "c", "n", "t", "m", "p")
_SHAPES = ({"l", "i"}, {"rn", "m"}, {"h", "b"}, {"c", "e"}, {"u", "ii"}, {"cl", "d"}, {"vv", "w"}, {"n", "u"})
_TONE_KEYS = {"f": "\u0300", "s": SAC, "r": HOI, "x": NGA, "j": "\u0323"}
_MARK_KEYS = (("aa", "â"), ("aw", "ă"), ("ee", "ê"), ("oo", "ô"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"))


_MARKS_OF_A_RHYME = 2
"""'ươ' loses both its marks at once."""


def _beside() -> dict[str, set[str]]:
    """Letter -> the letters of the keys around it on a QWERTY keyboard, whose rows stand half a key apart."""
    near: dict[str, set[str]] = {}
    places = {letter: (row, column + row * 0.5) for row, keys in enumerate(_ROWS) for column, letter in enumerate(keys)}
    for one, (row, column) in places.items():
        near[one] = {o for o, (r, c) in places.items() if o != one and abs(r - row) <= 1 and abs(c - column) <= 1}
    return near


_NEAR = _beside()


@lru_cache(maxsize=65536)
def slip(printed: str, meant: str) -> Slip | None:  # noqa: PLR0911 - one return for each kind of slip
    """The one slip that makes `meant` look like `printed` (both folded), None when it takes more than one."""
    (letters, tone), (right, right_tone) = parted(printed), parted(meant)
    if letters == right:
        if tone == right_tone:
            return None
        return Slip.ASKED if {tone, right_tone} == {HOI, NGA} else Slip.TONE
    if _telex(printed) == (right, right_tone):
        return Slip.TELEX
    if tone != right_tone:
        return None
    if bare(letters) == bare(right):
        return Slip.MARK if _differ(letters, right) <= 2 else None
    if letters.replace("y", "i") == right.replace("y", "i"):
        return None  # two ways to write one word: 'lí' and 'lý'
    if _sounds_like(letters, right):
        return Slip.SOUND
    if _looks_like(letters, right):
        return Slip.SHAPE
    return Slip.KEY if _typed_for(letters, right) else None


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one) + len(other)


def _sounds_like(one: str, other: str) -> bool:
    onset, rest = _cut(one)
    other_onset, other_rest = _cut(other)
    if rest == other_rest and any({onset, other_onset} <= group for group in _INITIAL):
        return True
    if onset != other_onset:
        return False
    body, coda = _cut_end(rest)
    other_body, other_coda = _cut_end(other_rest)
    return body == other_body and any({coda, other_coda} == group for group in _FINAL)


def _cut(letters: str) -> tuple[str, str]:
    for onset in _ONSETS:
        if letters.startswith(onset) and len(letters) > len(onset):
            return onset, letters[len(onset) :]
    return (letters[:1], letters[1:]) if letters[:1] not in "aăâeêioôơuưy" else ("", letters)


def _cut_end(letters: str) -> tuple[str, str]:
    for coda in _CODAS:
        if letters.endswith(coda) and len(letters) > len(coda):
            return letters[: -len(coda)], coda
    return letters, ""


def _looks_like(one: str, other: str) -> bool:
    return any(
        {one.replace(a, b, 1), one.replace(b, a, 1)} & {other}
        for shapes in _SHAPES
        for a, b in [tuple(sorted(shapes))]
        if a in one or b in one
    )


def _typed_for(one: str, other: str) -> bool:
    """One key: missed, doubled or stray, hit beside, or two changed about."""
    if "" in (_tail(one, other), _tail(other, one)):
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(wrong) == 1:
            at = wrong[0]
            return bare(other[at]) in _NEAR.get(bare(one[at]), ())
        return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and _swapped(one, other, wrong[0])
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _tail(long: str, short: str) -> str | None:
    """What is left over of `long`: '' when that is a whole final consonant, which may be two letters ('chinh' for 'chi')."""
    return "" if long.startswith(short) and long[len(short) :] in _CODAS and short[-1:] not in _CODAS else None


def _swapped(one: str, other: str, at: int) -> bool:
    return one[at] == other[at + 1] and one[at + 1] == other[at]


def _telex(word: str) -> tuple[str, str] | None:
    """What the keys of `word` would have made: 'thuwcj' -> ('thưc', NANG). None for a word without such keys."""
    if not word.isascii():
        return None
    letters, tone = word, ""
    if len(word) > 2 and word[-1] in _TONE_KEYS:
        letters, tone = word[:-1], _TONE_KEYS[word[-1]]
    for keys, letter in _MARK_KEYS:
        letters = letters.replace(keys, letter)
    return (letters, tone) if (letters, tone) != (word, "") else None
