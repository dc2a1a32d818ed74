"""Nothing personal in any answer to somebody without the right to see it, nor to anybody who did not ask to."""

from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.site.registers.attaching import attach
from danvan.site.registers.books import every_book
from danvan.site.registers.saving import RowInvalid, save_row

pytestmark = pytest.mark.django_db
SECRETIVE = [book for book in every_book().values() if book.personal]
SAMPLES = {"date": "2026-08-03", "integer": 1, "decimal": "1", "yes_no": True, "text": "x"}
NAME, FILE = "Nguyễn Thị Tâm Đan", "Đơn của bà Tâm Đan"


def written(book, commune, person, name):
    values = {column.code: SAMPLES.get(column.type) or next(iter(column.choices)) for column in book.required}
    return save_row(commune, book.code, values | {column.code: name for column in book.personal}, person)


def everything(browser, book, row):
    """Every page, part and file that has to do with the row, with the headers."""
    own = ("", "?ky=tat-ca&tim=x", f"dong/{row.pk}/", "xuat.csv?ky=tat-ca", "xuat.xlsx?ky=tat-ca")
    for path in ("/so/", "/", *(book.url + each for each in own)):
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield body.decode("utf-8", "replace") + unquote(str(answer.headers))


@pytest.mark.parametrize("book", SECRETIVE, ids=str)
def test_nobody_reads_a_name_who_did_not_open_it(book, commune, person, at_work, caplog):
    clerk = person("clerk", commune)
    row = written(book, commune, clerk, NAME)
    attach(row, SimpleUploadedFile(f"{FILE}.pdf", b"%PDF-1.7 " + NAME.encode()), clerk)
    for role in ("reporter", "chair", "auditor", "administrator", "reviewer"):
        assert not any(NAME in said or FILE in said for said in everything(at_work(role, commune), book, row))
    at_the_desk = at_work("clerk", commune, "desk")
    # A clerk sees what the file is called; what it holds is in none of these answers but the file itself.
    said = list(everything(at_the_desk, book, row))
    assert not any(NAME in each for each in said)
    assert NAME in at_the_desk.post(f"{book.url}dong/{row.pk}/hien/").content.decode()
    assert NAME not in caplog.text


@pytest.mark.parametrize("book", SECRETIVE, ids=str)
def test_a_search_never_looks_through_what_is_personal(book, commune, person, at_work):
    written(book, commune, None, "Nguyễn Thị Tâm")
    page = at_work("clerk", commune).get(f"{book.url}?ky=tat-ca&tim=tam").content.decode()
    assert 'class="list rows"' not in page


def test_a_history_says_that_it_changed_and_not_what(commune, person, at_work):
    book = every_book()["petitions.petitions"]
    row = written(book, commune, None, "Nguyễn Thị Tâm")
    save_row(commune, book.code, {**row.values, "file_ref": "Lê Văn Đức"}, None, record=row)
    page = at_work("reporter", commune).get(f"{book.url}dong/{row.pk}/").content.decode()
    assert "Đức" not in page
    assert "Tâm" not in page
    assert page.count("<del>") == 1


DOSSIER = {"procedure": "Chứng thực", "channel": "online", "received_on": "2026-09-01", "due_on": "2026-09-03"}
DOSSIERS = "/so/admin_procedures/dossiers/"


def test_a_row_is_found_by_its_secret_number_which_stands_in_no_address(commune, neighbour, at_work):
    row = save_row(commune, "admin_procedures.dossiers", {**DOSSIER, "code": "H51.19-000123"}, None)
    found = at_work("clerk", commune).post(f"{DOSSIERS}tim/", {"number": " h51.19-000123 "})
    assert found.url == f"{DOSSIERS}dong/{row.pk}/"
    assert at_work("clerk", neighbour).post(f"{DOSSIERS}tim/", {"number": "H51.19-000123"}).url == DOSSIERS
    assert at_work("reporter", commune).post(f"{DOSSIERS}tim/", {"number": "H51.19-000123"}).status_code == 403


def test_a_secret_number_stands_in_a_book_once_and_can_be_changed(commune):
    first = save_row(commune, "admin_procedures.dossiers", {**DOSSIER, "code": "H1"}, None)
    with pytest.raises(RowInvalid):
        save_row(commune, "admin_procedures.dossiers", {**DOSSIER, "code": "h1"}, None)
    save_row(commune, "admin_procedures.dossiers", {**DOSSIER, "code": "H2"}, None, record=first)
    assert save_row(commune, "admin_procedures.dossiers", {**DOSSIER, "code": "H1"}, None).version == 1
