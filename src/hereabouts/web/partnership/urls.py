"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import home, places

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
]
