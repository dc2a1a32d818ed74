"""Files of a row: told by what they hold, kept sealed, given back to be saved and never to be run."""

import io
import zipfile

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.site.audit.models import PersonalView
from danvan.site.registers.models import Attachment
from danvan.site.registers.saving import save_row

pytestmark = pytest.mark.django_db
BOOK = "/so/petitions/petitions/"
OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    return out.getvalue()


@pytest.fixture
def row(commune):
    return save_row(commune, "petitions.petitions", {"entry_no": 7, "received_on": "2026-08-03", "kind": "complaint"}, None)


@pytest.fixture
def clerk(at_work, commune):
    return at_work("clerk", commune)


def send(clerk, row, content, name="don.pdf"):
    return clerk.post(f"{BOOK}dong/{row.pk}/tep/", {"file": SimpleUploadedFile(name, content)}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (PDF, "application/pdf"), (b"\x89PNG\r\n\x1a\n....", "image/png"), (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (zipped("[Content_Types].xml", "word/document.xml"), f"{OFFICE}.wordprocessingml.document"),
        (zipped("xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_a_file_is_what_it_holds_whatever_it_is_called(clerk, row, content, kept):
    send(clerk, row, content, "anything.exe")
    assert Attachment.objects.get().kind == kept
    assert not Attachment.objects.get().name.endswith(".exe")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + b"\x00" * 60, b"<html><script>alert(1)</script></html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"words", zipped("word/document.xml", "word/vbaProject.bin"), zipped("a.txt"), b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_words(clerk, row, content):
    assert 'class="told error"' in send(clerk, row, content)
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_refused_with_how_to_make_it_smaller(clerk, row, settings):
    settings.UPLOAD_LIMIT = 10
    clerk.cookies["django_language"] = "en"
    assert "Scan it in grey at 200 dpi, or split it." in send(clerk, row, PDF)
    assert not Attachment.objects.exists()


def test_a_file_is_kept_by_its_content_once_and_sealed(clerk, row):
    send(clerk, row, PDF)
    send(clerk, row, PDF, "again.pdf")
    kept = Attachment.objects.get()
    with kept.file.open("rb") as file:
        assert b"PDF" not in file.read()
    assert kept.file.name.endswith(kept.digest)
    assert str(site.MEDIA_ROOT) in kept.file.path


def test_a_file_comes_back_as_it_was_to_be_saved_and_it_is_noted_down(clerk, row):
    send(clerk, row, PDF, "../../đơn <b>.pdf")
    answer = clerk.get(f"{BOOK}dong/{row.pk}/tep/{Attachment.objects.get().pk}/")
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C4%91%C6%A1n%20b.pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert PersonalView.objects.get().why == "file"


def test_a_file_of_a_book_with_personal_columns_is_personal(clerk, row, at_work, commune):
    send(clerk, row, PDF)
    assert at_work("reporter", commune).get(f"{BOOK}dong/{row.pk}/tep/{Attachment.objects.get().pk}/").status_code == 403


def test_a_file_taken_away_is_gone_from_the_row_and_kept(clerk, row):
    send(clerk, row, PDF)
    number = Attachment.objects.get().pk
    clerk.post(f"{BOOK}dong/{row.pk}/tep/{number}/bo/")
    assert clerk.get(f"{BOOK}dong/{row.pk}/tep/{number}/").status_code == 404
    assert Attachment.objects.get().struck_at is not None
