"""A document dropped in: what is wrong in it, told to whoever dropped it in and to nobody else."""

import io
import logging
import zipfile
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.utils import timezone

from danvan.site.documents import checking, keeping, views
from danvan.site.documents.models import CheckedDocument

EXAMPLES = Path(__file__).parents[2] / "examples"
FALSE = "BÁO CÁO\nĐã tiếp nhận 320 hồ sơ, trong đó trực tuyến 206 hồ sơ, trực tiếp 129 hồ sơ. Kết quả 3/4 đạt 80%.\n"


@pytest.fixture
def clerk(at_work, commune):
    return at_work("clerk", commune)


def drop(client, content, name="bao-cao.txt", *, follow=True):
    raw = content.encode() if isinstance(content, str) else content
    return client.post("/soat/", {"file": SimpleUploadedFile(name, raw)}, follow=follow)


def words(answer):
    return answer.content.decode()


def test_the_verdict_comes_first_and_the_arithmetic_is_spelled_out(clerk):
    page = words(drop(clerk, FALSE))
    assert page.index("<h1") < page.index("320 hồ sơ")
    assert "3 / 4 × 100 = 75% ≠ 80%" in page
    assert '<mark class="error" id="m' in page


NOTHING = "Nothing could be read from this file|Không đọc được gì từ tệp này"
NO_NUMBER = "No number was found in it|Không thấy con số nào trong văn bản"


def first(page, words_in_both):
    return min(at for each in words_in_both.split("|") if (at := page.find(each)) >= 0)


def test_a_file_called_word_that_is_none_is_not_told_to_be_right(clerk):
    page = words(drop(clerk, "xin chao", "Báo cáo.docx"))
    assert any(each in page for each in NOTHING.split("|"))
    assert first(page, "Đuôi tên tệp không đúng") < page.index("<h1")


@pytest.mark.parametrize(
    "text", ["Xã đã tiếp công dân và trả lời đơn. " * 9, "ỦY BAN NHÂN DÂN\nBÁO CÁO\n" + "Xã đã làm tốt. " * 20]
)
def test_that_a_document_holds_no_number_is_said(clerk, text):
    assert first(words(drop(clerk, text)), NO_NUMBER)


def test_every_number_is_accounted_for(clerk):
    assert "196 / 196" in words(drop(clerk, (EXAMPLES / "thi-tran-kim-lung.docx").read_bytes(), "a.docx"))


def test_a_word_file_comes_back_with_comments(clerk):
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(FALSE)
    document.save(file)
    drop(clerk, file.getvalue(), "Báo cáo.docx")
    answer = clerk.get(f"/soat/{CheckedDocument.objects.get().key}/ghi-chu/")
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "filename*=utf-8''B%C3%A1o%20c%C3%A1o-ghi-chu.docx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("rỗng.txt", b"", "rỗng|empty"),
        ("trắng.txt", b"  \n ", "trắng.txt"),
        ("hỏng.docx", b"PK\x03\x04 not a zip", "hỏng.docx"),
        ("hỏng.pdf", b"%PDF-1.7 broken", "hỏng.pdf"),
        ("chương trình.exe", b"MZ\x90\x00" + bytes(60), "chương trình.exe"),
    ],
    ids=["empty", "blank", "damaged word", "damaged pdf", "program"],
)
def test_a_file_that_cannot_be_read_is_told_in_words(clerk, name, content, told):
    answer = drop(clerk, content, name)
    assert answer.status_code == 422
    assert any(each in words(answer) for each in told.split("|"))
    assert "van-ban" not in words(answer)


def test_a_zip_bomb_is_refused(clerk):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(300_000_000))
    answer = drop(clerk, file.getvalue(), "bom.docx")
    assert answer.status_code == 422
    assert "bom.docx" in words(answer)


@override_settings(UPLOAD_LIMIT=100_000)
def test_what_is_too_large_is_not_even_kept(clerk):
    answer = drop(clerk, bytes(3_000_000), "to.txt")
    assert answer.status_code == 413
    assert not CheckedDocument.objects.exists()


def test_nobody_else_sees_it(clerk, at_work, commune, province):
    drop(clerk, FALSE)
    key = CheckedDocument.objects.get().key
    for other in (at_work("chair", commune), at_work("administrator", province)):
        assert other.get(f"/soat/{key}/").status_code == 404
        assert other.post(f"/soat/{key}/xoa/").status_code == 404


def test_it_is_gone_after_a_day(clerk):
    drop(clerk, FALSE)
    file = f"documents/{CheckedDocument.objects.get().key}-original"
    assert default_storage.exists(file)
    CheckedDocument.objects.update(until=timezone.now() - timedelta(minutes=1))
    keeping.purge()
    assert not CheckedDocument.objects.exists()
    assert not default_storage.exists(file)


@pytest.mark.parametrize("leave", ["delete", "log out"])
def test_it_is_gone_when_its_owner_says_so_or_leaves(clerk, leave):
    drop(clerk, FALSE)
    clerk.post(f"/soat/{CheckedDocument.objects.get().key}/xoa/" if leave == "delete" else "/dang-xuat/")
    assert not CheckedDocument.objects.exists()


def test_its_words_and_its_name_stand_nowhere_in_the_clear(clerk, caplog, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("Nguyễn Thị Bí Mật")

    monkeypatch.setattr(checking, "read_document", broken)
    with caplog.at_level(logging.DEBUG):
        page = words(drop(clerk, "Đơn của Nguyễn Thị Bí Mật", "Nguyễn Thị Bí Mật.txt"))
    assert "RuntimeError" in page
    assert "Bí Mật" not in caplog.text
    document = CheckedDocument.objects.get()
    raw = Path(default_storage.path(f"documents/{document.key}-original")).read_bytes()
    assert "Bí Mật".encode() not in raw
    assert "Bí Mật" not in page.split("<title>")[1].split("</title>")[0]


def test_personal_data_in_it_is_masked(clerk):
    page = words(drop(clerk, "BÁO CÁO\nBà Nguyễn Thị Hoa, CCCD 051190001234, điện thoại 0912345678 khiếu nại.\n"))
    assert "051190001234" not in page


def test_without_an_account_nothing_is_checked_unless_the_settings_say_so(db):
    assert drop(Client(), FALSE, follow=False).headers["Location"].startswith("/dang-nhap/")
    with override_settings(CHECK_FOR_ALL=True):
        visitor = Client()
        assert "≠" in words(drop(visitor, FALSE))
        assert Client().get(f"/soat/{CheckedDocument.objects.get().key}/").status_code == 404


@override_settings(CHECK_FOR_ALL=True)
def test_one_address_does_not_keep_the_server_busy(db, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WITHOUT_ACCOUNT", 1)
    drop(Client(), FALSE)
    assert drop(Client(), FALSE).status_code == 429


def test_what_takes_long_is_done_in_the_background(clerk, monkeypatch):
    monkeypatch.setattr(checking, "_AT_ONCE", 10)
    asked = []
    monkeypatch.setattr(views, "begin", lambda _task, *given, **_more: asked.append(given))
    waiting = drop(clerk, FALSE)
    assert 'hx-trigger="every 2s"' in words(waiting)
    checking.run_in_background.call(*asked[0])
    key = CheckedDocument.objects.get().key
    assert clerk.get(f"/soat/{key}/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == f"/soat/{key}/"
    assert "≠" in words(clerk.get(f"/soat/{key}/"))


def test_the_page_asks_the_database_little(clerk, django_assert_max_num_queries):
    drop(clerk, FALSE)
    with django_assert_max_num_queries(7):
        clerk.get(f"/soat/{CheckedDocument.objects.get().key}/")
