"""Addresses of the public face."""

from django.urls import path

from hereabouts.web.public import views

urlpatterns = [path("", views.start, name="start")]
