"""The words of a .docx are what Word shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from danvan.documents.model import BlockKind, Document
from danvan.documents.opening import open_document

ReadWord = Callable[..., Document]

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="Tiêu đề nhỏ"/><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="character" w:styleId="d"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="e"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="f"><w:name w:val="Vòng"/><w:basedOn w:val="g"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="g"><w:name w:val="Vòng 2"/><w:basedOn w:val="f"/></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(result)}{mark('end')}"


CASES = {
    "runs are joined": (run("20") + run("6 hồ sơ"), "206 hồ sơ"),
    "a tab and a line break": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
    "a page break parts words": (run("a") + '<w:r><w:br w:type="page"/></w:r>' + run("b"), "a\nb"),
    "hyphens that do not break": ("<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "KH-UBND"),
    "soft hyphens": ("<w:r><w:t>dân</w:t><w:softHyphen/><w:t>\u00advận</w:t></w:r>", "dânvận"),
    "white space that is not kept": ("<w:r><w:t>\n  a </w:t><w:t>b</w:t></w:r>", "ab"),
    "a sign of the font Symbol": (run("tăng ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 5"), "tăng ≥ 5"),
    "a sign of Wingdings typed as a letter": (run("ü", '<w:rFonts w:ascii="Wingdings"/>') + run(" đạt"), "✓ đạt"),
    "the result of a field": (run("Trang ") + field(" PAGE ", "3"), "Trang 3"),
    "a field in a field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field("PAGE", "9")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("kết quả")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "kết quả",
    ),
    "a field left open": ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("còn đây"), "còn đây"),
    "a simple field": ('<w:fldSimple w:instr="NUMPAGES">' + run("12") + "</w:fldSimple>", "12"),
    "links and smart tags": (f"<w:hyperlink>{run('a')}</w:hyperlink><w:smartTag>{run('b')}</w:smartTag>", "ab"),
    "content controls": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>", "a"),
    "a hint nobody replaced": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Nhập ở đây')}</w:sdtContent></w:sdt>{run('a')}",
        "a",
    ),
    "tracked changes as accepted": (
        f"<w:ins>{run('335')}</w:ins><w:del>{run('320')}</w:del><w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('y')}</w:moveTo>",
        "335y",
    ),
    "hidden text": (run("a") + run("b", "<w:vanish/>") + run("c", '<w:vanish w:val="0"/>'), "ac"),
    "hidden by its style": (
        run("a") + run("b", '<w:rStyle w:val="d"/>') + run("c", '<w:rStyle w:val="d"/><w:vanish w:val="false"/>'),
        "ac",
    ),
    "capitals": (run("báo cáo", "<w:caps/>"), "BÁO CÁO"),
    "raised digits": (run("7,02 km") + run("2", '<w:vertAlign w:val="superscript"/>'), "7,02 km²"),
    "digits raised by hand": (run("km") + run("2", '<w:position w:val="8"/><w:sz w:val="19"/>'), "km²"),
    "a line shifted a little": (run("129", '<w:position w:val="-2"/><w:sz w:val="28"/>'), "129"),
    "lowered digits": (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "an equation": (
        "<m:oMath><m:f><m:fPr/><m:num><m:t>1.637</m:t></m:num><m:den><m:t>1.963</m:t></m:den></m:f><m:r><m:t>*100</m:t></m:r></m:oMath>",
        "1.637/1.963*100",
    ),
    "a power in an equation": (
        "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
        "m²",
    ),
    "parentheses and an index": (
        "<m:oMath><m:sSub><m:e><m:t>x</m:t></m:e><m:sub><m:t>1</m:t></m:sub></m:sSub><m:d><m:dPr/><m:e><m:t>2</m:t></m:e></m:d></m:oMath>",
        "x₁(2)",
    ),
    "a sign with no number": (run("a") + '<w:r><w:sym w:font="Symbol" w:char="x"/></w:r>', "a"),
    "a letter that is no sign in a symbol font": (run("ạ", '<w:rFonts w:ascii="Symbol"/>'), "ạ"),
    "a sum over a fraction bar": (
        "<m:oMath><m:f><m:num><m:r><m:t>1+2</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath>",
        "(1+2)/4",
    ),
}


@pytest.mark.parametrize(("content", "text"), CASES.values(), ids=CASES)
def test_a_paragraph_says_what_word_shows(read_word: ReadWord, content: str, text: str) -> None:
    assert read_word(f"<w:p>{content}</w:p>", styles=STYLES).text == text


def test_an_open_field_does_not_hide_the_next_paragraph(read_word: ReadWord) -> None:
    opening = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert read_word(f"<w:p>{run('a')}{opening}{run('mã')}</w:p><w:p>{run('b')}</w:p>").text == "a\nb"


def test_blank_paragraphs_are_left_out(read_word: ReadWord) -> None:
    document = read_word(f"<w:p/><w:p>{run('a')}</w:p><w:p>{run('  ')}</w:p><w:p>{run('b')}</w:p>")
    assert document.text == "a\nb"
    assert not document.hard_breaks
    assert document.format == "docx"


def test_a_block_carries_the_name_of_its_style(read_word: ReadWord) -> None:
    body = "".join(f"<w:p><w:pPr>{style}</w:pPr>{run('báo cáo')}</w:p>" for style in ("", '<w:pStyle w:val="c"/>'))
    document = read_word(body, styles=STYLES)
    assert [block.style for block in document.blocks] == ["Normal", "Tiêu đề nhỏ"]
    assert document.text == "báo cáo\nBÁO CÁO"


def test_styles_that_go_in_a_circle_do_no_harm(read_word: ReadWord) -> None:
    assert read_word(f'<w:p><w:pPr><w:pStyle w:val="f"/></w:pPr>{run("a")}</w:p>', styles=STYLES).text == "a"


def test_a_table_of_contents_is_furniture(read_word: ReadWord) -> None:
    document = read_word(f'<w:p><w:pPr><w:pStyle w:val="e"/></w:pPr>{run("I. Kết quả 3")}</w:p>', styles=STYLES)
    assert document.blocks[0].kind is BlockKind.FURNITURE


def test_a_paragraph_whose_end_is_deleted_runs_on(read_word: ReadWord) -> None:
    removed = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert read_word(f"<w:p>{removed}{run('đạt ')}</w:p><w:p>{run('95%')}</w:p>").text == "đạt 95%"
    assert read_word(f"<w:p>{removed}{run('đạt ')}</w:p>").text == "đạt"


BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"


def test_a_text_box_follows_its_paragraph_once(read_word: ReadWord) -> None:
    box = BOX.format(run("Mẫu số 01"))
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_word(f"<w:p>{run('a ')}{drawing}{run('b')}</w:p><w:p>{run('c')}</w:p>").text == "a b\nMẫu số 01\nc"


def test_a_drawing_may_offer_alternates_inside(read_word: ReadWord) -> None:
    choices = f"<mc:Choice>{BOX.format(run('a'))}</mc:Choice><mc:Fallback>{BOX.format(run('a'))}</mc:Fallback>"
    drawing = f"<w:drawing><mc:AlternateContent>{choices}</mc:AlternateContent><mc:AlternateContent/></w:drawing>"
    assert read_word(f"<w:p><w:r>{drawing}</w:r></w:p>").text == "a"


def test_an_old_text_box_is_read_too(read_word: ReadWord) -> None:
    assert read_word(f"<w:p><w:r><w:pict><v:textbox>{BOX.format(run('a'))}</v:textbox></w:pict></w:r></w:p>").text == "a"


def test_a_strict_word_file_is_read(make_zip: Callable[..., Path], word_entries: Callable[..., dict[str, str]]) -> None:
    usual = "http://schemas.openxmlformats.org"
    strict = {
        f"{usual}/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        f"{usual}/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    files = word_entries(f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>{run("báo cáo")}</w:p>', styles=STYLES)
    for old, new in strict.items():
        files = {name: content.replace(old, new) for name, content in files.items()}
    assert open_document(make_zip(files)).text == "BÁO CÁO"


def test_notes_stand_after_the_body_in_the_order_they_are_referred_to(read_word: ReadWord) -> None:
    def refer(kind: str, identifier: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'

    def note(kind: str, identifier: int, text: str) -> str:
        return f'<w:{kind} w:id="{identifier}"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}</w:p></w:{kind}>'

    document = read_word(
        f"<w:p>{run('đạt 95%')}{refer('footnote', 7)}{run(', còn 5%')}{refer('endnote', 1)}{refer('footnote', 3)}</w:p>",
        footnotes=note("footnote", 3, " hai") + note("footnote", 7, " Kế hoạch 34") + note("footnote", 9, "bỏ"),
        endnotes=note("endnote", 1, "cuối"),
    )
    assert document.text == "đạt 95%¹, còn 5%³²\n¹ Kế hoạch 34\n³ cuối\n² hai"
    assert [(block.kind, block.mark) for block in document.blocks[1:]] == [(BlockKind.NOTE, mark) for mark in "132"]


def test_a_mark_of_the_authors_own_is_kept(read_word: ReadWord) -> None:
    document = read_word(
        f"<w:p>{run('a')}<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>(*)</w:t></w:r></w:p>",
        footnotes=f'<w:footnote w:id="2"><w:p>{run("(*) Nguồn")}</w:p></w:footnote>',
    )
    assert document.text == "a(*)\n(*) Nguồn"
    assert document.blocks[1].mark == "(*)"


def test_page_headers_are_furniture_at_the_end(read_word: ReadWord) -> None:
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    document = read_word(
        f"<w:p><w:pPr>{section}</w:pPr>{run('a')}</w:p>{section}",
        header1=f"<w:p>{run('UBND xã')}</w:p><w:p>{field('PAGE', '2')}</w:p>",
    )
    assert document.text == "a\nUBND xã\n2"
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.FURNITURE]


WARNINGS = {
    "tracked changes": f"<w:ins>{run('a')}</w:ins>",
    "pictures": run("a") + "<w:r><w:drawing><pic:pic/></w:drawing></w:r>",
    "old font": run("x·", '<w:rFonts w:ascii=".VnTime"/>'),
    "note": run("a") + '<w:r><w:footnoteReference w:id="4"/></w:r>',
}


@pytest.mark.parametrize(("word", "content"), WARNINGS.items(), ids=WARNINGS)
def test_what_may_be_misread_is_said(read_word: ReadWord, word: str, content: str) -> None:
    (warning,) = read_word(f"<w:p>{content}</w:p>").warnings
    assert word in warning


def test_an_embedded_document_is_said(read_word: ReadWord) -> None:
    assert "embedded" in read_word(f"<w:p>{run('a')}</w:p><w:altChunk/>").warnings[0]


def test_a_missing_part_is_said(make_zip: Callable[..., Path], word_entries: Callable[..., dict[str, str]]) -> None:
    files = word_entries(f"<w:p>{run('a')}</w:p>", styles=STYLES)
    del files["word/styles.xml"]
    document = open_document(make_zip(files))
    assert document.text == "a"
    assert "missing" in document.warnings[0]
