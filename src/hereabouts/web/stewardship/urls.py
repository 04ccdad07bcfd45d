"""Addresses for the governance lead."""

from hereabouts.web.stewardship import views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
]
