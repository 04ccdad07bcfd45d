"""One of a few, by an id that came from a form."""

from collections.abc import Iterable


def chosen(rows: Iterable, id: object):
    """Give the one of these rows with that id, or None: a form can say anything, also what is no id."""
    return next((row for row in rows if str(row.pk) == str(id)), None)
