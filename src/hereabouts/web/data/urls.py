"""Addresses for analysts."""

from hereabouts.web.data import views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
]
