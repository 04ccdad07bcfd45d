"""What the intake holds of somebody: the letters that are theirs, the replies, and letters in which they are named."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.intake.models import Letter
from hereabouts.records.ledger.held import guards, mentioned, told


def candidates(names: Iterable[str], contacts: Iterable[str], dob: object = None) -> list[tuple[str, str, str, tuple]]:
    """Give the letters that may be somebody's: by their contact, or the reference that they were given."""
    likes = [Q(contact__icontains=one) | Q(ref__iexact=one) for one in (*contacts, *names) if len(one) > 2]
    found = Letter.objects.filter(reduce(or_, likes)) if likes else ()
    words = "Letter of {:%-d %B %Y} ({})"
    return [("letter", str(row.pk), words.format(row.received_on, row.kind), guards(row)) for row in found]


def held(who: Who) -> list[Held]:
    """Give all of it."""
    mine = list(Letter.objects.filter(pk__in=who.ids).prefetch_related("replies"))
    rows = [one for letter in mine for one in (letter, *letter.replies.all())]
    own = [one for row in rows for one in told(row)]
    return own + mentioned("intake", who, but=[str(row.pk) for row in rows])
