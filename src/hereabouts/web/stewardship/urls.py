"""Addresses for the governance lead."""

from hereabouts.web.stewardship import (
    agreement,
    asking,
    audit,
    declaring,
    drafting,
    glass,
    interests,
    notice,
    release_desk,
    review,
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
]
