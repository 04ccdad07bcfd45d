"""Addresses for the governance lead."""

from hereabouts.web.stewardship import drafting, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *drafting.urlpatterns,
    *views.urlpatterns,
]
