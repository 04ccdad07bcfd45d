"""Addresses for analysts."""

from hereabouts.web.data import own, own_import, quality, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *quality.urlpatterns,
    *own.urlpatterns,
    *own_import.urlpatterns,
]
