"""Addresses for the governance lead."""

from django.urls import path

from hereabouts.web.stewardship import views

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/<uuid:id>/", views.agreement, name="agreement"),
    path("audit/", views.audit, name="audit"),
]
