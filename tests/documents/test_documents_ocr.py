"""Scans and pictures of pages: recognised where tesseract is, what is doubtful told; else a sentence says what to install."""

import os
import random
import shutil
import stat
import struct
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from danvan.catalogue.loading import load_catalogue
from danvan.documents.model import Document
from danvan.documents.opening import open_document
from danvan.documents.page.words import Word
from danvan.documents.scan import image, tesseract
from danvan.documents.scan.digits import mended
from danvan.documents.scan.reader import DOUBTFUL, LEFT_OUT, RECOGNISED
from danvan.documents.scan.spaces import gaps_in, spaced
from danvan.documents.scan.tesseract import LanguageMissing, PageTooHard, RecogniserFailed, RecogniserMissing
from danvan.kernel.errors import ExtraMissing, FileEmpty, FileTooLarge, FormatDamaged, NothingRecognised
from danvan.reading.read import read_document

REPORT = Path(__file__).parents[2] / "examples" / "xa-dien-lo.txt"
PAGE = """<html><head><meta charset="utf-8"><style>body {font: 13pt 'Liberation Serif'}</style></head><body>
<p>ỦY BAN NHÂN DÂN XÃ ĐÔNG HẢI</p><p>BÁO CÁO</p>
<p>Đã tiếp nhận 206 hồ sơ; giải quyết 1.637 hồ sơ, đạt 83,39%; thu ngân sách 8.254,817 triệu đồng.</p>
<table border="1" cellspacing="0" cellpadding="6"><tr><td>Lĩnh vực</td><td>Tiếp nhận</td><td>Giải quyết</td></tr>
<tr><td>Hộ tịch</td><td>342</td><td>27</td></tr><tr><td>Đất đai</td><td>77</td><td>9</td></tr></table>
<p>CHỦ TỊCH</p><p>Nguyễn Văn An</p></body></html>"""
needs_tesseract = pytest.mark.skipif(
    not (tesseract.program() and shutil.which("soffice")) and not os.environ.get("CI"),
    reason="tesseract or LibreOffice is not installed",
)


def printed(path: Path) -> list[Image.Image]:
    """The pages of an HTML or text file as a scanner at 200 dots per inch would see them, were they laid on it straight."""
    filters = {".html": "HTML (StarWriter)", ".txt": "Text (encoded):UTF8,LF,Liberation Serif,vi-VN,"}
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, f"--infilter={filters[path.suffix]}", "--convert-to", "pdf:writer_pdf_Export"]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=300)
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
        return [page.render(scale=200 / 72, grayscale=True).to_pil() for page in pdf]


def scanned(page: Image.Image, degrees: float = 0.5) -> Image.Image:
    """A page laid on slightly askew, on paper with a grain."""
    turned = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    grain = random.Random(4).randbytes(turned.width * turned.height)  # noqa: S311 - a test, not a secret
    return ImageChops.add(
        turned, Image.frombytes("L", turned.size, grain).point(lambda value: 128 + (value - 128) // 6), 1, -128
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(PAGE, encoding="utf-8")
    return printed(path)[0]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """read(picture, …): the Document of a picture of these pages."""

    def open_saved(first: Image.Image, *others: Image.Image, name: str = "scan.png") -> Document:
        path = tmp_path / name
        more = {"save_all": True, "append_images": others} if others else {}
        first.save(path, dpi=(200, 200), **more)
        return open_document(path)

    return open_saved


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """stand_in(script): a program called instead of tesseract."""

    def make(script: str) -> None:
        path = tmp_path / "tesseract"
        path.write_text(f'#!/bin/sh\ncase "$*" in --list-langs) echo vie; exit;; esac\n{script}\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(tesseract, "program", lambda: str(path))

    return make


@pytest.mark.office
@needs_tesseract
def test_a_scanned_report_gives_the_figures_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT.read_text(encoding="utf-8"), encoding="utf-8")
    first, *others = [scanned(one) for one in printed(path)]
    scan = tmp_path / "scan.pdf"
    first.save(scan, resolution=200, save_all=True, append_images=others)
    catalogue = load_catalogue()
    document = open_document(scan)
    wanted, found = (
        Counter(str(figure.quantity) for figure in read_document(one, catalogue).figures)
        for one in (open_document(path), document)
    )
    assert (wanted & found).total() >= 0.95 * wanted.total()
    assert (wanted & found).total() >= 0.95 * found.total()
    assert document.warnings[0] == RECOGNISED
    assert len(document.pages) == len(others) + 1


@pytest.mark.office
@needs_tesseract
def test_a_table_of_a_scan_is_a_grid(page: Image.Image, read: Callable[..., Document]) -> None:
    document = read(scanned(page))
    (table,) = [block.table for block in document.blocks if block.table]
    cells = [cell.span.of(document.text) for cell in table.cells]
    assert (table.height, table.width) == (3, 3)
    assert [cells[at] for at in (4, 5, 7, 8)] == ["342", "27", "77", "9"]
    assert cells[6] == "Đất đai"
    assert "đạt 83,39%; thu ngân sách 8.254" in document.text.replace("\n", " ")


@pytest.mark.office
@needs_tesseract
@pytest.mark.parametrize("degrees", [0.0, 0.5])
def test_a_comma_that_may_have_been_taken_for_a_point_is_told(
    page: Image.Image, read: Callable[..., Document], degrees: float
) -> None:
    document = read(scanned(page, degrees))
    doubted = [one.span.of(document.text) for one in document.doubtful]
    assert "8.254,817" in document.text or "8.254.817" in doubted


@pytest.mark.office
@needs_tesseract
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_laid_on_its_side_is_turned_upright(page: Image.Image, read: Callable[..., Document], quarters: int) -> None:
    assert "Đã tiếp nhận 206 hồ sơ" in read(page.rotate(90 * quarters, expand=True), name="scan.jpg").text


@pytest.mark.office
@needs_tesseract
def test_words_beneath_a_red_seal_are_read(page: Image.Image, read: Callable[..., Document]) -> None:
    words = ImageChops.invert(page).getbbox()
    assert words
    left, bottom = words[0], words[3]
    sealed = page.convert("RGB")
    seal = Image.new("RGB", sealed.size, "white")
    pen = ImageDraw.Draw(seal)
    pen.ellipse((left - 60, bottom - 200, left + 220, bottom + 80), outline=(215, 30, 45), width=9)
    for row in range(bottom - 130, bottom + 10, 24):
        pen.line((left - 20, row, left + 180, row), fill=(215, 30, 45), width=7)
    document = read(ImageChops.multiply(sealed, seal))
    assert document.text.endswith("CHỦ TỊCH\nNguyễn Văn An")


@pytest.mark.office
@needs_tesseract
def test_every_page_of_a_tiff_is_read(page: Image.Image, read: Callable[..., Document]) -> None:
    document = read(page, page, name="scan.tiff")
    assert (document.format, len(document.pages)) == ("tif", 2)
    assert document.text.count("Nguyễn Văn An") == 2


@pytest.mark.office
@needs_tesseract
def test_a_picture_page_among_text_pages_is_recognised(page: Image.Image, tmp_path: Path) -> None:
    text = tmp_path / "text.html"
    text.write_text("<html><body><p>" + "Trang thu nhat co 12 to hoa giai. " * 20 + "</p></body></html>", encoding="utf-8")
    printed(text)
    page.save(tmp_path / "picture.pdf", resolution=200)
    mixed = pypdfium2.PdfDocument.new()
    for name in ("text.pdf", "picture.pdf"):
        with pypdfium2.PdfDocument(tmp_path / name) as one:
            mixed.import_pages(one)
    mixed.save(tmp_path / "mixed.pdf")
    mixed.close()
    document = open_document(tmp_path / "mixed.pdf")
    first, second = (span.of(document.text) for span in document.pages)
    assert "12 to hoa giai" in first
    assert "206 hồ sơ" in second


@pytest.mark.office
@needs_tesseract
def test_a_white_page_has_nothing_to_recognise(read: Callable[..., Document]) -> None:
    with pytest.raises(NothingRecognised):
        read(Image.new("L", (1654, 2339), 255))


def test_without_tesseract_the_way_out_is_said(read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "program", lambda: "")
    with pytest.raises(RecogniserMissing, match=r"scan\.png.*apt install tesseract-ocr tesseract-ocr-vie"):
        read(Image.new("L", (100, 100)))
    with pytest.raises(RecogniserMissing, match=r"scan\.pdf"):
        read(Image.new("L", (1654, 2339)), name="scan.pdf")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
def test_a_tesseract_without_vietnamese_is_said(read: Callable[..., Document], stand_in: Callable[[str], None]) -> None:
    stand_in("")
    script = Path(tesseract.program())
    script.write_text("#!/bin/sh\necho eng\n", encoding="utf-8")
    with pytest.raises(LanguageMissing, match="has not learnt Vietnamese"):
        read(Image.new("L", (100, 100)))


def test_without_pillow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "scan.png"
    Image.new("L", (100, 100)).save(path)
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ExtraMissing, match=r"danvan\[ocr\]"):
        open_document(path)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
def test_a_page_without_end_is_ended(
    read: Callable[..., Document], stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in("sleep 60")
    monkeypatch.setattr(tesseract, "SECONDS", 1)
    with pytest.raises(PageTooHard, match="page 1 were not recognised within 1 seconds"):
        read(Image.new("L", (100, 100), 255))


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
def test_a_page_tesseract_cannot_read_is_said(read: Callable[..., Document], stand_in: Callable[[str], None]) -> None:
    stand_in("echo 'Image too small to scale!!' >&2; exit 1")
    with pytest.raises(RecogniserFailed, match=r"page 1 \(Image too small"):
        read(Image.new("L", (100, 100), 255))


ANSWER = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
4\t1\t1\t1\t1\t0\t100\t100\t400\t40\t-1\t
5\t1\t1\t1\t1\t1\t100\t100\t80\t40\t96.2\tBáo
5\t1\t1\t1\t1\t2\t200\t100\t80\t40\t31.8\tcaó
5\t1\t1\t1\t1\t3\t300\t100\t10\t40\t95.0\t|
"""


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
def test_words_recognised_with_little_confidence_are_doubtful(
    read: Callable[..., Document], stand_in: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "answer").write_text(ANSWER, encoding="utf-8")
    stand_in(f'case "$*" in *osd*) exit 1;; esac; cat {tmp_path}/answer')
    document = read(Image.new("L", (1654, 2339), 255))
    assert document.text == "Báo caó"
    assert [(one.span.of(document.text), one.confidence) for one in document.doubtful] == [("caó", 32)]
    assert document.warnings == (RECOGNISED, DOUBTFUL)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
def test_a_page_that_cannot_be_read_does_not_stop_the_others(
    read: Callable[..., Document], stand_in: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "answer").write_text(ANSWER, encoding="utf-8")
    stand_in(f"mkdir {tmp_path}/first 2>/dev/null && exit 1; cat {tmp_path}/answer")
    document = read(Image.new("L", (1654, 2339), 255), Image.new("L", (1654, 2339), 255), name="scan.tiff")
    assert document.text == "Báo caó"
    assert LEFT_OUT in document.warnings


def png(width: int, height: int) -> bytes:
    """The first bytes of a picture that claims this size."""
    header = struct.pack(">II5B", width, height, 8, 0, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
@pytest.mark.parametrize(("width", "height"), [(100_000, 100_000), (12_000, 12_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_an_absurd_size_is_refused_by_its_header(
    tmp_path: Path, stand_in: Callable[[str], None], width: int, height: int
) -> None:
    stand_in("")
    path = tmp_path / "bomb.png"
    path.write_bytes(png(width, height))
    with pytest.raises(FileTooLarge, match="million points"):
        open_document(path)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.tiff", "scan.bmp", "scan.webp", "scan.gif"])
def test_a_picture_cut_short_is_damaged_wherever_it_is_cut(tmp_path: Path, stand_in: Callable[[str], None], name: str) -> None:
    stand_in("")
    path = tmp_path / name
    Image.effect_noise((200, 280), 60).save(path)
    data = path.read_bytes()
    for end in range(100, len(data) - 2000, len(data) // 7):
        path.write_bytes(data[:end])
        with pytest.raises((FormatDamaged, FileEmpty, NothingRecognised)):
            open_document(path)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for tesseract")
@pytest.mark.parametrize("name", ["scan.png", "scan.jpg", "scan.tiff", "scan.bmp", "scan.webp", "scan.gif"])
def test_a_picture_with_broken_bytes_is_read_or_refused(tmp_path: Path, stand_in: Callable[[str], None], name: str) -> None:
    (tmp_path / "answer").write_text(ANSWER, encoding="utf-8")
    stand_in(f"cat {tmp_path}/answer")
    path = tmp_path / name
    Image.effect_noise((60, 84), 60).save(path)
    data = path.read_bytes()
    chance = random.Random(name)  # noqa: S311 - a test, not a secret
    for _ in range(6):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 5)):
            broken[chance.randrange(12, min(len(data), 600))] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
        path.write_bytes(broken)
        try:
            open_document(path)
        except (FormatDamaged, FileEmpty, FileTooLarge, NothingRecognised):
            continue


def test_a_tiff_of_too_many_pages_is_too_large(
    read: Callable[..., Document], monkeypatch: pytest.MonkeyPatch, stand_in: Callable[[str], None]
) -> None:
    stand_in("")
    monkeypatch.setattr(image, "MAX_FRAMES", 1)
    with pytest.raises(FileTooLarge, match="a picture of 2 pages"):
        read(Image.new("L", (9, 9)), Image.new("L", (9, 9)), name="scan.tiff")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_a_picture_of_any_kind_becomes_grey(mode: str) -> None:
    made = Image.new(mode, (300, 400), 0 if mode in {"1", "L", "P", "I;16", "I", "F"} else None)
    picture = image._ready(made)
    assert picture.image.mode == "L"
    assert picture.dpi == 300


MENDED = {
    "1.O37": "1.037", "2O24": "2024", "20l8": "2018", "l.637": "1.637", "l50": "150", "1O": "10", "2,O5": "2,05", "2I4": "214",
    "l,5": "1,5", "(2O24)": "(2024)",
}  # fmt: skip
KEPT = ["O5", "I.2", "2l", "5o", "l.", "l5", "H2O", "QL1A", "10/2O22/QH15", "a.1"]


@pytest.mark.parametrize(("seen", "meant"), [*MENDED.items(), *((one, one) for one in KEPT)])
def test_a_letter_within_a_number_is_mended_only_where_certain(seen: str, meant: str) -> None:
    (word,) = mended([Word(seen, 0, 0, 30, 10, 10)])
    assert word.text == meant
    assert (word.confidence < 60) == (seen != meant)


@pytest.mark.parametrize(
    ("words", "gap", "meant"),
    [
        (("1.", "637"), 1.5, ["1.637"]),
        (("12", ".485"), 1.5, ["12.485"]),
        (("1.", "637"), 5.0, ["1.", "637"]),
        (("2021.", "637"), 1.5, ["2021.", "637"]),
        (("83,", "39%"), 1.5, ["83,", "39%"]),
        (("1.", "63"), 1.5, ["1.", "63"]),
        (("12", "485"), 1.5, ["12", "485"]),
    ],
)
def test_a_number_taken_apart_is_whole_again_only_where_certain(words: tuple[str, str], gap: float, meant: list[str]) -> None:
    first, then = words
    assert [one.text for one in mended([Word(first, 0, 0, 10, 10, 10), Word(then, 10 + gap, 0, 30, 10, 10)])] == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("hànhchính", "hành chính"), ("Tỷlệ", "Tỷ lệ"), ("vớinăm,", "với năm,"), ("được", "được"), ("video", "video"),
     ("Sốthủtục", "Sốthủtục"), ("UBNDxã", "UBNDxã")],
)  # fmt: skip
def test_a_lost_space_is_put_back_where_there_is_one_way(seen: str, meant: str) -> None:
    assert spaced(seen) == meant


def test_the_picture_tells_between_two_ways_to_part_a_word() -> None:
    image = Image.new("L", (120, 40), 255)
    pen = ImageDraw.Draw(image)
    for letter, left in enumerate((0, 18, 56, 74, 92, 106)):
        pen.rectangle((left, 4, left + 14 - 2 * (letter > 3), 36), fill=0)
    assert gaps_in(image.crop((0, 0, 118, 40)), 1) == [pytest.approx(0.36, abs=0.05)]
    assert spaced("Hộtịch", lambda count: gaps_in(image.crop((0, 0, 118, 40)), count)) == "Hộ tịch"
    assert spaced("Hộtịch") == "Hộtịch"
