"""Addresses of the desk."""

from hereabouts.web.desk import (
    asking,
    correcting,
    glass,
    household,
    linking,
    problems,
    referrals,
    reports,
    sharing,
    triage,
)

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *problems.urlpatterns,
    *reports.urlpatterns,
    *referrals.urlpatterns,
    *correcting.urlpatterns,
    *triage.urlpatterns,
    *sharing.urlpatterns,
    *household.urlpatterns,
    *asking.urlpatterns,
    *linking.urlpatterns,
    *glass.urlpatterns,
]
