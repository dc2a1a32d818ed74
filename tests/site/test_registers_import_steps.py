"""The steps of an import, one by one: what can be said wrongly at each, and what the page answers."""

import io
from datetime import timedelta

import pytest
import xlsxwriter
from bringing import GOOD, HEAD, PAGE, taken, tried, upload
from django.utils import timezone
from django.utils.translation import override

from danvan.kernel.errors import FormatDamaged
from danvan.site.core.models import Job
from danvan.site.core.secrets import sealed_bytes
from danvan.site.registers import saving, tasks
from danvan.site.registers.importing import tables
from danvan.site.registers.models import ImportRun, Record
from danvan.site.registers.views import imports

State = ImportRun.State


@pytest.fixture
def clerk(at_work, commune):
    client = at_work("clerk", commune)
    client.cookies["django_language"] = "en"
    return client


def words(answer):
    return " ".join(answer.content.decode().split())


def told(clerk, step, **said):
    """The page after the columns were told so."""
    return words(clerk.post(f"{step}cot/", {"key": "", "numbers": "vi", **said}, follow=True))


def run_of(_step=""):
    return ImportRun.objects.latest("pk")


def workbook(**sheets):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
    return out.getvalue()


def test_without_a_file_the_page_asks_for_one(clerk):
    answer = clerk.post(PAGE)
    assert (answer.status_code, "No file was chosen, or it is empty." in words(answer)) == (422, True)


def test_a_file_over_the_limit_is_refused_and_told_how_to_split_it(clerk, settings):
    settings.UPLOAD_LIMIT = 20
    assert "Split it by months and import one after the other." in words(upload(clerk, GOOD))
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        ("đây không phải bảng tính", "so.xlsx", "The file is called a workbook and is none."),
        (HEAD, "don.csv", "No row stands in the file, at most its headings."),
    ],
)
def test_a_file_in_which_no_row_can_be_is_refused_before_its_columns_are_told(clerk, content, name, says):
    answer = upload(clerk, content.encode(), name)
    assert (answer.status_code, says in words(answer), ImportRun.objects.count()) == (422, True, 0)


def test_a_column_that_has_to_be_filled_in_and_is_in_no_column_of_the_file_is_named_at_once(clerk):
    step = upload(clerk, GOOD).url
    page = told(clerk, step, **{"col-0": "entry_no", "col-1": "received_on"})
    assert "These columns have to be filled in, and no column of the file goes there: “Kind”." in page
    assert run_of().state == State.UPLOADED


def test_a_file_that_mends_rows_of_the_book_may_leave_out_what_stands_there(clerk):
    taken(clerk, GOOD)
    _step, run = tried(clerk, ["Số thứ tự;Ngày nhận;Nguồn đơn", "1;1/9/2026;Zalo"])
    assert run.state == State.TRIED


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 xxxx", "an Excel workbook (.xlsx) or a table as text (.csv)"),
        (b'a;"b\n' + b"x" * 140_000, "field larger than field limit"),
        (("a;b\n" + "1;2\n" * 50_000).encode(), "50001 rows"),
        ((";".join("a" * 201) + "\n" + ";".join("1" * 201)).encode(), "201 columns"),
    ],
)
def test_what_cannot_be_a_file_of_rows_is_told_by_its_reason(clerk, content, says):
    answer = upload(clerk, content)
    assert (answer.status_code, says in words(answer)) == (422, True), words(answer)


def test_a_workbook_whose_sheets_no_one_can_read_is_damaged(clerk, monkeypatch):
    def unreadable(_file):
        raise tables.SheetsUnreadable("?")

    monkeypatch.setattr(tables, "sheets_of", unreadable)
    assert "its sheets cannot be read" in words(upload(clerk, workbook(A=[["a"]]), "a.xlsx"))


def test_the_columns_are_shown_with_what_stands_under_them(clerk):
    page = words(clerk.get(upload(clerk, GOOD).url))
    assert "Which column is which?" in page
    assert "1/9/2026 · 2/9/2026" in page
    assert "2 lines under the headings" in page


def test_a_column_that_must_be_filled_in_and_is_not_there_is_named(clerk):
    step = upload(clerk, ["Số thứ tự;Loại đơn", "1;Khiếu nại"]).url
    assert "No column of the file goes here yet, though it has to be filled in: Day received" in words(clerk.get(step))


def test_two_columns_into_one_are_refused_by_name(clerk):
    step = upload(clerk, GOOD).url
    page = told(clerk, step, **{"col-0": "received_on", "col-1": "received_on"})
    assert "Two columns of the file go into one column of the book: Day received. Choose one of them." in page
    assert run_of().state == State.UPLOADED


def test_without_any_column_the_file_is_not_looked_through(clerk):
    step = upload(clerk, GOOD).url
    assert "No column was chosen. Say which column of the file goes where." in told(clerk, step, **{"col-0": "no_such"})
    assert run_of().state == State.UPLOADED


def test_numbers_may_be_written_the_english_way(clerk):
    file = ["Số thứ tự;Ngày nhận;Loại đơn", "1,001;1/9/2026;Khiếu nại"]
    assert tried(clerk, file)[1].counts == {"wrong": 1}
    assert tried(clerk, file, numbers="en")[1].counts == {"added": 1}


def test_the_headings_are_read_again_on_the_line_one_says(clerk):
    step = upload(clerk, GOOD).url
    clerk.post(f"{step}cot/", {"again": "1", "sheet": "", "head": "2"})
    assert (run_of().head, run_of().about["headings"][:2]) == (2, ["1", "1/9/2026"])
    clerk.post(f"{step}cot/", {"again": "1", "sheet": "", "head": "1"})
    assert run_of().columns["1"] == "received_on"


@pytest.mark.parametrize(("line", "head"), [("x", 1), ("0", 1), ("-3", 1), ("99", 3), ("²", 1), ("9999999", 1)])
def test_a_line_that_is_not_in_the_file_is_the_nearest_that_is(clerk, line, head):
    step = upload(clerk, GOOD).url
    clerk.post(f"{step}cot/", {"again": "1", "sheet": "", "head": line})
    assert run_of().head == head


def test_an_empty_line_is_not_taken_for_headings(clerk):
    step = upload(clerk, [HEAD, "", *GOOD[1:]]).url
    clerk.post(f"{step}cot/", {"again": "1", "sheet": "", "head": "2"})
    assert (run_of().head, run_of().columns["0"]) == (1, "entry_no")


def test_another_sheet_is_chosen_and_its_columns_guessed(clerk):
    rows = [["Ngày nhận", "Loại đơn"], ["1/9/2026", "Khiếu nại"]]
    step = upload(clerk, workbook(Bia=[["UBND", "xã"]], Don=rows), "a.xlsx").url
    assert ">Bia</option>" in words(clerk.get(step))
    clerk.post(f"{step}cot/", {"again": "1", "sheet": "Don"})
    assert (run_of().sheet, run_of().columns) == ("Don", {"0": "received_on", "1": "kind"})


def test_a_sheet_that_begins_lower_down_keeps_the_numbers_excel_shows(clerk):
    lines = [[], [], ["", "Số thứ tự", "Ngày nhận", "Loại đơn"], ["", "1", "hôm qua", "Khiếu nại"]]
    step, _run = tried(clerk, workbook(A=lines), "a.xlsx", key="")
    assert '<td class="n">4</td><td>Day received</td>' in words(clerk.get(step))


def test_from_what_was_found_one_may_go_back_to_the_columns(clerk):
    step, _run = tried(clerk, GOOD)
    assert "Which column is which?" in words(clerk.post(f"{step}cot/", {"back": "1"}, follow=True))


def test_columns_of_a_file_that_is_in_are_not_told_again(clerk):
    run = taken(clerk, GOOD)
    page = told(clerk, f"{PAGE}{run.pk}/", **{"col-0": "kind"})
    assert "Taken in" in page
    assert run_of().columns["0"] == "entry_no"


def test_a_good_file_offers_to_be_taken_in_by_the_number_of_its_rows(clerk):
    step, _run = tried(clerk, GOOD)
    page = words(clerk.get(step))
    assert "Everything in this file can be taken in" in page
    assert "Take in 2 rows" in page


def test_what_is_wrong_is_told_line_by_line_with_the_column_and_a_sentence(clerk):
    step, _run = tried(clerk, [*GOOD, "3;31/2/2026;Khiếu nại;;"])
    page = words(clerk.get(step))
    assert "Most can be taken in; look at the rest" in page
    assert '<td class="n">4</td><td>Day received</td><td>' in page
    assert "Take the 2 good ones, leave 1 out" in page


def test_words_the_book_does_not_know_are_asked_once_with_how_often_they_stand_there(clerk):
    file = [HEAD, "1;1/9/2026;Khiếu nại;Bưu điện;", "2;1/9/2026;Khiếu nại;Bưu điện;", "3;1/9/2026;Khiếu nại;Zalo;"]
    step, _run = tried(clerk, file)
    asked = [(each["word"], each["times"]) for each in clerk.get(step).context["words"]]
    assert asked == [("Bưu điện", 2), ("Zalo", 1)]


def test_a_word_left_as_a_mistake_stays_one(clerk):
    step, _run = tried(clerk, [HEAD, "1;1/9/2026;Khiếu nại;Zalo;"])
    clerk.post(f"{step}cot/", {"words": "1", "w-channel:Zalo": "", "w-channel": "post", "other": "x"})
    assert (run_of().counts, run_of().choices) == ({"wrong": 1}, {})


def test_the_problems_are_a_table_to_take_along(clerk):
    step, _run = tried(clerk, [*GOOD, "x;1/9/2026;Khiếu nại;;"])
    lines = clerk.get(f"{step}loi.csv").content.decode().removeprefix("\ufeff").splitlines()
    assert lines[0] == "Line;Column;What is wrong"
    assert lines[1].startswith("4;Entry number;“x”"), lines


@pytest.mark.parametrize(
    ("heading", "cell", "says"),
    [
        ("Mã dòng", "12a", "“12a” is not the number of a row."),
        ("Mã dòng", "999", "The book has no row 999."),
        ("Trạng thái", "lạ lắm", "“lạ lắm” is no state of this book:"),
    ],
)
def test_a_row_number_or_a_state_that_is_none_is_refused_with_its_words(clerk, heading, cell, says):
    step, run = tried(clerk, [f"{heading};Số thứ tự;Ngày nhận;Loại đơn", f"{cell};1;1/9/2026;Khiếu nại"], key="")
    assert (run.counts, says in words(clerk.get(step))) == ({"wrong": 1}, True)


def test_a_state_is_known_by_its_name_and_an_empty_one_says_nothing(clerk):
    file = ["Trạng thái;Số thứ tự;Ngày nhận;Loại đơn", "Xong;1;1/9/2026;Khiếu nại", ";2;1/9/2026;Khiếu nại"]
    names = saving.book_of("petitions.petitions")
    last = names.register.states[-1]
    file[1] = file[1].replace("Xong", names.state_name(last).vi)
    taken(clerk, file)
    assert Record.objects.get(values__entry_no=1).state == last


def test_the_same_number_with_something_else_beside_it_is_refused_by_the_line_of_the_other(clerk):
    step, run = tried(clerk, [*GOOD, "2;3/9/2026;Khiếu nại;;"])
    assert run.counts == {"added": 2, "wrong": 1}
    assert "Line 3 of the file has the same number and says something else." in words(clerk.get(step))


def test_a_row_struck_out_here_is_not_changed_by_a_file(clerk, person, commune):
    taken(clerk, GOOD)
    saving.strike(Record.objects.get(values__entry_no=1), person("chair", commune), "twice")
    step, run = tried(clerk, [HEAD, "1;1/9/2026;Tố cáo;;"])
    assert (run.counts, "The row was struck out here." in words(clerk.get(step))) == ({"wrong": 1}, True)


def test_taking_in_what_was_not_looked_through_leads_back_to_it(clerk):
    step = upload(clerk, GOOD).url
    assert clerk.post(f"{step}nhan/").url == step
    assert not Record.objects.exists()


def test_what_was_given_up_is_gone_and_leads_to_a_new_beginning(clerk):
    step, run = tried(clerk, GOOD)
    assert clerk.post(f"{step}bo/").url == "/so/petitions/petitions/"
    run.refresh_from_db()
    assert (run.state, bytes(run.content), run.about) == (State.GIVEN_UP, b"", {})
    assert clerk.get(step).url == PAGE


def test_a_file_that_is_in_cannot_be_given_up(clerk):
    run = taken(clerk, GOOD)
    clerk.post(f"{PAGE}{run.pk}/bo/")
    assert run_of().state == State.DONE
    assert "Taken in" in words(clerk.get(f"{PAGE}{run.pk}/"))


def test_files_nobody_went_on_with_are_thrown_away_after_two_days(clerk):
    upload(clerk, GOOD)
    ImportRun.objects.update(changed_at=timezone.now() - timedelta(days=3))
    assert "don.csv" not in words(clerk.get(PAGE))
    assert (run_of().state, bytes(run_of().content)) == (State.GIVEN_UP, b"")


def test_the_last_files_are_listed_with_what_became_of_them(clerk):
    taken(clerk, GOOD)
    assert 'don.csv</a></td><td>taken in</td><td class="n">2</td><td class="n">0</td>' in words(clerk.get(PAGE))


@pytest.fixture
def at_work_on_it(clerk):
    """A file the background is at: its step, and what sets when something last moved."""
    step, run = tried(clerk, GOOD)

    def moved(minutes, state):
        then = timezone.now() - timedelta(minutes=minutes)
        ImportRun.objects.filter(pk=run.pk).update(state=state, changed_at=then, at_row=1)
        return step

    return moved


@pytest.mark.parametrize(
    ("state", "says"), [(State.TRYING, "The file is being looked through"), (State.RUNNING, "The rows are being taken in")]
)
def test_the_page_shows_how_far_the_background_is(clerk, at_work_on_it, state, says):
    page = words(clerk.get(at_work_on_it(0, state), headers={"HX-Request": "true"}))
    assert says in page
    assert "<b>1</b> / 2 rows" in page
    assert "Go on from there" not in page


def test_when_nothing_moved_for_two_minutes_one_may_go_on_from_there(clerk, at_work_on_it):
    step = at_work_on_it(3, State.TRYING)
    assert "Nothing has moved for two minutes" in words(clerk.get(step))
    clerk.post(f"{step}nhan/")
    assert (run_of().state, run_of().counts) == (State.TRIED, {"added": 2})


def test_a_page_that_waits_is_led_on_when_the_step_is_over(clerk):
    step, _run = tried(clerk, GOOD)
    assert clerk.get(step, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_long_file_is_a_job_named_by_its_book(clerk, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 1)
    tried(clerk, GOOD)
    with override("en"):
        assert str(Job.objects.get()) == "Import into the book: Petition book"


def test_a_file_that_cannot_be_read_any_more_is_told_on_its_page(clerk):
    step = upload(clerk, GOOD).url
    ImportRun.objects.update(state=State.TRYING)

    def damaged(_run):
        raise FormatDamaged(file="tep", found=".csv", reason="torn")

    original, tasks.look_through = tasks.look_through, damaged
    try:
        tasks.go_on_importing.call(run_of().pk)
    finally:
        tasks.look_through = original
    assert run_of().state == State.UPLOADED
    assert "torn" in words(clerk.get(step))


def test_a_task_that_comes_late_does_nothing(clerk):
    run = taken(clerk, GOOD)
    tasks.go_on_importing.call(run.pk)
    assert (run_of().state, Record.objects.count()) == (State.DONE, 2)


def test_somebody_else_who_goes_on_meanwhile_is_not_disturbed(clerk):
    _step, run = tried(clerk, GOOD)
    ImportRun.objects.filter(pk=run.pk).update(state=State.RUNNING)
    run.state = State.RUNNING
    ImportRun.objects.filter(pk=run.pk).update(at_row=1)
    tasks.take_in(run)
    assert not Record.objects.exists()


def test_a_file_kept_sealed_is_the_one_that_is_read(clerk):
    step = upload(clerk, GOOD).url
    ImportRun.objects.update(content=sealed_bytes(f"{HEAD}\n7;1/9/2026;Khiếu nại;;".encode()))
    clerk.post(f"{step}cot/", {"col-0": "entry_no", "col-1": "received_on", "col-2": "kind", "key": "entry_no"})
    clerk.post(f"{step}nhan/")
    assert Record.objects.get().values["entry_no"] == 7
