"""Replacements: never a number, tracked in .docx, in place in text files, and nothing else changes."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.test_documents_docx_words import STYLES
from tests.documents.word_marks import RICH, field, joined_xml, part, rejected, run, same_entries

from danvan.documents.amend import Amendment, amended, safe
from danvan.documents.amending import NotMended, amend
from danvan.documents.docx.amending import tracked
from danvan.documents.opening import open_document
from danvan.documents.text.amending import rewritten
from danvan.documents.text.plain import plain_text
from danvan.kernel.errors import InputError, OutputError
from danvan.kernel.span import Span

WordFile = Callable[..., Path]
DATE = datetime(2024, 10, 1, 8, 30, tzinfo=UTC)


def change(text: str, old: str, new: str) -> Amendment:
    start = text.index(old)
    return Amendment(Span(start, start + len(old)), new)


NUMBERS = {
    "a digit": ("tiếp 152 lượt", "152", "153"),
    "the mark of thousands": ("tiếp 1.520 lượt", "1.520", "1,520"),
    "the space in a number": ("tiếp 1 520 lượt", " 520", "520"),
    "what stands between numbers beside the place": ("tiếp 1 520 lượt", " ", ""),
    "a sign": ("giảm -5%", "-", ""),
    "a raised digit": ("9,25 km²", "km²", "km2"),
    "a word of a number": ("sau năm năm", "năm năm", "năm"),
    "a number left out": ("12 12 hồ sơ", "12 12", "12"),
}


def first(text: str, old: str, new: str) -> Amendment:
    at = text.index(old, 1 if old == " " else 0)
    return change(text, old, new) if old != " " else Amendment(Span(text.index(" ", at + 1), text.index(" ", at + 1) + 1), new)


@pytest.mark.parametrize(("text", "old", "new"), NUMBERS.values(), ids=NUMBERS)
def test_no_number_is_ever_changed(text: str, old: str, new: str) -> None:
    assert safe(text, [first(text, old, new)]) == []


KEPT = {
    "a doubled word": ("ban hành các các kế hoạch", "các các", "các", " các"),
    "white space in a symbol": ("Số 59 /2023/NĐ- CP", "59 /2023/NĐ- CP", "59/2023/NĐ-CP", " "),
    "a sign of percent": ("đạt 95 %", "95 %", "95%", " "),
    "a tone mark": ("hoà giải", "hoà", "hòa", "hoà"),
}


@pytest.mark.parametrize(("text", "old", "new", "gone"), KEPT.values(), ids=KEPT)
def test_what_is_safe_is_cut_down_to_what_changes(text: str, old: str, new: str, gone: str) -> None:
    (one,) = safe(text, [change(text, old, new)])
    assert one.span.of(text).startswith(gone)
    assert amended(text, [one]) == text.replace(old, new)


def test_of_two_that_overlap_the_first_is_made() -> None:
    assert amended("hoà dân", safe("hoà dân", [Amendment(Span(0, 3), "hòa"), Amendment(Span(0, 3), "hóa")])) == "hòa dân"


def test_a_word_written_three_times_is_written_once() -> None:
    text = "của của của dân"
    made = safe(text, [Amendment(Span(0, 7), "của"), Amendment(Span(4, 11), "của")])
    assert amended(text, made) == "của dân"


def test_what_changes_nothing_is_left_out() -> None:
    assert safe("hòa", [change("hòa", "hòa", "hòa")]) == []


@given(st.text("a1.,5 -", max_size=12), st.data())
def test_digits_read_the_same_after_any_safe_change(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = safe(text, [Amendment(Span(start, end), data.draw(st.text("a1., ", max_size=4)))])
    after = amended(text, made)
    assert [sign for sign in after if sign.isdigit()] == [sign for sign in text if sign.isdigit()]


def fixed(path: Path, *pairs: tuple[str, str]) -> tuple[bytes, list[Amendment]]:
    text = open_document(path).text
    return tracked(path.read_bytes(), path, text, safe(text, [change(text, *pair) for pair in pairs]), DATE)


PAIRS = (("gửi: Ủy ban", "gửi Uỷ ban"), ("Kế hoạch 34", "Kế hoạch số 34"), ("Kết quả", "Kết qủa"), ("công dân", "người dân"))


def test_accepting_gives_the_mended_text_and_rejecting_the_original(word_file: WordFile) -> None:
    path = word_file(**RICH)
    before = open_document(path).text
    data, made = fixed(path, *PAIRS)
    assert len(made) == len(PAIRS)
    path.write_bytes(data)
    assert open_document(path).text == amended(before, made)
    original = word_file(**RICH).read_bytes()
    assert rejected(part(data)) == joined_xml(part(original))
    assert same_entries(original, data, but={"word/document.xml", "word/footnotes.xml"})


def test_a_change_bears_author_and_day_and_keeps_the_look(word_file: WordFile) -> None:
    data, _ = fixed(word_file(f"<w:p>{run('hoà giải', '<w:b/>')}</w:p>"), ("hoà", "hòa"))
    about = 'w:author="Dân Vận" w:date="2024-10-01T08:30:00Z"'
    xml = part(data).decode()
    assert (
        f'<w:del w:id="1" {about}><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">hoà</w:delText></w:r></w:del>'
        in xml
    )
    assert f'<w:ins w:id="0" {about}><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">hòa</w:t></w:r></w:ins>' in xml


LEFT = {
    "in a tracked insertion": f"<w:ins w:id='1' w:author='An'>{run('hoà')}</w:ins>",
    "in the result of a field": field("REF a", "hoà"),
    "in a simple field": f'<w:fldSimple w:instr="REF">{run("hoà")}</w:fldSimple>',
    "in a bound control": f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{run('hoà')}</w:sdtContent></w:sdt>",
    "in an old font": run("hoµ", '<w:rFonts w:ascii=".VnTime"/>'),
    "in white space that is not kept": "<w:r><w:t> hoà</w:t></w:r>",
    "over a tab": "<w:r><w:t>ho</w:t><w:noBreakHyphen/><w:t>à</w:t></w:r>",
}


@pytest.mark.parametrize("content", LEFT.values(), ids=LEFT)
def test_what_cannot_be_mended_is_left_to_a_person(word_file: WordFile, content: str) -> None:
    path = word_file(f"<w:p>{run('công tác ')}{content}{run(' giải')}</w:p>", styles=STYLES)
    text = open_document(path).text
    words = text.removeprefix("công tác ").removesuffix(" giải")
    data, made = tracked(path.read_bytes(), path, text, [change(text, words, "hòa")], DATE)
    assert (data, made) == (path.read_bytes(), [])


def test_words_shown_as_capitals_are_mended(word_file: WordFile) -> None:
    data, made = fixed(word_file(f"<w:p>{run('hoà giải', '<w:caps/>')}</w:p>"), ("HOÀ", "HÒA"))
    assert len(made) == 1
    assert "<w:caps/>" in part(data).decode().split("<w:ins")[1]


def test_a_file_keeps_its_rights_and_a_second_time_changes_nothing(tmp_path: Path, word_file: WordFile) -> None:
    path = word_file(f"<w:p>{run('các các')}</w:p>")
    path.chmod(0o640)
    document = open_document(path)
    asked = safe(document.text, [change(document.text, "các các", "các")])
    assert amend(document, asked, DATE) == asked
    assert path.stat().st_mode & 0o777 == 0o640
    assert open_document(path).text == "các"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


TEXT = "Báo cáo kết quả các các hòa giải\r\nĐã tiếp nhận hoà bình của nhân dân huyện\r\nkết thúc"


def in_windows_1258(text: str) -> bytes:
    """Letters with two marks as a letter and a tone, as that page has them."""
    apart = re.sub(
        r"([aeouAEOU])([\u0302\u0306\u031b]?)([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306]?)",
        r"\1\2\4\3",
        unicodedata.normalize("NFD", text),
    )
    return re.sub(r"\w[\u0302\u0306\u031b]", lambda match: unicodedata.normalize("NFC", match[0]), apart).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        "B¸o c¸o kÕt qu¶ c¸c c¸c hßa gi¶i\r\n§· tiÕp nhËn hoµ b×nh cña nh©n d©n huyÖn\r\nkÕt thóc".encode("cp1252"),
        "Baùo caùo keát quaû caùc caùc hoøa giaûi\r\nÑaõ tieáp nhaän hoaø bình cuûa nhaân daân huyeän\r\nkeát thuùc".encode(
            "cp1252"
        ),
        codecs.BOM_UTF8 + "B¸o c¸o kÕt qu¶ c¸c c¸c hßa gi¶i\r\n§· tiÕp nhËn hoµ b×nh cña nh©n d©n huyÖn\r\nkÕt thóc".encode(),
        b"Ba'o ca'o ke^'t qua? ca'c ca'c ho`a gia?i\r\nDDa~ tie^'p nha^.n hoa` bi`nh cu?a nha^n da^n huye^.n\r\nke^'t thu'c",
        in_windows_1258(TEXT),
    ],
    ids=[
        "utf-8",
        "a mark before utf-8",
        "utf-16",
        "utf-16 big end first",
        "utf-16 without a mark",
        "TCVN3",
        "VNI",
        "TCVN3 saved as Unicode",
        "VIQR",
        "Windows-1258",
    ],
)
def test_a_text_file_keeps_encoding_line_ends_and_byte_order_mark(data: bytes) -> None:
    plain = plain_text(data, "a.txt")
    asked = safe(plain.text, [change(plain.text, "các các", "các"), change(plain.text, "hoà bình", "hòa bình")])
    new = rewritten(data, Path("a.txt"), plain.text, asked, plain.original)
    assert plain_text(new, "a.txt").text == TEXT.replace("các các", "các").replace("hoà", "hòa")
    same = next(at for at, (one, other) in enumerate(zip(data, new, strict=False)) if one != other)
    assert same >= len("Báo cáo kết quả các ".encode("cp1252", "ignore"))
    assert data[-12:] == new[-12:]


def test_words_an_old_encoding_cannot_hold_are_refused() -> None:
    data = "B¸o c¸o kÕt qu¶ c¸c c¸c hßa gi¶i\r\n§· tiÕp nhËn hoµ b×nh".encode("cp1252")
    plain = plain_text(data, "a.txt")
    with pytest.raises(InputError, match="old encoding"):
        rewritten(data, Path("a.txt"), plain.text, [Amendment(Span(0, 3), "→")], plain.original)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>các các</p></body></html>", encoding="utf-8")
    with pytest.raises(NotMended, match=r"a \.html file is not mended"):
        amend(open_document(path), [Amendment(Span(3, 7), "")], DATE)


def test_a_file_in_a_zip_is_refused(make_zip: Callable[..., Path]) -> None:
    bundle = make_zip({"a.txt": "Báo cáo các các"}, "bundle.zip")
    with pytest.raises(InputError, match="unpack the zip"):
        amend(open_document(bundle / "a.txt"), [Amendment(Span(11, 15), "")], DATE)


def test_a_text_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Báo cáo các các", encoding="utf-8")
    document = open_document(path)
    path.write_text("Báo cáo khác", encoding="utf-8")
    with pytest.raises(InputError, match="not the one that was read"):
        amend(document, [Amendment(Span(11, 15), "")], DATE)
    assert path.read_text(encoding="utf-8") == "Báo cáo khác"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Báo cáo các các", encoding="utf-8")
    document = open_document(path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OutputError, match="Permission denied"):
        amend(document, [Amendment(Span(11, 15), "")], DATE)
    assert path.read_text(encoding="utf-8") == "Báo cáo các các"
