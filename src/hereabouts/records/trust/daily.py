"""What is done once a day: agreements aged, the whole trail checked, its head sent away, last month's looks drawn for review."""

from datetime import date

from django.core.mail import send_mail

from hereabouts.core.ledger import Actor
from hereabouts.records.ledger import changes, checks, reads, review
from hereabouts.records.partners.reads import people
from hereabouts.records.trust import alerting, glass
from hereabouts.records.trust.access import actors_of

WORDS = """Hereabouts: audit trail, {day}

Head: {head}
Keep this message. With the head anybody can tell later whether the trail was cut off or rewritten:
hereabouts trust audit --verify --against {head}

{whole}
Sealed up to entry {sealed_to}; {unsealed} wait for their seal.
Looks that wait for review: {waiting}.
Broken glass that waits for review: {glass}.
Roles that somebody gave themself and nobody has judged: {roles}.
"""


def digest_of(*, on: date) -> str:
    """Seal what waits and put the digest together. It names no person and no record."""
    changes.seal_entries()
    found, last = reads.verify(newest=checks.AT_A_GLANCE), checks.last()
    bad = found.because or (last.because if last else "")
    when = f"{last.at:%-d %B %Y}" if last else ""
    whole = (
        f"The whole trail was checked on {when}: {last.entries:,} entries, whole." if last else "Never checked whole."
    )
    return WORDS.format(
        day=f"{on:%-d %B %Y}", head=reads.head(), whole=f"NOT WHOLE. {bad}" if bad else whole,
        sealed_to=found.sealed_to or 0, unsealed=found.unsealed, waiting=review.waiting(), glass=glass.waiting(),
        roles=review.own_roles_waiting(),
    )  # fmt: skip


def send_digest(*, by: Actor, on: date) -> str:
    """E-mail the digest to everybody who may read the trail, write that down, and give its words."""
    words = digest_of(on=on)
    readers = actors_of(people(on=on), on=on)
    to = [account.email for account, actor in readers if any(g.covers("audit", "see", on) for g in actor.grants)]
    for address in to:
        send_mail(words.partition("\n")[0], words, None, [address])
    checks.keep_digest(by=by, on=on, head=reads.head(), to=len(to))
    return words


def daily(*, by: Actor, on: date) -> bool:
    """Do the day's round once; a second call the same day does nothing. Says whether it did something."""
    if checks.digest_sent(on):
        return False
    alerting.tell(by=by, on=on)
    found = checks.check(by=by, on=on)
    if found.first_bad is not None:  # said first: what is wrong with an entry may keep the rest from being done
        send_digest(by=by, on=on)
    review.draw_due(by=by, on=on)
    if found.first_bad is None:
        send_digest(by=by, on=on)
    return True
