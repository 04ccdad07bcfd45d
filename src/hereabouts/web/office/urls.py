"""Addresses for signing in and for the administrator."""

from hereabouts.web.office import sign_in

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *sign_in.urlpatterns,
]
