"""Small things typed, asked for or left out wrongly, page by page: each answered with words."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from reporting import DAY, VISITS, begun
from whole import PERSONAL, whole

from danvan.catalogue.models import Column
from danvan.kernel.period import Period, PeriodKind
from danvan.site.accounts.models import User
from danvan.site.documents import checking, keeping
from danvan.site.documents.models import CheckedDocument
from danvan.site.figures.models import period_of
from danvan.site.figures.periods import obligations_of
from danvan.site.public import guard
from danvan.site.registers.books import every_book
from danvan.site.registers.periods import name_of, stretch_of
from danvan.site.registers.saving import save_row, undo
from danvan.site.registers.states import steps
from danvan.site.registers.values import Mistake, checked, read, shown, written
from danvan.site.reports import flow


def column(kind, **more):
    return Column.model_validate({"code": "x", "name": {"vi": "cột", "en": "column"}, "type": kind, **more})


def words(answer):
    return " ".join(answer.content.decode().split())


def english(client):
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def clerk(at_work, commune):
    return english(at_work("clerk", commune))


@pytest.fixture
def writer(at_work, commune):
    return english(at_work("reporter", commune))


# Values.


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", 7), ("date", "9/10/2018"), ("integer", True), ("integer", "mười"), ("decimal", float("inf")), ("decimal", []),
        ("yes_no", "có"), ("choice", "sea"), ("text", 7), ("integer", 1.5), ("date", date(1800, 1, 1)),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(kind, value):
    more = {"choices": {"land": {"vi": "Đất đai", "en": "Land"}}} if kind == "choice" else {}
    with pytest.raises(Mistake):
        checked(column(kind, **more), value)


@pytest.mark.parametrize(
    ("value", "kept"), [(Decimal("-0"), "0"), (Decimal("5.00"), "5"), (Decimal("1E+2"), "100"), (0.1, "0.1")]
)
def test_a_number_is_kept_in_its_shortest_form(value, kept):
    assert checked(column("decimal"), value) == kept


def test_of_two_choices_that_differ_by_their_marks_the_exact_words_decide():
    both = column("choice", choices={"a": {"vi": "Đất ở", "en": "A"}, "b": {"vi": "Đạt ở", "en": "B"}})
    assert (read(both, "đất ở"), read(both, "Đạt ở")) == ("a", "b")
    with pytest.raises(Mistake):
        read(both, "dat o")


def test_of_a_mistake_only_the_beginning_is_repeated():
    with override("en"), pytest.raises(Mistake) as mistake:
        read(column("integer"), "x" * 500)
    with override("en"):
        assert "…" in mistake.value.said()
    assert len(mistake.value.said()) < 300


@pytest.mark.parametrize(
    ("kind", "value", "read_as"), [("yes_no", True, "Yes"), ("yes_no", False, "No"), ("choice", "gone", "gone")]
)
def test_a_value_is_shown_as_people_read_it(kind, value, read_as):
    more = {"choices": {"land": {"vi": "Đất đai", "en": "Land"}}} if kind == "choice" else {}
    with override("en"):
        assert shown(column(kind, **more), value) == read_as
    assert (shown(column("text"), None), written(column("text"), None)) == ("", "")


# Periods.


@pytest.mark.parametrize(
    ("period", "name"),
    [
        (Period.month(2026, 3), "month 3 of 2026"),
        (Period.quarter(2026, 3), "quarter 3 of 2026"),
        (Period.half(2026, 1), "first 6 months of 2026"),
        (Period.half(2026, 2), "last 6 months of 2026"),
        (Period.nine_months(2026), "first 9 months of 2026"),
        (Period.year(2026), "year 2026"),
        (Period.years(2021, 2025), "years 2021–2025"),
        (Period(date(2026, 1, 2), date(2026, 2, 3), PeriodKind.CUSTOM), "02/01/2026 – 03/02/2026"),
    ],
)
def test_a_period_has_a_name(period, name):
    with override("en"):
        assert name_of(period) == name


@pytest.mark.parametrize(
    ("code", "kind"),
    [("2026-9m", "nine_months"), ("2026-h1", "half"), ("2026-q3", "quarter"), ("2026-m02", "month"), ("2026", "year"),
     ("2021-2025", "years"), ("2026-01-02--2026-02-03", "custom")],
)  # fmt: skip
def test_a_code_says_what_kind_of_period_it_is(code, kind):
    days = {"nine_months": (1, 9, 30), "half": (1, 6, 30), "quarter": (7, 9, 30), "month": (2, 2, 28)}
    first, last, day = days.get(kind, (1, 12, 31))
    start, end = date(2026, first, 1), date(2026, last, day)
    if kind == "years":
        start, end = date(2021, 1, 1), date(2025, 12, 31)
    if kind == "custom":
        start, end = date(2026, 1, 2), date(2026, 2, 3)
    assert period_of(code, start, end).kind == kind


@pytest.mark.parametrize(("code", "found"), [("", None), ("2026-m13", None), ("tat-ca", "tat-ca"), ("2026-9m", "2026-9m")])
def test_an_address_names_a_stretch_of_days_or_none(commune, code, found):
    assert getattr(stretch_of(commune, code), "code", None) == found


def test_an_office_nothing_is_asked_of_has_no_figures_to_work_on(at_work, db, monkeypatch, province):
    monkeypatch.setattr("danvan.site.figures.periods.open_periods", lambda *_asked: [])
    assert at_work("reporter", province).get("/so-lieu/").status_code == 404


# Books.


@pytest.mark.parametrize("page", ["xuat.pdf", "mau.pdf"])
def test_a_file_of_a_kind_there_is_none_of_is_not_found(clerk, page):
    assert clerk.get(f"/so/petitions/petitions/{page}").status_code == 404


def test_a_row_in_a_state_the_book_no_longer_has_may_go_to_any():
    book = every_book()["petitions.petitions"]
    states = [step.state for step in steps(book, "gone")]
    assert (states[0], states[1:]) == ("gone", list(book.register.states))
    assert [step.state for step in steps(book, "")] == list(book.register.states)


@pytest.fixture
def row(commune):
    return save_row(commune, "petitions.petitions", {"entry_no": 7, "received_on": "2026-08-03", "kind": "complaint"}, None)


def test_without_a_reason_no_row_is_struck_out(clerk, row):
    told = words(clerk.post(f"/so/petitions/petitions/dong/{row.pk}/gach/", {"version": 1}, follow=True))
    row.refresh_from_db()
    assert ("Nothing was struck out: write why" in told, row.struck_at) == (True, None)


@pytest.mark.parametrize("do", ["gach", "hoan-tac"])
def test_what_somebody_else_changed_meanwhile_is_not_struck_or_undone_unseen(clerk, row, do):
    answer = clerk.post(f"/so/petitions/petitions/dong/{row.pk}/{do}/", {"version": 9, "reason": "x"}, follow=True)
    row.refresh_from_db()
    assert (answer.status_code, row.struck_at, row.version) == (200, None, 1)
    assert "Somebody else changed" in words(answer)


def test_undoing_goes_back_step_by_step_also_over_what_was_struck_out(person, commune, row):
    somebody = person("clerk", commune)
    struck = undo(row, somebody, version=1)
    assert struck.struck_at is not None
    again = undo(struck, somebody, version=2)
    assert again.struck_at is None
    assert undo(again, somebody, version=3).struck_at is not None


# The catalogue.


def test_a_kind_of_card_there_is_none_of_is_not_found(clerk):
    assert clerk.get("/danh-muc/", {"loai": "stars"}).status_code == 404


def test_cards_of_one_area_are_shown_alone(clerk):
    page = clerk.get("/danh-muc/", {"linh-vuc": "petitions"}).context["page"]
    assert {entry.code.partition(".")[0] for entry in page} == {"petitions"}


# Documents.


def test_a_document_that_is_gone_is_not_checked(person, commune):
    user = person("clerk", commune)
    document = CheckedDocument.objects.create(user=user, address="", size=3, named={"name": "a.txt"})
    checking.run(document, "vi")
    document.refresh_from_db()
    assert (document.is_ended, document.result) == (False, {})


def test_a_document_deleted_while_it_was_read_keeps_nothing(person, commune, monkeypatch):
    document = CheckedDocument.objects.create(user=person("clerk", commune), address="", size=3, named={"name": "a.txt"})
    keeping.store(document, "BÁO CÁO\nĐã tiếp 3/4 lượt, đạt 80%.\n".encode())
    real = checking.checked

    def deleted(path, then):
        found = real(path, then)
        CheckedDocument.objects.all().delete()
        return found

    monkeypatch.setattr(checking, "checked", deleted)
    checking.run(document, "vi")
    assert not CheckedDocument.objects.exists()
    assert keeping.content_of(document, "noted") is None


def test_a_document_nobody_ended_is_told_to_be_broken(clerk, person, commune):
    user = User.objects.get()
    long_ago = timezone.now() - checking.SILENT * 2
    document = CheckedDocument.objects.create(user=user, address="", size=3, named={"name": "a.txt"}, begun_at=long_ago)
    page = words(clerk.get(f"/soat/{document.key}/"))
    assert "a.txt: internal error on this file" in page
    document.refresh_from_db()
    assert document.stage == "failed"


def test_there_is_no_copy_with_comments_of_what_has_none(clerk):
    clerk.post("/soat/", {"file": SimpleUploadedFile("a.txt", "BÁO CÁO\nTốt.\n".encode())})
    assert clerk.get(f"/soat/{CheckedDocument.objects.get().key}/ghi-chu/").status_code == 404


# The desk.


def test_a_report_that_waits_for_approval_is_the_first_thing_of_who_approves_and_told_to_who_wrote(writer, at_work, commune):
    flow.submit(begun(commune, **VISITS), None)
    assert "waits for approval" in words(writer.get("/"))
    assert "waits for your approval" in words(english(at_work("chair", commune)).get("/"))


def test_what_was_found_in_a_draft_is_the_next_thing_to_mend(writer, commune):
    report = begun(commune, **VISITS)
    report.findings = {"error": 2, "warning": 0, "note": 0}
    report.save()
    assert "to look at before it is submitted" in words(writer.get("/"))


# Public pages.


def test_a_count_that_goes_out_of_memory_meanwhile_refuses_nobody(monkeypatch):
    def gone(_key):
        raise ValueError

    monkeypatch.setattr(cache, "incr", gone)
    assert not guard.too_many(RequestFactory().get("/"), "words", 0)


# The operators' pages.


def test_an_operator_opens_a_row_of_every_table_and_reads_nothing_personal(client, person, commune):
    whole(commune, person("clerk", commune))
    user = User.objects.create_superuser("operator", password="đủ dài để dùng")
    client.force_login(user)
    shown_rows = 0
    for model in admin.site._registry:
        where = f"/may-chu/{model._meta.app_label}/{model._meta.model_name}/"
        if (first := model._default_manager.first()) is not None:
            page = client.get(f"{where}{first.pk}/change/")
            assert page.status_code == 200, where
            assert not [each for each in PERSONAL.values() if each in page.content.decode()], where
            shown_rows += 1
    assert shown_rows > 10


def test_figures_a_draft_still_lacks_are_counted_and_lead_to_where_they_are_filled_in(writer, commune):
    begun(commune, **VISITS)
    page = words(writer.get("/"))
    assert "figures are missing" in page
    assert "Fill them in" in page


def test_a_draft_of_another_period_than_the_current_one_is_written_on(writer, commune):
    flow.send(flow.submit(begun(commune, **VISITS), None), None)
    owed = next(
        one for one in obligations_of(commune, DAY) if one.regime.series == "danvan" and one.reported.period.kind == "year"
    )
    flow.begin(commune, owed, None)
    assert "is being written" in words(writer.get("/"))
