"""A unit's own report, a consolidated one and a letter look on paper as they did when somebody last looked."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageChops

PICTURES = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("pictures.py"))))
NAMES = ("own.docx", "consolidated.docx", "letter.docx", "own.pdf", "consolidated.pdf")
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    if (missing := PICTURES.lacking()) and PICTURES.must_compare():
        pytest.fail(f"CI needs {missing}")
    if missing:
        pytest.skip(f"needs {missing}")
    return PICTURES.documents(tmp_path_factory.mktemp("documents"))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_looks_as_it_did(name, documents, tmp_path):
    pages, kept = PICTURES.thumbnails(documents[name]), PICTURES.golden(name)
    PICTURES.save(name, pages, tmp_path)
    where = f"The new pictures are in {tmp_path}, the document is {documents[name]}."
    meant = f"{where} If it is meant to be so, look at it and run `python tests/composing/make_golden.py`."
    assert len(pages) == len(kept), f"{name} has {len(pages)} pages, not {len(kept)}. {meant}"
    for page, (new, old) in enumerate(zip(pages, kept, strict=True), start=1):
        apart, left, top = PICTURES.worst(new, old)
        place = f"{left:.0f} mm from the left and {top:.0f} mm from the top"
        assert apart <= PICTURES.TOLERANCE, f"{name}, page {page}, {place}: {apart:.3f} of black apart. {meant}"


@pytest.mark.parametrize(("right", "down"), [(0, 3), (4, 0)])
def test_a_page_moved_by_a_centimetre_is_seen(right, down):
    page = PICTURES.golden("own.docx")[0]
    moved = ImageChops.offset(page, right, down)
    assert PICTURES.worst(page, moved)[0] > PICTURES.TOLERANCE


def test_a_signature_on_the_other_side_is_seen():
    page = PICTURES.golden("own.docx")[-1]
    middle = PICTURES.SIZE[0] * 112 // 210
    other = Image.new("L", page.size, 255)
    other.paste(page.crop((0, 0, middle, page.height)), (page.width - middle, 0))
    other.paste(page.crop((middle, 0, page.width, page.height)), (0, 0))
    assert PICTURES.worst(page, other)[0] > PICTURES.TOLERANCE
