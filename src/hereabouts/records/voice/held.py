"""What the voice room holds of somebody: themselves as a participant, what they said, and words in which they are named."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import guards, mentioned, told
from hereabouts.records.voice.access import as_written
from hereabouts.records.voice.models import Background, Connector, Contribution, Participant, Stakeholder


def candidates(names: Iterable[str], contacts: Iterable[str], dob: object = None) -> list[tuple[str, str, str, tuple]]:
    """Give the people who took part who may be somebody: by their contact, how a sheet called them, or the number they were given."""
    likes = [
        Q(contact__icontains=one) | Q(own_ref__iexact=one) | Q(key=as_written(one))
        for one in (*contacts, *names) if len(one) > 2
    ]  # fmt: skip
    found = Participant.objects.filter(reduce(or_, likes)).order_by("pk") if likes else ()
    took_part = [
        ("participant", str(row.pk), f"Took part in listening, number {row.key}", guards(row)) for row in found
    ]
    known = reduce(
        or_,
        (Q(name__icontains=one) | Q(reach_at__icontains=one) for one in (*names, *contacts) if len(one) > 2),
        Q(pk__in=[]),
    )
    return took_part + [
        (kind, str(row.pk), f"{words}: {row.name}", guards(row))
        for kind, words, model in (("connector", "Wants to help", Connector), ("stakeholder", "Stakeholder", Stakeholder))
        for row in model.objects.filter(known).order_by("pk")
    ]  # fmt: skip


def held(who: Who) -> list[Held]:
    """Give all of it."""
    mine = list(Participant.objects.filter(pk__in=who.ids))
    said = list(Contribution.objects.filter(Q(participant__in=mine) | Q(pk__in=who.ids)).order_by("pk"))
    rows = [
        *mine,
        *(c for one in mine for c in one.consents.all()),
        *Background.objects.filter(participant__in=mine),
        *Connector.objects.filter(pk__in=who.ids),
        *Stakeholder.objects.filter(pk__in=who.ids),
        *said,
        *(c for one in said for c in one.codings.all()),
        *(m for one in said for m in one.memos.all()),
        *(use for one in said for j in one.judgements.all() for use in j.uses.all()),
        *(r for one in said for r in one.recordings.all()),
        *(s for one in mine for s in one.scores.all()),
    ]
    own = [one for row in rows for one in told(row)]
    return own + mentioned("voice", who, but=[str(row.pk) for row in rows])
