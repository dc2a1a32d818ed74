"""The page for browsers: well formed, self-contained, every mark with its note, hostile text harmless."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.checking.engine import check_reading
from danvan.checking.rendering.html.article import anchor_of, entry_of, unread
from danvan.checking.rendering.html.escape import shown
from danvan.checking.rendering.html.marks import Mark, pieces
from danvan.checking.rendering.html.page import page as page_of
from danvan.checking.report import Ran
from danvan.checking.waiver_notes import UNUSED, WaiverNote
from danvan.checking.waivers import Waived, Waiver
from danvan.documents.model import Block, BlockKind, Cell, Table
from danvan.kernel.finding import Finding, Severity
from danvan.kernel.span import Span
from danvan.reading.model import RelationKind

MOMENT = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
VOID = {"meta", "br"}
HOSTILE = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e\x00"


class Page(HTMLParser):
    """A page as a browser sees it. Raises AssertionError for tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _tag, attributes in self.tags if name in attributes]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for each, attributes in self.tags if each == tag]


@pytest.fixture
def report(page, register):
    whole, online = page.figure("320", "tiếp nhận hồ sơ", "hồ sơ"), page.figure("206", "trực tuyến", "hồ sơ")
    page.relation(RelationKind.SUM, [whole, online, page.figure("129", "trực tiếp", "hồ sơ")], 335)
    made = check_reading(page.reading(dated=date(2024, 9, 10)), register())
    return replace(made, findings=tuple(one for one in made.findings if one.code == "AR02"))


def shown_page(*reports, lang="vi"):
    return Page(page_of([entry_of(one, lang) for one in reports], [], lang, "1.2.3", MOMENT))


def test_the_page_needs_nothing_from_elsewhere(report):
    page = shown_page(report)
    assert all(target.startswith("#") for target in page.values("href"))
    assert not page.values("src")
    assert not {"script", "link", "iframe", "img", "object"} & {tag for tag, _attributes in page.tags}
    assert page.of("html") == [{"lang": "vi"}]


def test_every_link_has_its_goal_and_no_goal_stands_twice(report):
    page = shown_page(report, replace(report, document=replace(report.document, file="b.txt")))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.values("href")} <= set(ids)


def test_a_finding_stands_beside_its_words_and_both_know_each_other(report):
    page = shown_page(report)
    anchor = anchor_of(report.document.file)
    (mark,) = [one for one in page.of("mark") if "id" in one]
    assert mark == {"class": "error", "id": f"{anchor}m1"}
    assert sum(one["class"] == "related" for one in page.of("mark")) == 3  # two parts and the legend
    assert {f"#{anchor}m1", f"#{anchor}n1"} <= set(page.values("href"))
    for words in ("Sai AR02, dòng 1", "= 335, khác 320", "Cách sửa:", "Có 1 chỗ sai.", "Các chỗ cần xem (1)"):
        assert words in page.text


def test_the_words_of_the_report_are_all_there(report):
    assert report.document.text in re.sub(r"(?<=320 hồ sơ)1", "", shown_page(report).text)


def test_several_files_have_an_index(report):
    other = replace(report, document=replace(report.document, file="b.txt"), findings=())
    page = shown_page(report, other)
    assert "Các tệp đã soát" in page.text
    assert {f"#{anchor_of('bao-cao.txt')}", f"#{anchor_of('b.txt')}"} <= set(page.values("href"))
    assert "Các tệp đã soát" not in shown_page(report).text


def test_a_file_that_could_not_be_read_has_its_place(report):
    page = Page(page_of([entry_of(report, "vi"), unread("b.docx", "tệp hỏng", "vi")], [], "vi", "1", MOMENT))
    assert "tệp hỏng" in page.text


def test_hostile_words_and_names_stay_words(report):
    text = HOSTILE + report.document.text
    moved = [
        replace(one, span=Span(one.span.start + len(HOSTILE), one.span.end + len(HOSTILE)), related=(), found=HOSTILE)
        for one in report.findings
    ]
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), style=HOSTILE)
    document = replace(report.document, text=text, file=HOSTILE, blocks=(block,))
    waiver = Waiver("AR", HOSTILE, HOSTILE)
    hostile = replace(
        report,
        document=document,
        findings=tuple(moved),
        waived=(Waived(moved[0], waiver),),
        ran={"AR02": Ran(0, failure=HOSTILE)},
    )
    page = shown_page(hostile)
    assert not {"script", "img"} & {tag for tag, _attributes in page.tags}
    assert not page.values("onerror")
    assert not {"\u202e", "\x00"} & set(page.text)


def test_a_table_is_a_table_with_its_merged_cells(report):
    text = report.document.text
    start = report.findings[0].span.start
    cells = (Cell(0, 0, Span(0, start), columns=2), Cell(1, 0, Span(start, start + 9)), Cell(1, 1, Span(start + 9, len(text))))
    block = Block(BlockKind.TABLE, Span(0, len(text)), Table(2, 2, cells))
    page = shown_page(replace(report, document=replace(report.document, format="docx", blocks=(block,))))
    assert [one.get("colspan") for one in page.of("td")] == ["2", None, None]
    assert "bảng 1, hàng 2, cột 1" in page.text


def test_what_is_waived_is_listed_with_its_reason(report):
    waived = Waived(report.findings[0], Waiver("AR02", "đã đối chiếu", "Lê Văn An", until=date(2024, 12, 31)))
    page = shown_page(replace(report, findings=(), waived=(waived,)))
    assert "Đã miễn trừ (1)" in page.text
    assert "đã đối chiếu (Lê Văn An), đến hết ngày 31/12/2024" in page.text
    assert "Không thấy chỗ nào sai" in page.text


def test_equal_notes_refer_to_the_first(report):
    (finding,) = report.findings
    note = replace(finding, severity=Severity.NOTE)
    page = shown_page(replace(report, findings=(note, note, finding)))
    assert page.text.count("Như chỗ 1.") == 1
    assert page.text.count("= 335, khác 320") == 2


def test_personal_data_stand_masked_on_the_page(report):
    (finding,) = report.findings
    private = replace(finding, found="32…", related=(), data={**finding.data, "private": "1"})
    page = shown_page(replace(report, findings=(private,)))
    assert "320 hồ sơ" not in page.text
    assert "32…" in page.text


def test_a_page_in_english_says_that_the_report_is_vietnamese(report):
    page = shown_page(report, lang="en")
    assert page.of("html") == [{"lang": "en"}]
    assert page.of("section")[0]["lang"] == "vi"


@given(st.text(max_size=40))
def test_whatever_stands_in_a_report_is_one_piece_of_text(text):
    page = Page(f'<p title="{shown(text)}">{shown(text)}</p>')
    assert [tag for tag, _attributes in page.tags] == ["p"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=8), st.integers(0, 10), st.integers(0, 25))
def test_pieces_lie_end_to_end_and_each_mark_is_whole(places, start, length):
    within = Span(start, start + length)
    marks = [Mark(Span(at, at + long), "error", 0, number) for number, (at, long) in enumerate(places, 1)]
    cut = list(pieces(within, marks))
    at = within.start
    for piece in cut:
        assert piece.span.start == at
        at = piece.span.end
    assert at == within.end
    for mark in marks:
        if within.covers(mark.span):
            assert [mark in piece.begins for piece in cut].count(True) == 1
            assert [mark in piece.ends for piece in cut].count(True) == 1


def test_a_finding_without_words_has_its_number_all_the_same(report):
    (finding,) = report.findings
    empty = Finding("AR02", Severity.ERROR, Span(0, 0), finding.data, finding.found, finding.expected)
    page = shown_page(replace(report, findings=(empty,)))
    assert f"{anchor_of(report.document.file)}m1" in page.values("id")


def test_what_is_to_be_said_of_waivers_stands_at_the_end_with_its_line(report):
    unused = WaiverNote(UNUSED, "danvan.toml", Waiver("AR02", "đã đối chiếu", "Lan", line=7))
    page = Page(page_of([entry_of(report, "vi")], [unused], "vi", "1", MOMENT))
    assert "danvan.toml:7" in page.text
    assert "không còn chỗ nào để bỏ qua" in page.text
