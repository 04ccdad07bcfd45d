"""Every address, face by face."""

from django.urls import include, path

from hereabouts.web.shared import pages

urlpatterns = [
    path("", include("hereabouts.web.public.urls")),
    path("", include("hereabouts.web.office.urls")),
    path("", include("hereabouts.web.partnership.urls")),
    path("", include("hereabouts.web.desk.urls")),
    path("", include("hereabouts.web.data.urls")),
    path("", include("hereabouts.web.stewardship.urls")),
    path("healthz", pages.healthz, name="healthz"),
    path("readyz", pages.readyz, name="readyz"),
    path("words/", pages.words, name="words"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
handler400 = "hereabouts.web.shared.pages.misread"
handler500 = "hereabouts.web.shared.pages.broken"
handler404 = "hereabouts.web.shared.pages.absent"
handler403 = "hereabouts.web.shared.pages.refused"
