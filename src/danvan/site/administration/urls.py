"""People and units: /quan-tri/; the trail: /nhat-ky/."""

from django.urls import path

from danvan.site.administration import offices, people, trail

urlpatterns = [
    path("quan-tri/", people.people, name="administration"),
    path("quan-tri/nguoi/moi/", people.new_person, name="new-person"),
    path("quan-tri/nguoi/<int:number>/", people.person, name="person"),
    path("quan-tri/nguoi/<int:number>/vai-tro/", people.add_role, name="add-role"),
    path("quan-tri/nguoi/<int:number>/vai-tro/<int:role>/bo/", people.drop_role, name="drop-role"),
    path("quan-tri/nguoi/<int:number>/mat-khau/", people.reset, name="reset-person"),
    path("quan-tri/don-vi/", offices.offices, name="administration-offices"),
    path("quan-tri/don-vi/moi/", offices.new_office, name="new-office"),
    path("quan-tri/don-vi/<str:code>/", offices.office, name="administration-office"),
    path("nhat-ky/", trail.trail, name="trail"),
]
