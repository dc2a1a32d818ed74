"""A commune's period from the first row to the consolidated report of the province, in a browser, by those whose work it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter

from danvan.catalogue.loading import load_catalogue
from danvan.documents.opening import open_document
from danvan.reading.read import read_document

PERIOD = "2026-9m"
DOSSIERS = 40
OURS = {
    "admin_procedures.received": 40,
    "admin_procedures.resolved": 40,
    "citizen_reception.people": 2,
    "petitions.received": 1,
}
"""What the commune of the story adds to the figures of the 99 others."""
FALSE = "Tỷ lệ hộ dân tham gia họp là 3/4, đạt 80%. Có 18/20 thôn đã họp, đạt 95%."
TRUE = "Tỷ lệ hộ dân tham gia họp là 3/4, đạt 75%. Có 18/20 thôn đã họp, đạt 90%."
WRONG = ("= 75% ≠ 80%", "= 90% ≠ 95%")
"""What is found wrong, as the page spells it out."""
CHECKED = {"timeout": 60_000}


@dataclass
class Story:
    """Who works in it (a window each), and the address of the report."""

    clerk: object
    reporter: object
    chair: object
    reviewer: object
    report: str = ""


@pytest.fixture
def story(window):
    return Story(*(window(role) for role in ("clerk", "reporter", "chair", "reviewer")))


def test_a_period_from_the_first_row_to_the_consolidated_report(site, story, tmp_path):
    dossiers_are_imported(story.clerk, exported(tmp_path / "mot-cua.xlsx"))
    a_reception_is_added_by_keyboard(story.clerk)
    a_petition_is_added_by_keyboard(story.clerk)
    the_figures_moved(story.reporter)
    the_report_is_begun(story)
    two_findings_are_mended(story)
    it_is_submitted_and_sent(story)
    it_is_returned_with_a_reason(story, site)
    it_is_mended_and_sent_again(story)
    it_is_accepted(story, site)
    totals = the_totals_have_a_hundred_units(story)
    assert totals == {code: Decimal(of_others) + OURS[code] for code, of_others in site.places["sums"].items()}
    read = read_again(the_consolidated_report_is_downloaded(story, tmp_path))
    assert {code: value for code, value in totals.items() if value not in read.get(code, ())} == {}


def exported(path):
    """What a one-stop system gives: 40 dossiers, every tenth late."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Mã hồ sơ", "Tên thủ tục", "Cách nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Kết quả"])
    for number in range(1, DOSSIERS + 1):
        day = date(2026, 3, 2) + timedelta(number)
        closed = day + timedelta(9 if number % 10 == 0 else 2)
        days = [each.strftime("%d/%m/%Y") for each in (day, day + timedelta(5), closed)]
        way = "Trực tuyến" if number % 4 else "Trực tiếp"
        sheet.write_row(number, 0, [f"HS-{number:04}", "Chứng thực bản sao", way, *days, "Đã giải quyết"])
    book.close()
    return path


def dossiers_are_imported(page, path):
    page.goto("/so/admin_procedures/dossiers/nhap/")
    page.locator("#file").set_input_files(path)
    page.locator("main form .btn-primary").click()
    page.locator("form[action$='/cot/'] .btn-primary").click()
    page.locator("form[action$='/nhan/'] button").click(**CHECKED)
    page.locator("main a[href*='ky=tat-ca']").click(**CHECKED)
    page.locator("#rows").filter(has_text=f"{DOSSIERS} dòng").wait_for()


def a_reception_is_added_by_keyboard(page):
    page.goto("/so/citizen_reception/receptions/")
    written(page, entry_no="1", received_on="1/9/2026", session=1, receiver=1, opens_sitting=1, people="2")
    page.locator("#rows").filter(has_text="01/09/2026").wait_for()


def a_petition_is_added_by_keyboard(page):
    page.goto("/so/petitions/petitions/")
    written(page, entry_no="1", received_on="1/9/2026", kind=1)
    page.locator("#rows").filter(has_text="Khiếu nại").wait_for()


def written(page, **fields):
    """Types a row where the cursor already is: Tab from field to field, arrows down a list, Enter at the end."""
    for name, said in fields.items():
        for _ in range(80):
            if page.evaluate("document.activeElement.name") == f"c-{name}":
                break
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == f"c-{name}"
        if isinstance(said, int):
            for _ in range(said):
                page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(said)
    with page.expect_response(lambda answer: answer.url.endswith("/them/")):
        page.keyboard.press("Enter")
    page.locator("#quick [role=status]").wait_for()
    page.wait_for_load_state("networkidle")


def the_figures_moved(page):
    page.goto(f"/so-lieu/{PERIOD}/admin_procedures.received/")
    assert page.locator(".kpi b").inner_text().split()[0] == str(DOSSIERS)
    page.goto(f"/so-lieu/{PERIOD}/citizen_reception.people/")
    assert page.locator(".kpi b").inner_text().split()[0] == "2"


def the_report_is_begun(story):
    page = story.reporter
    page.goto("/bao-cao/")
    page.locator(f"form:has(input[name=period][value='{PERIOD}']) button").click()
    page.wait_for_url("**/bao-cao/*/")
    story.report = page.url


def two_findings_are_mended(story):
    page = story.reporter
    saved(page, FALSE)
    for wrong in WRONG:
        page.locator("#findings .finding.error", has_text=wrong).wait_for(**CHECKED)
    saved(page, TRUE)
    for wrong in WRONG:
        page.locator("#findings .finding.error", has_text=wrong).wait_for(state="detached", **CHECKED)


def saved(page, words, part="assessment"):
    """Writes into a part of the report, and waits until it says that it is kept."""
    if not page.locator(f"#w-{part}").is_visible():
        page.locator(f"#p-{part} details.own summary").click()
    with page.expect_response(lambda answer: answer.url.endswith("/luu/")):
        page.locator(f"#w-{part}").fill(words)
    page.locator(f"[data-saved={part}]").wait_for()


def it_is_submitted_and_sent(story):
    submitted(story)
    story.chair.goto(story.report)
    story.chair.locator("button[value=send]").click()
    story.chair.locator("#messages .told").wait_for()


def submitted(story):
    page = story.reporter
    page.goto(f"{story.report}trinh/")
    for field_ in page.locator("input[name^='reason-']").all():
        field_.fill("Theo cách tính của ngành")
    page.locator("form.card .btn-primary").click()
    page.wait_for_url(story.report)


def it_is_returned_with_a_reason(story, site):
    page = story.reviewer
    page.goto(site.at(f"/tiep-nhan/{PERIOD}/{{story}}/"))
    page.locator("#decide details summary").click()
    page.locator("#decide [name=reason]").fill("Đề nghị nêu rõ số cuộc họp.")
    page.locator("#decide [value=return]").click()
    story.reporter.goto("/")
    assert "Đề nghị nêu rõ số cuộc họp." in story.reporter.locator("main").inner_text()


def it_is_mended_and_sent_again(story):
    story.reporter.goto(story.report)
    saved(story.reporter, f"{TRUE} Các cuộc họp đều có biên bản.")
    it_is_submitted_and_sent(story)


def it_is_accepted(story, site):
    page = story.reviewer
    page.goto(site.at(f"/tiep-nhan/{PERIOD}/{{story}}/"))
    page.locator("#decide [value=accept]").click()
    page.locator("#messages .told").wait_for()


def the_totals_have_a_hundred_units(story):
    """What the pages of the roll-up say, by indicator."""
    page, totals = story.reviewer, {}
    page.goto(f"/tong-hop/{PERIOD}/")
    said = page.locator("main .sub").first.inner_text()
    assert "100" in said
    assert "102" in said
    for code in OURS:
        page.goto(f"/tong-hop/{PERIOD}/{code}/")
        total = page.locator("main .sub b").first.evaluate("(total) => total.firstChild.textContent.trim()")
        totals[code] = Decimal(total.replace(".", "").replace(",", "."))
    return totals


def the_consolidated_report_is_downloaded(story, folder):
    page = story.reviewer
    page.goto(f"/tong-hop/{PERIOD}/")
    page.locator("#make input[name=words]").uncheck()
    page.locator("#make .btn-primary").click()
    link = page.locator("main a[href$='/docx/']")
    link.wait_for(timeout=240_000)
    with page.expect_download() as waiting:
        link.click()
    path = folder / "tong-hop.docx"
    waiting.value.save_as(path)
    return path


def read_again(path):
    """Indicator -> the values it is stated with."""
    catalogue = load_catalogue()
    found = {}
    for each in read_document(open_document(path), catalogue).figures:
        found.setdefault(each.indicator, set()).add(each.quantity.value)
    return found
