"""What is said of a document in which little or nothing was read: that nothing wrong was found in it means nothing."""

from django.utils.translation import gettext as _

from danvan.checking.report import CheckReport
from danvan.kernel.finding import Severity

_FEW = 30
"""Words: fewer are no report."""


def verdict(report: CheckReport) -> str:
    """In the language of the page; '' where the usual verdict says enough."""
    if report.coverage.numbers:
        return ""
    if len(report.document.text.split()) < _FEW:
        return _("Nothing could be read from this file that can be checked")
    return "" if _is_grave(report) else _("No number was found in it, so nothing could be compared")


def warning(report: CheckReport) -> str:
    """Beside a usual verdict, in the language of the page; '' for none."""
    return (
        "" if report.coverage.numbers or verdict(report) else _("No number was found in it, so nothing could be compared") + "."
    )


def _is_grave(report: CheckReport) -> bool:
    return report.worst is not None and report.worst is not Severity.NOTE
