"""The team around one family: what its members need, the support they have, and who does what until when."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.records.families import changes as families

BY, ROUTE = "noor", "local solutions group"


def tell(world: World) -> None:
    """Follow the newest family that went to the local solutions group long enough ago for all of it to have happened."""
    story = told("whole")
    enough = max(need["days"] for need in story["need"])
    chosen = [(_day(one), one) for one in world.made["referrals"] if _to_the_group(one)]
    ripe = [(day, one) for day, one in chosen if day + timedelta(days=enough) <= world.on]
    if not ripe:
        return
    day, referral = max(ripe, key=lambda pair: (pair[0], pair[1].ref))
    _needs(world, referral, day, story["need"])
    _supports(world, referral, day, story["support"])
    _steps(world, referral, day, story["step"])
    _gains(world, referral, day, story)


def _to_the_group(referral: Any) -> bool:
    return referral.decisions.filter(route=ROUTE).exists()


def _day(referral: Any) -> date:
    newest = referral.decisions.order_by("decided_at").last()
    return timezone.localdate(newest.decided_at if newest else referral.received_at)


def _needs(world: World, referral: Any, day: date, needs: list[dict[str, Any]]) -> None:
    for one in needs:
        on = day + timedelta(days=one["days"])
        facts = {name: value for name, value in one.items() if name not in {"days", "who"}}
        at = timezone.make_aware(datetime.combine(on, time(10)))
        families.assess(by=world.actor(BY, on), on=on, at=at, referral=referral, person=_member(referral, one), **facts)


def _supports(world: World, referral: Any, day: date, supports: list[dict[str, Any]]) -> None:
    for one in supports:
        facts = {name: one[name] for name in ("domain", "agency", "service")}
        for n, state in enumerate(one["states"]):
            on = day + timedelta(days=3 + n)
            families.support(
                by=world.actor(BY, on), on=on, referral=referral, person=_member(referral, one), state=state, **facts
            )


def _steps(world: World, referral: Any, day: date, steps: list[dict[str, Any]]) -> None:
    on = day + timedelta(days=4)
    for one in steps:
        facts = {name: one[name] for name in ("words", "owner", "goal", "agreed_in") if name in one}
        due = day + timedelta(days=one["due"])
        made = families.plan(by=world.actor(BY, on), on=on, referral=referral, due_on=due, **facts)
        if one.get("done"):
            families.finish(by=world.actor(BY, due), on=due, referral=referral, step=str(made.pk))


def _gains(world: World, referral: Any, day: date, story: dict[str, Any]) -> None:
    """Who leads, what two of them say, what income they gained, and where a parent stands with work."""
    for kind, write in (
        ("lead", families.lead),
        ("voice", families.hear),
        ("gain", families.gain),
        ("work", families.work),
    ):
        for one in story[kind]:
            on = day + timedelta(days=one["days"])
            facts = {name: value for name, value in one.items() if name not in {"days", "who"}}
            if kind != "lead":
                facts["person"] = _member(referral, one)
            if kind in {"gain", "work"}:
                facts["gained_on" if kind == "gain" else "since"] = on
            if kind in {"lead", "voice"}:
                facts["at"] = timezone.make_aware(datetime.combine(on, time(11)))
            write(by=world.actor(BY, on), on=on, referral=referral, **facts)


def _member(referral: Any, one: dict[str, Any]) -> str:
    return str(referral.household.people.order_by("position")[one["who"]].pk) if "who" in one else ""
