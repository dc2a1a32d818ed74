"""Long work: how far it is, what became of it, and what happens when its worker dies in the middle."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from danvan.kernel.errors import OptionInvalid
from danvan.site.core import jobs
from danvan.site.core.management.commands.worker import beat
from danvan.site.core.models import Job, WorkerBeat

TEXT = "Import of a file"
IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@task()
def counts(until):
    for at in range(until):
        jobs.progress(at + 1, until)
    return "/so/"


@task()
def refuses():
    raise OptionInvalid(option="x", found="y", allowed="z")


@task()
def breaks():
    raise ValueError("Đinh Thị Quvang")


@pytest.fixture
def clerk(person, commune):
    return person("clerk", commune)


@pytest.fixture
def begun(clerk, commune):
    return lambda what, *arguments: jobs.begin(what, *arguments, person=clerk, office=commune, text=TEXT)


@pytest.fixture
def queued(begun, settings):
    """In the queue, with nobody there to do it."""
    settings.TASKS = IN_THE_DATABASE
    return begun(counts, 2)


def taken_up(job, times=1):
    """As if a worker had begun it so often, and was never heard again."""
    long_ago = timezone.now() - timedelta(minutes=5)
    ids = [f"dead-{number}" for number in range(times)]
    DBTaskResult.objects.filter(pk=job.task_id).update(status="RUNNING", started_at=long_ago, worker_ids=ids)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, begun_at=long_ago)


def of(job):
    return Job.objects.get(pk=job.pk)


def browser(client, person):
    client.force_login(person)
    return client


def test_a_job_says_how_far_it_came_and_leads_to_its_result(begun, client, clerk):
    job = begun(counts, 3)
    assert (job.state, job.at, job.of) == (Job.State.DONE, 3, 3)
    assert browser(client, clerk).get(f"/viec/{job.pk}/").url == "/so/"


def test_in_the_page_the_result_is_opened_by_itself(begun, client, clerk):
    answer = browser(client, clerk).get(f"/viec/{begun(counts, 1).pk}/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/so/"


def test_what_is_refused_is_told_in_the_language_of_the_page(begun, client, clerk):
    job = begun(refuses)
    assert job.state == Job.State.FAILED
    assert job.failed["vi"] != job.failed["en"]
    assert job.failed["vi"] in browser(client, clerk).get(f"/viec/{job.pk}/").context["why"]


def test_the_words_of_a_mistake_of_ours_are_kept_nowhere(begun, caplog):
    job = begun(breaks)
    assert "ValueError" in job.failed["vi"]
    assert "Quvang" not in str(job.failed) + caplog.text


def test_nobody_else_sees_a_job(begun, at_work, commune):
    job = begun(counts, 1)
    assert at_work("chair", commune).get(f"/viec/{job.pk}/").status_code == 404
    assert at_work("administrator", commune).post(f"/viec/{job.pk}/lai/").status_code == 404


def test_a_job_whose_worker_died_goes_back_into_the_queue(queued):
    taken_up(queued)
    assert jobs.mend_cut_short() == 1
    assert of(queued).state == Job.State.WAITING
    assert DBTaskResult.objects.get(pk=queued.task_id).status == "READY"


def test_a_job_that_killed_two_workers_is_broken_off_and_can_be_started_again(queued, client, clerk):
    taken_up(queued, times=2)
    jobs.mend_cut_short()
    assert of(queued).state == Job.State.BROKEN_OFF
    page = browser(client, clerk).get(f"/viec/{queued.pk}/").content.decode()
    assert f"/viec/{queued.pk}/lai/" in page
    client.post(f"/viec/{queued.pk}/lai/")
    assert of(queued).state == Job.State.WAITING
    assert of(queued).task_id != queued.task_id


def test_a_living_worker_keeps_its_job(queued):
    taken_up(queued)
    beat("dead-0")
    assert jobs.mend_cut_short() == 0
    assert of(queued).state == Job.State.RUNNING


def test_a_job_that_goes_on_is_not_begun_twice(queued):
    assert jobs.again(queued).task_id == queued.task_id


def test_the_page_says_when_no_worker_runs(queued, client, clerk):
    assert browser(client, clerk).get(f"/viec/{queued.pk}/").context["silent"]
    WorkerBeat.objects.create(worker="x", at=timezone.now())
    assert not client.get(f"/viec/{queued.pk}/").context["silent"]


def test_one_is_not_led_away_from_the_site(queued, client, clerk):
    Job.objects.update(state=Job.State.FAILED)
    answer = browser(client, clerk).post(f"/viec/{queued.pk}/lai/", {"back": "https://elsewhere.vn/"})
    assert answer.url == f"/viec/{queued.pk}/"
