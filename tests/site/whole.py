"""One of everything in a commune, each with words nobody could mistake; and the address of every page about them."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver
from reviewing import PERIOD, sent

from danvan.site.core.models import Job
from danvan.site.core.secrets import sealed_bytes
from danvan.site.documents import keeping
from danvan.site.documents.models import CheckedDocument
from danvan.site.public import feedback as citizens
from danvan.site.public.feedback import Sent
from danvan.site.registers.attaching import attach
from danvan.site.registers.models import ImportRun, Record
from danvan.site.registers.saving import save_row
from danvan.site.review.models import Made, OutsideDocument
from danvan.site.review.outside import keeping as outside

FOREIGN = ("admin:", "set_language")
"""Django's own: the operators' pages ask for themselves; choosing a language needs no account."""
BOOK = "admin_procedures.dossiers"
OPEN_WORDS = "Xin sửa cống Zuycung"
"""In an open column of a row of the commune, in its report: for the commune and those above it."""
PERSONAL = {
    "petitioner": "Đinh Thị Quvang", "feedback": "ngõ Wlethap mất nước", "contact": "0900 555 777", "file": "Đơn của bà Quvang",
}  # fmt: skip
"""For those who handle the case, when they open it."""


@dataclass(frozen=True)
class Route:
    """A page: its name, the parts of its address that vary, its view."""

    name: str
    path: str
    wants: tuple[str, ...]
    view: object


def routes(resolver=None, before="", space="", wants=()):
    for each in (resolver or get_resolver()).url_patterns:
        parts = (*wants, *each.pattern.converters)
        if isinstance(each, URLPattern):
            yield Route(f"{space}{each.name}", before + str(each.pattern), parts, each.callback)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from routes(each, before + str(each.pattern), inner, parts)


OURS = [route for route in routes() if not route.name.startswith(FOREIGN)]


def world(commune, clerk):
    """Route -> what its address varies by; all of it belongs to `commune`."""
    dossier = {
        "code": PERSONAL["petitioner"], "procedure": OPEN_WORDS, "channel": "online", "received_on": date(2026, 8, 3),
        "due_on": date(2026, 8, 10),
    }  # fmt: skip
    row = save_row(commune, BOOK, dossier, clerk)
    pdf = SimpleUploadedFile(f"{PERSONAL['file']}.pdf", b"%PDF-1.7 " + PERSONAL["petitioner"].encode())
    attached = attach(row, pdf, clerk)
    run = ImportRun.objects.create(
        office=commune, book=BOOK, person=clerk, content=sealed_bytes(PERSONAL["petitioner"].encode()),
        about={"name": f"{PERSONAL['file']}.xlsx", "headings": [], "problems": []}, state=ImportRun.State.DONE,
    )  # fmt: skip
    report = sent(commune, citizen_reception__visits=49, citizen_reception__people=53)
    document = CheckedDocument.objects.create(
        user=clerk, address="", size=3, named={"name": f"{PERSONAL['file']}.txt"}, stage="failed",
        result={"failed": {"vi": OPEN_WORDS, "en": OPEN_WORDS}},
    )  # fmt: skip
    keeping.store(document, b"abc")
    came = OutsideDocument.objects.create(
        office=commune, period=PERIOD, digest=outside.store(b"abc"), size=3, received=date(2026, 9, 1), stage="failed",
        about={"name": "bao-cao.docx", "failed": {"vi": OPEN_WORDS, "en": OPEN_WORDS}},
    )  # fmt: skip
    made = Made.objects.create(office=commune, period=PERIOD, step="done")
    job = Job.objects.create(person=clerk, office=commune, text=OPEN_WORDS, task="x", state=Job.State.BROKEN_OFF)
    said = citizens.take_in(commune, Sent("utilities", PERSONAL["feedback"], PERSONAL["contact"]), "ABCD-EFGH-2345")
    book = dict(zip(("area", "register"), BOOK.split("."), strict=True))
    pks = {
        "so/": row.pk, "bao-cao/": report.pk, "tiep-nhan/": came.pk, "tong-hop/": made.pk, "phan-anh/": said.pk,
    }  # fmt: skip
    return {"row": row, "report": report, "pks": pks}, {
        **book, "period": PERIOD, "indicator": "citizen_reception.visits", "part": "I", "run": run.pk, "key": document.pk,
        "unit": commune.code, "record": row.pk, "content": "x", "role": clerk.memberships.get().pk,
    }, {"attachment": attached.pk, "detach": attached.pk, "job": job.pk, "job_again": job.pk, "person": clerk.pk}  # fmt: skip


@dataclass(frozen=True)
class World:
    """The commune, and the address of each route in it."""

    commune: object
    args: dict
    pks: dict
    numbers: dict
    clerk: object

    def row(self):
        """Of the petition, as it is now."""
        return Record.objects.get(pk=self.pks["so/"])

    def url(self, route):
        """Each part that varies filled with what is the commune's."""
        found = dict(self.args)
        found["pk"] = next((pk for begin, pk in self.pks.items() if route.path.startswith(begin)), 0)
        found["number"] = self.numbers.get(route.name, self.clerk.pk)
        found["kind"] = {"so/": "csv"}.get(route.path.split("/")[0] + "/", "docx")
        found["code"] = "citizen_reception.visits" if route.name == "card" else self.commune.code
        path = route.path
        for part in route.wants:
            for converter in ("slug", "str", "int", "uuid", "path"):
                path = path.replace(f"<{converter}:{part}>", str(found[part]))
        assert "<" not in path, f"{route.path}: say in whole.py what it varies by"
        return f"/{path}"


def whole(commune, clerk):
    """One of everything, and where to see it."""
    things, args, numbers = world(commune, clerk)
    return World(commune, args, things["pks"], numbers, clerk)
