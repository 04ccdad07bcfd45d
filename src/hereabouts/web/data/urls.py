"""Addresses for analysts."""

from hereabouts.web.data import directory, open_referral, own, own_import, quality, services, views

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *views.urlpatterns,
    *quality.urlpatterns,
    *own.urlpatterns,
    *own_import.urlpatterns,
    *directory.urlpatterns,
    *services.urlpatterns,
    *open_referral.urlpatterns,
]
