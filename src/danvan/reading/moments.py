"""Dates without the word 'ngày' and times of the day, told from a part of a whole ('9/63') and from a duration ('16 giờ')."""

import re
from collections.abc import Iterator

from danvan.reading.lexicon import Lexicon
from danvan.reading.measure_words import is_counted
from danvan.reading.numbers import Style

# What may not stand before a number is asked behind its first digit: see number_not_behind.
_DAY_MONTH = re.compile(r"(\d(?<![\w.,/+-]\d)\d?)(\s?[/.]\s?)(\d{1,2})(?![\w%]|[.,/-]\d|\s?[/=+*×%])")
_FROM_DAY = re.compile(r"(?<!\w)từ\s+\d{1,2}\s*(?:đến|tới|-|–)\s*$")
_SURE_CUE = re.compile(
    r"(?<!\w)(?:ngày|hôm|sáng|trưa|chiều|tối|tính đến|tính tới|kể từ|số liệu|thời điểm|đến hết|trước|sau|hết hạn|hạn|chốt)\s*$"
)
_CUE = re.compile(r"(?<!\w)(?:đến|tới|từ|vào|hết|tuần|mốc)\s*$")
_MOVES = re.compile(r"\s*(?:lên|xuống|thành|còn)(?!\w)")
_COMPARED = re.compile(r"\s*(?:,?\s*(?:đạt|chiếm|tăng|giảm|bằng|tương ứng|tương đương)|so với|\(\s*\d+(?:[.,]\d+)?\s?%)")
_FESTIVE = re.compile(
    r"(?<!\w)(?:lễ|dịp|tết|quốc tế|kỷ niệm|chào mừng|truyền thống|thành lập|quốc khánh|giải phóng|sinh nhật|toàn dân|thế giới"
    r"|thương binh|phụ nữ|nhà giáo|thiếu nhi|lao động|thầy thuốc|doanh nhân|chiến thắng)(?!\w)[^.;:()\d]{0,60}$"
)
_CLOCK = re.compile(r"(\d(?<![\w.,/:]\d)\d?)\s?(?:h|giờ)(?:\s?(\d{1,2})(?:\s?(phút(?!\w)|['’′p](?!\w)))?)?(?![\w%]|[.,/:]\d)")
_AT = re.compile(r"(?<!\w)(?:lúc|hồi|vào|từ|trước|sau|đến|tới|mốc|giữa)\s*$|\d\s?(?:h|giờ)\s?\d{0,2}\s?(?:[-–]|đến)\s*$")
_OF_DAY = re.compile(
    r"\s*(?:,\s*)?(?:\(?(?:sáng|trưa|chiều|tối|đêm)(?!\w)|(?:cùng\s+|các\s+|hàng\s+|hằng\s+)?ngày(?!\w)|thứ\s|kém\s|đến\s+\d{1,2}\s?(?:h|giờ)(?!\w)|[-–]\s*\d{1,2}\s?(?:h|giờ)(?!\w))"
)
_LASTS = re.compile(
    r"(?<!\w)(?:trong|vòng|suốt|quá|thời gian|thời hạn|giảm|rút ngắn|xuống|còn|lên|tăng|tổng|mất|dài|kéo dài|bình quân)[^,.;:()\d]{0,15}(?:từ\s*)?$"
)
_HOURS, _MINUTES, _DAYS, _MONTHS = 24, 60, 31, 12


def bare_dates(low: str, words: Lexicon, style: Style) -> Iterator[tuple[int, int]]:
    """Where a paragraph (folded) names a day by its numbers alone."""
    for match in _DAY_MONTH.finditer(low):
        if _is_date(low, match, words, style):
            start = _FROM_DAY.search(low, 0, match.start())
            yield start.start() if start else match.start(), match.end()


def times_of_day(low: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a paragraph (folded) says what o'clock it is."""
    return (match.span() for match in _CLOCK.finditer(low) if _is_clock(low, match, words))


def _is_date(low: str, match: re.Match[str], words: Lexicon, style: Style) -> bool:
    day, month = int(match[1]), int(match[3])
    before, after = low[: match.start()], low[match.end() : match.end() + 40]
    if not 0 < day <= _DAYS or not 0 < month <= _MONTHS or _MOVES.match(after) or not (before + after).strip(" .:"):
        return False
    sure, cue = bool(_SURE_CUE.search(before[-12:])), bool(_CUE.search(before[-6:]) or _FROM_DAY.search(before[-20:]))
    counted = is_counted(low, match.end(), words)
    known = (day, month) in words.holidays and bool(_FESTIVE.search(before[-90:]))
    if "." in match[2]:
        told = sure or known or (cue and style.comma_decimals)
        return told and not counted and not _COMPARED.match(after) and len(match[2]) == 1
    if counted:
        return (sure or cue) and day > month
    if known or sure:
        return True
    return (cue or day > month) and not _COMPARED.match(after)


def _is_clock(low: str, match: re.Match[str], words: Lexicon) -> bool:
    if int(match[1]) > _HOURS or int(match[2] or 0) >= _MINUTES:
        return False
    before, after = low[: match.start()], low[match.end() :]
    if match[2]:
        of_day = _OF_DAY.match(after) and not after.lstrip().startswith("ngày công")
        return bool(match[3]) or (len(match[2]) == 2 and bool(of_day or not is_counted(low, match.end(), words)))
    if re.match(r"\s*(?:đồng hồ|tập huấn|dạy|học|/)", after):
        return False
    if _OF_DAY.match(after):
        return not after.lstrip().startswith("ngày công")
    if _LASTS.search(before[-40:]):
        return False
    return bool(_AT.search(before[-16:])) or match.group().endswith("h")
