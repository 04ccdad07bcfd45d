"""Addresses of the partnership's own pages."""

from django.urls import path

from hereabouts.web.partnership import home, places

urlpatterns = [
    path("my-work/", home.my_work, name="my-work"),
    path("places/", places.index, name="places"),
    path("places/<uuid:id>/", places.profile, name="place"),
    path("places/<uuid:id>/profile.json", places.as_json, name="place-json"),
    path("places/<uuid:id>/profile.csv", places.as_csv, name="place-csv"),
]
