"""Addresses for the governance lead."""

from hereabouts.web.stewardship import drafting, release_desk, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *drafting.urlpatterns,
    *release_desk.urlpatterns,
    *views.urlpatterns,
]
