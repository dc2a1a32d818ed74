"""What the demonstration begins with. (Here the worker does its tasks at once.)"""

import pytest

from danvan.site.demo.documents import put_before_readers
from danvan.site.documents.models import CheckedDocument, Stage

REPORT = "BÁO CÁO\nĐã tiếp nhận 320 hồ sơ, trong đó trực tuyến 206 hồ sơ, trực tiếp 129 hồ sơ. Kết quả 3/4 đạt 80%.\n"


@pytest.fixture
def reports(tmp_path):
    (tmp_path / "xa-a.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_the_reports_of_a_folder_wait_for_those_who_write_and_review(commune, province, at_work, reports):
    clerk, chair, reviewer = at_work("clerk", commune), at_work("chair", commune), at_work("reviewer", province)
    put_before_readers(reports, "vi")
    shown = [page.get("/soat/").content.decode() for page in (clerk, reviewer, chair)]
    assert ["xa-a.txt" in page for page in shown] == [True, True, False]


def test_they_were_read_and_checked_like_any_other(commune, person, reports):
    person("clerk", commune)
    put_before_readers(reports, "vi")
    document = CheckedDocument.objects.get()
    assert document.stage == Stage.DONE
    assert document.result["vi"]["counts"]["error"] == 2


def test_they_are_still_there_after_logging_out(commune, at_work, reports):
    clerk = at_work("clerk", commune)
    put_before_readers(reports, "vi")
    clerk.post("/dang-xuat/")
    assert clerk.get("/soat/").status_code == 302
    assert CheckedDocument.objects.exists()
