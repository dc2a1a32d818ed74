"""The period a title names."""

import re
from collections.abc import Sequence
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
_LINK = re.compile(r"\W*(?:và|đến|tới)?\W*(?:từ|của|tổng kết)?\W*", re.IGNORECASE)


def period_of(title: str) -> Period | None:
    """The period of the results a title speaks of, not of the plans; None where it names none.

    What stands in brackets counts only when nothing else tells; dates of cited texts never do.
    """
    told = _CITED.sub("số", title)
    return _period(_BRACKETS.sub(" ", told)) or _period(told)


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
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_months and start.year == end.year:
        return Period.of_months(start.year, start.month, end.month)
    return Period(start, end)
