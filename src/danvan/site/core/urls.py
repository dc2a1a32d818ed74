"""The desk, and what machines ask."""

from django.urls import path

from danvan.site.core import health, job_pages, metrics, notice_pages
from danvan.site.figures import desk

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("suc-khoe/", health.health, name="health"),
    path("do-luong/", metrics.metrics, name="metrics"),
    path("thong-bao/", notice_pages.notices, name="notices"),
    path("viec/", job_pages.jobs, name="jobs"),
    path("viec/<int:number>/", job_pages.job, name="job"),
    path("viec/<int:number>/lai/", job_pages.begin_again, name="job_again"),
]
