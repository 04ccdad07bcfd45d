"""Addresses of the public face."""

from hereabouts.web.public import letters, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *letters.urlpatterns,
]
