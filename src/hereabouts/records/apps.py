"""The one Django app; its rooms are plain packages, so that a wrong wall is cheap to move."""

from django.apps import AppConfig


class Records(AppConfig):
    name = "hereabouts.records"
    label = "hereabouts"

    def ready(self) -> None:
        from django.conf import settings
        from django.db.backends.signals import connection_created

        from hereabouts.engines.which import use
        from hereabouts.records.ledger.asker import listen

        use(settings.ENGINE)
        connection_created.connect(listen)
