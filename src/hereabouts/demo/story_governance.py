"""The groups of the partnership are set up, and a year of meetings is called, held and minuted."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import calendar
from hereabouts.records.governance import changes as governance

CLERK = "priya"
SET_UP, APPROVED = 430, 400  # days before today
CALLED, PAPERS, DRAFTED, AGREED = -28, -9, 6, 14  # days from a meeting
SORRY = 7  # every so many-eth seat sends apologies


def tell(world: World) -> None:
    """Tell of every meeting in the order of days: an agenda carries what its group had open on the day it was called."""
    world.made |= {"groups": {}, "meetings": []}
    for group in told("meetings")["group"]:
        _set_up(world, group)
    steps = [step for n, meeting in enumerate(told("meetings")["meeting"]) for step in _steps(world, meeting, n)]
    for on, _, step in sorted(steps, key=lambda one: one[:2]):
        step(on=on)


def _set_up(world: World, group: dict[str, Any]) -> None:
    on, after = world.day(-SET_UP), world.day(-APPROVED)
    by, groups = world.actor(CLERK, on), world.made["groups"]
    made = groups[group["key"]] = governance.set_up_group(
        by=by, on=on, name=group["name"], tier=group["tier"], nation="SCT", cadence=group["cadence"],
        place=world.places.get(group.get("place")), parent=groups.get(group.get("parent")), quorum=group["quorum"],
        standing=group["standing"], terms=group["terms"],
    )  # fmt: skip
    for organisation, who, role, voting in group["members"]:
        governance.add_member(
            by=by, on=on, group=made, organisation=world.partners[organisation], account=world.people.get(who), role=role,
            voting=voting,
        )  # fmt: skip
    governance.approve_terms(by=world.actor(CLERK, after), on=after, group=made)


def _steps(world: World, story: dict[str, Any], n: int) -> list[tuple[date, int, partial]]:
    """Give the steps of one meeting that lie behind us: called, papers out, held, minutes drafted and agreed."""
    held = _working(world.day(story["day"]))
    steps = [
        (held + timedelta(days=CALLED), 5, partial(_call, world, story, held)),
        (_working(held + timedelta(days=PAPERS)), 0, partial(_papers, world, n)),
    ]
    if "summary" not in story["items"][0]:  # what is still to come has only its agenda
        steps += [(held, 1, partial(_hold, world, story, n))]
        steps += [(held + timedelta(days=DRAFTED), 2, partial(_minutes, world, n, governance.draft_minutes))]
        steps += [(held + timedelta(days=AGREED), 3, partial(_minutes, world, n, governance.agree_minutes))]
        steps += [
            (world.day(day), 4, partial(_finish, world, n, what)) for what, _, day, done, *_ in story["actions"] if done
        ]
        owed = [item["decide"] for item in story["items"] if item.get("decide", {}).get("by", 1) < 0]
        steps += [(world.day(one["by"]), 4, partial(_carried, world, n, one["text"])) for one in owed]
    return [step for step in steps if step[0] <= world.on]


def _working(day: date) -> date:
    """Give the day, or the next working day."""
    return day if calendar("SCT").works_on(day) else _working(day + timedelta(days=1))


def _call(world: World, story: dict[str, Any], held: date, *, on: date) -> None:
    by = world.actor(CLERK, on)
    starts = timezone.make_aware(datetime.combine(held, time.fromisoformat(story["at"])))
    meeting = governance.call_meeting(
        by=by, on=on, group=world.made["groups"][story["group"]], starts_at=starts,
        ends_at=starts + timedelta(hours=story["hours"]), where=story["where"], access_note=story.get("access", ""),
        support_note="Travel and childcare are paid: ask the clerk, 01632 960153.", public=story.get("public", False),
    )  # fmt: skip
    items = [
        governance.add_item(
            by=by, on=on, meeting=meeting, title=item["title"], purpose=item["purpose"], summary=item.get("summary", ""),
            recommend_verb=item.get("verb", ""), recommend_text=item.get("recommend", ""),
        )
        for item in story["items"]
    ]  # fmt: skip
    world.made["meetings"].append({"story": story, "meeting": meeting, "items": items, "actions": {}, "decisions": {}})


def _of(world: World, n: int) -> dict[str, Any]:
    story = told("meetings")["meeting"][n]
    return next(one for one in world.made["meetings"] if one["story"] is story)


def _papers(world: World, n: int, *, on: date) -> None:
    governance.send_papers(by=world.actor(CLERK, on), on=on, meeting=_of(world, n)["meeting"])


def _hold(world: World, story: dict[str, Any], n: int, *, on: date) -> None:
    """Record who came, what was said, what was decided and who does what."""
    by, told_of = world.actor(CLERK, on), _of(world, n)
    meeting = told_of["meeting"]
    governance.record_attendance(by=by, on=on, meeting=meeting, seats=_seats(meeting.group, n))
    said = {str(row.pk): item["said"] for row, item in zip(told_of["items"], story["items"], strict=True)}
    governance.record_discussion(by=by, on=on, meeting=meeting, said=said)
    for row, item in zip(told_of["items"], story["items"], strict=True):
        if one := item.get("decide"):
            told_of["decisions"][one["text"]] = governance.record_decision(
                by=by, on=on, meeting=meeting, item=row.pk, verb=one["verb"], text=one["text"], reasons=one["reasons"],
                dissent=one.get("dissent", ""), account=world.people.get(one.get("account")), owner=world.partners[one["owner"]],
                implement_by=world.day(one["by"]) if "by" in one else None,
                update_on=world.day(one["update"]) if "update" in one else None,
            )  # fmt: skip
    decided = {
        item["title"]: told_of["decisions"][item["decide"]["text"]].pk for item in story["items"] if "decide" in item
    }
    for what, who, due, _, *follows in story["actions"]:
        account = world.people[who]
        told_of["actions"][what] = governance.add_meeting_action(
            by=by,
            on=on,
            meeting=meeting,
            what=what,
            organisation=account.organisation,
            account=account,
            due_on=world.day(due),
            decision=decided[follows[0]] if follows else None,
        )


def _seats(group: Any, n: int) -> dict[str, tuple[str, str]]:
    """Say who came to the group's meeting: chair and clerk always do, now and then somebody else sends apologies."""
    others = sorted(
        (seat for seat in group.members.all() if seat.role not in {"chair", "clerk"}),
        key=lambda seat: (seat.organisation.name, seat.account.name if seat.account else ""),
    )
    sorry = {str(seat.pk) for i, seat in enumerate(others) if (i + n) % SORRY == SORRY - 1}
    return {str(s.pk): ("apologies" if str(s.pk) in sorry else "present", "") for s in group.members.all()}


def _minutes(world: World, n: int, change: Any, *, on: date) -> None:
    change(by=world.actor(CLERK, on), on=on, meeting=_of(world, n)["meeting"])


def _finish(world: World, n: int, what: str, *, on: date) -> None:
    told_of = _of(world, n)
    governance.finish_action(
        by=world.actor(CLERK, on), on=on, meeting=told_of["meeting"], action=told_of["actions"][what].pk
    )


def _carried(world: World, n: int, text: str, *, on: date) -> None:
    governance.carry_out(by=world.actor(CLERK, on), on=on, decision=_of(world, n)["decisions"][text])
