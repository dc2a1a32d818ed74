"""Headings of real and likely reports, and what they are over."""

import pytest

from danvan.catalogue.loading import load_catalogue
from danvan.composing.own_words.grammar import grammar_of

GRAMMAR = grammar_of(load_catalogue())


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Tồn tại, hạn chế", ["difficulties"]),
        ("Hạn chế, khó khăn", ["difficulties"]),
        ("Một số khó khăn, tồn tại", ["difficulties"]),
        ("Những hạn chế, yếu kém và nguyên nhân.", ["difficulties", "causes"]),
        ("Những việc chưa làm được", ["difficulties"]),
        ("Khuyết điểm, tồn tại", ["difficulties"]),
        ("Những khó khăn, vướng mắc trong quá trình thực hiện", ["difficulties"]),
        ("Nguyên nhân tồn tại", ["causes", "difficulties"]),
        ("Nguyên nhân của những kết quả đạt được", []),
        ("Thuận lợi, khó khăn", []),
        ("Tháo gỡ khó khăn cho sản xuất, kinh doanh", []),
        ("Hỗ trợ hộ nghèo, hộ có hoàn cảnh khó khăn", []),
        ("Giải pháp khắc phục tồn tại, hạn chế", []),
        ("Đề xuất, kiến nghị", ["requests"]),
        ("Kiến nghị với cấp trên", ["requests"]),
        ("Đề nghị", ["requests"]),
        ("Khó khăn, vướng mắc và đề xuất, kiến nghị", ["difficulties", "requests"]),
        ("Tiếp nhận, xử lý phản ánh, kiến nghị", []),
        ("Giải quyết khiếu nại, tố cáo, kiến nghị của công dân", []),
        ("Đề nghị cấu hình lại quy trình cấp huyện", []),
        ("Đề xuất khen thưởng", []),
        ("Bài học kinh nghiệm", ["lessons"]),
        ("Phong trào thi đua “Dân vận khéo”", ["models"]),
        ("Mô hình, cách làm hay, hiệu quả", ["models"]),
        ("Nhiệm vụ nhân rộng mô hình", []),
    ],
)
def test_what_a_heading_is_over(heading, kinds):
    assert list(GRAMMAR.of_heading(heading)) == kinds


@pytest.mark.parametrize("heading", ["Ưu điểm", "Kết quả đạt được", "Phương hướng, nhiệm vụ", "Thuận lợi"])
def test_what_ends_a_list_of_difficulties(heading):
    assert GRAMMAR.is_other(heading)
