"""The site's own pages, and beside them the least a page of Django can be: one query, one line."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from danvan.site.access.policy import anyone
from danvan.site.offices.models import Office
from danvan.site.urls import urlpatterns as ours


@anyone
def bare(_request: HttpRequest) -> HttpResponse:
    """Behind the same middleware; asks the database one thing."""
    office = Office.objects.filter(code="").first()
    return HttpResponse(str(office))


urlpatterns = [*ours, path("bare/", bare)]
