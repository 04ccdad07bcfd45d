"""Addresses for the governance lead."""

from hereabouts.web.stewardship import (
    agreement,
    asking,
    audit,
    declaring,
    disclosures,
    drafting,
    glass,
    interests,
    notice,
    release_desk,
    retention,
    review,
    rights,
    terms,
    transparency,
    views,
)

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *agreement.urlpatterns,
    *asking.urlpatterns,
    *drafting.urlpatterns,
    *terms.urlpatterns,
    *notice.urlpatterns,
    *release_desk.urlpatterns,
    *views.urlpatterns,
    *audit.urlpatterns,
    *review.urlpatterns,
    *declaring.urlpatterns,
    *glass.urlpatterns,
    *interests.urlpatterns,
    *transparency.urlpatterns,
    *rights.urlpatterns,
    *retention.urlpatterns,
    *disclosures.urlpatterns,
]
