"""Addresses for analysts."""

from django.urls import path

from hereabouts.web.data import views

urlpatterns = [path("data/", views.datasets, name="datasets")]
