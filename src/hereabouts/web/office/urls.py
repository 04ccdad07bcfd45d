"""Addresses for signing in and for the administrator."""

from hereabouts.web.office import (
    acting,
    getting_started,
    invitation,
    partners,
    people,
    practitioners,
    sign_in,
    training,
)

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *sign_in.urlpatterns,
    *invitation.urlpatterns,
    *acting.urlpatterns,
    *partners.urlpatterns,
    *people.urlpatterns,
    *practitioners.urlpatterns,
    *training.urlpatterns,
    *getting_started.urlpatterns,
]
