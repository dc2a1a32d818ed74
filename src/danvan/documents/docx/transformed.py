"""Where the characters of shown words stood in the words of the file: white space at the edges, soft hyphens, capitals and old
fonts change them."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate

from danvan.documents.letters.encodings import DECODERS, Encoding

_SOFT_HYPHEN = "\u00ad"
_WHITE = " \t\r\n"


def offsets(words: str, shown: str) -> Sequence[int]:
    """For each character of `shown` where it begins in `words`, and at last where the last one ends."""
    lead = len(words) - len(words.lstrip(_WHITE)) if shown[:1] not in _WHITE else 0
    if len(words) == len(shown) and _SOFT_HYPHEN not in words:
        return range(len(words) + 1)
    return _by_letter(words, shown, lead) or _by_encoding(words, shown) or _in_proportion(words, shown)


def _by_letter(words: str, shown: str, lead: int) -> list[int]:
    """Letter by letter, each as it is, as a capital (which may be two letters) or raised; [] where that does not fit."""
    found: list[int] = []
    for at in range(lead, len(words)):
        if words[at] == _SOFT_HYPHEN:
            continue
        if len(found) >= len(shown):
            break
        upper = words[at].upper()
        wide = len(upper) > 1 and shown.startswith(upper, len(found))
        if not wide and not _alike(words[at], shown[len(found)]):
            return []
        found += [at] * (len(upper) if wide else 1)
    return [*found, found[-1] + 1] if len(found) == len(shown) and found else []


def _alike(held: str, shown: str) -> bool:
    if shown in {held, held.upper(), " "} or _is_private(held):
        return True
    return unicodedata.normalize("NFKC", shown) == held


def _is_private(letter: str) -> bool:
    """Whether a character is of a symbol font, which shows another in its place."""
    return unicodedata.category(letter) == "Co"


def _by_encoding(words: str, shown: str) -> list[int]:
    """As the decoder of an old encoding took them, several characters for one letter."""
    for encoding in (Encoding.VNI, Encoding.TCVN3):
        decoded = DECODERS[encoding](words)
        if decoded.text.casefold() == shown.casefold():
            return list(accumulate(decoded.widths, initial=0))
    return []


def _in_proportion(words: str, shown: str) -> list[int]:
    """A letter of an old font that was cut by a change of font: near enough to find the word."""
    return list(_spread(len(words), len(shown)))


def _spread(whole: int, count: int) -> Iterator[int]:
    return (at * whole // max(count, 1) for at in range(count + 1))
