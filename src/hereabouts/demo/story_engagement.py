"""How the listening was planned and judged, who helps with it, and where those who spoke live."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hereabouts.core.voice.programme import STAGES
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import place_standards
from hereabouts.records.evidence.here import here
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import access
from hereabouts.records.voice import changes as voice

OFFICER, LINK_WORKER, PLACE = "isla", "lowri", "Fallowgate"
AGREED = 500  # days that somebody who wants to help agreed to stand in the register


def tell(world: World) -> None:
    """Tell it: plans first, then what hangs on them, then the registers and where people live."""
    place, around = world.places[PLACE], here(sheet(world.places[PLACE]))
    codes = {area.name: area.code for area in around.areas if area.name}
    _helpers(world, place)
    _plans(world, place)
    _held_in(world, codes)
    _campaign(world, place)
    _settings(world, place)
    _groups(world, place)
    _contacts(world, place)
    _scores(world, place)
    _live(world, place, codes)


def _given(world: World, days: int = 0, who: str = OFFICER) -> dict[str, Any]:
    on = world.day(-days)
    return {"by": world.actor(who, on), "on": on}


def _plans(world: World, place: Any) -> None:
    for story in told("programme")["plan"]:
        given = _given(world, story["begun"])
        due = {stage: world.day(-days) for stage, days in story.get("due", {}).items()}
        facts = {name: story[name] for name in ("name", "decision", "level", "aimed_at", "barriers", "support")}
        plan = voice.plan_engagement(**given, place=place, due=due, **facts)
        mine = [world.made["activities"][key] for key in story.get("activities", ())]
        coming = access.activities(given["by"], on=world.on).filter(name__in=story.get("to_come", ()))
        for activity in [*mine, *coming]:
            voice.revise_activity(**_given(world), activity=activity, facts={"plan": plan})
        _gates(world, plan, story)
    for story in told("programme")["announced"]:
        activity = access.activities(world.actor(OFFICER), on=world.on).get(name=story["name"])
        voice.announce(**_given(world), activity=activity, joining=story["joining"])


def _gates(world: World, plan: Any, story: dict[str, Any]) -> None:
    """Take the plan through its gates on the days it passed them, judged and told back before the last two."""
    for gate in sorted(story["gates"], key=lambda one: STAGES.index(one["stage"])):
        given = _given(world, gate["days"])
        if gate["stage"] == "review":
            for score in story["scores"]:
                voice.assess(**given, plan=plan, **score)
        if gate["stage"] == "fed back":
            voice.tell_back(**given, plan=plan, told=story["told"])
        voice.pass_gate(**given, plan=plan, note=gate["note"])


def _held_in(world: World, codes: dict[str, str]) -> None:
    for one in told("programme")["areas"]["held"]:
        activity = world.made["activities"][one["key"]]
        if one["area"] in codes:
            voice.revise_activity(**_given(world), activity=activity, facts={"area": codes[one["area"]]})
    evening = world.made["activities"]["polish-evening"]
    voice.revise_activity(**_given(world), activity=evening, facts={"community": "language: polish"})


def _campaign(world: World, place: Any) -> None:
    story = told("programme")["campaign"]
    facts = {name: story[name] for name in ("name", "purpose", "questions")}
    campaign = voice.begin_campaign(**_given(world, 330), place=place, **facts)
    for key in story["activities"]:
        voice.revise_activity(**_given(world), activity=world.made["activities"][key], facts={"campaign": campaign})


def _settings(world: World, place: Any) -> None:
    for story in told("programme")["setting"]:
        for name, engaged in story["names"].items():
            voice.note_setting(**_given(world, 60), place=place, kind=story["kind"], name=name, engaged=engaged)
    voice.explain(**_given(world, 45), place=place, **told("programme")["hypothesis"])


def _groups(world: World, place: Any) -> None:
    for story in told("programme")["group"]:
        facts = {name: story[name] for name in ("name", "purpose", "led_by")}
        on = world.day(-story["formed"])
        group = voice.note_group(
            **_given(world, story["formed"]), place=place, formed_on=on, prompted_by=story["prompted"], **facts
        )
        for one in story["grew"]:
            voice.count_group(**_given(world, one["days"]), group=group, people=one["people"], support=one["support"])


def _contacts(world: World, place: Any) -> None:
    for story in told("programme")["stakeholder"]:
        facts = {name: story[name] for name in ("name", "kind", "interest", "influence", "wants")}
        one = voice.note_stakeholder(**_given(world, 130), place=place, **facts)
        for contact in story["contacts"]:
            said = {name: contact[name] for name in ("mode", "outcome", "words")}
            next_on = world.day(-contact["next"]) if "next" in contact else None
            given = _given(world, contact["days"])
            voice.note_contact(**given, stakeholder=one, made_on=given["on"], next_on=next_on, **said)
    for story in told("programme")["visit"]:
        facts = {name: story[name] for name in ("community", "mode", "outcome", "people", "words")}
        given = _given(world, story["days"], LINK_WORKER)
        voice.write_visit(**given, place=place, visited_on=given["on"], **facts)


def _scores(world: World, place: Any) -> None:
    """Let groups that talked the place over score it with the Place Standard, each as one."""
    themes = list(place_standards()["place_standard"].themes)
    for story in told("programme")["scored"]:
        activity = world.made["activities"][story["activity"]]
        given = {theme: score for theme, score in zip(themes, story["scores"], strict=True) if score}
        voice.score_place(
            **_given(world, story["days"]), place=place, scores=given, mode="group", people=story["people"], activity=activity,
            once=uuid5(NAMESPACE_URL, story["activity"]),
        )  # fmt: skip


def _helpers(world: World, place: Any) -> None:
    for story in told("programme")["helper"]:
        given = _given(world, 160)
        facts = {name: story[name] for name in ("name", "offers", "communities", "languages")}
        one = voice.keep_connector(
            **given, place=place, agreed_on=given["on"], agreed_until=world.day(AGREED - 160), reporter=story.get("reporter", False),
            **facts,
        )  # fmt: skip
        if "trained" in story:
            voice.equip(
                **_given(world, story["kit"]), connector=one, trained_on=world.day(-story["trained"]), kit_given_on=world.day(-story["kit"])
            )  # fmt: skip


def _live(world: World, place: Any, codes: dict[str, str]) -> None:
    """Say where those who spoke live: mostly where they were asked, and nobody of the areas that the listening missed."""
    story, rng = told("programme")["areas"], dice(seed(), "where they live")
    near = {
        world.made["activities"][one["key"]].pk: codes[one["area"]] for one in story["held"] if one["area"] in codes
    }
    anywhere = [code for name, code in codes.items() if name not in story["unheard"]]
    rows = access.visible(world.actor(OFFICER), on=world.on).filter(place=place, participant__isnull=False)
    given = _given(world)
    people = {
        row.participant.key: row.activity_id for row in rows.order_by("participant__own_ref", "participant__key", "row")
    }
    if not anywhere:
        return
    for number, activity in sorted(people.items(), key=lambda one: str(near.get(one[1]))):
        if rng.random() < story["asked"]:
            at_home = near.get(activity) if rng.random() < 0.7 else None
            area = at_home or str(rng.choice(anywhere))
            voice.note_background(**given, place=place, person=number, area=area)
