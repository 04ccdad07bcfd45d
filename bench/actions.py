"""Made-up actions of many plans, and some of them told again in other words by another plan. Only benches use them."""
# ruff: noqa: SIM905 - lists of words read best as words

import random
from datetime import date, timedelta

from hereabouts.core.plans.same_action import Planned

DO = "Run,Set up,Offer,Pilot,Expand,Fund,Organise,Review,Promote,Deliver,Extend,Launch".split(",")
WHAT = (
    "money advice,benefit checks,debt counselling,community meals,a lunch club,breakfast clubs,youth work evenings,street football,"
    "detached youth work,litter picks,a community garden,play area repairs,lighting surveys,speed checks,walking buses,bike repairs,"
    "a job club,CV workshops,apprenticeship fairs,digital skills classes,English classes,parenting courses,a baby group,"
    "mental health first aid,peer support,walking groups,health checks,stop smoking clinics,naloxone training,outreach,"
    "tenancy support,damp inspections,fuel poverty visits,warm spaces,volunteer training,a small grants fund,"
    "participatory budgeting,newsletters,notice boards,school uniform swaps,food co-operatives,community transport,"
    "dementia cafes,carers' breaks,repair cafes,tree planting,allotments,crossing patrols,graffiti removal,bin stores"
).split(",")
FOR = (
    "lone parents,young people,older people,families,new arrivals,carers,private renters,disabled residents,everybody"
).split(",")
HOW = (
    "every week,twice a month,in term time,through the winter,with volunteers,with free transport,with a creche,"
    "led by residents"
).split(",")
WITH = "the police,the college,the health centre,the housing association,local churches,the library,the football club".split(
    ","
)
OTHERWISE = {
    "Run": "Set up and run", "Offer": "Provide", "Organise": "Arrange", "Launch": "Start", "a lunch club": "shared lunches",
    "money advice": "advice about money", "benefit checks": "checks of benefits", "street football": "football in the street",
    "litter picks": "picking litter", "health checks": "check-ups", "every week": "weekly", "twice a month": "fortnightly",
    "young people": "teenagers", "older people": "people over 65", "with volunteers": "helped by volunteers",
    "community meals": "meals for the community", "job club": "jobs club", "led by residents": "run by residents",
}  # fmt: skip
SOUNDS = "ash,bur,cal,den,elm,fal,gar,hol,inch,kil,lar,mel,nor,oak,pen,rath,stan,thorn,wal,yar".split(",")


def made(n: int, seed: int = 1) -> list[Planned]:
    """Make n actions of as many places as such a number of actions would have: one in fifty is a new place."""
    dice = random.Random(seed)
    places = [_place(dice) for _ in range(max(20, n // 50))]
    return [_action(f"A{at}", dice, places) for at in range(n)]


def _place(dice: random.Random) -> str:
    return (
        dice.choice(SOUNDS) + dice.choice(SOUNDS) + dice.choice(["ton", "ham", "gate", "field", "bank", ""])
    ).capitalize()


def _action(id: str, dice: random.Random, places: list[str]) -> Planned:
    start, place, what = (
        date(2026, 4, 1) + timedelta(days=dice.randrange(400)),
        dice.choice(places),
        dice.randrange(len(WHAT)),
    )
    where = dice.choice(["community centre", "library", "primary school", "church hall", "health centre", "park"])
    title = f"{dice.choice(DO)} {WHAT[what]} for {dice.choice(FOR)}"
    words = f"In the {place} {where}, {dice.choice(HOW)}, with {dice.choice(WITH)}"
    return Planned(
        id, title, words, frozenset({f"T{what % 20:02}"}), frozenset(), frozenset({place}), start,
        start + timedelta(days=dice.randrange(90, 700)), f"Partner {dice.randrange(40)}",
    )  # fmt: skip


def again(actions: list[Planned], n: int, seed: int = 2) -> list[Planned]:
    """Tell n of the actions again as another plan would; the id says of which."""
    dice = random.Random(seed)
    return [_otherwise(one, dice) for one in dice.sample(actions, n)]


def _otherwise(one: Planned, dice: random.Random) -> Planned:
    title, words = one.title, one.words
    for said, other in OTHERWISE.items():
        title, words = title.replace(said, other), words.replace(said, other)
    words = f"Together with {dice.choice(WITH)}. {words.split(', with ')[0]}" if dice.random() < 0.5 else words
    moved = timedelta(days=dice.randrange(-45, 46))
    lead = one.lead if dice.random() < 0.5 else f"Partner {dice.randrange(40)}"
    return Planned(
        f"B{one.id}", title, words, one.topics, one.groups, one.places, one.starts_on + moved, one.ends_on + moved, lead
    )  # fmt: skip
