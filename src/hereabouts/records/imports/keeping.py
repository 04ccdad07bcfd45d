"""What an import remembers of a thing goes when the thing is emptied: it could be put back from there."""

from collections.abc import Iterable

from hereabouts.records.imports.models import Touched


def forgotten(objects: Iterable[str]) -> None:
    """Forget what stood in some things before an import changed them: taking that import back leaves them as they are."""
    Touched.objects.filter(object__in=list(objects)).delete()
