"""Addresses of the desk."""

from hereabouts.web.desk import problems, reports

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *problems.urlpatterns,
    *reports.urlpatterns,
]
