"""Figures of a period: /so-lieu/…"""

from django.urls import path

from danvan.site.figures import entering, pages, source

urlpatterns = [
    path("", pages.figures, name="figures"),
    path("<slug:period>/", pages.period, name="period"),
    path("<slug:period>/don-vi/<slug:unit>/", pages.period_of_unit, name="period_of_unit"),
    path("<slug:period>/don-vi/<slug:unit>/<str:indicator>/", source.source_of_unit, name="figure_of_unit"),
    path("<slug:period>/<str:indicator>/", source.source, name="figure"),
    path("<slug:period>/<str:indicator>/nhap/", entering.enter, name="figure_enter"),
    path("<slug:period>/<str:indicator>/soat/", entering.check, name="figure_check"),
]
