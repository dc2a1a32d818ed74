"""The pages of the head of every page: those one may use."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from danvan.site.access.middleware import WorkingRequest
from danvan.site.access.policy import Right


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: the name of its route, what it is called, the right it wants. `begins`: paths that belong to it."""

    route: str
    name: str | Promise
    right: Right
    begins: str


ENTRIES = (
    Entry("desk", _("Desk"), Right.LOOK, "/ban-lam-viec/"),
    Entry("registers", _("Registers"), Right.READ_REGISTERS, "/so/"),
    Entry("inbox", _("Feedback inbox"), Right.WRITE_REGISTERS, "/phan-anh/"),
    Entry("figures", _("Figures"), Right.LOOK, "/so-lieu/"),
    Entry("reports", _("Reports"), Right.LOOK, "/bao-cao/"),
    Entry("self_scoring", _("Own points"), Right.WRITE_REPORT, "/tu-cham/"),
    Entry("review", _("Review"), Right.REVIEW, "/tiep-nhan/"),
    Entry("rollup", _("Roll-up"), Right.REVIEW, "/tong-hop/"),
    Entry("scoring", _("Scoring"), Right.REVIEW, "/cham-diem/"),
    Entry("documents", _("Check a document"), Right.CHECK_DOCUMENTS, "/soat/"),
    Entry("catalogue", _("Catalogue"), Right.READ_CATALOGUE, "/danh-muc/"),
    Entry("administration", _("Administration"), Right.ADMINISTER, "/quan-tri/"),
    Entry("trail", _("Trail"), Right.AUDIT, "/nhat-ky/"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a link."""

    url: str
    name: str | Promise
    here: bool


def entries_for(request: WorkingRequest) -> list[Shown]:
    """The pages one may use, in order."""
    path = request.path
    return [
        Shown(reverse(entry.route), entry.name, path.startswith(entry.begins) or (entry.route == "desk" and path == "/"))
        for entry in ENTRIES
        if request.may(entry.right)
    ]
