"""The inbox of those who handle feedback: /phan-anh/…"""

from django.urls import path

from danvan.site.public import inbox

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("dong/<int:record>/", inbox.of_row, name="feedback_of_row"),
    path("<int:pk>/", inbox.one, name="feedback"),
    path("<int:pk>/mo/", inbox.reveal, name="feedback_reveal"),
    path("<int:pk>/bat-dau/", inbox.begin, name="feedback_begin"),
    path("<int:pk>/tra-loi/", inbox.reply, name="feedback_reply"),
    path("<int:pk>/to-cao/", inbox.erase, name="feedback_erase"),
]
