"""Lines of a text file pieced together to paragraphs: page numbers out, notes lifted, sentences joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan.documents.model import Block, BlockKind, Document
from danvan.kernel.mapped import Mapped
from danvan.kernel.span import Span
from danvan.reading.letters import UPPER
from danvan.reading.lines import BULLET, MARKED_HEADING, NOTE_MARK, NUMBERING, RULE, flow, is_capitals, is_lower

_ENDED = re.compile(r"[.;:!?…][\"”’»)*\s]*$|/\./?\s*$")
_FULL_LINE = 0.72
"""A line at least this share of the usual long line was broken by the page, not by its writer."""
_NARROWEST, _WIDEST = 40, 150
"""Letters of a line broken by a page: shorter lines are a list or headings, longer ones whole paragraphs."""
_FULL_HEADING = 0.93
"""A heading's line must be fuller than that: text with a capital may follow it at any length."""
_LONG = 40
"""A line this long that stops without a full stop goes on, when the next one opens with a number."""
_TITLE = re.compile(r"(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|BIÊN BẢN)\b")
_AFTER_TITLE = re.compile(r"(?:Thực hiện|Căn cứ|Theo|Kính gửi)\b")
_OPENS_NO_LINE = re.compile(r"[%‰)\]=;,]")
_BARE_NUMBER = re.compile(r"\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?(?:[;,)%]|\s?\(|\.?$|\.\s+[^\W\d_])(?<!\d[.)]\s)")
"""A number with nothing behind it that it could count: '322; kế hoạch: 97', no item of a list."""
_COUNTING = re.compile(
    r"\w.*[^\d\s.)]\s+(?<!thôn )(?<!tổ )(?<!phố )(?<!số )(?<!điều )(?<!khoản )(?<!mục )(?<!phần )(?<!lục )(?<!biểu )(?<!năm )(?<!tháng )"
    r"(?<!quý )(?<!ngày )(?<!lần )(?<!khóa )(?<!trang )(?<!ấp )(?<!xóm )(?<!đợt )(?<!độ )(?!(?:19|20)\d\d$)\d[\d.,]*$",
    re.IGNORECASE,
)
"""A line that ends in a number of something."""
_ABBREVIATION = re.compile(rf"[{UPPER}&]{{2,}}(?:\s+[a-zà-ỹđ(%]|[,;.):]|$)")
_NEAR = 25
"""So many characters at a line's end tell how it ends."""
_HEAD, _TITLE_LINES = 25, 8
"""The title stands within the first so many lines, and has at most so many itself."""
_CUT_SYMBOL = re.compile(rf"\w/$|(?<![^\W\d_])[{UPPER}]\w*\s?-$")
_OPEN_PARTY_SYMBOL = re.compile(r"\d\s?-$")
_REST_OF_PARTY_SYMBOL = re.compile(rf"[{UPPER}]\w{{0,8}}\s?/")
_OPEN_SYMBOL = re.compile(r"\d\s?/\s?[\w-]+$|\d$")
_REST_OF_SYMBOL = re.compile(rf"[-/][{UPPER}]{{2}}")
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(])(?:số|ngày|tháng|năm|điều|khoản|tăng|giảm|đạt|còn|là|có|gồm|với|thứ|hạng|tỷ|tỉ|triệu|nghìn|hơn|gần|khoảng|được|chính quyền địa phương|=)$",
    re.IGNORECASE,
)
_NO_OPENING = re.compile(
    r"\d[\d.,]*\s?=|\d+(?:[.,]\d+)*[,;]\s+[^\W\d_]|\d+/\d+\s?\(|\d[\d.,]*\s?\((?:cùng kỳ|CK|năm)\b", re.IGNORECASE
)
"""No paragraph opens with '14 = 51,9%', '498, giảm', '10/13 (76,9%)' or '45 (cùng kỳ: 52)'."""
_OPEN_ITEM = re.compile(r":\s+[a-zà-ỹđ]\w*(?:\s\w+){0,2}$")
_COUNTED = re.compile(r"\d[\d.,]*\s+[a-zà-ỹđ]")
"""'27 đơn vị: tốt' goes on with '11 đơn vị'."""
_GOES_ON = re.compile(
    r"[,(]$|(?:^|\s)(?:và|của|về|với|các|những|cho|từ|do|tại|trong|theo|bằng|hoặc|thuộc|nhằm|để|giữa|số)$", re.IGNORECASE
)
_PLAIN_NOTE = re.compile(rf"\d{{1,2}}\s+(?=[{UPPER}])")
_SAID_PAGE = re.compile(r"[-–—\s]*trang\s*:?\s*\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*|[-–—]\s*\d{1,3}\s*[-–—]", re.IGNORECASE)
_BARE_PAGE = re.compile(r"([1-9]\d{0,2})(?:\s*/\s*[1-9]\d{0,2})?")
_PAGE_LEAST, _PAGE_MOST, _COLUMN = 10, 90, 5
"""Lines of a page; bare numbers nearer to each other than `_COLUMN` lines are a column of figures."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A block with its text as read: emphasis and stray white space gone."""

    block: Block
    text: str
    marked: bool

    @property
    def is_text(self) -> bool:
        return self.block.kind is BlockKind.PARAGRAPH


def page_numbers(document: Document) -> list[Span]:
    """Lines of a text file that only number its pages. A number that fits no page is not among them: it may be data."""
    if not document.hard_breaks:
        return []
    lines = [(block, block.span.of(document.text).strip()) for block in document.blocks if block.kind is not BlockKind.TABLE]
    lines = [(block, line) for block, line in lines if line]
    found: list[Span] = []
    bare = [(at, int(match[1])) for at, (_, line) in enumerate(lines) if (match := _BARE_PAGE.fullmatch(line))]
    places = [at for at, _ in bare]
    last, last_at = 0, 0
    for order, (at, value) in enumerate(bare):
        near = places[max(0, order - 1) : order] + places[order + 1 : order + 2]
        alone = all(abs(other - at) >= _COLUMN for other in near)
        paced = _PAGE_LEAST <= at / max(value - 1, 1) <= _PAGE_MOST and value > last
        furniture = lines[at][0].kind is BlockKind.FURNITURE
        if furniture or (alone and (paced or (last and value == last + 1 and at - last_at >= _COLUMN))):
            last, last_at = value, at
            if not furniture:
                found.append(lines[at][0].span)
    found += [block.span for block, line in lines if block.kind is BlockKind.PARAGRAPH and _SAID_PAGE.fullmatch(line)]
    return sorted(found)


def joined_lines(document: Document, blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of a text file in groups, one for each paragraph; the notes found between lines come last."""
    pages = set(page_numbers(document))
    lines = [_line(document.text, block) for block in blocks if block.span not in pages]
    width = _usual_width(lines)
    broken = width if _is_broken_everywhere(lines, width) else None
    title = next((at for at, line in enumerate(lines[:_HEAD]) if line.is_text and _TITLE.match(line.text)), -1)
    groups: list[list[_Line]] = []
    lifted: list[list[_Line]] = []
    cut = True
    for at, line in enumerate(lines):
        if line.is_text and RULE.fullmatch(line.text or "***"):
            cut = True
        elif groups and _is_note(groups[-1][-1], line, lines[at + 1 : at + 2]):
            lifted.append([_as_note(line)])
            cut = False
        elif cut or at <= title or _ends_title(lines, title, at) or not _continues(groups[-1], line, broken):
            groups.append([line])
            cut = False
        else:
            groups[-1].append(line)
    return [[line.block for line in group] for group in groups + lifted]


def _line(text: str, block: Block) -> _Line:
    if block.kind is BlockKind.TABLE:
        return _Line(block, "", marked=False)
    raw = Mapped.of(text, block.span.start, block.span.end)
    return _Line(block, flow(raw).text, marked=bool(MARKED_HEADING.match(raw.text)))


def _as_note(line: _Line) -> _Line:
    mark = NOTE_MARK.match(line.text) or _PLAIN_NOTE.match(line.text)
    return replace(line, block=replace(line.block, kind=BlockKind.NOTE, mark=mark.group().strip() if mark else ""))


def _is_note(before: _Line, line: _Line, below: Sequence[_Line]) -> bool:
    """A note that landed between two lines of one sentence. A plain digit marks one only if the sentence clearly goes on."""
    if not (line.is_text and before.is_text) or (_has_ended(before) and not before.text.endswith((":", ";"))):
        return False
    if NOTE_MARK.match(line.text):
        return True
    if not (below and _PLAIN_NOTE.match(line.text) and _has_ended(line)):
        return False
    goes_on = bool(_BEFORE_NUMBER.search(before.text[-_NEAR:])) and below[0].text[:1].isdigit()
    return goes_on or is_lower(below[0].text)


def _has_ended(line: _Line) -> bool:
    return bool(_ENDED.search(line.text[-_NEAR:]))


def _ends_title(lines: Sequence[_Line], title: int, at: int) -> bool:
    """Whether line `at` is the first below the title that says on what the report rests."""
    if not 0 <= title < at <= title + _TITLE_LINES or not _AFTER_TITLE.match(lines[at].text):
        return False
    return not any(_is_body(line) for line in lines[title + 1 : at])


def _is_body(line: _Line) -> bool:
    return bool(_AFTER_TITLE.match(line.text) or NUMBERING.match(line.text) or re.search(r"[.:]$", line.text))


def _usual_width(lines: Sequence[_Line]) -> int:
    widths = sorted(len(line.text) for line in lines if line.is_text)
    return widths[len(widths) * 9 // 10] if widths else 0


def _is_broken_everywhere(lines: Sequence[_Line], width: int) -> bool:
    """Lines all of one length, most without an end of sentence: a page's lines, not paragraphs."""
    written = [line for line in lines if line.is_text]
    long = [line for line in written if len(line.text) >= _FULL_LINE * width]
    if not _NARROWEST <= width < _WIDEST:
        return False
    return len(long) > len(written) / 3 and sum(not _has_ended(line) for line in long) > len(long) / 2


def _continues(group: Sequence[_Line], line: _Line, width: int | None) -> bool:
    """Whether `line` goes on with the sentence `group` ends in. `width`: usual length of a broken line, if lines are broken."""
    last = group[-1]
    before, after = last.text, line.text
    if not (line.is_text and last.is_text) or last.marked or line.marked:
        return False
    opens = bool(BULLET.match(after) or NUMBERING.match(after))
    if _OPENS_NO_LINE.match(after) or (not opens and _is_waiting(before, after)):
        return True
    if _has_ended(last):
        return False
    if opens or _is_cut(before[-_NEAR:], after):
        return _is_cut(before[-_NEAR:], after)
    capitals = is_capitals(before), is_capitals(after)
    # 'rà soát 154' and 'TTHC'
    counts = not capitals[0] and _ABBREVIATION.match(after) and _COUNTING.search(before[-2 * _NEAR :])
    if counts or (_GOES_ON.search(before[-_NEAR:]) and capitals[0] == capitals[1]):
        return True
    return not any(capitals) and (is_lower(after) or _fills(group, before, after, width))


def _is_waiting(before: str, after: str) -> bool:
    """Whether `before`, though it ends in a mark, cannot be all: '(giáo dục' waits for '36, y tế 1)', 'kế hoạch:' for '97;'."""
    if before.endswith(":") and _BARE_NUMBER.match(after):
        return True
    if before.rfind("(") > before.rfind(")") and after[:1].isdigit():
        return True
    return (before.endswith((":", ";")) or before.rfind("(") > before.rfind(")")) and is_lower(after)


def _is_cut(before: str, after: str) -> bool:
    """A symbol or date broken over two lines ('45/KH-' and 'UBND', 'ngày' and '10/3/2024')."""
    if _CUT_SYMBOL.search(before) or (_OPEN_SYMBOL.search(before) and _REST_OF_SYMBOL.match(after)):
        return True
    if _OPEN_PARTY_SYMBOL.search(before) and _REST_OF_PARTY_SYMBOL.match(after):
        return True
    number = bool(_BEFORE_NUMBER.search(before)) and after[:1].isdigit()
    item = bool(_OPEN_ITEM.search(before) and _COUNTED.match(after))
    return (number or item or bool(_NO_OPENING.match(after))) and not before.isupper()


def _fills(group: Sequence[_Line], before: str, after: str, width: int | None) -> bool:
    if width is None:
        return bool(re.search(r"[\-–]$", before) or (after[:1].isdigit() and len(before) > _LONG)) and not after.isupper()
    opens = after.lstrip("\"“'(")[:1].isupper() and NUMBERING.match(group[0].text)
    full = _FULL_HEADING if opens else _FULL_LINE
    return len(before) >= full * width and not (before.isupper() and not after.isupper())


def spaced(text: str, group: Sequence[Block]) -> Iterator[Mapped]:
    """The lines of a group with a space between them, but none within a broken symbol or date ('KDVĐU-' / 'UBND')."""
    for at, block in enumerate(group):
        if at:
            gap = block.span.start
            before = group[at - 1].span.end
            if not (re.search(r"\w[-/]\s*$", text[max(0, before - 6) : before]) or _joins_symbol(text, group[at - 1], block)):
                yield Mapped.whole(" ", before if before < gap else gap - 1, gap)
        yield Mapped.of(text, block.span.start, block.span.end)


def _joins_symbol(text: str, above: Block, below: Block) -> bool:
    before, after = above.span.of(text)[-_NEAR:].rstrip(), below.span.of(text)[:4].lstrip()
    return bool(_OPEN_SYMBOL.search(before) and _REST_OF_SYMBOL.match(after))
