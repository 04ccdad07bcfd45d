"""The one Django app; its rooms are plain packages, so that a wrong wall is cheap to move."""

from django.apps import AppConfig


class Records(AppConfig):
    name = "hereabouts.records"
    label = "hereabouts"

    def ready(self) -> None:
        from django.conf import settings

        from hereabouts.engines.which import use

        use(settings.ENGINE)
