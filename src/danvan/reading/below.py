"""Figures of a unit below the one that reports: 'thôn Đông vận động được 25 triệu đồng', in a district's report 'xã Bình Minh'."""

import re
from collections.abc import Iterable

from danvan.reading.drafts import Draft
from danvan.reading.letters import UPPER
from danvan.reading.lexicon import fold
from danvan.reading.model import Letterhead

_LEAD = r"\W*(?:(?i:riêng|tại|ở|như|trong đó|có)\s+)*(?:(?i:ubnd|ủy ban nhân dân|chi bộ|nhân dân|cán bộ)\s+)?"
_NAME = rf"\s+(?:[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*)*|\d{{1,2}}(?!\s*(?:hộ|người|nhà)))"
_VILLAGE = re.compile(rf"{_LEAD}(?i:thôn|ấp|bản|xóm|khu phố|tổ dân phố|khóm|buôn|khu dân cư|tdp){_NAME}(?=\W|$)")
_COMMUNE = re.compile(rf"{_LEAD}(?i:xã|phường|thị trấn|đặc khu){_NAME}(?=\W|$)")
_DISTRICT = re.compile(rf"{_LEAD}(?i:huyện|quận|thị xã|thành phố){_NAME}(?=\W|$)")


def mark_units_below(drafts: Iterable[Draft], letterhead: Letterhead) -> None:
    """Marks figures whose clause opens with the name of a unit below the reporting one: they are not the report's own."""
    patterns = [_VILLAGE]
    if letterhead.level in ("district", "province"):
        patterns.append(_COMMUNE)
    if letterhead.level == "province":
        patterns.append(_DISTRICT)
    own = fold(letterhead.unit)
    for draft in drafts:
        if not draft.in_table and not draft.of_other:
            named = next((match for pattern in patterns if (match := pattern.match(draft.left_text))), None)
            draft.of_other = named is not None and not (own and fold(named.group()).strip().endswith(own))
