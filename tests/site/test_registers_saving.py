"""A row is kept whole with all it was before, or not at all."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.translation import override

from danvan.site.figures.models import FigureValue
from danvan.site.registers import saving
from danvan.site.registers.books import book_of
from danvan.site.registers.models import Record, RecordVersion
from danvan.site.registers.saving import RowChanged, RowInvalid, restore, save_row, strike, undo

pytestmark = pytest.mark.django_db
BOOK = "petitions.petitions"
VALUES = {"entry_no": 7, "received_on": date(2026, 8, 3), "kind": "complaint", "recovered_land": Decimal("83.390")}
KEPT = "HS 77, bà Tâm"


@pytest.fixture
def clerk(person, commune):
    return person("clerk", commune)


@pytest.fixture
def row(commune, clerk):
    return save_row(commune, BOOK, {**VALUES, "file_ref": KEPT}, clerk)


def test_values_are_kept_in_one_form(row):
    assert row.values == {"entry_no": 7, "received_on": "2026-08-03", "kind": "complaint", "recovered_land": "83.39"}
    assert (row.begins, row.ends, row.state, row.version) == (date(2026, 8, 3), None, "received", 1)


def test_what_is_personal_is_nowhere_in_the_database_to_be_read(row):
    with connection.cursor() as cursor:
        for table in ("registers_record", "registers_recordversion"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - ours
            assert "Tâm" not in str(cursor.fetchall())
    assert Record.objects.get().personal == {"file_ref": KEPT}


def test_every_mistake_is_told_at_once(commune):
    with pytest.raises(RowInvalid) as invalid:
        save_row(commune, BOOK, {"entry_no": 0, "kind": "letter", "nothing": 1}, None)
    assert set(invalid.value.mistakes) == {"entry_no", "kind", "received_on", "nothing"}
    assert not Record.objects.exists()


def test_a_row_closed_before_it_was_opened_is_refused(commune):
    with pytest.raises(RowInvalid) as invalid:
        save_row(commune, BOOK, {**VALUES, "settled_on": date(2026, 8, 1)}, None)
    with override("en"):
        assert "01/08/2026 is before “Day received” (03/08/2026)" in invalid.value.mistakes["settled_on"].said()


def test_a_day_that_has_not_come_tells_of_nothing_that_happened(commune):
    with pytest.raises(RowInvalid) as invalid:
        save_row(commune, BOOK, {**VALUES, "received_on": date(2026, 9, 8)}, None)
    with override("en"):
        assert "“08/09/2026” has not come yet: today is 07/09/2026" in invalid.value.mistakes["received_on"].said()


def test_a_day_the_book_says_is_known_before_it_comes_may_lie_ahead(commune):
    assert save_row(commune, BOOK, {**VALUES, "due_on": date(2026, 10, 1)}, None).values["due_on"] == "2026-10-01"
    planned = save_row(commune, "citizen_reception.schedule", {"planned_on": date(2026, 10, 1), "basis": "legal"}, None)
    assert planned.begins == date(2026, 10, 1)


def test_the_day_a_procedure_takes_effect_is_no_limit(commune):
    values = {"code": "1.000894", "name": "Đăng ký kết hôn", "effective_on": date(2026, 10, 1)}
    book = book_of("admin_procedures.procedures")
    required = {each.code: next(iter(each.choices), values.get(each.code, "x")) for each in book.required}
    row = save_row(commune, book.code, {**required, "effective_on": values["effective_on"]}, None)
    assert not row.deadlines.exists()


def test_a_row_closed_otherwise_ends_on_that_day(commune):
    row = save_row(commune, BOOK, {**VALUES, "own_competence": False, "handled_on": date(2026, 8, 9)}, None)
    assert row.ends == date(2026, 8, 9)


def test_a_row_that_comes_in_closed_has_a_state_that_says_so(commune):
    values = {"code": "H1", "procedure": "x", "channel": "online", "received_on": "2026-08-03", "due_on": "2026-08-10"}
    book = "admin_procedures.dossiers"
    assert save_row(commune, book, values, None).state == "received"
    values["code"] = "H2"
    assert save_row(commune, book, {**values, "closed_on": "2026-08-05", "outcome": "withdrawn"}, None).state == "withdrawn"


def test_an_edit_is_a_version(commune, clerk, row):
    save_row(commune, BOOK, {**VALUES, "kind": "denunciation"}, clerk, record=row, version=1, reason="đọc lại đơn")
    versions = RecordVersion.objects.order_by("version")
    assert [(each.version, each.did, each.values["kind"]) for each in versions] == [
        (1, "added", "complaint"), (2, "changed", "denunciation"),
    ]  # fmt: skip
    assert versions[1].personal == {"file_ref": KEPT}


def test_an_edit_that_changes_nothing_writes_nothing(commune, clerk, row):
    assert save_row(commune, BOOK, VALUES, clerk, record=row).version == 1
    assert RecordVersion.objects.count() == 1


def test_an_edit_of_an_older_version_is_refused(commune, clerk, row):
    save_row(commune, BOOK, {**VALUES, "entry_no": 8}, clerk, record=row, version=1)
    with pytest.raises(RowChanged) as changed:
        save_row(commune, BOOK, {**VALUES, "entry_no": 9}, clerk, record=row, version=1)
    assert changed.value.record.values["entry_no"] == 8


def test_a_row_struck_out_stays_and_does_not_count(commune, clerk, row):
    strike(row, clerk, "viết hai lần")
    assert not Record.objects.kept().exists()
    restore(Record.objects.get(), clerk)
    assert Record.objects.kept().get().version == 3


def test_each_step_can_be_taken_back(commune, clerk, row):
    changed = save_row(commune, BOOK, {**VALUES, "kind": "denunciation", "file_ref": None}, clerk, record=row)
    back = undo(changed, clerk, version=2)
    assert (back.values["kind"], back.personal, back.version) == ("complaint", {"file_ref": KEPT}, 3)
    again = undo(strike(back, clerk, "thử"), clerk, version=4)
    assert again.struck_at is None


def test_a_row_just_added_is_struck_out_when_it_is_taken_back(clerk, row):
    assert undo(row, clerk, version=1).struck_at is not None


def test_figures_are_counted_with_the_row(commune, row):
    figure = FigureValue.objects.get(office=commune, period="2026-9m", indicator="petitions.received", superseded=False)
    assert figure.value == 1


def test_what_cannot_be_counted_is_not_kept(commune, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(saving, "recount", broken)
    with pytest.raises(RuntimeError):
        save_row(commune, BOOK, VALUES, None)
    assert not Record.objects.exists()


def test_a_search_finds_open_words_without_marks_and_nothing_personal(commune):
    book = book_of("mediation.cases")
    values = {"entry_no": 1, "team": "Tổ Suối Đào", "received_on": "2026-08-03", "file_ref": KEPT}
    row = save_row(commune, book.code, values, None)
    assert "to suoi dao" in row.words
    assert "tam" not in row.words


def test_a_column_the_catalogue_no_longer_has_is_no_obstacle(commune, clerk, row):
    RecordVersion.objects.update(values={**row.values, "gone": "x"})
    changed = save_row(commune, BOOK, {**VALUES, "entry_no": 8}, clerk, record=row)
    assert undo(changed, clerk, version=2).values == row.values
