"""Addresses for analysts."""

from hereabouts.web.data import directory, open_referral, quality, services, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *quality.urlpatterns,
    *directory.urlpatterns,
    *services.urlpatterns,
    *open_referral.urlpatterns,
]
