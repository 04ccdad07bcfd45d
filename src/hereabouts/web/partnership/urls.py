"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import decisions, groups, home, meeting_mode, meetings, places

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
    *groups.urlpatterns,
    *meetings.urlpatterns,
    *meeting_mode.urlpatterns,
    *decisions.urlpatterns,
]
