"""What tests of the upper level begin with: communes whose reports of nine months are sent or accepted."""

from reporting import begun

from danvan.site.reports import flow
from danvan.site.reports.models import Report

PERIOD = "2026-9m"


def sent(office, **figures):
    """Its report, sent: `sent(commune, citizen_reception__visits=49)`."""
    return flow.send(flow.submit(begun(office, **figures), None), None)


def accepted(office, **figures):
    return flow.accept(sent(office, **figures), None)


def state_of(office):
    return Report.objects.get(office=office, period=PERIOD).state
