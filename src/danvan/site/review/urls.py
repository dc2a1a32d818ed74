"""The level above: /tiep-nhan/, /tong-hop/, /cham-diem/; and /tu-cham/, where a unit gives itself points."""

from django.urls import path

from danvan.site.review import matrix_pages, unit_pages
from danvan.site.review.outside import pages as outside
from danvan.site.review.rollup import pages as rollup
from danvan.site.review.scoring import pages as scoring

_UNIT = "tiep-nhan/<slug:period>/<slug:code>/"
urlpatterns = [
    path("tiep-nhan/", matrix_pages.review, name="review"),
    path("tiep-nhan/<slug:period>/", matrix_pages.period, name="review_period"),
    path("tiep-nhan/<slug:period>/nhac/", matrix_pages.reminders, name="review_remind"),
    path("tiep-nhan/<slug:period>/han-gui/", matrix_pages.due_on, name="review_due"),
    path("tiep-nhan/<slug:period>/don-doc.docx", matrix_pages.letter, name="review_letter"),
    path("tiep-nhan/<slug:period>/chi-tieu/", outside.indicators, name="review_indicators"),
    path(_UNIT, unit_pages.unit, name="review_unit"),
    path(f"{_UNIT}soat/", unit_pages.unit_findings, name="review_findings"),
    path(f"{_UNIT}quyet-dinh/", unit_pages.decide, name="review_decide"),
    path(f"{_UNIT}van-ban/", outside.drop, name="review_drop"),
    path(f"{_UNIT}van-ban/<int:pk>/", outside.document, name="review_document"),
    path(f"{_UNIT}van-ban/<int:pk>/goc/", outside.original, name="review_original"),
    path("tong-hop/", rollup.current, name="rollup"),
    path("tong-hop/<slug:period>/", rollup.period, name="rollup_period"),
    path("tong-hop/<slug:period>/bang.xlsx", rollup.workbook, name="rollup_workbook"),
    path("tong-hop/<slug:period>/lap/", rollup.make, name="rollup_make"),
    path("tong-hop/<slug:period>/lap/<int:pk>/", rollup.made, name="rollup_made"),
    path("tong-hop/<slug:period>/lap/<int:pk>/<slug:kind>/", rollup.download, name="rollup_download"),
    path("tong-hop/<slug:period>/<str:indicator>/", rollup.one, name="rollup_indicator"),
    path("cham-diem/", scoring.current, name="scoring"),
    path("cham-diem/<slug:period>/", scoring.period, name="scoring_period"),
    path("cham-diem/<slug:period>/<slug:code>/", scoring.unit, name="scoring_unit"),
    path("tu-cham/", scoring.own_current, name="self_scoring"),
    path("tu-cham/<slug:period>/", scoring.own, name="self_scoring_period"),
]
