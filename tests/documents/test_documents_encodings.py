"""Old Vietnamese encodings are told by what they say, converted, and lead back to the bytes they came from."""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.documents.letters.encodings import Encoding, Undecided, of_bytes, of_text
from danvan.documents.letters.fonts import OldFonts, without_fonts
from danvan.documents.letters.original import Original, Unit
from danvan.documents.letters.syllables import is_syllable
from danvan.documents.letters.tables import TCVN3, VIQR, VNI
from danvan.documents.model import Document
from danvan.documents.opening import open_document
from danvan.documents.text.reader import read_text
from danvan.kernel.errors import EncodingUndecided, FormatDamaged, FormatUnknown, InputError
from danvan.kernel.span import Span

REPORT = (
    "Độc lập - Tự do - Hạnh phúc\nBáo cáo kết quả công tác dân vận, năm 2024: tiếp nhận 1.637 đơn,\n"
    "giải quyết 1.402 đơn (85,6%); còn lại 235 đơn – chưa đến hạn. Xã có 07 thôn và 288 đảng viên."
)
SAID = "của những người được trường nghĩa đều mỗi thửa ruộng quyết định giữ gìn khoẻ mạnh ưu tiên yêu nước kỹ thuật ỷ lại"
WORDS = [*SAID.split(), "12,5%", "(2.171)", "3/4;", "Đơn", "Xã"]
PROSE = st.lists(st.sampled_from(WORDS), min_size=8, max_size=40).map(" ".join)
SETTINGS = settings(max_examples=80, deadline=None)


def written(text: str, table: dict[str, str]) -> str:
    """`text` as someone wrote it in an old encoding, seen without its font."""
    back = {letter: signs for signs, letter in reversed(table.items())}
    return "".join(back.get(sign) or back.get(sign.lower(), sign) for sign in text)


def as_windows(text: str) -> bytes:
    """`text` as Windows-1258 holds it: vowels with their shape, tones apart."""
    found = []
    for sign in text:
        shape, *tone = list(unicodedata.normalize("NFD", sign))
        shapes = [mark for mark in tone if mark in "\u0302\u0306\u031b"]
        base = unicodedata.normalize("NFC", shape + "".join(shapes))
        found.append(base + "".join(mark for mark in tone if mark not in shapes))
    return "".join(found).encode("cp1258")


WRITERS: dict[Encoding, Callable[[str], bytes]] = {
    Encoding.TCVN3: lambda text: written(text, TCVN3).encode("cp1252"),
    Encoding.VNI: lambda text: written(text, VNI).encode("cp1252"),
    Encoding.WINDOWS: as_windows,
    Encoding.VIQR: lambda text: "".join(
        f"\\{sign}" if sign in "^(+'`?~." else written(sign, VIQR) for sign in text.replace("–", "-")
    ).encode("ascii"),
}  # fmt: skip


@pytest.mark.parametrize("encoding", WRITERS)
def test_a_report_in_an_old_encoding_reads_as_unicode(encoding: Encoding) -> None:
    document = read_text(WRITERS[encoding](REPORT), "a.txt")
    assert document.text == (REPORT.replace("–", "-") if encoding is Encoding.VIQR else REPORT)
    assert encoding.split("-")[0].split()[0] in document.warnings[0]


@pytest.mark.parametrize("encoding", WRITERS)
@given(prose=PROSE)
@SETTINGS
def test_any_text_reads_back_and_leads_to_its_bytes(encoding: Encoding, prose: str) -> None:
    data = WRITERS[encoding](f"{REPORT} {prose}")
    document = read_text(data, "a.txt")
    assert document.text.endswith(prose)
    start = len(document.text) - len(prose)
    span = original(document).span(Span(start, len(document.text)))
    assert data[span.start : span.end] == WRITERS[encoding](prose)


def original(document: Document) -> Original:
    assert document.original is not None
    return document.original


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_an_old_encoding_hidden_in_utf8_counts_characters(encoding: Encoding) -> None:
    seen = WRITERS[encoding](REPORT).decode("cp1252")
    document = read_text(seen.encode(), "a.txt")
    assert document.text == REPORT
    at = document.text.index("1.637")
    span = original(document).span(Span(at, at + 5))
    assert (original(document).unit, seen[span.start : span.end]) == (Unit.CHARACTER, "1.637")


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_bytes(tmp_path: Path, order: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.encode(order))
    document = open_document(path)
    assert (document.text, document.original, document.warnings) == (REPORT, None, ())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_stays_as_it_was_written(form: str) -> None:
    text = unicodedata.normalize(form, REPORT)  # type: ignore[arg-type]
    document = read_text(text.encode(), "a.txt")
    assert (document.text, document.original) == (text, None)


def test_headings_in_capitals_are_capitals_in_tcvn3() -> None:
    seen = "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM\nUû ban nh©n d©n x· B×nh An, §¶ng uû x· tiÕp nhËn 15 ®¬n"
    assert read_text(seen.encode("cp1252"), "a.txt").text == (
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nUỷ ban nhân dân xã Bình An, Đảng uỷ xã tiếp nhận 15 đơn"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Bao cao ket qua. Nam 2024 xa co 15 vu. Don vi da giai quyet. Ho so. Cong ty (moi). Ai?",
        "x^2 + y^2 = 12; a' + b' = 3. It's all the same. Why? Who are you?",
        "Café, naïve, Größe",
        "làm xã bà và",
    ],
)
def test_what_is_not_surely_old_stays(text: str) -> None:
    assert of_text(text) is Encoding.UNICODE
    assert read_text(text.encode(), "a.txt").text == text


def test_letters_that_fit_two_encodings_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def doubt(_: bytes) -> Encoding:
        raise Undecided((Encoding.TCVN3, Encoding.VNI))

    monkeypatch.setattr("danvan.documents.letters.encodings.of_bytes", doubt)
    with pytest.raises(EncodingUndecided, match=r"TCVN3 \(ABC\), VNI-Windows"):
        read_text(b"B\xb8o c\xb8o", "a.txt")


@pytest.mark.parametrize("text", ["Größe übergroß", "é", "naïve façade déjà"])
def test_a_text_in_another_tongue_is_no_report(text: str) -> None:
    with pytest.raises(FormatUnknown, match="old encoding"):
        read_text(text.encode("cp1252"), "a.txt")


def test_letters_lost_to_question_marks_are_said() -> None:
    document = read_text("Xã đã ti?p nh?n và gi?i quy?t 15 đơn".encode(), "a.txt")
    assert "question marks" in document.warnings[0]
    assert read_text(b"http://a.vn/x?id=1&b?c=2 p?q?r http://a.vn/?id=4", "a.txt").warnings == ()


@given(data=st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read_text(data, "a.txt")
    except (InputError, FormatDamaged):
        return
    if document.original:
        end = document.original.span(Span(0, len(document.text))).end
        assert end == len(data if document.original.unit is Unit.BYTE else data.decode("utf-8-sig"))


@given(data=st.binary(min_size=2000, max_size=4000))
@settings(max_examples=30, deadline=None)
def test_noise_is_in_no_encoding(data: bytes) -> None:
    with pytest.raises(Undecided):
        of_bytes(data.replace(b"\0", b""))


@pytest.mark.parametrize("word", ["nghiêng", "Quyết", "giếng", "gì", "khuỷu", "ĐƯỜNG", "hoà", "hòa", "yêu", "ngoằn", "ươm"])
def test_a_syllable_is_one(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["xã·", "tiÕp", "càc", "báò", "str", "wé", "ngưởc", "a" * 100])
def test_what_no_syllable_can_be_is_none(word: str) -> None:
    assert not is_syllable(word)


def font(text: str, name: str = ".VnTime") -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RUNS = {
    "TCVN3": (font("Uû ban nh©n d©n x· tiÕp nhËn 15 ®¬n"), "Uỷ ban nhân dân xã tiếp nhận 15 đơn"),
    "VNI": (font("Uûy ban nhaân daân xaõ tieáp nhaän 15 ñôn", "VNI-Times"), "Ủy ban nhân dân xã tiếp nhận 15 đơn"),
    "capitals by font": (font("b¸o c¸o quý", ".VnTimeH"), "BÁO CÁO QUÝ"),
    "a letter that looks like a soft hyphen": (font("ng\u00adêi d©n"), "người dân"),
    "a letter that LibreOffice takes for one": (
        font("ng") + font("").replace('<w:t xml:space="preserve"></w:t>', "<w:softHyphen/>") + font("êi d©n"),
        "người dân",
    ),
    "a word cut by runs": (font("nh") + font("©") + font("n d©n"), "nhân dân"),
    "a vowel cut from its mark": (font("nha", "VNI-Times") + font("ân daân", "VNI-Times"), "nhân dân"),
    "two fonts": (font("x· ") + font("tiếp nhận", "Times New Roman"), "xã tiếp nhận"),
    "Unicode under an old name": (font("xã tiếp nhận 15 đơn"), "xã tiếp nhận 15 đơn"),
    "Unicode without a sure letter": (font("tiếp nhận") + font(" và làm xã bà"), "tiếp nhận và làm xã bà"),
    "Unicode in capitals by font": (font("Đảng bộ", ".VnTimeH"), "Đảng bộ"),
}


@pytest.mark.parametrize(("runs", "shown"), RUNS.values(), ids=RUNS)
def test_a_word_file_in_old_fonts_reads_as_it_shows(read_word: Callable[..., Document], runs: str, shown: str) -> None:
    assert read_word(f"<w:p>{runs}</w:p>").text == shown


def test_an_old_font_of_the_whole_file_is_converted_and_said(read_word: Callable[..., Document]) -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault></w:docDefaults>'
    document = read_word("<w:p><w:r><w:t>d©n vËn</w:t></w:r></w:p>", styles=styles)
    assert document.text == "dân vận"
    assert "old font" in document.warnings[0]
    theme = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'
    assert read_word(f"<w:p><w:r>{theme}<w:t>l©u</w:t></w:r></w:p>", styles=styles).text == "l©u"


def test_the_number_of_a_list_is_converted_too(read_word: Callable[..., Document]) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="§iÒu %1."/>{fonts}</w:lvl>'
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{one}'
    properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    assert read_word(f"<w:p>{properties}<w:r><w:t>a</w:t></w:r></w:p>", numbering=numbering).text == "Điều 1. a"


def test_cells_without_fonts_are_converted_when_all_read_so() -> None:
    seen = ["Sè ®¬n tiÕp nhËn", "1.637", "Tæng céng", "x· B×nh An"]
    assert without_fonts(seen) == ["Số đơn tiếp nhận", "1.637", "Tổng cộng", "xã Bình An"]
    assert without_fonts([*seen, "Đơn vị"]) == [*seen, "Đơn vị"]


@given(prose=PROSE, cuts=st.lists(st.integers(0, 300), max_size=12), old=st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
@SETTINGS
def test_runs_cut_anywhere_change_nothing(prose: str, cuts: list[int], old: Encoding) -> None:
    seen = WRITERS[old](prose).decode("cp1252")
    places = sorted({0, len(seen), *(cut for cut in cuts if cut < len(seen))})
    texts = [seen[start:end] for start, end in pairwise(places)]
    name = {Encoding.TCVN3: ".VnTime", Encoding.VNI: "VNI-Times"}[old]
    assert "".join(OldFonts().convert(texts, [name] * len(texts))) == prose
