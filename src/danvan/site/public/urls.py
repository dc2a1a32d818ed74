"""What citizens see: /cong-khai/…"""

from django.urls import path

from danvan.site.public import editing, feedback_pages, pages, survey_pages

UNIT = "<slug:code>/"

urlpatterns = [
    path("", pages.search, name="public"),
    path(UNIT, pages.unit, name="public_unit"),
    path(UNIT + "noi-dung/<slug:content>/", pages.content, name="public_content"),
    path(UNIT + "ket-qua/", pages.results, name="public_results"),
    path(UNIT + "khao-sat/", survey_pages.survey, name="survey"),
    path(UNIT + "khao-sat/cam-on/", survey_pages.thanks, name="survey_thanks"),
    path(UNIT + "phan-anh/", feedback_pages.send, name="public_feedback"),
    path(UNIT + "theo-doi/", feedback_pages.follow, name="public_follow"),
    path(UNIT + "sua/", editing.edit, name="public_edit"),
]
