"""The catalogue: /danh-muc/…"""

from django.urls import path

from danvan.site.catalogue_pages import views

urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("<path:code>/", views.card, name="card"),
]
