"""What of a web page is not the report: what is hidden, and what surrounds every page of a site."""

import re

from lxml import etree

_UNSEEN = (
    "head script style noscript template iframe object embed svg canvas audio video map input select button textarea "
    "datalist del rt rp title meta link"
)
UNSEEN = frozenset(_UNSEEN.split())
_AROUND = {"nav", "footer"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar"}
_NAMES = re.compile(
    r"(?:(?:main|top|bottom|left|right|site|page|block|post|article|entry|news)[-_])?"
    r"(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|sidebar|share|sharing|social|comments?|related|pagination|pager|"
    r"copyright|footer|site-header|topbar|toolbar|print|rating|cookies?|popup|modal|login|addthis\w*|luot-?xem|view-?counts?)"
    r"(?:[-_](?:bar|box|block|buttons?|container|icons?|inner|items?|left|links?|list|main|news|right|top|wrap|wrapper|\d+))*",
    re.IGNORECASE,
)
_CONTENT = ("body", "html", "main", "article", "h1", "h2")
"""What never stands in a menu or a footer."""
_FORMAL = re.compile(r"cộng h(?:òa|oà) xã hội|nơi nhận|báo cáo", re.IGNORECASE)
_LARGEST = 1500
"""Characters: what surrounds a page says less."""
_COUNTER = re.compile(
    r"\W*(?:(?:số\s+)?lượt\s+(?:xem|đọc|truy cập|người xem)|đã xem|views?|xem)\s*:?\s*[\d.,]+(?:\s+lượt(?:\s+\w+)?)?\W*"
    r"|\W*(?:chia sẻ|in (?:trang|bài viết)|gửi email|cỡ chữ|facebook|zalo|twitter|về đầu trang|bình luận)"
    r"\W*(?:\d*|[a-z+\-\s]{0,20})\W*",
    re.IGNORECASE,
)


def is_around(element: etree._Element) -> bool:
    """Whether an element is a menu, a footer or the like, by its name, its role or the names of its classes.

    A page may call the head of the report itself so: what is long, or speaks as a report does, stays.
    """
    named = element.tag in _AROUND or element.get("role") in _ROLES
    called = f"{element.get('class', '')} {element.get('id', '')}".split()
    if not named and not any(_NAMES.fullmatch(name) for name in called):
        return False
    if any(True for _ in element.iter(*_CONTENT)):
        return False
    words = " ".join("".join(_first_words(element)).split())
    return (named or len(words) <= _LARGEST) and not _FORMAL.search(words[:_LARGEST])


def is_counter(line: str) -> bool:
    """'Lượt xem: 842', 'Chia sẻ': what a site adds to every article."""
    return bool(_COUNTER.fullmatch(line))


def _first_words(element: etree._Element) -> list[str]:
    """Text of the element, enough to judge it."""
    found: list[str] = []
    length = 0
    for text in element.itertext():
        found.append(str(text))
        length += len(text)
        if length > 4 * _LARGEST:
            break
    return found
