"""The lines of a letterhead and of a signature block (Nghị định 30/2020/NĐ-CP, annex I): what each is, and its column.

Offices set both blocks out in two columns. Text files flatten them: the right column then stands behind the left one on
the same line, after a run of spaces, after a closing bold mark, or after nothing but one space.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from danvan.documents.model import Document
from danvan.kernel.span import Span
from danvan.reading.letters import UPPER

_WORD = rf"[{UPPER}][\w’'ʼ]*"
PLACE_NAME = rf"(?:{_WORD}(?:\s+(?:[-–]\s+)?{_WORD})*(?:\s+\d{{1,2}}(?!\w))?)"
"""A place: 'Ea H’Leo', 'Bà Rịa - Vũng Tàu', 'Quận 5'."""
_DAY = r"(?i:ngày)\s+(?P<day>[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm\s*[\d.…_]*|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})"
_PLACE = rf"(?P<place>(?:TP\s*\.\s*|Thành phố\s+)?{PLACE_NAME})"
PLACE_AND_DATE = re.compile(rf"\W*{_PLACE}\s*,?\s*{_DAY}\W*")
DATE_ONLY = re.compile(rf"\W*{_DAY}\W*")
_SYMBOL = r"(?:\s*/\s*(?:19|20)\d\d(?=\s*[/-]))?(?:\s*[/-]\s*[A-Za-zĐđ&]+[A-Za-zĐđ&\d]*)*?\s*/\s*[A-Za-zĐđ&]{2,}(?:\s*-\s*[A-Za-zĐđ&]+\d*)*"
NUMBER = re.compile(rf"\W*(?i:số)\s*:?(?:(?P<number>\s*\d+[a-zđ]?{_SYMBOL})|[\s.…_]*{_SYMBOL})(?!\w)")
"""'Số: 15/BC-UBND', 'Số 57-BC/ĐU', 'Số : 45 /BC - UBND'; no `number` where it is left blank."""

_STATE = r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
STATE = re.compile(rf"\W*(?:{_STATE})")
_FOR = r"(?:(?:TUQ|T/UQ|T/?M|K/?T|T/?L)\s?\.?|Q\s?\.)"
_POST = (
    r"(?:PHÓ\s+|QUYỀN\s+)?(?:CHỦ TỊCH|CHỦ NHIỆM|BÍ THƯ|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TRƯỞNG PHÒNG|TRƯỞNG BAN|TRƯỞNG ĐOÀN"
    r"|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|CHỈ HUY TRƯỞNG|TRƯỞNG CÔNG AN|HIỆU TRƯỞNG|BỘ TRƯỞNG)"
)
_OFFICE = rf"(?:{_FOR}\s*(?=[{UPPER}]{{2}})[{UPPER} ]+|{_POST})"
_SMALL_POST = re.compile(
    rf"\W*(?:{_POST})(?:\s+(?:THƯỜNG TRỰC|NỘI VỤ|(?:UBND|HĐND|UBMTTQ)?\s*(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|QUẬN|TỈNH)?))?\W*",
    re.IGNORECASE,
)
_CAPITAL_POST = re.compile(rf"\W*{_OFFICE}(?!\w)")
_RANK = r"(?:(?:[A-ZĐ][A-Za-z]{0,3}\.\s*)+|(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|úy|uý|tướng)\s+)?"
_PERSON = re.compile(rf"\W*(?P<name>{_RANK}{_WORD}(?:\s+{_WORD}){{1,4}})\W*")
_NOT_PERSON = re.compile(r"\W*(?:PHỤ LỤC|BIỂU|DANH SÁCH|NƠI NHẬN|UBND|HĐND)(?!\w)", re.IGNORECASE)
_SIGNED = re.compile(r"\W*\((?:đã ký|ký|ký tên)[^)]*\)\W*", re.IGNORECASE)
RULE = re.compile(r"[-_*–—=~.\s\\]+")
RECIPIENTS = re.compile(rf"\W*(?i:nơi nhận)\s*(?::|\W*$|(?=\s{_OFFICE}))\W*")

_BEFORE_RIGHT = re.compile(
    rf"(?<=\S)\s+(?=[*_]*(?:{_STATE}|(?:TP\s*\.\s*|Thành phố\s+)?{PLACE_NAME}\s*,\s*(?i:ngày)\s|{_OFFICE}(?!\w)))"
)
_GAP = re.compile(r"(?<=\S)(?:\s*\t\s*|\s{2,}|(?<=\*)\s(?=\*))(?=\S)")
_LONGEST = 240
"""A line of two columns, with the white space between them, is not longer: what is longer is running text."""
_INDENT = 20
"""A line that starts this far in stands in the right column."""


def is_office(line: str) -> bool:
    """'TM. ỦY BAN NHÂN DÂN', 'K/T CHỦ TỊCH', 'PHÓ TRƯỞNG BAN'; in small letters only a line that says no more than the post."""
    return bool(_CAPITAL_POST.match(line) or _SMALL_POST.fullmatch(line))


def person(line: str) -> str:
    """The name of a person, with degrees and rank, when the line is one; else ''."""
    match = _PERSON.fullmatch(line)
    return match["name"] if match and len(line) < 45 and not _NOT_PERSON.match(line) and not is_office(line) else ""


def is_formal(line: str) -> bool:
    """Whether only a letterhead or a signature block has such a line."""
    return len(line) <= _LONGEST and bool(
        STATE.match(line)
        or PLACE_AND_DATE.fullmatch(line)
        or NUMBER.fullmatch(line)
        or RECIPIENTS.match(line)
        or is_office(line)
    )


def may_stand_by(line: str) -> bool:
    """Whether a line may stand beside formal ones: a body in capitals, a name, a rule, a note that it is signed."""
    return line.isupper() or bool(person(line) or RULE.fullmatch(line) or _SIGNED.fullmatch(line))


def raw_lines(document: Document, start: int, end: int) -> list[str]:
    """The document's own lines, with their white space, between two places."""
    return unicodedata.normalize("NFC", document.text[start:end]).splitlines()


def in_columns(lines: Iterable[str]) -> list[str]:
    """Lines column by column, without marks of emphasis; lines that stand in one column keep their order."""
    rows = [row for line in lines if (row := _columns(line)) != ("", "")]
    if not any(left and right for left, right in rows):
        return [left or right for left, right in rows]
    return [left for left, _ in rows if left] + [right for _, right in rows if right]


def _columns(line: str) -> tuple[str, str]:
    left, right = column_places(line)
    return plain(left.of(line)), plain(right.of(line))


def column_places(line: str) -> tuple[Span, Span]:
    """Where the left and the right column of `line` stand in it, its indent included; an empty span for none."""
    start = len(line) - len(line.lstrip())
    bare = line.strip()
    whole, none = Span(start, start + len(bare)), Span(start, start)
    if len(bare) > _LONGEST:
        return whole, none
    if _is_right(bare) or (start >= _INDENT and not _cut(bare)):
        return none, whole
    at = start + _cut(bare)
    return (Span(start, at), Span(at, whole.end)) if at > start else (whole, none)


def _is_right(line: str) -> bool:
    bare = plain(line)
    return bool(
        STATE.match(bare) or PLACE_AND_DATE.fullmatch(bare) or is_office(bare) or person(bare) or _SIGNED.fullmatch(bare)
    )


def _cut(line: str) -> int:
    """Where the right column starts; 0 when there is none."""
    number = NUMBER.match(line)
    if number and line[number.end() :].strip():
        return number.end()
    opening = _BEFORE_RIGHT.search(line, 1)
    if opening and plain(line[: opening.start()]).strip(" -–"):
        return opening.end()
    gaps = [gap for gap in _GAP.finditer(line) if not number and re.search(r"[\w:;.,*]", line[: gap.start()])]
    return max(gaps, key=lambda gap: len(gap.group())).end() if gaps else 0


def plain(line: str) -> str:
    """A line without marks of emphasis and escapes, its white space folded."""
    line = re.sub(r"\\(?=[-*._#])", "", line)
    line = re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", line)
    return " ".join(line.split())


def without_signs(lines: Sequence[str]) -> Iterator[str]:
    """Lines but for rules and '(Đã ký)'."""
    return (line for line in lines if not RULE.fullmatch(line) and not _SIGNED.fullmatch(line))
