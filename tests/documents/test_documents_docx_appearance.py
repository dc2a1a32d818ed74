"""How a Word file looks: what letters, paragraphs and pages inherit, and what of a damaged file stays unknown."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.documents.appearance import millimetres
from danvan.documents.docx.cascade import Cascade
from danvan.documents.docx.xml import parse
from danvan.documents.opening import open_document
from danvan.kernel.span import Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/></w:sectPr>'
)


@pytest.fixture
def look(word_file):
    """look(body, styles=…): the document with its appearance."""
    return lambda body, **parts: open_document(word_file(body, **parts), appearance=True)


def word(text="Báo cáo", properties="", *, paragraph=""):
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(name, properties="", *, based="", kind="paragraph", settings="", default=False):
    said = ' w:default="1"' if default else ""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{said}><w:name w:val="{name}"/>{basis}<w:pPr>{settings}</w:pPr>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def letters(document, paragraph=0, run=0):
    return document.appearance.paragraphs[paragraph].runs[run].letters


def spacing(document, paragraph=0):
    return document.appearance.paragraphs[paragraph].spacing


def fonts(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_a_document_has_no_appearance_unless_it_is_asked_for(word_file):
    assert open_document(word_file(word())).appearance is None


def test_the_text_is_the_same_with_and_without_appearance(word_file):
    path = word_file(word("Một") + "<w:tbl><w:tr><w:tc>" + word("Hai") + "</w:tc></w:tr></w:tbl>" + word("Ba"))
    assert open_document(path, appearance=True).text == open_document(path).text


def test_every_paragraph_stands_at_its_place_in_the_text(look):
    cells = "<w:tr><w:tc>" + word("Một") + word("Hai") + "</w:tc><w:tc>" + word("Ba") + "</w:tc></w:tr>"
    document = look(word("Đầu") + f"<w:tbl>{cells}</w:tbl>" + word("  Cuối ") + word("Một"))
    told = [(one.span.of(document.text), one.in_table) for one in document.appearance.paragraphs]
    assert told == [("Đầu", False), ("Một", True), ("Hai", True), ("Ba", True), ("Cuối", False), ("Một", False)]


def test_runs_of_one_look_are_one(look):
    run = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    document = look("<w:p>" + run.format("<w:b/>", "Báo ") + run.format("<w:b/>", "cáo ") + run.format("", "năm") + "</w:p>")
    told = [(run.span.of(document.text), run.letters.bold) for run in document.appearance.paragraphs[0].runs]
    assert told == [("Báo cáo ", True), ("năm", False)]


def test_a_look_comes_from_defaults_styles_and_the_run_in_this_order(look):
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts("Calibri")}<w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    styles = defaults + style("Base", fonts("Arial") + '<w:sz w:val="24"/>') + style("Text", '<w:sz w:val="26"/>', based="Base")
    text = '<w:pStyle w:val="Text"/>'
    document = look(word() + word(paragraph=text) + word("Một", '<w:sz w:val="28"/>', paragraph=text), styles=styles)
    told = [(letters(document, at).font, letters(document, at).size) for at in range(3)]
    assert told == [("Calibri", 22), ("Arial", 26), ("Arial", 28)]


def test_the_default_paragraph_style_is_that_of_paragraphs_that_name_none(look):
    document = look(word(), styles=style("Normal", '<w:sz w:val="26"/>', default=True))
    assert letters(document).size == 26


def test_a_character_style_that_is_bold_makes_bold_words_upright_again(look):
    styles = style("Head", "<w:b/>") + style("Strong", "<w:b/>", kind="character")
    strong, head = '<w:rStyle w:val="Strong"/>', '<w:pStyle w:val="Head"/>'
    document = look(
        word("a", strong) + word("b", strong, paragraph=head) + word("c", strong + "<w:b/>", paragraph=head), styles=styles
    )
    assert [letters(document, at).bold for at in range(3)] == [True, False, True]


def test_letters_with_marks_have_the_font_of_their_own_slot(look):
    mixed = '<w:rFonts w:ascii="Arial" w:hAnsi="Cambria"/>'
    document = look(word("2024", mixed) + word("Báo cáo", mixed))
    assert (letters(document, 0).font, letters(document, 1).font) == ("Arial", "Cambria")


def test_a_font_of_the_theme_is_called_by_its_own_name():
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    run = f'<w:rPr xmlns:w="{W}"><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="majorHAnsi" w:ascii="Arial"/></w:rPr>'
    cascade = Cascade(None, parse(theme.encode(), "report.docx"))
    look = cascade.run("", "", parse(run.encode(), "report.docx"))
    assert (look.of("2024").font, look.of("năm").font) == ("Calibri", "Calibri Light")


def test_a_style_of_a_table_counts_inside_it_only(look):
    styles = style("Grid", '<w:sz w:val="20"/>', kind="table", settings='<w:jc w:val="center"/>')
    table = '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tr><w:tc>' + word("trong") + "</w:tc></w:tr></w:tbl>"
    document = look(table + word("ngoài"), styles=styles)
    assert [(letters(document, at).size, spacing(document, at).align) for at in (0, 1)] == [(20, "center"), (None, "left")]


@pytest.mark.parametrize(
    ("settings", "field", "value"),
    [
        ('<w:jc w:val="both"/>', "align", "both"),
        ('<w:jc w:val="end"/>', "align", "right"),
        ('<w:ind w:firstLine="720"/>', "first_line", 720),
        ('<w:ind w:firstLine="720" w:hanging="360"/>', "first_line", -360),
        ('<w:ind w:left="500"/>', "left", 500),
        ('<w:spacing w:before="120"/>', "before", 120),
        ('<w:spacing w:before="120" w:beforeAutospacing="1"/>', "before", None),
        ('<w:spacing w:line="360"/>', "line_rule", "auto"),
        ('<w:spacing w:line="360" w:lineRule="exact"/>', "line_rule", "exact"),
        ('<w:ind w:firstLine="999999"/>', "first_line", None),
        ('<w:ind w:firstLine="1.5cm"/>', "first_line", None),
    ],
)
def test_a_paragraph_is_set_as_it_says(look, settings, field, value):
    assert getattr(spacing(look(word(paragraph=settings))), field) == value


def test_an_indent_typed_with_a_tab_is_not_told(look):
    document = look("<w:p><w:r><w:tab/><w:t>Thực hiện</w:t></w:r></w:p>")
    assert spacing(document).first_line is None


@pytest.mark.parametrize("size", ["0", "-4", "999999999999", "to", ""])
def test_an_absurd_size_is_unknown(look, size):
    assert letters(look(word(properties=f'<w:sz w:val="{size}"/>'))).size is None


@pytest.mark.parametrize("colour", ["auto", "đỏ", "12345", "FF00000"])
def test_a_colour_that_is_none_is_left_to_the_reader(look, colour):
    assert letters(look(word(properties=f'<w:color w:val="{colour}"/>'))).colour == ""


def test_styles_that_are_based_on_each_other_in_a_circle_end(look):
    styles = style("A", "<w:b/>", based="B") + style("B", "<w:i/>", based="A")
    document = look(word(paragraph='<w:pStyle w:val="A"/>'), styles=styles)
    assert (letters(document).bold, letters(document).italic) == (True, True)


def test_a_style_that_is_not_there_says_nothing(look):
    assert letters(look(word(paragraph='<w:pStyle w:val="Lost"/>'))).size is None


def test_the_page_is_measured_in_twips(look):
    (section,) = look(word() + SECTION).appearance.sections
    assert (section.width, section.left, section.landscape) == (11906, 1701, False)


def test_each_paragraph_knows_its_section(look):
    turned = SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    document = look(word("Một") + f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>" + word("Hai") + turned)
    assert [one.section for one in document.appearance.paragraphs] == [0, 1]
    assert [one.landscape for one in document.appearance.sections] == [False, True]


def test_what_a_section_was_before_a_tracked_change_is_no_section(look):
    changed = SECTION.replace("</w:sectPr>", "<w:sectPrChange><w:sectPr/></w:sectPrChange></w:sectPr>")
    assert len(look(word() + changed).appearance.sections) == 1


def test_a_page_without_a_size_is_unknown(look):
    (section,) = look(word() + "<w:sectPr/>").appearance.sections
    assert (section.width, section.top, section.numbers) == (None, None, ())


def test_a_header_that_is_missing_has_no_page_number(look):
    section = '<w:sectPr><w:headerReference w:type="default" r:id="lost"/></w:sectPr>'
    assert look(word() + section).appearance.sections[0].numbers == ()


def field(code, instruction="fldSimple"):
    if instruction == "fldSimple":
        return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return sign.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + sign.format("end")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<w:p><w:pPr><w:jc w:val="center"/></w:pPr>' + field(" PAGE ") + "</w:p>", ["center"]),
        ("<w:p>" + field("PAGE  \\* MERGEFORMAT", "complex") + "</w:p>", ["left"]),
        ("<w:p>" + field(" NUMPAGES ") + "</w:p>", []),
        ("<w:p>" + field(" PAGEREF _Toc1 ") + "</w:p>", []),
        ("<w:p><w:r><w:tab/></w:r>" + field(" PAGE ") + "</w:p>", [""]),
        ('<w:p><w:pPr><w:framePr w:xAlign="center"/></w:pPr>' + field(" PAGE ") + "</w:p>", ["center"]),
        ("<w:tbl><w:tr><w:tc><w:p>" + field(" PAGE ") + "</w:p></w:tc></w:tr></w:tbl>", [""]),
        ("<w:p><w:r><w:t>Trang 1</w:t></w:r></w:p>", []),
    ],
)
def test_a_page_number_is_a_field_and_stands_where_its_paragraph_is_set(look, content, told):
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    numbers = look(word() + section, header1=content).appearance.sections[0].numbers
    assert [one.align for one in numbers] == told


def test_the_first_page_is_another_only_where_the_section_says_so(look):
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    header = "<w:p>" + field(" PAGE ") + "</w:p>"
    apart, alike = (
        look(word() + f"<w:sectPr>{reference}{said}</w:sectPr>", header1=header).appearance.sections[0]
        for said in ("<w:titlePg/>", "")
    )
    assert (len(apart.numbers), len(apart.first), len(alike.first)) == (1, 0, 1)


def test_a_later_section_has_the_headers_of_the_one_before(look):
    reference = '<w:headerReference w:type="default" r:id="header1"/>'
    body = word("Một") + f"<w:p><w:pPr><w:sectPr>{reference}</w:sectPr></w:pPr></w:p>" + word("Hai") + "<w:sectPr/>"
    sections = look(body, header1="<w:p>" + field(" PAGE ") + "</w:p>").appearance.sections
    assert [len(one.numbers) for one in sections] == [1, 1]


def test_runs_are_cut_to_the_span_asked_for(look):
    document = look(word("Báo cáo", "<w:b/>"))
    assert [run.span for run in document.appearance.runs(Span(2, 5))] == [Span(2, 5)]


@given(st.integers(0, 31_680))
def test_millimetres_are_within_half_a_tenth_of_the_length(twips):
    exact = Decimal(twips) * Decimal("25.4") / 1440
    assert abs(millimetres(twips) - exact) <= Decimal("0.05")
