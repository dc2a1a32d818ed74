"""The kind of a document and its title (Nghị định 30/2020/NĐ-CP art. 7 lists the kinds)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.documents.model import Document
from danvan.reading.formal_lines import NUMBER, RULE, STATE, plain, raw_lines
from danvan.reading.paragraphs import Paragraph

_KINDS = (
    "BÁO CÁO", "KẾ HOẠCH", "TỜ TRÌNH", "THÔNG BÁO", "BIÊN BẢN", "CHƯƠNG TRÌNH", "QUYẾT ĐỊNH", "HƯỚNG DẪN", "NGHỊ QUYẾT",
    "CHỈ THỊ", "KẾT LUẬN", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "PHƯƠNG ÁN", "ĐỀ ÁN", "CÔNG ĐIỆN",
)  # fmt: skip
_DRAFT = r"(?:\(?\s*(?i:dự thảo)(?:\s+(?i:lần)\s+\w+)?\s*\)?)"
_CAPITAL = re.compile(rf"\W*(?:{_DRAFT}\W*)?(?P<kind>{'|'.join(_KINDS)})(?!\w)[:.]*(?:\s*{_DRAFT})?(?P<rest>(?:\s.*)?)")
_ALONE = re.compile(rf"\W*(?:{_DRAFT}\W*)?(?P<kind>{'|'.join(_KINDS)})\W*(?P<rest>)", re.IGNORECASE)
_RUNNING = re.compile(r"\W*(?:Thực hiện|Căn cứ|Kính gửi|Theo|Để|Nhằm|Trên cơ sở|Dưới sự|Tiếp tục)(?!\w)")
_NEVER_TITLE = re.compile(r"\W*(?:Căn cứ|Kính gửi)(?!\w)", re.IGNORECASE)
_REPORTS = re.compile(r"(?:UBND|[ỦUủu][ỷy] ban nhân dân|HĐND)\s.*báo cáo")
_ENDS = re.compile(r"[.;:]$|(?:19|20)\d\d\W*$")
_LONG = 160
"""No title line of a paragraph of its own is longer."""
_ENOUGH = 400
_BELOW = 6


@dataclass(frozen=True, slots=True)
class Title:
    """`kind` as written in the law ('Báo cáo'), '' when no kind is named; `at`: the paragraph that names it, -1 if none."""

    kind: str = ""
    words: str = ""
    at: int = -1


def find_title(head: Sequence[Paragraph], document: Document | None = None) -> Title:
    """The title of a document of which `head` are the first paragraphs."""
    for at, paragraph in enumerate(head):
        match = kind_of(paragraph.text)
        if match and not _is_file_title(match["kind"], head[at + 1 :]):
            lines = [match["rest"].strip(" *")] if match["rest"].strip(" *") else []
            return Title(match["kind"].capitalize(), _words(lines, head[at + 1 : at + _BELOW], document), at)
    return Title()


def _is_file_title(kind: str, below: Sequence[Paragraph]) -> bool:
    """Whether a letterhead stands between this kind and the same kind once more: '# Báo cáo' on top of a Markdown file."""
    again = next((at for at, one in enumerate(below) if _same_kind(kind, one.text)), 0)
    return any(STATE.match(one.text) or NUMBER.match(one.text) for one in below[:again])


def _same_kind(kind: str, line: str) -> bool:
    match = kind_of(line)
    return match is not None and match["kind"].upper() == kind.upper()


def kind_of(line: str) -> re.Match[str] | None:
    """The kind of document a line names: in capitals, perhaps spaced out, or alone on its line."""
    line = plain(line)
    if re.fullmatch(r"(?:\w\s)+\w", line):
        line = next((kind for kind in _KINDS if kind.replace(" ", "") == line.replace(" ", "").upper()), line)
    return _CAPITAL.fullmatch(line) or _ALONE.fullmatch(line)


def _words(lines: list[str], below: Sequence[Paragraph], document: Document | None) -> str:
    for paragraph in below:
        if paragraph.opening and not (lines and paragraph.opening in "–-" and RULE.fullmatch(paragraph.text)):
            break
        if lines and (len(paragraph.text) > _LONG or _is_running(lines, plain(paragraph.text))):
            lines += _joined_to_text(lines, paragraph, document)
            break
        for line in _lines(paragraph, document):
            if RULE.fullmatch(line) and not lines:
                continue
            if RULE.fullmatch(line) or _is_running(lines, line):
                return " ".join(lines)
            lines.append(line)
        if len(" ".join(lines)) > _ENOUGH:
            break
    return " ".join(lines)


def _joined_to_text(lines: list[str], paragraph: Paragraph, document: Document | None) -> list[str]:
    """The title's last lines where a text that opens with a small letter ('ủy ban nhân dân xã … báo cáo') was joined to them."""
    if document is None or not document.hard_breaks:
        return []
    own = _lines(paragraph, document)
    at = next((at for at, line in enumerate(own) if _REPORTS.search(line)), 0)
    return own[:at] if at and own[at][:1].islower() and not _is_running(lines, own[0]) else []


def _lines(paragraph: Paragraph, document: Document | None) -> list[str]:
    """The lines of a text file: a title's last line and the first one of the text may have been joined."""
    if document is None or not document.hard_breaks:
        return [plain(re.sub(r"\s+[-_*–—=]{3,}\s*$", "", paragraph.text))]
    lines = (plain(line) for line in raw_lines(document, paragraph.span.start, paragraph.span.end))
    return [line for line in lines if line]


def _is_running(lines: list[str], line: str) -> bool:
    """Whether the text under the title starts here."""
    if _NEVER_TITLE.match(line):
        return True
    if not lines:
        return False
    if _RUNNING.match(line) or _REPORTS.search(line):
        return True
    return line[:1].isupper() and bool(_ENDS.search(lines[-1]))
