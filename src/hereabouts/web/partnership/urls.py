"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import (
    account,
    actions,
    answers,
    board,
    conversations,
    decisions,
    groups,
    heard,
    home,
    listening,
    local_notes,
    meeting_mode,
    meetings,
    places,
    plans,
    priorities,
    said,
    themes,
)

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
    *local_notes.urlpatterns,
    *listening.urlpatterns,
    *conversations.urlpatterns,
    *said.urlpatterns,
    *themes.urlpatterns,
    *heard.urlpatterns,
    *answers.urlpatterns,
    *board.urlpatterns,
    *priorities.urlpatterns,
    *plans.urlpatterns,
    *actions.urlpatterns,
    *groups.urlpatterns,
    *meetings.urlpatterns,
    *meeting_mode.urlpatterns,
    *decisions.urlpatterns,
    *account.urlpatterns,
]
