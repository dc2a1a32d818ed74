"""Whatever is done in whatever order: one figure of record each, computed figures follow it, what was sent stays."""

import pytest
from django.db import transaction
from figuring import IN_TIME, PERIOD, RATE, RECEIVED, RESOLVED, dossier, left, struck, typed, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.site.accounts.models import User
from danvan.site.figures.locking import pending_of
from danvan.site.figures.models import Blank, FigureValue
from danvan.site.figures.reading import current_figures
from danvan.site.registers.models import Record
from danvan.site.reports.models import Report, State

STEPS = st.one_of(
    st.just(("add", "2026-03-05")),
    st.just(("add", "2026-03-09")),
    st.just(("strike", None)),
    st.tuples(st.just("type"), st.sampled_from([3, 8, Blank.NONE_HAPPENED, Blank.NOT_REPORTED, Blank.WITHHELD, None])),
    st.just(("send", None)),
    st.just(("return", None)),
)


def did(office, who, step, given):
    away = Report.objects.filter(office=office, state=State.SENT).first()
    if step == "add":
        dossier(office, closed=given)
    elif step == "strike" and (row := Record.objects.kept().filter(office=office).first()):
        struck(row)
    elif step == "type" and not away:
        typed(office, who, resolved=given)
    elif step == "send" and not Report.objects.filter(office=office).exists():
        left(office)
    elif step == "return" and away:
        away.send_back()
        away.save()


def holds(office, sent):
    """What must be true after every step. `sent`: what left with the report that is away, None while none is."""
    figures = current_figures(office, PERIOD)
    current = FigureValue.objects.filter(office=office, period=PERIOD, superseded=False, withdrawn=False)
    assert {each.indicator for each in current} == figures.keys()
    if sent is not None:
        assert {code: each.amount for code, each in figures.items() if code in sent} == sent
    else:
        assert not pending_of(office, PERIOD)
        kept = Record.objects.kept().filter(office=office).count()
        assert value(office, RECEIVED) in (kept, None)
        resolved, in_time = (figures[code].amount if code in figures else None for code in (RESOLVED, IN_TIME))
        expected = None if not resolved or in_time is None else round(100 * in_time / resolved, 2)
        assert (figures[RATE].amount if RATE in figures else None) == expected


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=7))
def test_figures_hold_together_whatever_is_done(commune, steps):
    with transaction.atomic():
        who = User.objects.create_user("somebody", full_name="Người nhập")
        sent = None
        for step, given in steps:
            did(commune, who, step, given)
            away = Report.objects.filter(office=commune, state=State.SENT).exists()
            if away and sent is None:
                sent = {code: each.amount for code, each in current_figures(commune, PERIOD).items()}
            sent = sent if away else None
            holds(commune, sent)
        transaction.set_rollback(True)
