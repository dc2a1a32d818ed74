"""What the browser finds in the site: run as a program of its own, with the settings of the site, before its server starts.

A province of 102 communes. One has not begun (the story of a period is hers), one is lived in (rows, figures, reports in every
state: its pages are looked at), one has sent its nine months, and 99 others were accepted with simulated figures. Prints where
everything is, as JSON.
"""

import json
from datetime import date, datetime, time
from decimal import Decimal

import django

django.setup()

import pyarrow.compute as pc  # noqa: E402 - settings come first
from django.core.management import call_command  # noqa: E402 - the same
from django.db import transaction  # noqa: E402 - the same
from django.urls import reverse  # noqa: E402 - the same
from django.utils import timezone  # noqa: E402 - the same

from danvan.catalogue.regimes.due import Reporter, obligations  # noqa: E402 - the same
from danvan.ledger.ids import period_code  # noqa: E402 - the same
from danvan.simulate.blocks import Block, years_of  # noqa: E402 - the same
from danvan.simulate.plan import Plan, Rates  # noqa: E402 - the same
from danvan.simulate.world import World  # noqa: E402 - the same
from danvan.site.accounts.models import Membership, User  # noqa: E402 - the same
from danvan.site.core.catalogue import the_catalogue, today  # noqa: E402 - the same
from danvan.site.demo.places import communes_of, offices_of  # noqa: E402 - the same
from danvan.site.figures.models import FigureValue  # noqa: E402 - the same
from danvan.site.figures.periods import period_by_code  # noqa: E402 - the same
from danvan.site.figures.reading import set_entry  # noqa: E402 - the same
from danvan.site.registers.books import book_of  # noqa: E402 - the same
from danvan.site.registers.saving import save_row, strike  # noqa: E402 - the same
from danvan.site.reports import flow  # noqa: E402 - the same
from danvan.site.reports.models import Report, ReportEvent, ReportText, ReportVersion, State  # noqa: E402 - the same

PROVINCE, COMMUNES = "91", 102
PASSWORD = "dân vận khéo 2026"
PERIOD = "2026-9m"
SUMMED = ("admin_procedures.received", "admin_procedures.resolved", "citizen_reception.people", "petitions.received")
"""Whose sums over the 99 are told."""
VISITS = "citizen_reception.receptions"
VISIT = {"session": "regular", "receiver": "officer", "opens_sitting": True, "people": 2, "cases": 1, "content": "complaint"}


def main() -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        above, below = communes_of(the_catalogue(), PROVINCE, today(), COMMUNES)
        story, lived, sent, *others = offices_of(above, below)
        province = story.parent
        people = people_of(province, story, lived)
        places = lived_in(lived, people["reporter_lived"])
        values = simulated(below[3:])
        accepted(others, values)
        owed = {period_code(one.reported.period): one for one in owed_by(sent)}
        flow.send(flow.submit(flow.begin(sent, owed[PERIOD], None), None), None)
    places |= {
        "sent": sent.code,
        "story": story.code,
        "lived": lived.code,
        "province": province.code,
        "person": people["clerk"].pk,
    }
    places |= {
        "story_name": story.name,
        "sums": {code: str(sum(value for (_, each), value in values.items() if each == code)) for code in SUMMED},
    }
    print(  # noqa: T201 - what it is called for
        json.dumps({"password": PASSWORD, "people": {role: user.username for role, user in people.items()}, "places": places})
    )


def people_of(province, story, lived):
    """Role -> somebody who has it: those of the commune of the story, and once more ('clerk_lived') of the lived-in one."""
    made = {}
    for office, roles, ending in (
        (story, ("clerk", "reporter", "chair"), ""),
        (lived, ("clerk", "reporter", "chair"), "_lived"),
        (province, ("reviewer", "administrator", "auditor"), ""),
    ):
        for role in roles:
            user = User.objects.create_user(f"{role}{ending}", password=PASSWORD, full_name=f"Người {role}")
            Membership.objects.create(user=user, office=office, role=role)
            made[f"{role}{ending}"] = user
    return made


def lived_in(office, person):
    """Rows, some of them overdue, changed, struck out; typed figures; a report in each state."""
    rows = [
        save_row(office, VISITS, {**VISIT, "entry_no": number, "received_on": day, "file_ref": f"{number}/HS"}, person)
        for number, day in enumerate(("2026-08-03", "2026-08-10", "2026-08-20", "2026-09-01"), 1)
    ]  # fmt: skip
    for number, day in enumerate(("2026-05-04", "2026-08-11", "2026-09-01"), 1):
        save_row(office, "petitions.petitions", {"entry_no": number, "received_on": day, "kind": "complaint"}, person)
    save_row(office, VISITS, rows[0].values | {"people": 3}, person, record=rows[0])
    strike(rows[1], person, "Ghi trùng")
    reported = period_by_code(office, PERIOD)
    for code, value in (
        ("citizen_reception.visits", 9),
        ("admin_procedures.received", 120),
        ("admin_procedures.resolved", 118),
    ):
        set_entry(office, reported, code, Decimal(value), person, "Sổ giấy")
    reports, owed = {}, {period_code(one.reported.period): one for one in owed_by(office)}
    for code, steps in (("2025", "sent accepted"), ("2026-h1", "sent returned"), (PERIOD, "")):
        reports[code] = report = flow.begin(office, owed.get(code) or owed["2026-1h"], person)
        ReportText.objects.create(
            report=report, part="assessment", words="Tỷ lệ 3/4 đạt 80%. Tiếp {{ citizen_reception.visits }} lượt."
        )
        if "sent" in steps:
            report = flow.send(flow.submit(report, person), person)
        if "accepted" in steps:
            flow.accept(report, None)
        if "returned" in steps:
            flow.return_(report, None, "Số lượt tiếp công dân khác sổ.", {"citizen_reception.visits": "Sổ ghi 4 lượt."})
    return {
        "content": next(iter(book_of("public_disclosure.publications").columns["content"].choices)),
        "row": reverse("row", args=["citizen_reception", "receptions", rows[0].pk]),
        "draft": reports[PERIOD].pk, "returned": reports["2026-h1"].pk, "accepted": reports["2025"].pk,
    }  # fmt: skip


def owed_by(office):
    """Everything of our own regime the office owed lately."""
    found = obligations(the_catalogue(), Reporter(office.level, office.parent.name), range(2025, 2027), only="danvan")
    return list(found)


def simulated(units):
    """(Code of the unit, indicator) -> its value of the nine months."""
    plan = Plan((PROVINCE,), (today().year,), communes=len(units), rates=Rates(wrong=0))
    world = World(plan, the_catalogue())
    end = date(today().year, 9, 30)
    values = {}
    for year in years_of(world, Block("others", tuple(units))):
        for told in year.told:
            if told.reported.period.end == end:
                table = told.figures.filter(pc.is_valid(told.figures["value"]))
                values |= {(row["unit_code"], row["indicator"]): row["value"] for row in table.to_pylist()}
    return values


def accepted(offices, values):
    """Their reports of nine months, as if each had gone all the way."""
    by_code = {office.code: office for office in offices}
    indicators = the_catalogue().at(date(today().year, 9, 30)).indicators
    obligation = {period_code(one.reported.period): one for one in owed_by(offices[0])}[PERIOD]
    reported, at = obligation.reported, timezone.make_aware(datetime.combine(today(), time(8)))
    place = {"period": PERIOD, "start": reported.period.start, "end": reported.period.end}
    figures = FigureValue.objects.bulk_create(
        FigureValue(
            office=by_code[unit], indicator=code, value=value, decimals=indicators[code].decimals, kind="entry",
            catalogue="simulated",
            source={"kind": "entry", "person": "mô phỏng", "reason": ""}, **place,
        )
        for (unit, code), value in values.items()
        if unit in by_code and code in indicators
    )  # fmt: skip
    left = {office.pk: {} for office in offices}
    for each in figures:
        left[each.office_id][each.indicator] = [each.pk, f"{each.value.normalize():f}", ""]
    reports = Report.objects.bulk_create(
        Report(
            office=office, regime=obligation.regime.code, first=reported.first, closing=reported.closing, state=State.ACCEPTED,
            due_on=obligation.deadline.day if obligation.deadline else None, outline="recommended_commune_interim", sent_at=at,
            accepted_at=at, opened_above=True, **place,
        )
        for office in offices
    )  # fmt: skip
    ReportVersion.objects.bulk_create(ReportVersion(report=each, number=1, figures=left[each.office_id]) for each in reports)
    for did in ("created", "submitted", "sent", "accepted"):
        ReportEvent.objects.bulk_create(ReportEvent(report=each, did=did, version=1) for each in reports)


if __name__ == "__main__":
    main()
