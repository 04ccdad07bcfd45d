"""The need list: what was judged of the families with whom work goes on, what was decided, and a target group of theirs."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from hereabouts.core.families.target_group import Criteria
from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.families import changes as families
from hereabouts.records.families import needs

BY, PLACE = "noor", "Fallowgate"
ROUTES = ("local solutions group", "one agency")
HOMES = 12


def tell(world: World) -> None:
    """Judge needs of the newest families, decide about some in the order and about one against it, count a target group."""
    story = told("needs")
    going = [one for one in world.made["referrals"] if one.decisions.filter(route__in=ROUTES).exists()]
    going = [one for one in going if not one.closings.exists() and not one.needs.exists()]
    homes = sorted(going, key=lambda one: (one.received_at, one.ref))[-HOMES - 3 : -3]
    for n, referral in enumerate(homes):
        _judged(world, referral, story["need"], n)
    _decided(world, story)
    _counted(world, story["target"])


def _judged(world: World, referral: Any, judged: list[dict[str, Any]], n: int) -> None:
    """Judge two needs of a family, or three; every third has help under way for one."""
    on = world.day(-10)
    for one in [judged[n % len(judged)], judged[2], *judged[3 : 3 + n % 2]]:
        at = timezone.make_aware(datetime.combine(on, time(10)))
        families.assess(by=world.actor(BY, on), on=on, at=at, referral=referral, **one)
    if n % 3 == 0:
        given = {"domain": judged[2]["domain"], "agency": "Larkhaven Money Advice", "service": "Energy debt advice"}
        for state in ("offered", "accepted", "active"):
            families.support(by=world.actor(BY, on), on=on, referral=referral, state=state, **given)


def _decided(world: World, story: dict[str, Any]) -> None:
    """Take the first up, then one from further down with its reason; the family that is next says that it stands wrong."""
    by = world.actor(BY)
    entries = [one for one in needs.listed(by, on=world.on).entries if one.place == PLACE]
    at = timezone.make_aware(datetime.combine(world.on, time(8, 30)))
    found = {one.pk: one for one in world.made["referrals"]}
    first, *others = [found[one.id] for one in entries if one.id in found]
    said = story["decided"]
    families.decide_need(by=by, on=world.on, at=at, referral=first, taken_up=True, reason=said["first"])
    families.decide_need(
        by=by, on=world.on, at=at + timedelta(minutes=5), referral=others[2], taken_up=True, reason=said["against"]
    )
    families.challenge_need(by=by, on=world.on, referral=others[0], **story["challenge"])


def _counted(world: World, target: dict[str, Any]) -> None:
    asked = Criteria(needs=tuple(target["needs"]), severity=target["severity"])
    families.define_group(
        by=world.actor(BY),
        on=world.on,
        place=world.places[PLACE],
        title=target["title"],
        aim=target["aim"],
        criteria=asked,
    )
