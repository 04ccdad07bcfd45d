"""The database's own locks: the audit trail only grows, and PostgreSQL keeps the rows of cases by itself.

Both are written from the declarations of today. A later migration that adds a table of cases, or that alters the trail on
SQLite (which writes the table anew and loses its triggers), calls them again.
"""

from django.db import migrations

from hereabouts.records.ledger import append_only, policies


def lock(apps, schema_editor):
    append_only.applied(schema_editor.connection)
    policies.applied(schema_editor.connection)


def unlock(apps, schema_editor):
    policies.removed(schema_editor.connection)
    append_only.removed(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("hereabouts", "0003_the_agreement_is_the_lock")]
    operations = [migrations.RunPython(lock, unlock)]
