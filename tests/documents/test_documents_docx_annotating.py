"""Comments stand at their words in a copy of a .docx, and nothing else in it changes."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.conftest import entries, zipped
from tests.documents.word_marks import RICH, STRICT, W, commented, part, run, same_entries, without_comments, written

from danvan.documents.docx.annotating import annotated
from danvan.documents.model import Document
from danvan.documents.notes import Note
from danvan.documents.opening import open_document
from danvan.kernel.errors import InputError
from danvan.kernel.span import Span

WordFile = Callable[..., Path]
DATE = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)
NEW = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def note(document: Document, words: str, heading: str = "") -> Note:
    start = document.text.index(words)
    return Note(Span(start, start + len(words)), heading or words, "Xem lại.\nCách sửa: …", DATE, where="Chỗ khác: «…»")


def copy(path: Path, *words: str) -> bytes:
    document = open_document(path)
    return annotated(path.read_bytes(), path, document.text, [note(document, one) for one in words])


PLACES = {
    "a word in a run": ("gửi", "gửi"),
    "over several runs": ("gửi: Ủy ban", "gửi: Ủy ban"),
    "in a hyperlink": ("ban nhân", "ban nhân"),
    "a sign written as an entity": ("& số", "& số"),
    "in a tracked insertion": ("152", "152"),
    "from one into a tracked insertion": ("tiếp 152", "tiếp 152"),
    "a plain control is taken whole": ("quý", "quý III"),
    "into a control": ("Trong quý", "Trong quý III"),
    "in a cell": ("206", "206"),
    "over a tab in a run": ("206\thồ", "206 hồ"),
    "over cells, in the first": ("Nam\t206", "Nam"),
    "over paragraphs": ("2024\nNam", "2024"),
    "over paragraphs of the body": ("huyện\nI. Kết", " huyệnKết"[1:]),
    "the result of a field is taken whole": ("3", "3"),
    "white space that is not kept": ("cuối", "  cuối "),
    "the number of a list": ("I.", "Kết quả &"),
}


@pytest.mark.parametrize(("words", "at"), PLACES.values(), ids=PLACES)
def test_a_comment_stands_at_its_words(word_file: WordFile, words: str, at: str) -> None:
    assert list(commented(copy(word_file(**RICH), words)).values()) == [at]


@pytest.mark.parametrize(("words", "at"), [("Kế hoạch 34", ""), ("UBND xã", "Kính gửi:"), ("Mẫu số", "Mẫu số 01")])
def test_a_comment_elsewhere_says_where_the_words_are(word_file: WordFile, words: str, at: str) -> None:
    """At the mark of a note, at the first words for a page header, at the place a text box hangs from."""
    data = copy(word_file(**RICH), words)
    assert list(commented(data).values()) == [at]
    assert "Chỗ khác: «…»" in part(data, "word/comments.xml").decode()


def test_a_comment_at_its_words_does_not_say_where_they_are(word_file: WordFile) -> None:
    assert "Chỗ khác" not in part(copy(word_file(**RICH), "gửi"), "word/comments.xml").decode()


def test_the_field_around_a_result_is_within_the_comment(word_file: WordFile) -> None:
    xml = part(copy(word_file(**RICH), "3")).decode()
    assert re.search(r'commentRangeStart w:id="0"/><w:r><w:fldChar w:fldCharType="begin"', xml)
    assert re.search(r'"end"/></w:r><w:commentRangeEnd w:id="0"/>', xml)


def test_nothing_else_in_the_file_changes(word_file: WordFile) -> None:
    path = word_file(**RICH)
    data = copy(path, *(words for words, _ in PLACES.values()))
    assert same_entries(path.read_bytes(), data, but=NEW)
    assert without_comments(part(data)) == without_comments(part(path.read_bytes()))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 140), st.integers(0, 30)), min_size=1, max_size=12))
def test_comments_anywhere_leave_text_and_looks_as_they_are(word_file: WordFile, spans: list[tuple[int, int]]) -> None:
    path = word_file(**RICH)
    document = open_document(path)
    last = len(document.text)
    notes = [
        Note(Span(min(start, last), min(start + size, last)), f"{number}", "", DATE)
        for number, (start, size) in enumerate(spans)
    ]
    data = annotated(path.read_bytes(), path, document.text, notes)
    assert without_comments(part(data)) == without_comments(part(path.read_bytes()))
    assert len(commented(data)) == len(notes)
    again = open_document(written(path.with_name("copy.docx"), data))
    assert (again.text, again.blocks) == (document.text, document.blocks)


def test_overlapping_comments_each_keep_their_words(word_file: WordFile) -> None:
    data = copy(word_file(f"<w:p>{run('Đã tiếp nhận hồ sơ')}</w:p>"), "tiếp nhận", "nhận hồ", "tiếp nhận hồ sơ", "Đã")
    assert commented(data) == {one: one for one in ("Đã", "tiếp nhận", "nhận hồ", "tiếp nhận hồ sơ")}


def test_hundreds_of_comments_are_written(word_file: WordFile) -> None:
    words = " ".join(f"từ{number:03}" for number in range(300))
    data = copy(word_file(f"<w:p>{run(words)}</w:p>"), *words.split())
    assert commented(data) == {one: one for one in words.split()}


def test_a_run_keeps_its_look_on_both_sides_of_a_cut(word_file: WordFile) -> None:
    xml = part(copy(word_file(f"<w:p>{run('đạt 95 phần', '<w:b/><w:i/>')}</w:p>"), "95")).decode()
    assert xml.count("<w:rPr><w:b/><w:i/></w:rPr>") == 3


def test_comments_of_other_people_stay(word_file: WordFile, tmp_path: Path) -> None:
    before = docx.Document()
    paragraph = before.add_paragraph("Đã tiếp 152 lượt công dân")
    before.add_comment(paragraph.runs, text="của tôi", author="Chị Lan", initials="CL")
    path = tmp_path / "a.docx"
    before.save(str(path))
    (tmp_path / "b.docx").write_bytes(copy(path, "152"))
    read = list(docx.Document(str(tmp_path / "b.docx")).comments)
    assert [(one.author, one.text.split("\n")[0]) for one in read] == [("Chị Lan", "của tôi"), ("Dân Vận", "152")]
    assert len({one.comment_id for one in read}) == 2


def test_python_docx_reads_the_comments(word_file: WordFile, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Đã tiếp 152 lượt công dân")
    path = tmp_path / "a.docx"
    made.save(str(path))
    (tmp_path / "b.docx").write_bytes(copy(path, "152 lượt"))
    (comment,) = docx.Document(str(tmp_path / "b.docx")).comments
    assert (comment.author, comment.initials, comment.text) == ("Dân Vận", "DV", "152 lượt\nXem lại.\nCách sửa: …")


def test_signs_of_xml_and_what_xml_cannot_hold_do_no_harm(word_file: WordFile) -> None:
    path = word_file(f"<w:p>{run('a')}</w:p>")
    data = annotated(path.read_bytes(), path, "a", [Note(Span(0, 1), 'a < b & "c"\x02', "", DATE)])
    assert list(commented(data)) == ['a < b & "c"']


def test_a_strict_file_gets_strict_comments(tmp_path: Path) -> None:
    usual = "http://schemas.openxmlformats.org"
    files = entries(f"<w:p>{run('báo cáo')}</w:p>", {})
    for old, new in (
        (f"{usual}/wordprocessingml/2006/main", STRICT[1:-1]),
        (f"{usual}/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):
        files = {name: content.replace(old, new) for name, content in files.items()}
    data = copy(zipped(tmp_path / "a.docx", files), "cáo")
    assert commented(data, STRICT) == {"cáo": "cáo"}
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in part(data, "word/_rels/document.xml.rels").decode()


def test_other_prefixes_are_taken_as_they_are(tmp_path: Path) -> None:
    files = entries("<w:p><w:r><w:t>báo cáo</w:t></w:r></w:p>", {})
    xml = files["word/document.xml"].replace("w:", "x:").replace("xmlns:w=", "xmlns:x=")
    data = copy(zipped(tmp_path / "a.docx", {**files, "word/document.xml": xml}), "cáo")
    assert commented(data) == {"cáo": "cáo"}


def test_parts_written_without_an_end_tag_are_added_to(tmp_path: Path) -> None:
    files = entries("<w:p><w:r><w:t>báo cáo</w:t></w:r></w:p>", {})
    files["word/_rels/document.xml.rels"] = re.sub("></Relationships>$", "/>", files["word/_rels/document.xml.rels"])
    del files["[Content_Types].xml"]
    types = '<ct:Types xmlns:ct="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    data = copy(zipped(tmp_path / "a.docx", {"[Content_Types].xml": types, **files}), "cáo")
    assert commented(data) == {"cáo": "cáo"}
    assert "</ct:Types>" in part(data, "[Content_Types].xml").decode()


def test_a_signed_file_is_refused(tmp_path: Path) -> None:
    files = entries(f"<w:p>{run('a')}</w:p>", {})
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    more = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    files["_rels/.rels"] = files["_rels/.rels"].replace("</Relationships>", more)
    with pytest.raises(InputError, match="signed"):
        copy(zipped(tmp_path / "a.docx", files), "a")


def test_a_body_without_words_is_refused(word_file: WordFile) -> None:
    section = '<w:p/><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    with pytest.raises(InputError, match="no words"):
        copy(word_file(section, header1=f"<w:p>{run('UBND')}</w:p>"), "UBND")


def test_without_remarks_the_copy_is_the_file(word_file: WordFile) -> None:
    path = word_file(f"<w:p>{run('a')}</w:p>")
    assert copy(path) == path.read_bytes()


def test_a_comment_bears_its_author_and_day(word_file: WordFile) -> None:
    xml = part(copy(word_file(f"<w:p>{run('a')}</w:p>"), "a"), "word/comments.xml").decode()
    assert f'xmlns:w="{W[1:-1]}"' in xml
    assert 'w:author="Dân Vận" w:date="2024-10-01T08:30:00Z" w:initials="DV"' in xml
