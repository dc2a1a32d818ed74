"""The names in a zip, in the letters they were written in: old programs leave out which encoding that was."""

import unicodedata
import zipfile

_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ")


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of an entry.

    The zip says when it is UTF-8 (APPNOTE 4.4.4); else a field of its own may hold it (4.6.9); else it is UTF-8 all the same
    (a Mac), Windows-1258 (a Vietnamese Windows) where that gives Vietnamese letters only, and what the standard says, cp437.
    """
    if info.flag_bits & _UTF8 or info.orig_filename.isascii():
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    return _field(info.extra) or _decoded(raw) or info.filename


def _field(extra: bytes) -> str:
    """The name in the Unicode Path field: version, CRC of the other name, then the name."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == _UNICODE_PATH:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "ignore")
        at += 4 + size
    return ""


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1258"):
        try:
            name = unicodedata.normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(letter.isascii() or letter.lower() in _VIETNAMESE for letter in name):
            return name
    return ""
