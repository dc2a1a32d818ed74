"""Personal data: what stands in a report may be pointed at, never repeated.

A finding about personal data carries `data['private']`; whoever shows findings asks here for its words, which come masked.
"""

import re
import unicodedata
from itertools import takewhile

from danvan.checking.place import Quotation, quotation
from danvan.checking.report import CheckReport
from danvan.kernel.finding import Finding
from danvan.kernel.span import Span

PRIVATE = "private"
"""The datum of a finding whose words are not to be shown; what is shown instead is its `found`."""
_SHOWN_DIGITS = 3
_TITLES = frozenset(["ông", "bà", "anh", "chị", "em", "cụ", "cháu", "hộ", "gia", "đình", "công", "dân"])


def masked_name(name: str) -> str:
    """The first letter of each word, titles kept.

    >>> masked_name("bà Nguyễn Thị Hoa")
    'bà N… T… H…'
    """
    words = unicodedata.normalize("NFC", name).split()
    # Only in front, and small but for the first letter of a sentence: 'Đình', 'Anh' and 'Công' are also names.
    titles = list(takewhile(lambda at: words[at].casefold() in _TITLES and (at == 0 or words[at].islower()), range(len(words))))
    return " ".join(word if at in titles else f"{word[0]}…" for at, word in enumerate(words))


def masked_number(number: str) -> str:
    """The first three digits or letters only.

    >>> masked_number("0912 345 678")
    '091…'
    """
    return "".join(re.findall(r"\w", number))[:_SHOWN_DIGITS] + "…"


def is_private(finding: Finding) -> bool:
    """Whether the words of `finding` are personal data."""
    return bool(finding.data.get(PRIVATE))


def shown_words(report: CheckReport, finding: Finding) -> str:
    """The words at `finding` as they may leave the document: masked where they are personal data."""
    text, span = report.document.text, finding.span
    pieces, at = [], span.start
    for place, mask in hidden(report):
        if place.overlaps(span):
            pieces += [text[at : place.start], mask]
            at = place.end
    return "".join([*pieces, text[at : span.end]])


def shown_quotation(report: CheckReport, finding: Finding) -> Quotation:
    """The sentence around `finding`, with personal data masked, also that of other findings."""
    return quotation(report.document, finding.span, finding.related, hidden=hidden(report))


def hidden(report: CheckReport) -> tuple[tuple[Span, str], ...]:
    """What is personal data in the document and what to show instead, in the order of the text, none within another."""
    found: list[tuple[Span, str]] = []
    for finding in (*report.findings, *(one.finding for one in report.waived)):
        if is_private(finding):
            found += [(finding.span, finding.found), *((span, "…") for span in finding.related)]
    kept: list[tuple[Span, str]] = []
    for span, mask in sorted(found):
        if kept and span.overlaps(kept[-1][0]):
            kept[-1] = (kept[-1][0].join(span), kept[-1][1])
        else:
            kept.append((span, mask))
    return tuple(kept)
