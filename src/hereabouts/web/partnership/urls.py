"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import (
    actions,
    board,
    decisions,
    groups,
    home,
    meeting_mode,
    meetings,
    places,
    plans,
    priorities,
)

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
    *board.urlpatterns,
    *priorities.urlpatterns,
    *plans.urlpatterns,
    *actions.urlpatterns,
    *groups.urlpatterns,
    *meetings.urlpatterns,
    *meeting_mode.urlpatterns,
    *decisions.urlpatterns,
]
