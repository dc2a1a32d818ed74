"""How old Vietnamese encodings write letters: tables, as data.

All are told as characters of Windows-1252, which is how an old text looks where its font is missing: 'B¸o c¸o' (TCVN3) and
'Baùo caùo' (VNI) are 'Báo cáo'.
"""

import unicodedata

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"

_TCVN3_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {chr(first + at): letter for first, letters in _TCVN3_CODES.items() for at, letter in enumerate(letters)}
"""One character for each letter. Small letters and seven capitals: other capitals are small letters in a font of capitals."""

_VNI_MARKS = {
    "aeouyôö": {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT},
    "aeo": {
        "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    },
    "a": {
        "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
        "ë": _BREVE + _DOT,
    },
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _with_capitals(small: dict[str, str]) -> dict[str, str]:
    """Also 'AÙ', and 'Aù' as the first letter of a word is often typed."""
    capital = {sign.upper(): letter.upper() for sign, letter in small.items()}
    mixed = {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in small.items()}
    return small | mixed | capital


VNI = _with_capitals(
    _VNI_ALONE
    | {
        base + sign: _composed(_VNI_ALONE.get(base, base) + marks)
        for bases, signs in _VNI_MARKS.items()
        for base in bases
        for sign, marks in signs.items()
    }
)
"""A letter, or a vowel and the character that carries its marks."""

_VIQR_SHAPES = {"a": {"^": _HAT, "(": _BREVE}, "e": {"^": _HAT}, "o": {"^": _HAT, "+": _HORN}, "u": {"+": _HORN}}
_VIQR_TONES = {"'": _ACUTE, "`": _GRAVE, "?": _HOOK, "~": _TILDE, ".": _DOT}

VIQR = _with_capitals(
    {"dd": "đ"}
    | {
        vowel + shape + tone: _composed(vowel + _VIQR_SHAPES.get(vowel, {}).get(shape, "") + _VIQR_TONES.get(tone, ""))
        for vowel in "aeiouy"
        for shape in ("", *_VIQR_SHAPES.get(vowel, ()))
        for tone in ("", *_VIQR_TONES)
        if shape or tone
    }
)
"""RFC 1456: a vowel, the sign of its shape, the sign of its tone. A backslash before a sign takes its meaning away."""
