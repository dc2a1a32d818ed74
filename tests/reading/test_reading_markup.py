"""Marks of Markdown and tags of web pages that stand in a text count nothing."""

from collections.abc import Callable

import pytest

from danvan.kernel.mapped import Mapped
from danvan.reading.lines import flow
from danvan.reading.model import Reading

TEXTS = {
    "a note": "Năm 2024, xã tiếp nhận 15 đơn[^1], giải quyết 12 đơn.\n\n[^1]: Không kể đơn nặc danh.",
    "tags": 'Năm 2024, xã tiếp nhận <b>15</b> đơn, giải quyết <span style="font-size:14px">12</span>&nbsp;đơn.',
    "emphasis": "Năm 2024, xã tiếp nhận **15** đơn, giải quyết *12* đơn.",
    "underscores": "Năm 2024, _xã_ tiếp nhận __15__ đơn, giải quyết _12 đơn_.",
    "code": "Năm 2024, xã tiếp nhận `15` đơn, giải quyết 12 đơn.",
    "a comment": "Năm 2024, xã tiếp nhận 15 đơn, <!-- bản 3 -->giải quyết 12 đơn.",
    "a break": "Năm 2024, xã tiếp nhận 15 đơn,<br>giải quyết<br/>12 đơn.",
    "settings": "---\ntitle: Báo cáo 7\n---\n\nNăm 2024, xã tiếp nhận 15 đơn, giải quyết 12 đơn.",
    "a heading": "## 3. Kết quả\n\nNăm 2024, xã tiếp nhận 15 đơn, giải quyết 12 đơn.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_marks_change_no_figure_and_leave_none_open(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert [str(figure.quantity) for figure in reading.figures] == ["15 đơn", "12 đơn"]
    assert reading.coverage.unaccounted == ()


@pytest.mark.parametrize("text", ["Số: ___/BC-UBND", "ngày __ tháng __ năm 20__", "a_b_c", "năm 202_", "https://a.vn/_x_/"])
def test_an_underscore_that_is_no_emphasis_stays(text: str) -> None:
    assert flow(Mapped.of(text, 0, len(text))).text == text
