"""Web pages are read as the browser shows them; what surrounds the report is furniture."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.test_documents_text_file import holds_together, rows, words

from danvan.documents.html.reader import read_html
from danvan.documents.model import BlockKind, Document
from danvan.documents.opening import find_reports, open_document
from danvan.kernel.errors import FileEmpty, FileTooLarge, FormatDamaged, FormatUnknown, InputError

PATH = Path("a.html")


def page(body: str | bytes, head: str = "") -> Document:
    inside = body.encode() if isinstance(body, str) else body
    data = f"<html><head>{head}</head><body>".encode() + inside + b"</body></html>"
    document = read_html(io.BytesIO(data), PATH)
    holds_together(document)
    return document


def furniture(document: Document) -> list[str]:
    return words(document, BlockKind.FURNITURE)


LAYOUT = {
    "white space is one space": ("<p>Xã  có\n\t07 <b>thôn</b></p>", ["Xã có 07 thôn"]),
    "blocks part paragraphs": ("a<div>b<p>c</p>d</div>e", ["a", "b", "c", "d", "e"]),
    "inline elements do not": ("<p>1.<i>637</i> <span>đơn</span></p>", ["1.637 đơn"]),
    "a line break is one": ("<p>CỘNG HÒA<br>Độc lập</p>", ["CỘNG HÒA", "Độc lập"]),
    "a line break in a sentence is a space": ("<p>tiếp nhận<br/>và giải quyết 5 đơn</p>", ["tiếp nhận và giải quyết 5 đơn"]),
    "lines of preformatted text": ("<pre>I. A\n  15 đơn</pre>", ["I. A", "15 đơn"]),
    "raised and lowered digits": ("<p>20 m<sup>2</sup>, CO<sub>2</sub></p>", ["20 m², CO₂"]),
    "capitals by style": ('<p style="text-transform:uppercase">báo cáo</p>', ["BÁO CÁO"]),
    "entities": ("<p>B&aacute;o c&#225;o &lt; 5&nbsp;%</p>", ["Báo cáo < 5\u00a0%"]),
    "hidden elements": ('<p>a<span style="display: none">9</span></p><div hidden>8</div><p class="an">7</p>', ["a"]),
    "what is no text": ("<script>1</script><style>b{}</style><select><option>2</select><textarea>3</textarea>a", ["a"]),
    "struck by a tracked change": ("<p><del>14</del><ins>15</ins> đơn</p>", ["15 đơn"]),
    "soft hyphens": ("<p>đ&shy;ơn</p>", ["đơn"]),
}


@pytest.mark.parametrize(("body", "lines"), LAYOUT.values(), ids=LAYOUT)
def test_text_is_laid_out_as_it_is_shown(body: str, lines: list[str]) -> None:
    assert words(page(body, "<style>/* x */ .an, p.lạ {display:none} </style>")) == lines


LISTS = {
    "numbers": ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
    "a start and a value": ("<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]),
    "letters": ("<ol type=a><li>a<li>b</ol>", ["a. a", "b. b"]),
    "roman by style": ('<ol style="list-style-type:upper-roman"><li>a<li>b</ol>', ["I. a", "II. b"]),
    "backwards": ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
    "bullets": ("<ul><li>a</ul>", ["• a"]),
    "no marks": ("<ul style='list-style:none'><li>a</ul>", ["a"]),
    "a list in a list": ("<ol><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ol>", ["1. a", "• b", "2. c", "d"]),
    "an empty item": ("<ol><li></ol><p>a</p>", ["a"]),
}


@pytest.mark.parametrize(("body", "lines"), LISTS.values(), ids=LISTS)
def test_lists_are_numbered_as_they_are_shown(body: str, lines: list[str]) -> None:
    assert words(page(body)) == lines


def test_headings_have_the_style_word_gives_them() -> None:
    document = page("<h2>I. Kết quả</h2><p>a</p>")
    assert [block.style for block in document.blocks] == ["heading 2", ""]


def test_merged_cells_stand_once() -> None:
    document = page(
        "<table><thead><tr><th rowspan=2>Stt<th colspan=2>Số đơn</tr><tr><th>Nhận<th>Xong</tr></thead>"
        "<tfoot><tr><td>Tổng<td>5<td>4</tr></tfoot><tbody><tr><td>1<td>5<td><p>4</p><p>(80%)</p></tr></tbody></table>"
    )
    assert document.text == "Stt\tSố đơn\t\n\tNhận\tXong\n1\t5\t4\n(80%)\nTổng\t5\t4"
    assert rows(document) == [[["Stt", "Số đơn"], ["Nhận", "Xong"], ["1", "5", "4\n(80%)"], ["Tổng", "5", "4"]]]
    (table,) = [block.table for block in document.blocks if block.table]
    assert [(cell.rows, cell.columns) for cell in table.cells[:2]] == [(2, 1), (1, 2)]


def test_a_merge_beyond_the_table_ends_with_it() -> None:
    document = page("<table><tr><td rowspan=0>a<td rowspan=65000 colspan=100000>b</tr><tr><td>c</tr></table>")
    (table,) = [block.table for block in document.blocks if block.table]
    assert (table.height, table.width) == (2, 200)


def test_a_table_that_only_lays_out_the_page_is_none() -> None:
    document = page("<table><tr><td>a<td><table><tr><td>1<td>2</tr></table></tr></table><table><tr><td>b</table>")
    assert (words(document), rows(document)) == (["a", "b"], [[["1", "2"]]])


NOTES = {
    "a list of notes": (
        '<p>15 đơn<sup><a href="#fn1" id="ref1">[1]</a></sup>.</p><ol><li id="fn1">Kỳ trước 12 <a href="#ref1">↩</a></ol>'
    ),
    "as Word writes them": (
        '<p>15 đơn<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>'
        '<div style="mso-element:footnote" id=ftn1>'
        '<p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Kỳ trước 12</p></div>'
    ),
    "as LibreOffice writes them": (
        '<p>15 đơn<sup><a name="n1anc" href="#n1sym"><sup>1</sup></a></sup>.</p>'
        '<div id="n1"><p><a name="n1sym" href="#n1anc">1</a>Kỳ trước 12</p></div>'
    ),
}


@pytest.mark.parametrize("body", NOTES.values(), ids=NOTES)
def test_a_note_is_lifted_out_with_its_mark(body: str) -> None:
    document = page(body)
    assert document.text == "15 đơn¹.\n¹ Kỳ trước 12"
    assert [(block.kind, block.mark) for block in document.blocks] == [(BlockKind.PARAGRAPH, ""), (BlockKind.NOTE, "1")]


def test_a_table_of_contents_holds_no_notes() -> None:
    document = page('<p><a href="#m1">1</a> Mục</p><p id="m1">Mục 1</p>')
    assert words(document) == ["1 Mục", "Mục 1"]


def test_what_surrounds_the_report_is_furniture() -> None:
    document = page(
        "<nav><ul><li>Trang chủ</ul></nav><div class='breadcrumb'>Tin tức</div><h1>Báo cáo</h1><p>Có 15 đơn.</p>"
        "<p>Lượt xem: 842</p><div class='social-share'>Chia sẻ 5</div><footer>ĐT: 0123</footer>"
    )
    assert words(document) == ["Báo cáo", "Có 15 đơn."]
    assert furniture(document) == ["• Trang chủ", "Tin tức", "Lượt xem: 842", "Chia sẻ 5", "ĐT: 0123"]


def test_what_speaks_as_a_report_is_none_whatever_its_class() -> None:
    assert words(page("<div class='site-header'>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><p>a</p>"))[0].startswith("CỘNG HÒA")
    assert words(page(f"<div class='menu'>{'<p>Xã có 07 thôn.</p>' * 200}</div>"))
    for name in ("no-sidebar", "view-content", "has-menu", "social_supervision", "comments-open"):
        assert words(page(f"<div class='{name}'>Xã có 07 thôn</div>"))
    assert words(page("<div id='menu'><h1>Báo</h1>Xã có 07 thôn</div>"))


CHARSETS = {
    "UTF-8 whatever the page says": ("Xã đã tiếp nhận đơn".encode(), "iso-8859-1"),
    "Windows-1258": ("Xa\u0303 đa\u0303 tiê\u0301p nhâ\u0323n đơn".encode("cp1258"), "windows-1258"),
    "Windows-1258 not said": ("Xa\u0303 đa\u0303 tiê\u0301p nhâ\u0323n đơn".encode("cp1258"), ""),
    "TCVN3": ("X· ®· tiÕp nhËn ®¬n".encode("cp1252"), "windows-1252"),
    "VNI": ("Xaõ ñaõ tieáp nhaän ñôn".encode("cp1252"), ""),
    "TCVN3 in UTF-8": ("X· ®· tiÕp nhËn ®¬n".encode(), "utf-8"),
    "TCVN3 in entities": (b"X&#183; &reg;&middot; ti&Otilde;p nh&Euml;n &#174;&not;n", ""),
}


@pytest.mark.parametrize(("data", "said"), CHARSETS.values(), ids=CHARSETS)
def test_the_letters_are_found_by_what_they_say(data: bytes, said: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
    assert page(b"<p>" + data + b"</p>", meta).text == "Xã đã tiếp nhận đơn"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_page_in_unicode_of_any_width_is_one(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<html><body><p>Xã đã tiếp nhận 15 đơn</p></body></html>".encode(encoding))
    document = open_document(path)
    assert (document.format, document.text) == ("html", "Xã đã tiếp nhận 15 đơn")


FONTS = {
    "in a font element": '<p><font face=".VnTime">x· tiÕp nhËn</font> đơn</p>',
    "in a style": "<p><span style=\"font-family:'.VnTime',serif\">x· tiÕp nhËn</span> đơn</p>",
    "in a style sheet": '<p class="cu">x· tiÕp nhËn</p><p>đơn</p>',
}


@pytest.mark.parametrize("body", FONTS.values(), ids=FONTS)
def test_text_in_an_old_font_is_converted_and_said(body: str) -> None:
    document = page(body, '<style>p.cu, li.cu {font:13.0pt ".VnTime"}</style>')
    assert document.text.split() == ["xã", "tiếp", "nhận", "đơn"]
    assert "old font" in document.warnings[0]


def test_a_page_with_a_broken_byte_is_read_and_says_so() -> None:
    document = page("Xã đã tiếp nhận đơn, trả kết quả".encode() + b"\xff")
    assert document.text.startswith("Xã đã tiếp nhận đơn")
    assert "not Unicode" in document.warnings[0]
    assert "not Unicode" in page(b"X&#227; c&#243; 15 \xf0\x80n").warnings[0]


def test_a_page_in_letters_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(FormatUnknown, match="old encoding"):
        page("Größe übergroß Äpfel Öl".encode("cp1252"))
    assert page("a – “b”\xa05".encode("cp1252")).text == "a – “b”\xa05"


def envelope(body: bytes, coding: str) -> bytes:
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_x"\r\n\r\nThis is a page.\r\n\r\n------=_x\r\n'
    )
    said = f'Content-Transfer-Encoding: {coding}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n'.encode()
    return head + said + body + b"\r\n------=_x\r\nContent-Type: image/png\r\n\r\n\x01\r\n------=_x--\r\n"


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_page_saved_whole_is_read(tmp_path: Path, coding: str) -> None:
    body = "<html><body><p>Xã có 15 đơn</p></body></html>".encode()
    coded = {"base64": base64.encodebytes(body), "8bit": body}.get(coding, body.replace("ã".encode(), b"=C3=A3"))
    path = tmp_path / "a.mhtml"
    path.write_bytes(envelope(coded, coding))
    document = open_document(path)
    assert (document.text, document.warnings) == ("Xã có 15 đơn", ())


def test_an_envelope_without_a_page_is_damaged() -> None:
    with pytest.raises(FormatDamaged, match="no page"):
        read_html(io.BytesIO(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--"), PATH)


BEGINNINGS = {
    "<!DOCTYPE html><p>a": "html",
    "\ufeff<!-- x --><HTML><p>a": "html",
    "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'>\n<html><p>a</p></html>": "html",
    "<div><p>a</p><p>b</p></div>": "html",
    "<div align=center>\n\n# Báo cáo\n\n</div>\n<p>a</p></p>": "txt",
    "Thẻ <html> là gì": "txt",
    "<5 đơn": "txt",
}


@pytest.mark.parametrize(("text", "kind"), BEGINNINGS.items())
def test_a_page_is_known_by_how_it_begins(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(text.encode())
    assert open_document(path).format == kind


def test_pages_are_reports_of_a_folder(tmp_path: Path) -> None:
    for name in ("a.html", "b.HTM", "c.md", "d.mhtml"):
        (tmp_path / name).write_bytes(b"<html><p>a")
    assert len(find_reports(tmp_path)) == 4
    assert open_document(tmp_path / "b.HTM").warnings == ()


def test_a_page_without_words_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<!DOCTYPE html><html><body><script>1</script></body></html>")
    with pytest.raises(FileEmpty):
        open_document(path)


def test_lines_of_a_print_are_said_to_be_broken_anywhere() -> None:
    lines = "Xã có 07 thôn, trong đó\ncó 03 thôn vùng cao; đã\ntiếp nhận 15 đơn, còn\nlại 2 đơn. Tỷ lệ\nđạt 86%."
    assert page("".join(f"<p>{line}</p>" for line in lines.split("\n"))).hard_breaks
    assert not page("<p>a) Xã có 07 thôn.</p>" * 9 + "<p>b</p><p>c</p>").hard_breaks


HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep nesting": lambda: b"<html>" + b"<div>" * 100_000,
    "deep lists": lambda: b"<html>" + b"<ul><li>" * 100_000,
    "deep tables": lambda: b"<html>" + b"<table><tr><td>" * 50_000,
    "a table of merged cells": lambda: b"<html><table>" + b"<tr><td rowspan=60000>a<td>b</tr>" * 20_000,
    "many tags": lambda: b"<html>" + b"<i>" * 600_000,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_absurd_pages_are_refused_at_once(make: Callable[[], bytes]) -> None:
    with pytest.raises((FormatDamaged, FileTooLarge)):
        read_html(io.BytesIO(make()), PATH)


HARMLESS: dict[str, bytes] = {
    "an entity bomb": b"<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>x &b;</p>",
    "an outside entity": b"<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>x &e;</p>",
    "NUL bytes in UTF-8": b"<html><p>x\0</p>",
    "one giant line": b"<html><p>x " + b"<" * 300_000,
    "a giant style sheet": b"<html><style>" + b"a{" * 300_000 + b"</style><p>x",
    "a comment never closed in a style sheet": b"<html><style>" + b"/* a" * 300_000 + b"</style><p>x",
    "a style sheet without a rule": b"<html><style>" + b"a" * 3_000_000 + b"</style><p>x",
    "a giant word": "<html><p>x {} – “".format("a" * 3_000_000).encode("cp1252"),
    "a letter under many marks": "<html><p>x a{}".format("\u0301" * 100_000).encode(),
    "a giant attribute": b"<html><p style='" + b"a:b;" * 300_000 + b"'>x",
    "many links": b"<html><p>x" + b"<a href='#a'>1</a>" * 50_000 + b"<p id=a>",
}


@pytest.mark.parametrize("data", HARMLESS.values(), ids=HARMLESS)
def test_hostile_pages_are_read_to_their_end(data: bytes) -> None:
    text = read_html(io.BytesIO(data), PATH).text
    assert text.splitlines()[-1].startswith("x")
    assert "root:" not in text


def test_a_page_of_two_hundred_levels_is_read() -> None:
    assert page("<div>" * 190 + "a").text == "a"


TAGS = st.sampled_from(["p", "b", "td", "tr", "table", "li", "ol", "ul", "br", "sup", "div", "pre", "h1", "a", "font", "nav"])
PIECES = st.lists(st.tuples(TAGS, st.booleans(), st.sampled_from(["", " a ", "1", "\n", "đ", "&nbsp;", "\t"])), max_size=40)


@given(pieces=PIECES)
@settings(max_examples=300, deadline=None)
def test_any_soup_of_tags_holds_together(pieces: list[tuple[str, bool, str]]) -> None:
    page("".join(f"<{'/' if closing else ''}{tag}>{text}" for tag, closing, text in pieces))


@given(data=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_in_a_page_are_read_or_refused(data: bytes) -> None:
    try:
        page(b"<p>a" + data)
    except InputError:
        return
