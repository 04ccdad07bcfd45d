"""Addresses for the governance lead."""

from hereabouts.web.stewardship import audit, declaring, drafting, review, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *drafting.urlpatterns,
    *views.urlpatterns,
    *audit.urlpatterns,
    *review.urlpatterns,
    *declaring.urlpatterns,
]
