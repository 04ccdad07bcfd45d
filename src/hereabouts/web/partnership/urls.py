"""Addresses of the partnership's own pages."""

from hereabouts.web.partnership import answers, conversations, heard, home, listening, places, said, themes

# Each room's pages keep their addresses at their foot.
urlpatterns = [
    *home.urlpatterns,
    *places.urlpatterns,
    *listening.urlpatterns,
    *conversations.urlpatterns,
    *said.urlpatterns,
    *themes.urlpatterns,
    *heard.urlpatterns,
    *answers.urlpatterns,
]
