"""Addresses for signing in and for the administrator."""

from hereabouts.web.office import getting_started, invitation, people, sign_in

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *sign_in.urlpatterns,
    *invitation.urlpatterns,
    *people.urlpatterns,
    *getting_started.urlpatterns,
]
