"""Addresses of the desk."""

from hereabouts.web.desk import (
    asking,
    boards,
    correcting,
    drafts,
    gains,
    gatherings,
    glass,
    household,
    hubs,
    linking,
    overlap,
    problems,
    reaching,
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
    *drafts.urlpatterns,
    *correcting.urlpatterns,
    *triage.urlpatterns,
    *boards.urlpatterns,
    *reaching.urlpatterns,
    *hubs.urlpatterns,
    *gatherings.urlpatterns,
    *sharing.urlpatterns,
    *household.urlpatterns,
    *asking.urlpatterns,
    *linking.urlpatterns,
    *glass.urlpatterns,
    *overlap.urlpatterns,
    *gains.urlpatterns,
]
