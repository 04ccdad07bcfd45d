"""Invitations: a link that lets one person set one password, once, within seven days.

The key is made from the account's present password hash, its last sign-in and the time, and signed with this
installation's secret; nothing is stored. Setting a password or signing in makes every key given before useless.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from hereabouts.records.partners.models import Account

_keys = PasswordResetTokenGenerator()
_keys.key_salt = "hereabouts.records.partners.invitations"  # no key made for anything else opens this door


def key_for(account: Account) -> str:
    """Make a key for somebody. Whoever holds it can set the password, so it goes to that person only."""
    return _keys.make_token(account)


def invited(id: object, key: str) -> Account | None:
    """Give the account that a key was made for, while the key is good; None for every other case, without saying which."""
    account = Account.objects.filter(pk=id, is_active=True).select_related("organisation").first()
    return account if account is not None and _keys.check_token(account, key) else None
