"""Check a document: /soat/…"""

from django.urls import path

from danvan.site.documents import views

urlpatterns = [
    path("", views.documents, name="documents"),
    path("<uuid:key>/", views.document, name="document"),
    path("<uuid:key>/ghi-chu/", views.noted, name="document_noted"),
    path("<uuid:key>/xoa/", views.remove, name="document_remove"),
]
