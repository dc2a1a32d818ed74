"""Reports: /bao-cao/…"""

from django.urls import path

from danvan.site.reports import correction, deciding, files, pages, writing

urlpatterns = [
    path("", pages.reports, name="reports"),
    path("bat-dau/", pages.begin, name="report_begin"),
    path("tieu-de/", files.letterhead, name="letterhead"),
    path("<int:pk>/", pages.report, name="report"),
    path("<int:pk>/luu/", writing.save, name="report_save"),
    path("<int:pk>/cau/<slug:part>/", writing.sentences, name="report_sentences"),
    path("<int:pk>/tim-so/", writing.pick, name="report_pick"),
    path("<int:pk>/soat/", writing.findings, name="report_findings"),
    path("<int:pk>/trinh/", deciding.submit, name="report_submit"),
    path("<int:pk>/buoc/", deciding.step, name="report_step"),
    path("<int:pk>/xem/", files.preview, name="report_preview"),
    path("<int:pk>/tai/<slug:kind>/", files.download, name="report_download"),
    path("<int:pk>/cac-ban/", files.versions, name="report_versions"),
    path("<int:pk>/dinh-chinh/", correction.correct, name="report_correct"),
]
