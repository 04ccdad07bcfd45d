"""Addresses of the public face."""

from hereabouts.web.public import files, letters, taking_back, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *files.urlpatterns,
    *letters.urlpatterns,
    *taking_back.urlpatterns,
]
