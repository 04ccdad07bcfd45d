"""Eleven weeks of families who asked for help, the lists that agencies gave, and whom the workers were told of."""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache
from io import StringIO
from typing import Any

from django.utils import timezone

from hereabouts.demo import caseloads
from hereabouts.demo.hands import elsewhere, over_the_phone
from hereabouts.demo.homes import Home
from hereabouts.demo.households import Resident
from hereabouts.demo.people import residents
from hereabouts.demo.referrals import Case, cases
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told
from hereabouts.demo.world import World
from hereabouts.records.families import access, checks
from hereabouts.records.families import changes as families

AGENCIES = {"council": "noor", "homes": "lee", "health": "ottilie", "advice": "farid", "nursery": "sunita"}
SCREENERS = ("jo", "noor")
SURE = "confirm"  # the band of matches that a person may wave through
LEFT = 6  # pairs of the quality check that nobody judged yet
LOOKED_AT = 30  # how many of the others somebody has looked at so far, from strong to weak
WHY = {"yes": "", "no": "Rang the worker: two people of one name.", "not sure": "Ask for the birthday first."}
WITHOUT = ("agency",)  # what an agency's own list has and the partnership does not take


def tell(world: World) -> None:
    """Tell of the families first and of the lists after: whoever came this morning is compared with both."""
    world.made["referrals"] = [_helped(world, case, n) for n, case in enumerate(cases(world.on))]
    for agency, who in AGENCIES.items():
        _listed(world, agency, who)
    world.made["referral"] = _of_the_story(world)
    by, place = world.actor("noor"), world.places["Fallowgate"]
    families.find_matches(by=by, on=world.on, place=place)
    _link(world, by)
    _check(world, by)


def _at(day: date, minutes: int) -> datetime:
    return _past(timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60))))


def _past(at: datetime) -> datetime:
    """Give a time of the story, never one of today that is still to come: a demo built at night tells no lie."""
    return min(at, timezone.now()) if timezone.localdate(at) == timezone.localdate() else at


def _helped(world: World, case: Case, n: int) -> Any:
    """Refer a family as one of its workers would, and screen and decide it on the day, unless it waits."""
    on, at = case.received_on, _at(case.received_on, case.minute)
    rng = dice(seed(), f"told of family {n}")
    home = case.people[0].home
    home = elsewhere(home, rng) if rng.random() < told("caseloads")["referral"]["moved"] else home
    referral = _refer(
        world, case.by, [over_the_phone(one, rng) for one in case.people], home, on=on, at=at, once=f"larkhaven {n}",
        **_first_contact(n), source=case.source, worry=case.worry, topics=case.topics, going_well=case.going_well, wants=case.wants,
        agreed_on=on,
    )  # fmt: skip
    if case.route:
        by, after = world.actor(SCREENERS[n % 2], on), at + timedelta(minutes=case.minutes)
        families.screen(
            by=by, on=on, at=at + timedelta(minutes=case.minutes // 3), referral=referral, answers=case.answers
        )
        families.decide(
            by=by, on=on, at=after, referral=referral, route=case.route, why=case.why, done=case.done, level=case.level
        )
    return referral


AT_FIRST = {
    "household_known": ("known", "known", "new to us", "not known yet"),
    "work": ("somebody in work", "nobody in work", "looking for work", "not known yet"),
    "priority_group": ("lone parent", "three or more children", "none of these", "not known yet"),
    "safe_contact": ("Ring in the morning.", "Text first.", "Not known."),
    "channel": ("phone", "phone", "e-mail", "e-mail", "in person", "social media", "online form", "not known yet"),
}


def _first_contact(n: int) -> dict[str, str]:
    """Say what was known at first contact: of most families something, of some nothing yet."""
    rng = dice(seed(), f"first contact of family {n}")
    return {name: str(rng.choice(words)) for name, words in AT_FIRST.items()}


def _refer(
    world: World, who: str, people: list[dict[str, Any]], home: Home, *, on: date, at: datetime, **facts: Any
) -> Any:
    return families.make_referral(
        by=world.actor(who, on), on=on, at=at, place=world.places["Fallowgate"], people=people,
        agreement_to_help="given", immediate_danger=False, address=home.address, postcode=home.postcode,
        address_protected=home.kind == "refuge", **facts,
    )  # fmt: skip


def _person(one: Resident) -> dict[str, Any]:
    return {"first_name": one.first, "surname": one.surname, "dob": one.dob, "sex": one.sex, "phone": one.phone}


def _listed(world: World, agency: str, who: str) -> None:
    """Let an agency give its list of this place: whom its workers are working with, and nothing more."""
    rows = [row for row in caseloads.extract(agency, world.on) if not row["postcode"].startswith("LK2")]
    columns = [name for name in caseloads.COLUMNS if name not in WITHOUT]
    written = StringIO()
    writer = csv.DictWriter(written, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    families.import_stubs(
        by=world.actor(who), on=world.on, at=_at(world.on, 7 * 60 + 30), place=world.places["Fallowgate"],
        content=written.getvalue().encode(),
    )  # fmt: skip


def _of_the_story(world: World) -> Any:
    """Refer and screen the family that the story follows; its route is for whoever looks to choose."""
    story, everybody = told("referrals")["story"], _by_id(world.on)
    people = tuple(everybody[key] for key in story["people"])
    at = _past(timezone.make_aware(datetime.combine(world.on, time.fromisoformat(story["received"]))))
    facts = {name: story[name] for name in ("source", "worry", "topics", "going_well", "wants", "safe_contact")}
    referral = _refer(
        world, story["by"], [_person(one) for one in people], people[0].home, on=world.on, at=at, once="larkhaven story",
        agreed_on=world.day(story["agreed"]),
        **facts,
    )  # fmt: skip
    return families.screen(
        by=world.actor(story["screened_by"]), on=world.on, referral=referral,
        at=_past(timezone.make_aware(datetime.combine(world.on, time.fromisoformat(story["screened"])))),
        answers={question: tuple(answer) for question, answer in story["answers"].items()},
    )  # fmt: skip


@cache
def _by_id(on: date) -> dict[str, Resident]:
    return {one.id: one for one in residents(on)}


def _link(world: World, by: Any) -> None:
    """Let a person look at some of the matches of referrals: who is the same is said to be, and their workers are told."""
    of_people = access.matches(by, on=world.on).filter(state="candidate").exclude(person=None).order_by("-weight", "pk")
    told_of = world.made["referral"]
    known = of_people.filter(band=SURE, person__household=told_of.household, stub__organisation__in=_known(world))
    others = list(of_people.exclude(person__household=told_of.household))
    looked_at = others[:: max(1, len(others) // LOOKED_AT)]
    apart = [match for match in others if _answer(match) == "no" and match not in looked_at]
    for n, match in enumerate([*known, *looked_at, *apart]):
        answer = _answer(match)
        families.decide_match(
            by=by, on=world.on, at=_at(world.on, 8 * 60 + n), match=match, answer=answer, why=WHY[answer]
        )
        if answer == "yes":
            referral = access.visible(by, on=world.on).filter(household=match.person.household).first()
            families.send_pointer(
                by=by, on=world.on, place=world.places["Fallowgate"], referral=referral, stub=match.stub
            )


def _answer(match: Any) -> str:
    """Answer as a careful person would from what stands on the page: sure, not sure, or no where a birthday differs."""
    how = {field: word for field, word, _ in match.reasons}
    if how["dob"] == "differs":
        return "no"
    return "yes" if match.band == SURE else "not sure"


def _known(world: World) -> list[Any]:
    """Give the agencies of which triage has found out already that they work with the family of the story."""
    return [world.partners["homes"], world.partners["advice"]]


def _check(world: World, by: Any) -> None:
    """Draw a quality check and let a careful person judge most of it by what stands on the page: name and birthday."""
    check = families.draw_check(by=by, on=world.on, at=_at(world.on, 8 * 60 + 50), place=world.places["Fallowgate"])
    for n in range(len(check.pairs) - LEFT):
        match = checks.sides(by, check, n, on=world.on)
        if match is not None:
            how = {field: word for field, word, _ in match.reasons}
            families.judge_pair(by=by, on=world.on, at=_at(world.on, 9 * 60), check=check, n=n, same=_same(how))


def _same(how: dict[str, str]) -> bool | None:
    """Answer as somebody does who takes one strong sign beside a name that fits for enough, and a name alone for too little."""
    if "differs" in {how["first_name"], how["dob"]}:
        return False
    if "agrees" in {how[field] for field in ("dob", "home", "phone", "email", "nhs")}:
        return how["surname"] != "differs" or how["dob"] == "agrees"
    return None if how["surname"] == "agrees" else False
