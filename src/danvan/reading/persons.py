"""Names of living people in a text, as a pattern for other patterns.

A name is two words or more with capitals behind a word of address ('bà Nguyễn Thị Hoa'), or a family name behind 'công dân' or
'hộ'. One already cut to initials ('ông N.V.A', 'bà Trần Thị B') names nobody and does not match.
"""

import re

from danvan.reading.letters import UPPER

_SYLLABLE = rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?"
_WHOLE = rf"[{UPPER}][^\W\d_]+"
_NAME = rf"(?:{_SYLLABLE}\s){{1,4}}{_WHOLE}(?!\w|\s?[{UPPER}])"
_ADDRESS = r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ụ|[Ee]m|[Cc]háu)"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Mai|Trương|Lương|Tạ|Đào|"
    "Tô|Chu|Châu|Nông|Vi|Lò|Quách|Hứa|Triệu|Kiều|Phùng|Tăng|Tống|Thạch|Danh|Vương|Lưu|Doãn|Quàng|Cầm|Giàng"
)
_BEFORE = rf"(?<!\w)(?:(?:[Hh]ộ\s(?:gia đình\s)?|[Cc]ông dân\s|[Gg]ia đình\s)?{_ADDRESS}\s(?={_NAME})"
_CITIZEN = rf"(?:[Hh]ộ(?:\sgia đình)?|[Cc]ông dân)\s(?=(?:{_SURNAMES})\s))"

PERSON = rf"{_BEFORE}|{_CITIZEN}{_NAME}"
"""Matches a person's name with the word of address in front of it. Needs single spaces and composed letters."""
_NOBODY = re.compile(r"Hồ Chí Minh|Mẹ Việt Nam|Bà Rịa|Bà Trưng|Bà Triệu|Bà Huyện|Ông Ích")
_NAMED_AFTER = re.compile(r"(?:đường|phố|trường|xã|phường|thị trấn|huyện|quận|thôn|cầu|chợ|đền|miếu|hẻm|ngõ)\s$", re.IGNORECASE)


def is_somebody(text: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` is not a place's, a road's or a historic figure's."""
    return not _NOBODY.search(text, start, end) and not _NAMED_AFTER.search(text, max(0, start - 12), start)
