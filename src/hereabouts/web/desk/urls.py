"""Addresses of the desk."""

from hereabouts.web.desk import asking, linking, problems, referrals, reports, triage

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *problems.urlpatterns,
    *reports.urlpatterns,
    *referrals.urlpatterns,
    *triage.urlpatterns,
    *asking.urlpatterns,
    *linking.urlpatterns,
]
