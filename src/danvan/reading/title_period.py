"""The period a title names."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from danvan.kernel.period import Period
from danvan.kernel.span import Span
from danvan.reading.lexicon import fold

_YEAR = r"(?:19|20)\d\d"
_CITED = re.compile(
    rf"số\s*:?\s*\d+\S*[/-]\S+(?:,?\s*ngày\s+\d{{1,2}}(?:\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*|\s+tháng\s+\d{{1,2}}\s+năm\s+){_YEAR})?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_PLANS = re.compile(r"(?:phương hướng|nhiệm vụ|kế hoạch)(?!\s+số\b)", re.IGNORECASE)
_LONG = re.compile(r"\d+\s+năm\s+(?!(?:19|20)\d\d)|giai đoạn|nhiệm kỳ")
_LISTED_YEARS = re.compile(rf"(?<!đầu )(?<!cuối )năm\s+({_YEAR})(?:\s*(?:,|và)\s*(?:năm\s+)?({_YEAR}))+", re.IGNORECASE)
_BARE_MONTH = re.compile(r"(?<!\d )(?<!\w)(tháng\s+\d{1,2})(?!\d)(?!\s*(?:[/-]|,?\s*năm\s+\d))", re.IGNORECASE)
_STATED = re.compile(
    r"\W*(?:kỳ báo cáo|kỳ số liệu|kỳ|thời gian|thời kỳ|(?:số liệu|kết quả)(?:\s+báo cáo)?(?=\W|\s+(?:được\s+)?(?:tính|từ|lấy|tổng hợp|của)))"
    r"(?:\s+(?:được\s+)?(?:tính|lấy|tổng hợp|của))*\W",
    re.IGNORECASE,
)
_MORE = re.compile(r"\w{2}")
_LINK = re.compile(r"\W*(?:và|đến|tới)?\W*(?:từ|của|tổng kết)?\W*", re.IGNORECASE)


def period_of(title: str) -> Period | None:
    """The period of the results a title speaks of, not of the plans; None where it names none.

    What stands in brackets counts only when nothing else tells; dates of cited texts never do.
    """
    told = _CITED.sub("số", title)
    return _period(_BRACKETS.sub(" ", told)) or _period(told)


def period_stated(lines: Iterable[str]) -> Period | None:
    """The period of the first line that says no more than whose days are counted, as forms and sheets have it under their
    name: '(Số liệu tính từ ngày 15/12/2023 đến ngày 14/9/2024)', 'Kỳ báo cáo: Quý III/2024'."""
    for line in lines:
        found = list(Period.find(line)) if _STATED.match(line) else []
        if len(found) == 1 and not _MORE.search(line[found[0][0].end :]):
            return _named(found[0][1])
    return None


def _named(period: Period) -> Period:
    """Whole months under the name offices give them: 1/1 to 30/9 is nine months."""
    start, end = period.start, period.end
    if start.day != 1 or (end + timedelta(days=1)).day != 1 or start.year != end.year:
        return period
    return Period.of_months(start.year, start.month, end.month)


def _period(words: str) -> Period | None:
    parts = _PLANS.split(words, maxsplit=1)
    years = re.findall(_YEAR, parts[0]) or re.findall(_YEAR, words)
    year = int(years[-1]) if years else None
    for part in (parts[0], words):
        text = _spelled_out(part, year)
        found = list(Period.find(text, year=year))
        if found:
            return _longest(found) if _LONG.search(fold(words)) else _linked(text, found)
    return Period.year(year) if year else None


def _spelled_out(words: str, year: int | None) -> str:
    """'năm 2023, 2024' as a stretch of years; a month without its year with it."""
    words = _LISTED_YEARS.sub(r"năm \1 - \2", words)
    return _BARE_MONTH.sub(rf"\1 năm {year}", words) if year else words


def _longest(found: Sequence[tuple[Span, Period]]) -> Period:
    return max((period for _, period in found), key=lambda period: (period.end - period.start, period.start))


def _linked(text: str, found: Sequence[tuple[Span, Period]]) -> Period:
    """The first period with those joined to it ('quý IV và năm 2024')."""
    joined = [found[0][1]]
    for (before, _), (after, period) in pairwise(found):
        if not _LINK.fullmatch(text[before.end : after.start]):
            break
        joined.append(period)
    return _hull(joined)


def _hull(periods: Sequence[Period]) -> Period:
    start, end = min(period.start for period in periods), max(period.end for period in periods)
    same = next((period for period in periods if (period.start, period.end) == (start, end)), None)
    if same:
        return same
    return _named(Period(start, end))
