"""How people set their own paragraphs stays when the report is composed again: in Word and in the PDF."""

import shutil
import subprocess
import zipfile
from io import BytesIO

import docx
import pypdfium2
import pytest

from danvan.composing.docx import to_bytes, write_docx
from danvan.composing.model import Run
from danvan.composing.office import Office
from danvan.composing.pdf import to_pdf
from danvan.composing.prose.edited import read_edited
from danvan.composing.prose.merging import merge

NUMBERING = """\
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
RELATION = (
    '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"'
    ' Target="numbering.xml"/></Relationships>'
)
STYLES = """\
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/><w:i/></w:rPr></w:style></w:styles>"""


@pytest.fixture
def edited(tmp_path, composed, sample):
    """The report with `added` behind the heading of its second part, as somebody would leave it in Word; and `changes` of its
    text."""

    def edit(added="", **changes):
        path = tmp_path / "report.docx"
        write_docx(composed(), path, made=sample.MADE)
        return path, put_in(path, added, changes)

    def put_in(path, added, changes):
        out = BytesIO()
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
            for name in source.namelist():
                content = source.read(name).decode() if name.endswith((".xml", ".rels")) else source.read(name)
                if name == "word/document.xml":
                    end = content.index("</w:p>", content.index("I. TIẾP CÔNG DÂN")) + len("</w:p>")
                    content = content[:end] + added + content[end:]
                    for old, new in changes.values():
                        assert old in content, old
                        content = content.replace(old, new, 1)
                elif name == "word/_rels/document.xml.rels":
                    content = content.replace("</Relationships>", RELATION)
                elif name == "word/styles.xml":
                    content = content.replace("</w:styles>", STYLES)
                elif name == "[Content_Types].xml":
                    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
                    said = f'<Override PartName="/word/numbering.xml" ContentType="{kind}"/></Types>'
                    content = content.replace("</Types>", said)
                target.writestr(name, content)
            target.writestr("word/numbering.xml", NUMBERING)
        path.write_bytes(out.getvalue())
        return read_edited(path, lambda _figure: None)

    return edit


def paragraph(*runs, settings=""):
    words = "".join(f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>" for text, look in runs)
    return f"<w:p><w:pPr>{settings}</w:pPr>{words}</w:p>"


def item(text, list_id, level=0):
    return paragraph((text, ""), settings=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def own(edited):
    return [each.line for each in edited.parts["reception"].own]


def said(line):
    return "".join(piece.text for piece in line)


def looks(line):
    return [(piece.text, piece.bold, piece.italic, piece.underline, piece.raised) for piece in line]


MIXED = paragraph(
    ("Xã ", ""), ("rất ", "<w:b/>"), ("chú trọng", "<w:b/>"), (" việc ", "<w:i/>"), ("này", "<w:u w:val='single'/>"),
    ("2", "<w:vertAlign w:val='superscript'/>"), (" luôn", '<w:rStyle w:val="Strong"/>'),
)  # fmt: skip
MIXED_LOOKS = [
    ("Xã ", False, False, False, False), ("rất chú trọng", True, False, False, False), (" việc ", False, True, False, False),
    ("này", False, False, True, False), ("2", False, False, False, True), (" luôn", True, False, False, False),
]  # fmt: skip


def test_what_people_made_bold_italic_underlined_or_raised_is_read(edited):
    _, found = edited(MIXED)
    assert [looks(line) for line in own(found)] == [MIXED_LOOKS]


@pytest.mark.parametrize(
    ("settings", "run", "bold", "italic"),
    [
        ('<w:pStyle w:val="Loud"/>', "", True, True),
        ('<w:pStyle w:val="Loud"/>', '<w:b w:val="0"/>', False, True),
        ('<w:pStyle w:val="Loud"/>', '<w:rStyle w:val="Strong"/>', False, True),
        ("", '<w:i w:val="false"/><w:u w:val="none"/>', False, False),
    ],
)
def test_a_look_is_worked_out_from_styles_as_word_does(settings, run, bold, italic, edited):
    _, found = edited(paragraph(("Lời.", run), settings=settings))
    assert looks(own(found)[0]) == [("Lời.", bold, italic, False, False)]


def test_composed_again_and_again_the_looks_stay(edited, composed, sample):
    path, found = edited(MIXED)
    for _ in range(2):
        model, _merged = merge(composed(), found)
        path.write_bytes(to_bytes(model, made=sample.MADE, office=Office(), edited=found))
        found = read_edited(path, lambda _figure: None)
        assert [looks(line) for line in own(found)] == [MIXED_LOOKS]
    runs = next(each for each in docx.Document(path).paragraphs if "chú trọng" in each.text).runs
    assert [(run.text, bool(run.bold), bool(run.italic), bool(run.underline)) for run in runs] == [
        look[:4] for look in MIXED_LOOKS
    ]


def test_the_pdf_shows_the_looks_too(edited, composed, sample):
    words = (("Chữ thường ", ""), ("chữ đậm ", "<w:b/>"), ("chữ nghiêng ", "<w:i/>"), ("cả hai", "<w:b/><w:i/>"))
    _, found = edited(paragraph(*words))
    pdf = to_pdf(merge(composed(), found)[0], made=sample.MADE, office=Office())
    fonts = fonts_of(pdf, "chữ đậm", "chữ nghiêng", "cả hai", "Chữ thường")
    told = {words: [look for look in ("Bold", "Italic") if look in name] for words, name in fonts.items()}
    assert told == {"Chữ thường": [], "chữ đậm": ["Bold"], "chữ nghiêng": ["Italic"], "cả hai": ["Bold", "Italic"]}


def fonts_of(pdf, *wanted):
    """Each of the words -> the name of the typeface of its first letter."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        said = text.get_text_range()
        for words in wanted:
            if words in said:
                found[words] = text.get_textobj(said.index(words)).get_font().get_base_name()
    return found


def test_lists_keep_their_dashes_and_numbers(edited):
    _, found = edited(item("một", 2) + item("nhánh", 2, 1) + item("hai", 2) + item("thứ nhất", 1) + item("thứ hai", 1))
    assert [said(line) for line in own(found)] == ["- một", "+ nhánh", "- hai", "1) thứ nhất", "2) thứ hai"]


def test_a_line_broken_by_hand_begins_a_paragraph(edited):
    _, found = edited("<w:p><w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t></w:r></w:p>")
    assert [said(line) for line in own(found)] == ["Một", "Hai"]


def test_pieces_of_one_look_are_one(edited):
    _, found = edited(paragraph(("Xã ", ""), ("An ", ""), ("Hòa", "")))
    assert own(found) == [(Run("Xã An Hòa", by="person"),)]


DOTS = "…" * 10
FILLED_IN = {
    "number": ("Số:          /BC-…", "Số: 15/BC-UBND"),
    "place": ("……, ngày … tháng … năm ……", "An Hòa, ngày 03 tháng 10 năm 2024"),
    "recipients": (f"- {DOTS};", "- Đảng ủy xã;"),
    "signer": (f">{DOTS}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ">Trần Thị B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
}


def test_a_frame_filled_in_by_hand_is_in_the_pdf_too(edited, composed, sample):
    _, found = edited(**FILLED_IN)
    assert found.head
    assert found.tail
    pdf = to_pdf(merge(composed(), found)[0], made=sample.MADE, office=Office(), edited=found)
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    for words in ("Số: 15/BC-UBND", "An Hòa, ngày 03 tháng 10 năm 2024", "Đảng ủy xã", "Trần Thị B",
                  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):  # fmt: skip
        assert text.count(words) == 1, words
    assert text.count("Trên đây là báo cáo tổng hợp") == 1
    assert "/BC-…" not in text


def test_a_frame_nobody_changed_is_ours_in_the_pdf(edited, composed, sample):
    _, found = edited()
    assert found.drawn == (None, None)
    with_frame = to_pdf(composed(), made=sample.MADE, office=Office(), edited=found)
    assert with_frame == to_pdf(composed(), made=sample.MADE, office=Office())


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_looks_and_lists_are_read_after_libreoffice_saved_the_report(edited, tmp_path):
    path, _ = edited(MIXED + item("một", 2) + item("hai", 1))
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "saved", path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    found = own(read_edited(tmp_path / "saved" / "report.docx", lambda _figure: None))
    assert looks(found[0]) == MIXED_LOOKS
    assert [said(line) for line in found[1:]] == ["- một", "1) hai"]
