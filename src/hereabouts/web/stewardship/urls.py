"""Addresses for the governance lead."""

from hereabouts.web.stewardship import agreement, asking, drafting, terms, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *agreement.urlpatterns,
    *asking.urlpatterns,
    *drafting.urlpatterns,
    *terms.urlpatterns,
    *views.urlpatterns,
]
