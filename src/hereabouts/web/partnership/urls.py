"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import account, actions, board, home, places, plans, priorities

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
    *board.urlpatterns,
    *priorities.urlpatterns,
    *plans.urlpatterns,
    *actions.urlpatterns,
    *account.urlpatterns,
]
