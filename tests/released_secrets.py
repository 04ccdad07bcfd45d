"""Releases of every kind in which the number 731 is true of a hidden cell, each with what it would be unprotected."""

import copy
import uuid
from datetime import date

from django.template.loader import render_to_string

from hereabouts.core.account.notice import raised
from hereabouts.core.releases.audit import Scope, written
from hereabouts.core.releases.content import canonical, fingerprint
from hereabouts.core.releases.formats import endings
from hereabouts.core.trust.disclosure import protect
from hereabouts.core.trust.tables import counted
from hereabouts.engines.definitions import disclosure
from hereabouts.records.releases.reads import Notice
from hereabouts.records.releases.written import csv_tables
from hereabouts.web.public.links import served
from hereabouts.web.public.written import file_of, page_of
from tests.released import content as fixture

OPEN, HEALTH, SECRET = disclosure()["open"], disclosure()["health"], 731
PEOPLE = {
    "S01009001": ("Quay", 3),
    "S01009002": ("Hill", SECRET),
    "S01009003": ("Mill", 2114),
    "S01009004": ("Dock", 1836),
}
AGES, ZONES = ("under 16", "16 to 64", "65 and over"), ("North", "South", "West")
COUNTS = ((2, 1204, 1530), (SECRET, 1411, 925), (620, 1606, 940))


class Here:
    name, pk = "East", uuid.UUID(int=7)


def _square(n):
    west = -2.90 + n / 100
    ring = [[west, 56.46], [west + 0.01, 56.46], [west + 0.01, 56.47], [west, 56.47], [west, 56.46]]
    return {"type": "Polygon", "coordinates": [ring]}


def profile():
    """Give a profile in which the people of Hill are hidden, as it leaves and as it is in truth."""
    told = fixture("profile", Here)
    true = counted(("area",), [((code,), n) for code, (_, n) in PEOPLE.items()])
    made = protect(true, OPEN)
    shown = {dict(cell).get("area"): n for cell, n in made.cells.items()}
    areas = [{"code": code, "name": name, "people": shown[code], "decile": n + 1, "boundary": _square(n)}
             for n, (code, (name, _)) in enumerate(PEOPLE.items())]  # fmt: skip
    told |= {"areas": areas, "population": shown[None], "tables": [written(made, Scope("people", "", tuple(PEOPLE)))],
             "map_credits": ["Outlines: nobody's."], "credits": ["Numbers: nobody's."]}  # fmt: skip
    whole = copy.deepcopy(told)
    for area in whole["areas"]:
        area["people"] = PEOPLE[area["code"]][1]
    return told, whole


def plan():
    """Give a plan in which 731 of 734 raised something, so that neither they nor the other three are told."""
    told = fixture("plan", Here)
    names = [p["title"] for p in told["priorities"]]
    made = raised(dict(zip(names, (SECRET, 402), strict=True)), 734, OPEN, Scope("people heard"))
    for p in told["priorities"]:
        p["raised"] = made[p["title"]].raised
    told |= {"people_heard": 734, "tables": [made[name].table for name in names]}
    whole = copy.deepcopy(told)
    whole["priorities"][0]["raised"]["count"] = SECRET
    return told, whole


def notice():
    """Give tables of counts beside a list of things to do: one under each rule, with percentages beside the first."""
    true = counted(("zone", "age"), [((z, a), n) for z, row in zip(ZONES, COUNTS, strict=True) for a, n in zip(AGES, row, strict=True)])  # fmt: skip
    made, rounded = protect(true, OPEN), protect(counted(("kind",), [(("a",), 3), (("b",), 212), (("c",), 96)]), HEALTH)
    assert SECRET in [true.cells[cell] for cell in made.hidden()]
    first = written(made, Scope("cases", "", (), "2026"))
    first["shares"] = [[["North", "Total"], ["Total", "Total"], 30.5, 1]]
    told = {
        "note": "Counted by hand.", "people": 1204, "activities": [{"what": "=Swap", "when": "Monday", "cost": 2.5}, {"what": "Walk"}],
        "tables": [first, written(rounded, Scope("visits"))],
    }  # fmt: skip
    whole = copy.deepcopy(told)
    whole["tables"][0]["rows"] = [[*true.row(cell), n] for cell, n in true.cells.items()]
    return told, whole


KINDS = {"profile": profile, "plan": plan, "notice": notice}


def as_notice(kind, content, title="East in 2026"):
    """Give content as a release that stands, without any database."""
    text = canonical(content)
    return Notice(uuid.UUID(int=5), kind, 2, title, Here.pk, Here.name, date(2026, 11, 20), "open", fingerprint(text), text, content)  # fmt: skip


def files_of(kind, content, only=None):
    """Write a release in every format that it has, its page and its CSVs among them."""
    made, wanted = (
        as_notice(kind, content),
        [e for e in ("html", *endings(kind, content)) if only is None or e in only],
    )
    write = {"html": lambda: page(made), "csv": lambda: csv_tables(made)}
    return {ending: write.get(ending, lambda e=ending: file_of(made, e))() for ending in wanted}


def page(made):
    """Write the page on which any release can be looked at."""
    return render_to_string("public/look.html", {"links": served(), "files": (), **page_of(made)})
