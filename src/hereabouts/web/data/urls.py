"""Addresses for analysts."""

from hereabouts.web.data import quality, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *quality.urlpatterns,
]
