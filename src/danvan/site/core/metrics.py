"""/do-luong/: counters for Prometheus. For machines that were told the token, or that ask from an address the settings name.

Pages are counted by the name of their route, never by their address. With several processes the counters are kept in the folder
PROMETHEUS_MULTIPROC_DIR names (`danvan serve` does).
"""

import hmac
import os
from collections.abc import Callable, Iterator
from ipaddress import ip_address, ip_network
from time import perf_counter

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client import REGISTRY as OF_THIS_PROCESS
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from danvan.site.access.policy import anyone
from danvan.site.core.health import free_bytes
from danvan.site.core.jobs import is_worker_silent
from danvan.site.core.models import Job

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 10.0)
_answers = Counter("danvan_answers", "Answers by route, method and status.", ["route", "method", "status"])
_took = Histogram("danvan_answer_seconds", "How long an answer took, by route.", ["route"], buckets=SECONDS)
_METHODS = ("GET", "HEAD", "POST")


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: counts what is answered and how long it took."""

    def answered(request: HttpRequest) -> HttpResponse:
        since = perf_counter()
        response = get_response(request)
        route = (request.resolver_match.view_name if request.resolver_match else "") or "none"
        method = request.method if request.method in _METHODS else "other"
        _answers.labels(route, method, response.status_code).inc()
        _took.labels(route).observe(perf_counter() - since)
        return response

    return answered


@anyone
def metrics(request: HttpRequest) -> HttpResponse:
    """403 for who may not ask."""
    if not _may_ask(request):
        why = "Not allowed: set DANVAN_METRICS_TOKEN or DANVAN_METRICS_FROM.\n"
        return HttpResponse(why, status=403, content_type="text/plain")
    registry = CollectorRegistry()
    registry.register(_Now())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # theirs
    else:
        registry.register(_Ours())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_ask(request: HttpRequest) -> bool:
    _bearer, _space, token = request.headers.get("Authorization", "").partition("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode()):
        return True
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False  # through a proxy: everybody's address is the proxy's
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ip_network(each, strict=False) for each in settings.METRICS_FROM)


class _Now(Collector):
    """What there is at this moment."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        tasks = GaugeMetricFamily("danvan_tasks", "Tasks of the queue by state.", labels=["state"])
        for state, count in DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")):
            tasks.add_metric([state.lower()], count)
        jobs = GaugeMetricFamily("danvan_jobs", "Jobs by state.", labels=["state"])
        for state, count in Job.objects.order_by().values_list("state").annotate(Count("pk")):
            jobs.add_metric([state], count)
        yield tasks
        yield jobs
        yield GaugeMetricFamily("danvan_worker_up", "1 when a worker was heard within a minute.", float(not is_worker_silent()))
        yield GaugeMetricFamily("danvan_disk_free_bytes", "Free in the data folder.", free_bytes())


class _Ours(Collector):
    """The counters of a single process, without what Python says of itself."""

    def collect(self) -> Iterator[object]:  # type: ignore[override]
        for family in OF_THIS_PROCESS.collect():
            if family.name.startswith("danvan_"):
                yield family
