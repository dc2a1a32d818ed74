"""Letters of a PDF that do not mean what they seem to: fonts of signs, old fonts, fonts that name no letters."""

import re
from collections.abc import Sequence

from danvan.documents.docx.symbols import BULLET, symbol
from danvan.documents.letters import encodings
from danvan.documents.letters.encodings import DECODERS, Encoding
from danvan.documents.letters.fonts import OldFonts, encoding_of
from danvan.documents.letters.tcvn3_capitals import with_capitals
from danvan.documents.page.words import Word

_SIGN = re.compile("[\uf020-\uf0ff]")
_NAMELESS = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_OLD = re.compile("[\x80-\xff]")
_SHARE, _LEAST = 0.2, 20
_ODD = re.compile("[\ufffe\x02\xa0]")
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\xa0": " "})


def is_garbled(text: str, unnamed: int) -> bool:
    """Whether so many letters of a page have no meaning that the rest says nothing."""
    if not unnamed and not _NAMELESS.search(text):
        return False
    nameless = unnamed + len(_NAMELESS.findall(text)) - len(_SIGN.findall(text))
    return nameless > max(_LEAST, _SHARE * len(text))


def is_odd(text: str) -> bool:
    """Whether there are hyphens or spaces that are not the ordinary ones."""
    return _ODD.search(text) is not None


def plain(text: str) -> str:
    """A text with ordinary hyphens and spaces, letter for letter."""
    return text.translate(_HYPHENS)


def sign(letter: str, font: bytes) -> str:
    """What a letter of a font of signs (Symbol, Wingdings) shows; a bullet when that is not known."""
    name = font.decode("latin-1").rsplit("+", 1)[-1]
    return symbol(ord(letter), name) or BULLET if _SIGN.match(letter) else letter


def signs_in(text: str) -> list[int]:
    """Where letters of a font of signs stand."""
    return [match.start() for match in _SIGN.finditer(text)]


def may_be_old(text: str) -> bool:
    """Whether a page may be set in an old font: letters of western languages, none that only Vietnamese in Unicode has."""
    return _OLD.search(text) is not None and not encodings.holds_unicode(text)


def converted(words: Sequence[Word], fonts: Sequence[bytes], old: OldFonts) -> list[Word]:
    """The words of a page set in an old font, as Unicode."""
    names = [font.decode("latin-1").rsplit("+", 1)[-1] for font in fonts]
    if any(map(encoding_of, names)):
        texts = [text.rstrip() for text in old.convert([f"{word.text} " for word in words], names)]
    else:
        encoding = encodings.of_text(" ".join(word.text for word in words))
        if encoding not in {Encoding.TCVN3, Encoding.VNI}:
            return list(words)
        old.converted = True
        texts = [_decoded(word.text, encoding) for word in words]
    return [word._replace(text=text) for word, text in zip(words, texts, strict=True)]


def _decoded(text: str, encoding: Encoding) -> str:
    decoded = DECODERS[encoding](text).text
    return with_capitals(text, decoded) if encoding is Encoding.TCVN3 else decoded
