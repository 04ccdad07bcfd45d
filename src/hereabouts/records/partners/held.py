"""What the register of partners holds of somebody: an account of their own, and words in which they are named."""

from collections.abc import Iterable

from django.db.models import Q

from hereabouts.core.ledger.held import Held, Who
from hereabouts.records.ledger.held import mentioned, told
from hereabouts.records.partners.models import Account


def candidates(names: Iterable[str], contacts: Iterable[str], dob: object = None) -> list[tuple[str, str, str, tuple]]:
    """Give the accounts that may be somebody's: a worker has rights, too."""
    wanted = Q(pk__in=[])
    for one in names:
        wanted |= Q(name__iexact=one)
    for one in contacts:
        wanted |= Q(email__iexact=one) | Q(phone__iexact=one)
    rows = Account.objects.filter(wanted).select_related("organisation").order_by("pk")
    return [("account", str(row.pk), f"Account of {row.name}, {row.organisation.name}", ()) for row in rows]


def held(who: Who) -> list[Held]:
    """Give their account with what hangs on it, and where else they are named."""
    mine = list(Account.objects.filter(pk__in=who.ids).prefetch_related("belongings", "roles", "training"))
    rows = [row for one in mine for row in (one, *one.belongings.all(), *one.roles.all(), *one.training.all())]
    own = [one for row in rows for one in told(row)]
    return own + mentioned("partners", who, but=[str(row.pk) for row in rows])
