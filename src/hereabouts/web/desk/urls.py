"""Addresses of the desk."""

from hereabouts.web.desk import linking, referrals, triage

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *referrals.urlpatterns,
    *triage.urlpatterns,
    *linking.urlpatterns,
]
