"""Text in a font of an old encoding (.VnTime, VNI-Times…): its characters look Vietnamese in that font only."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from danvan.documents.letters import encodings
from danvan.documents.letters.encodings import DECODERS, Decoded, Encoding
from danvan.documents.letters.tcvn3_capitals import with_capitals

_CAPITALS = "h"


def encoding_of(font: str) -> Encoding | None:
    """The old encoding a font is made for; None for a font of Unicode."""
    name = font[:4].casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name in {"vni-", "vni "} else None


def shows_capitals(font: str) -> bool:
    """Whether a font of TCVN3 shows small letters as capitals, as '.VnTimeH' does."""
    return encoding_of(font) is Encoding.TCVN3 and font.casefold().endswith(_CAPITALS)


class OldFonts:
    """Converts the text of one document, paragraph by paragraph.

    A writer in Unicode may have left an old font's name on the text, so how a paragraph reads decides; where it reads both
    ways, the paragraphs before it do, and at first the font.
    """

    def __init__(self) -> None:
        self.converted = False
        self.doubtful = False
        self._votes = {Encoding.TCVN3: 0, Encoding.VNI: 0}

    def convert(self, texts: Sequence[str], fonts: Sequence[str]) -> list[str]:
        """The pieces of one paragraph as Unicode, each still by itself; `fonts` tells the font of each."""
        kinds = [encoding_of(font) for font in fonts]
        if not any(kinds):
            return list(texts)
        for at, kind in enumerate(kinds):
            if kind and encodings.holds_unicode(texts[at]):
                self._votes[kind] -= 1
                kinds[at] = None
        old = {kind: kind is not None and self._is_old(list(_stretches(texts, kinds, kind)), kind) for kind in {*kinds}}
        found: list[str] = []
        for kind, group in groupby(range(len(texts)), key=kinds.__getitem__):
            places = list(group)
            pieces = [texts[at] for at in places]
            if kind is None or not old[kind]:
                found += pieces
                continue
            self.converted |= not all(map(str.isascii, pieces))
            whole = _shared_out(_decoded("".join(pieces), kind), pieces)
            found += [piece.upper() if shows_capitals(fonts[at]) else piece for at, piece in zip(places, whole, strict=True)]
        return found

    def _is_old(self, stretches: Sequence[str], encoding: Encoding) -> bool:
        right, wrong = encodings.share(DECODERS[encoding](" ".join(stretches)).text)
        plain_right, plain_wrong = encodings.share(" ".join(stretches))
        lead = (right - wrong) - (plain_right - plain_wrong)
        self._votes[encoding] += (lead > 0) - (lead < 0)
        self.doubtful |= wrong > right and plain_wrong > plain_right
        return lead > 0 or (lead == 0 and self._votes[encoding] >= 0)


def without_fonts(words: Sequence[str]) -> list[str]:
    """The words of a file that does not tell its fonts (a workbook), as Unicode if all of them read as an old encoding."""
    encoding = encodings.of_text(" ".join(words))
    if encoding not in {Encoding.TCVN3, Encoding.VNI}:
        return list(words)
    return [_decoded(word, encoding).text for word in words]


def _decoded(source: str, encoding: Encoding) -> Decoded:
    decoded = DECODERS[encoding](source)
    return replace(decoded, text=with_capitals(source, decoded.text)) if encoding is Encoding.TCVN3 else decoded


def _stretches(texts: Sequence[str], kinds: Sequence[Encoding | None], wanted: Encoding | None) -> Iterator[str]:
    """The text between changes of encoding: a word may be cut by a change of font within it."""
    for kind, group in groupby(range(len(texts)), key=kinds.__getitem__):
        if kind is wanted:
            yield "".join(texts[at] for at in group)


def _shared_out(decoded: Decoded, pieces: Sequence[str]) -> Iterator[str]:
    """The converted text cut where its pieces began: a letter goes to the piece its first character was in."""
    at = used = end = 0
    for piece in pieces:
        end += len(piece)
        start = at
        while at < len(decoded.widths) and used < end:
            used += decoded.widths[at]
            at += 1
        yield decoded.text[start:at]
