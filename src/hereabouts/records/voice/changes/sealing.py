"""An officer's pair of keys is kept, once: made in their own browser, so that no other machine ever drew it."""

from collections.abc import Mapping
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import SealingKey

CURVE = {"kty": "EC", "crv": "P-256"}


class NotAKey(Sentence):
    """Something that is no pair of keys of the kind our pages make."""


@change("sealing_key.keep")
def keep_keys(*, by: Actor, on: date, shuts: Mapping[str, str], opens: Mapping[str, str]) -> SealingKey:
    """Keep the pair that an officer's browser made; who has one keeps that. NotAKey for anything else."""
    if already := SealingKey.objects.filter(account=by.id).first():
        return already
    halves = (_half(shuts, ("x", "y")), _half(opens, ("x", "y", "d")))
    if halves[0]["x"] != halves[1]["x"]:
        raise NotAKey("The two halves do not belong together. Load the page again.")
    made, _ = SealingKey.objects.get_or_create(
        account_id=by.id, defaults={"shuts": halves[0], "opens": halves[1], "made_on": on}
    )
    return made


def _half(told: Mapping[str, str], parts: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(told, Mapping) or any(told.get(name) != value for name, value in CURVE.items()):
        raise NotAKey("That is no key our pages make. Load the page again.")
    if any(not isinstance(told.get(part), str) or len(told[part]) != 43 for part in parts):
        raise NotAKey("That is no key our pages make. Load the page again.")
    return {**CURVE, **{part: told[part] for part in parts}}
