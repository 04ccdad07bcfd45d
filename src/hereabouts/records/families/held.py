"""What the families room holds of somebody: their home, who lives there, what was told and decided, and agencies' records.

Asked for a person's own request only (``rights``), which decides what whoever prepares the answer may read.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from django.db.models import Model, Q

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.families.models import Household, Match, Person, Stub
from hereabouts.records.ledger.held import guards, mentioned, told

UNDER_A_REFERRAL = (
    "answers", "decisions", "sharing", "attempts", "pauses", "pointers", "needs", "episodes", "plan_steps",
    "voices", "income_gains", "work_stages", "leads", "closings",
    "need_decisions", "need_challenges",
)  # fmt: skip


def candidates(names: Iterable[str], contacts: Iterable[str], dob: object = None) -> list[tuple[str, str, str, tuple]]:
    """Give the records that may be of somebody of this name or number: kind, id, words to tell them by, and their doors.

    A date of birth takes out those who were born on another day; never those of whom it is not known.
    """
    people, stubs = Person.objects.select_related("household"), Stub.objects.select_related("organisation")
    found = chain(
        (("person", row, f"{_called(row)}, {row.household.ref}") for row in _like(people, names, contacts, "phone")),
        (("stub", row, f"{_called(row)}, {row.organisation.name}") for row in _like(stubs, names, contacts, "contact")),
    )
    return [(kind, str(row.pk), words, guards(row)) for kind, row, words in found if _born(row, dob)]


def _called(row: Person | Stub) -> str:
    born = f", born {row.dob:%-d %B %Y}" if isinstance(row, Person) and row.dob else ""
    return f"{row.first_name} {row.surname}".strip() + born


def _like(rows, names: Iterable[str], contacts: Iterable[str], reached: str) -> list:
    wanted = Q(pk__in=[])
    for name in names:
        first, _, rest = name.strip().partition(" ")
        wanted |= Q(first_name__iexact=first, surname__iexact=rest.strip())
    for contact in contacts:
        wanted |= Q(**{f"{reached}__iexact": contact})
    return list(rows.filter(wanted).order_by("pk"))


def _born(row: Person | Stub, dob: object) -> bool:
    return not (dob and isinstance(row, Person) and row.dob) or row.dob == dob


def held(who: Who) -> list[Held]:
    """Give all of it: their own records, those of the home they live in, and where else they are named."""
    rows = list(_rows(who))
    shared = any(names for _, _, names in rows)
    found = [one for row, own, names in rows for one in _of(row, own, names, shared)]
    return found + mentioned("families", who, but=[str(row.pk) for row, _, _ in rows])


def _of(row: Model, own: bool, names: bool, shared: bool) -> list[Held]:
    """Tell one row. What was noted of a home in which others live, even one word of a list, is about them, too: a route tells much."""
    found = told(row, own=own, names=names)
    if not shared or isinstance(row, Person | Stub):
        return found
    return [replace(one, about="others") if one.about in {"coded", "person"} else one for one in found]


def _rows(who: Who) -> Iterable[tuple[Model, bool, bool]]:
    """Give rows with whether each is their own, and whether it is somebody else who lives there."""
    me = Person.objects.filter(pk__in=who.ids).order_by("pk")
    for home in Household.objects.filter(people__in=me).distinct().order_by("ref"):
        yield home, True, False
        for person in home.people.all():
            yield person, str(person.pk) in who.ids, str(person.pk) not in who.ids
        yield from ((row, True, False) for row in home.restrictions.all())
        for referral in home.referrals.all():
            yield referral, True, False
            yield from ((row, True, False) for name in UNDER_A_REFERRAL for row in getattr(referral, name).all())
    matches = Match.objects.filter(Q(person__in=me) | Q(stub__in=who.ids) | Q(stub_a__in=who.ids)).order_by("pk")
    yield from ((row, True, False) for row in matches)
    sure = Q(pk__in=who.ids) | Q(matches__person__in=me, matches__state="confirmed")
    yield from ((row, True, False) for row in Stub.objects.filter(sure).distinct().order_by("pk"))
