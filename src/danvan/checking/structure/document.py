"""Whether a text is a whole document, and whose rules of form it follows."""

import re
from enum import StrEnum

from danvan.checking.subject import Subject
from danvan.reading.lexicon import fold

_PARTY_SYMBOL = re.compile(r"\d*\s*-\s*[A-ZĐa-z]{2,6}\s*/\s*[A-ZĐ]{2}")
_PARTY_BODY = re.compile(
    r"(?<!\w)(?:tỉnh|thành|huyện|quận|thị|đảng|khu)\s+uỷ(?!\s+ban)|(?<!\w)đảng bộ(?!\w)|(?<!\w)chi bộ(?!\w)|uỷ ban kiểm tra"
)
_UNION_BODY = re.compile(
    r"(?<!\w)(?:mặt trận|ubmttq|mttq|đoàn t|đoàn xã|liên đoàn|công đoàn|hội liên hiệp|hội lhpn"
    r"|hội nông dân|hội cựu chiến binh|hội phụ nữ)"
)
_COMMITTEE = re.compile(r"(?<!\w)(?:ubnd|uỷ ban nhân dân)(?!\w)")
_ENOUGH_SECTIONS = 2


class Rules(StrEnum):
    """State bodies follow Decree 30/2020/NĐ-CP; the Party and the mass organisations have guides of their own."""

    STATE = "state"
    PARTY = "party"
    UNION = "union"


def rules_of(subject: Subject) -> Rules:
    """By the letterhead; a document without one is the State's unless it names another body as its own."""
    elements = subject.elements
    issuer = fold(elements.issuer.text if elements.issuer else subject.reading.letterhead.issuer)
    signed = fold(elements.signer_titles.text if elements.signer_titles else "")
    number = elements.number.text if elements.number else ""
    if elements.party or _PARTY_SYMBOL.search(number) or _PARTY_BODY.search(issuer) or "thường vụ" in signed:
        return Rules.PARTY
    if _UNION_BODY.search(issuer) or "chấp hành" in signed or "ban thường trực" in signed:
        return Rules.UNION
    return Rules.STATE


def of_committee(subject: Subject) -> bool:
    """Whether a People's Committee (UBND) issues the document, and no office of it."""
    elements = subject.elements
    return bool(_COMMITTEE.match(fold(elements.issuer.text if elements.issuer else subject.reading.letterhead.issuer)))


def begins_whole(subject: Subject) -> bool:
    """Whether the text begins where its document does: it names its kind and subject, and is more than a passage."""
    elements = subject.elements
    if not elements.type or not elements.subject:
        return False
    head = elements.motto or elements.slogan or elements.party or elements.number or elements.place_date
    return bool(head or ends_whole(subject) or len(subject.reading.sections) >= _ENOUGH_SECTIONS)


def ends_whole(subject: Subject) -> bool:
    """Whether the text ends where its document does: with a closing line, signature or recipients."""
    elements = subject.elements
    return bool(elements.closing or elements.signer_titles or elements.recipients_head)
