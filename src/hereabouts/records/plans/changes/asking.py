"""How leads are asked: a link is sent by e-mail, sent anew, and taken back.

A link stands exactly when its e-mail left: a mail server that refuses takes the row back with it, and the officer is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from smtplib import SMTPException
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.quarters import named
from hereabouts.core.sentences import Sentence, counted
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans import by_link
from hereabouts.records.plans.changes.actions import OPEN
from hereabouts.records.plans.models import Action, AskedOf, Plan, ReturnLink

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Account, Organisation

Where = Callable[[UUID], str]  # the address of a link, by its id; the token is put behind it here and nowhere else
ANEW = 3  # how often somebody may have a link sent anew by themselves; after that a person looks

WORDS = """Dear {name},

{asked_by} asks how {these} of “{plan}” {goes}, for {period}:

{actions}
Open the link, write a sentence and press Send. It takes a minute. You need no account and no password.

{address}

The link is yours alone and good until {day}. Please do not pass it on.
If something is wrong, ask {whom}.
"""


class NotAsked(Sentence):
    """Somebody who cannot be asked: no address, nothing to tell of, a day that has passed, or a mail server that refused."""


@change("return.ask", about="plan", keeps=("period",))
def ask(
    *,
    by: Actor,
    on: date,
    plan: Plan,
    period: str,
    actions: Sequence[Action],
    name: str,
    email: str,
    expires_on: date,
    where: Where,
    account: Account | None = None,
    organisation: Organisation | None = None,
    times: int = 1,
) -> ReturnLink:
    """Send one person one link, by which they tell of these actions of the plan for a period. Their earlier link for it ends.

    The person may have an account or an e-mail address only. The e-mail names the actions; the link opens nothing else.
    """
    period = named(period, on=on).name
    _can_be_asked(plan, actions, name, email, expires_on, on)
    for old in ReturnLink.objects.filter(
        plan=plan, period=period, email__iexact=email.strip(), revoked_on=None, used_at=None
    ):
        times, actions = max(times, old.times + 1), _with(actions, _left(old))
        _end(old, by, on, "Another one was sent")
    link = ReturnLink(
        plan=plan, place_id=plan.place_id, organisation=organisation or (account.organisation if account else None),
        period=period, name=name.strip(), email=email.strip(), account=account, asked_by=by.name, asked_on=on,
        expires_on=expires_on, times=times,
    )  # fmt: skip
    token = by_link.new_token()
    link.seal = by_link.seal_of(link, token, [action.pk for action in actions])
    link.save()
    AskedOf.objects.bulk_create(AskedOf(link=link, action=action) for action in actions)
    _write(link, actions, f"{where(link.pk)}?key={token}", on)
    return link


def _can_be_asked(plan: Plan, actions: Sequence[Action], name: str, email: str, expires_on: date, on: date) -> None:
    if not actions:
        raise NotAsked("Choose at least one action to ask about.")
    if any(action.plan_id != plan.pk or action.state not in OPEN for action in actions):
        raise NotAsked("One of these actions is not of this plan, or it has ended. Choose anew.")
    if not name.strip():
        raise NotAsked("Say who is asked: the page shows it, so that nobody tells for somebody else.")
    try:
        validate_email(email.strip())
    except ValidationError:
        raise NotAsked("“{email}” is no e-mail address. {name} was not asked.", email=email, name=name) from None
    if expires_on < on:
        raise NotAsked("The last day of the link has passed. Choose one that is still to come.")


def _write(link: ReturnLink, actions: Sequence[Action], address: str, on: date) -> None:
    words = WORDS.format(
        name=link.name, asked_by=link.asked_by, plan=link.plan.title, period=link.period, address=address,
        these=counted(len(actions), "action"), goes="goes" if len(actions) == 1 else "go",
        actions="".join(f"- {action.ref} {action.title}\n" for action in actions),
        day=f"{link.expires_on:%-d %B %Y}", whom=by_link.whom_to_ask(link, on=on),
    )  # fmt: skip
    subject = f"{'Reminder: h' if link.times > 1 else 'H'}ow is it going? {link.plan.title}, {link.period}"
    try:
        send_mail(" ".join(subject.split()), words, None, [link.email])
    except (OSError, SMTPException) as problem:
        raise NotAsked(
            "The e-mail to {name} could not be sent, so {name} was not asked. Try again, or ring.", name=link.name
        ) from problem


@change("return.ask", about="link", step="again")
def ask_again(*, by: Actor, on: date, link: ReturnLink, where: Where, expires_on: date | None = None) -> ReturnLink:
    """Send somebody a new link for what they have not told yet, as a reminder or because theirs is over. The old one ends."""
    if link.purpose != by_link.TELL:
        raise NotAsked("This link is for something else.")
    left = _left(link)
    if not left:
        raise NotAsked("{name} has told of everything they were asked about.", name=link.name)
    if not link.revoked_on:
        _end(link, by, on, "Another one was sent")
    until = expires_on or max(link.expires_on, on)
    return ask.__wrapped__(
        by=_in_name_of(link, by), on=on, plan=link.plan, period=link.period, actions=left, name=link.name, email=link.email,
        expires_on=until, where=where, account=link.account, organisation=link.organisation, times=link.times + 1,
    )  # fmt: skip


def _left(link: ReturnLink) -> list[Action]:
    """Give the actions of a link that are not told yet and still go on."""
    asked = link.asked.select_related("action").filter(told_at=None)
    return [one.action for one in asked if one.action.state in OPEN]


def _with(actions: Sequence[Action], more: Sequence[Action]) -> list[Action]:
    return list({action.pk: action for action in (*actions, *more)}.values())


def _in_name_of(link: ReturnLink, by: Actor) -> Actor:
    """Keep who asked when somebody has a link sent anew to themselves; the same rights, which the rule was asked about."""
    return Actor(by.id, link.asked_by, by.organisation, by.roles, by.grants) if by.id.startswith("link:") else by


def anew(*, on: date, link: ReturnLink, where: Where) -> ReturnLink:
    """Send the person a link was sent to a new one, because they hold it in another browser: to the same address only."""
    if link.times > ANEW:
        raise NotAsked("This was sent {n} times. Ask {whom}.", n=link.times, whom=by_link.whom_to_ask(link, on=on))
    return ask_again(by=by_link.bearer(link, asks_anew=True), on=on, link=link, where=where)


@change("return.ask", about="link", step="taken back", keeps=("because",))
def revoke(*, by: Actor, on: date, link: ReturnLink, because: str) -> ReturnLink:
    """Take a link back: from now on it opens nothing. What was told by it stays told. Twice changes nothing."""
    if not because.strip():
        raise NotAsked("Say why it is taken back.")
    if not link.revoked_on:
        _end(link, by, on, because.strip())
    return link


def _end(link: ReturnLink, by: Actor, on: date, because: str) -> None:
    link.revoked_on, link.revoked_by, link.because = on, by.name, because[:200]
    link.save(update_fields=["revoked_on", "revoked_by", "because"])
