"""A file of people's paragraphs read against an outline."""

import pytest

from danvan.composing.prose.errors import TextPartTwice
from danvan.composing.prose.given import bound, read_given
from danvan.composing.prose.placing import with_given


@pytest.fixture
def file(tmp_path):
    def write(words):
        path = tmp_path / "own.md"
        path.write_text(words, encoding="utf-8")
        return path

    return write


def test_a_heading_of_several_parts_needs_its_code(sample, file):
    first, *others = sample.outline().parts
    outline = sample.outline(parts=(first, *(part.model_copy(update={"heading": first.heading}) for part in others)))
    with pytest.raises(TextPartTwice, match="intro, reception, procedures, others"):
        read_given(file("## Tình hình báo cáo\n\nX."), outline)


@pytest.mark.parametrize("heading", ["## reception", "# I. Tiếp công dân", "## TIẾP CÔNG DÂN", "### Tiep cong dan ##"])
def test_a_part_is_known_by_its_code_or_its_heading(heading, sample, file):
    assert [each.part for each in read_given(file(f"{heading}\n\nX."), sample.outline())] == ["reception"]


def test_lines_of_a_paragraph_are_joined_and_empty_lines_part_them(sample, file):
    given = read_given(file("\ufeff## reception\nMột\nhai.\n\n\nBa.\n"), sample.outline())
    assert [(each.words, each.line) for each in given] == [("Một hai.", 2), ("Ba.", 6)]


def test_each_item_of_a_list_is_a_paragraph(sample, file):
    given = read_given(file("## reception\nGồm:\n- một\n  và nửa;\n* hai;\n+ ba.\n"), sample.outline())
    assert [(each.words, each.line) for each in given] == [("Gồm:", 2), ("- một và nửa;", 3), ("- hai;", 5), ("+ ba.", 6)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Tiếp {{ reception.visits }} công dân.", "Tiếp 53 lượt công dân."),
        ("Tiếp {{reception.visits}} lượt.", "Tiếp 53 lượt."),
        ("Đạt {{ procedures.on_time_rate }} hồ sơ.", "Đạt 98,61% hồ sơ."),
        ("Đạt {{ procedures.on_time_rate }}% hồ sơ.", "Đạt 98,61% hồ sơ."),
    ],
)
def test_a_figure_stands_with_its_unit_said_once(words, said, sample, composed, file):
    path = file(f"## reception\n\n{words}")
    lines = bound(read_given(path, sample.outline()), sample.usual(), path)["reception"]
    assert "".join(piece.text for piece in lines[0]) == said
    assert [bool(piece.figure) for piece in lines[0]].count(True) == 1


def test_a_model_without_paragraphs_of_people_is_as_it_was(composed):
    assert with_given(composed(), {}) == composed()
