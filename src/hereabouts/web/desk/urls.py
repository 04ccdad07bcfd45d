"""Addresses of the desk."""

from django.urls import URLPattern

# Each room's pages keep their addresses at their foot.
urlpatterns: list[URLPattern] = []
