"""Builds the demonstration: offices, people, two years of registers, the reports that were due by today."""

import json
from pathlib import Path

from django.db import transaction
from rich.console import Console
from rich.progress import Progress

from danvan.simulate.plan import Plan, Rates
from danvan.site.accounts.passwords import fresh_password
from danvan.site.core.catalogue import the_catalogue, today
from danvan.site.demo.documents import put_before_readers
from danvan.site.demo.past import Past
from danvan.site.demo.people import LogIn, people_of
from danvan.site.demo.places import communes_of, offices_of
from danvan.site.demo.public import open_to_citizens
from danvan.site.demo.rows import Invented
from danvan.site.offices.models import Office
from danvan.site.registers.models import Record

PROVINCE = "51"
_FILE = "demo.json"
_SAID = {
    "vi": ("Dựng sổ của các xã mô phỏng", "Đếm số liệu, lập báo cáo các kỳ đã qua"),
    "en": ("Filling the registers of simulated communes", "Counting figures, writing the reports of past periods"),
}


def build(communes: int, data: Path, out: Console, lang: str, documents: Path | None = None) -> None:
    """All or nothing. `documents`: a folder of reports that its people find waiting to be checked. Raises UnitUnknown,
    ExtraMissing; FileMissing, FileForbidden, FolderEmpty of that folder."""
    day, catalogue = today(), the_catalogue()
    said = _SAID.get(lang, _SAID["vi"])
    password = fresh_password(groups=3)
    with transaction.atomic(), Progress(console=out, transient=True) as bar:
        above, below = communes_of(catalogue, PROVINCE, day, communes)
        offices = offices_of(above, below)
        people = people_of(Office.objects.get(code=PROVINCE), offices[0], password)
        plan = Plan((PROVINCE,), (day.year - 1, day.year), communes=communes, rates=Rates(wrong=0))
        invented = Invented(plan, catalogue, below, {office.code: office for office in offices}, day)
        filling = bar.add_task(said[0], total=None)
        for rows in invented.records():
            Record.objects.bulk_create(rows)
            bar.update(filling, advance=len(rows))
        past = Past(offices, day, invented.told)
        writing = bar.add_task(said[1], total=len(offices))
        for office in offices:
            past.of(office)
            open_to_citizens(office, day)
            bar.update(writing, advance=1)
        if documents:
            put_before_readers(documents, lang)
    kept = {"password": password, "people": [[each.username, each.role, each.office] for each in people]}
    (data / _FILE).write_text(json.dumps(kept), encoding="utf-8")
    (data / _FILE).chmod(0o600)


def log_ins(data: Path) -> tuple[list[LogIn], str]:
    """Who can try the demonstration, and their password; nobody where the data are an office's own."""
    if not (data / _FILE).exists():
        return [], ""
    kept = json.loads((data / _FILE).read_text(encoding="utf-8"))
    return [LogIn(*each) for each in kept["people"]], kept["password"]
