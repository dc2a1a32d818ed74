"""Files into a book: nothing is written before it was seen, nothing twice, nothing by halves."""

import csv
import io
import unicodedata
import zipfile
from datetime import date

import pytest
import xlsxwriter
from bringing import GOOD, HEAD, taken, tried, upload
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from danvan.site.registers import saving
from danvan.site.registers.books import book_of, every_book
from danvan.site.registers.exporting import csv_lines, headings_of, write_sample, write_xlsx
from danvan.site.registers.importing import running
from danvan.site.registers.importing.headings import ROW, STATE, guess
from danvan.site.registers.importing.reading import guard, read_lines, unguarded
from danvan.site.registers.importing.tables import tables_of
from danvan.site.registers.models import ImportRun, Mapping, Record, RecordVersion
from danvan.site.registers.values import Mistake, checked
from danvan.site.registers.views import imports


@pytest.fixture
def clerk(at_work, commune):
    return at_work("clerk", commune)


def test_nothing_is_written_before_somebody_says_so(clerk):
    _step, run = tried(clerk, GOOD)
    assert (run.state, run.counts) == ("tried", {"added": 2})
    assert not Record.objects.exists()


def test_a_day_that_has_not_come_is_told_when_the_file_is_looked_through(clerk):
    step, run = tried(clerk, [HEAD, "1;30/11/2026;Khiếu nại;;"])
    assert run.counts == {"wrong": 1}
    assert "30/11/2026" in clerk.get(step).content.decode()


def test_the_rows_go_in_with_what_is_personal_sealed(clerk):
    assert taken(clerk, GOOD).counts["added"] == 2
    row = Record.objects.get(values__entry_no=1)
    assert row.values == {"entry_no": 1, "received_on": "2026-09-01", "kind": "complaint", "channel": "online"}
    assert row.personal == {"file_ref": "bà Tâm"}
    assert row.versions.get().did == "imported"


def test_the_same_file_again_changes_nothing_and_says_so(clerk):
    taken(clerk, GOOD)
    step, run = tried(clerk, GOOD)
    assert run.counts == {"same": 2}
    assert f"{step}nhan/" not in clerk.get(step).content.decode()
    assert RecordVersion.objects.count() == 2


def test_what_changed_in_the_file_becomes_an_edit(clerk):
    taken(clerk, GOOD)
    run = taken(clerk, [HEAD, "1;1/9/2026;Tố cáo;;bà Tâm", GOOD[2]])
    assert {what: number for what, number in run.counts.items() if number} == {"changed": 1, "same": 1}
    row = Record.objects.get(values__entry_no=1)
    assert (row.version, row.values["kind"], row.values["channel"]) == (2, "denunciation", "online")


def test_a_row_written_by_hand_is_known_by_its_number(clerk, commune):
    saving.save_row(commune, "petitions.petitions", {"entry_no": 1, "received_on": "2026-09-01", "kind": "complaint"}, None)
    assert taken(clerk, GOOD).counts["changed"] == 1
    assert Record.objects.count() == 2


def test_a_dossier_written_by_hand_is_known_by_its_secret_code(clerk, commune):
    values = {
        "code": "H51.19-1",
        "procedure": "Chứng thực",
        "channel": "online",
        "received_on": "2026-09-01",
        "due_on": "2026-09-03",
    }
    saving.save_row(commune, "admin_procedures.dossiers", values, None)
    file = ["Mã hồ sơ;Tên thủ tục;Cách nộp;Ngày tiếp nhận;Ngày hẹn trả", "h51.19-1;Chứng thực;Trực tuyến;1/9/2026;4/9/2026"]
    run = taken(clerk, file, page="/so/admin_procedures/dossiers/nhap/")
    assert run.counts["changed"] == 1
    assert "19-1" not in Record.objects.get().import_key


def test_numbers_that_begin_anew_each_year_are_told_apart(clerk):
    run = taken(clerk, [HEAD, "1;1/9/2025;Khiếu nại;;", "1;1/9/2026;Khiếu nại;;"])
    assert run.counts["added"] == 2


def test_without_a_number_equal_lines_are_kept_and_known_again(clerk):
    file = ["Ngày nhận;Số thứ tự;Loại đơn", "1/9/2026;3;Khiếu nại", "1/9/2026;3;Khiếu nại"]
    assert taken(clerk, file, key="").counts["added"] == 2
    assert tried(clerk, file, key="")[1].counts == {"same": 2}


def test_each_problem_is_told_by_line_and_column(clerk):
    file = [*GOOD, "x;31/2/2026;Thư;;", ";;Khiếu nại;;", "2;3/9/2026;Tố cáo;;"]
    _step, run = tried(clerk, file)
    found = {(each.line, each.column) for each in running.problems_of(run)}
    assert found == {(4, "entry_no"), (4, "received_on"), (4, "kind"), (5, "entry_no"), (5, "received_on"), (6, "")}
    assert run.counts == {"added": 2, "wrong": 3}


def test_the_good_rows_may_go_in_without_the_others(clerk):
    run = taken(clerk, [*GOOD, "3;hôm qua;Tố cáo;;"])
    assert Record.objects.count() == 2
    assert run.counts["wrong"] == 1


def test_other_words_for_a_choice_are_told_once_and_remembered(clerk, commune):
    file = [HEAD, "1;1/9/2026;Khiếu nại;Bưu điện;"]
    step, run = tried(clerk, file)
    assert run.counts == {"wrong": 1}
    clerk.post(f"{step}cot/", {"words": "1", "w-channel:Bưu điện": "post"})
    run.refresh_from_db()
    assert run.counts == {"added": 1}
    assert tried(clerk, file)[1].counts == {"added": 1}
    assert Mapping.objects.filter(office=commune).count() == 1


def test_what_was_said_of_the_columns_is_known_for_the_next_file(clerk):
    file = ["TT riêng;Nhận;Kiểu", "1;1/9/2026;Khiếu nại"]
    step = upload(clerk, file).url
    clerk.post(
        f"{step}cot/", {"col-0": "entry_no", "col-1": "received_on", "col-2": "kind", "key": "entry_no", "numbers": "vi"}
    )
    upload(clerk, file)
    assert ImportRun.objects.latest("pk").columns == {"0": "entry_no", "1": "received_on", "2": "kind"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_file_is_read_in_the_encoding_it_was_saved_in(encoding, commune):
    text = "Số thứ tự;Ngày nhận;Loại đơn\n1;1/9/2026;Khiếu nại\n2;2/9/2026;Tố cáo\n"
    if encoding == "cp1258":
        text = _for_1258(text)
    (table,) = tables_of(text.encode(encoding))
    assert guess(book_of("petitions.petitions"), commune, table).columns == {0: "entry_no", 1: "received_on", 2: "kind"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_file_is_read_by_whatever_parts_its_cells(delimiter, commune):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["Số thứ tự", "Loại đơn"], ["1", "Kiến nghị, phản ánh"], ["2", "Khiếu nại"]]
    )
    (table,) = tables_of(out.getvalue().encode())
    assert list(table.lines[1]) == ["1", "Kiến nghị, phản ánh"]


@pytest.mark.parametrize("heading", ["Ngày", "NGÀY", "Ngay tiep"])
def test_a_heading_in_short_is_the_column_that_has_to_be_filled_in(commune, heading):
    table = tables_of(f"{heading};Kết quả\n1/9/2026;Đã tiếp\n".encode())[0]
    assert guess(book_of("citizen_reception.receptions"), commune, table).columns[0] == "received_on"


def test_headings_are_found_under_a_title(commune):
    (table,) = tables_of("UBND xã Suối Đào;;\n;;\nSTT;Ngày nhận đơn;Loại đơn\n1;1/9/2026;Khiếu nại".encode())
    found = guess(book_of("petitions.petitions"), commune, table)
    assert (found.head, found.columns, found.key) == (2, {0: "entry_no", 1: "received_on", 2: "kind"}, "entry_no")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"%PDF-1.7 xxxx", "a.csv"),
        (b"PK\x03\x04damaged", "a.xlsx"),
        (b"\n\n\n", "a.csv"),
        (b"\x00\x01\x02" * 50, "a.xlsx"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(clerk, content, name):
    answer = upload(clerk, content, name)
    assert answer.status_code == 422
    assert "mistake" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_workbook_that_would_fill_the_memory_is_refused(clerk, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "far.xlsx") as book:
        book.add_worksheet().write_string(1_048_575, 16_383, "x")
    assert upload(clerk, (tmp_path / "far.xlsx").read_bytes(), "far.xlsx").status_code == 422


def test_the_file_is_gone_when_it_is_in(clerk):
    run = taken(clerk, GOOD)
    assert (run.state, bytes(run.content)) == ("done", b"")


def test_a_file_is_kept_so_that_nobody_reads_it_in_the_database(clerk):
    tried(clerk, GOOD)
    assert "Tâm".encode() not in bytes(ImportRun.objects.get().content)


def test_a_file_on_its_way_is_shown_to_whoever_brought_it_only(clerk, commune, at_work):
    step, _run = tried(clerk, GOOD)
    assert at_work("clerk", commune, "other").get(step).status_code == 404


def test_a_long_file_is_left_to_the_background(clerk, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    assert taken(clerk, GOOD).state == "done"


def test_what_was_cut_short_goes_on_where_it_stopped(clerk, monkeypatch):
    """Killed between two pieces: what went in is whole, the rest comes with the next call."""
    monkeypatch.setattr(running, "PIECE", 3)
    file = [HEAD, *(f"{at};1/9/2026;Khiếu nại;;" for at in range(1, 9))]
    step, run = tried(clerk, file)
    real = running._take

    def killed(run, book, piece):
        done = real(run, book, piece)
        if run.at_row >= 3:
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patch:
        patch.setattr(running, "_take", killed)
        with pytest.raises(KeyboardInterrupt):
            clerk.post(f"{step}nhan/")
    run.refresh_from_db()
    assert (run.state, run.at_row, Record.objects.count()) == ("running", 3, 3)
    assert RecordVersion.objects.count() == 3
    assert clerk.post(f"{step}nhan/").status_code == 302
    assert Record.objects.count() == 3  # nobody else takes it while it may still be at work
    ImportRun.objects.update(changed_at=timezone.now() - imports.CUT_SHORT * 2)
    clerk.post(f"{step}nhan/")
    run.refresh_from_db()
    assert (run.state, run.counts["added"], Record.objects.count()) == ("done", 8, 8)


def test_a_row_of_an_export_that_is_not_here_is_refused(clerk):
    _step, run = tried(clerk, ["Mã dòng;Số thứ tự;Ngày nhận;Loại đơn", "999;1;1/9/2026;Khiếu nại"])
    assert run.counts == {"wrong": 1}


def test_an_export_brought_back_changes_nothing(clerk):
    taken(clerk, GOOD)
    for kind in ("csv", "xlsx"):
        exported = clerk.get(f"/so/petitions/petitions/xuat.{kind}?ky=tat-ca")
        content = b"".join(exported.streaming_content)
        assert tried(clerk, content, f"x.{kind}")[1].counts == {"same": 2}


def test_the_sample_is_taken_for_what_it_is(commune, tmp_path):
    for book in every_book().values():
        write_sample(book, tmp_path / "sample.xlsx")
        table = tables_of((tmp_path / "sample.xlsx").read_bytes())[0]
        assert set(guess(book, commune, table).columns.values()) == set(book.columns)


SIGNS = st.text(st.sampled_from("aĐệ=+-@'\";,.|0123 \n\t/"), min_size=1, max_size=12)
KINDS = {
    "date": st.dates(date(1950, 1, 1), date(2040, 1, 1)).map(str),
    "integer": st.integers(0, 10**12),
    "decimal": st.decimals(0, 10**8, places=3).map(str),
    "yes_no": st.booleans(),
    "text": SIGNS,
}


@st.composite
def rows(draw, code):
    book, found = book_of(code), {}
    for column in book.open_columns:
        drawn = KINDS[column.type] if column.type in KINDS else st.sampled_from(sorted(column.choices))
        value = draw(st.none() | drawn)
        try:
            if (kept := checked(column, value)) is not None:
                found[column.code] = kept
        except Mistake:
            assume(False)
    return found


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
@pytest.mark.parametrize("code", ["petitions.petitions", "directives.documents", "danvan_kheo.models"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_is_imported_the_same(code, kind, tmp_path_factory, data):
    book = book_of(code)
    values = data.draw(st.lists(rows(code), min_size=1, max_size=3))
    records = [
        Record(pk=at + 1, values=each, state=data.draw(st.sampled_from(book.register.states))) for at, each in enumerate(values)
    ]
    if kind == "csv":
        content = "".join(csv_lines(book, records)).encode()
    else:
        path = tmp_path_factory.mktemp("export") / "x.xlsx"
        write_xlsx(book, records, path)
        content = path.read_bytes()
    (table,) = tables_of(content)
    places = [ROW, *(column.code for column in book.open_columns), STATE]
    assert [str(cell) for cell in table.lines[0]] == headings_of(book)
    run = ImportRun(head=1, columns={str(at): code for at, code in enumerate(places)}, numbers="vi")
    read = list(read_lines(run, book, table))
    assert [each.problems for each in read] == [[]] * len(records)
    assert [(each.row, each.values, each.state) for each in read] == [(each.pk, each.values, each.state) for each in records]


@given(st.text(max_size=8))
def test_no_text_is_taken_for_a_formula_and_none_is_lost(text):
    assert unguarded(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@"))


def test_formulas_stay_text_in_a_workbook(tmp_path):
    book = book_of("danvan_kheo.models")
    write_xlsx(book, [Record(pk=1, values={"name": "=HYPERLINK(1)"}, state="")], tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def _for_1258(text):
    """Windows-1258 has the letters with their shape, and the marks of tone apart."""
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        signs = unicodedata.normalize("NFD", letter)
        tone = "".join(sign for sign in signs if sign in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in tone)) + tone
    return out
