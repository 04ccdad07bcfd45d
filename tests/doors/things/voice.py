"""An activity, somebody's words with a theme, and a sheet in each step of its way, in East; an activity in West."""

from io import BytesIO

from PIL import Image

from hereabouts.core.voice.codebooks import CodeText
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as sheets
from hereabouts.records.voice import changes, reads
from tests.worlds import TODAY

ACTIVITY = {"name": "Doors", "method": "conversation", "held_on": "2026-11-20", "purpose": "What to do first"}
# A form that is sent empty comes back with what is missing; the journeys send whole ones.
POSTED = {
    "activity-plan": ACTIVITY,
    "activity-change": ACTIVITY,
    "contribution": {"T13": "problem"},
    "contribution-withdraw": {"kind": "quote"},
    "answers-check": {"step": "load"},
    "codebook-memo": {"words": "A thought"},
}
PLACES = (
    "programme",
    "activity-plan",
    "conversation",
    "recorded",
    "said",
    "said-by-number",
    "said-letters",
    "themes",
    "theme-write",
    "who-we-heard",
    "raised-by",
    "answers",
    "codebooks",
    "codebook-begin",
    "codebook-proposed",
    "quotes",
    "votes",
    "votes-load",
    "paper",
    "paper-pdf",
    "paper-type",
    "said-taken-back",
    "shown",
    "place-standard",
    "place-standard-score",
)
BOOK = (
    "codebook", "codebook-code", "codebook-load", "codebook-file", "codebook-memo", "codebook-trail", "codebook-join",
    "codebook-split", "codebook-read", "codebook-quality", "coding-desk", "coding-nothing", "coding-second",
)  # fmt: skip
VOTED = ("opinion-groups", "votes-drop")
FOUND = {"voters": 3, "votes": 9, "statements": 3, "left_out": 0, "groups": None, "because": "Too few", "overall": []}


def made(partnership):
    by, east = partnership.actor("communities_officer"), partnership.east
    told = {"by": by, "on": TODAY, "method": "conversation", "held_on": TODAY, "purpose": "What to do first"}
    activity = changes.plan_activity(place=east, name="Doors of East", **told)
    partnership.add("communities_officer", key="west officer", place=partnership.west)
    west = changes.plan_activity(
        place=partnership.west, name="Doors of West", **{**told, "by": partnership.actor("west officer")}
    )
    said = changes.record(
        by=by, on=TODAY, place=east, words="The bins", heard_on=TODAY, activity=activity, consents=("quote",)
    )
    coded = changes.record(by=by, on=TODAY, place=east, words="The rats", heard_on=TODAY, activity=activity)
    changes.code(by=by, on=TODAY, contribution=coded, accept={"T13": "problem"})
    theme = changes.accept_theme(by=by, on=TODAY, place=east, statement="Bins", topic="T13", contributions=[coded])
    waiting, loaded = (
        _sheet(by, east, "Comment,Date\nDogs,2026-11-01\n"),
        _sheet(by, east, "Comment,Date\nCats,2026-11-01\n"),
    )
    fields = reads.fields_of(None, on=TODAY)
    changes.import_responses(
        by=by, on=TODAY, place=east, batch=loaded, table=sheets.table_of(loaded, fields), mapping=loaded.mapping
    )
    made = {}
    for side, who in (("east", by), ("west", partnership.actor("west officer"))):
        place, given = getattr(partnership, side), {"by": who, "on": TODAY}
        book = changes.begin_codebook(**given, place=place, name=f"Codes of {side}", codes=[CodeText("bins", "Bins")])
        votes = changes.load_votes(**given, place=place, name=f"Votes of {side}", found=FOUND, points=[])
        made |= {(page, side): book.pk for page in BOOK} | {(page, side): votes.pk for page in VOTED}
    west_officer = partnership.actor("west officer")
    there = changes.record(
        by=west_officer,
        on=TODAY,
        place=partnership.west,
        words="The pier",
        heard_on=TODAY,
        consents=("taking part", "show"),
    )
    pictured = changes.record(
        by=by, on=TODAY, place=east, words="The sea", heard_on=TODAY, consents=("taking part", "show")
    )
    shown = {"caption": "A wet street", "on": TODAY}
    seen = changes.add_recording(by=by, contribution=pictured, chunks=[photograph()], **shown)
    not_ours = changes.add_recording(by=west_officer, contribution=there, chunks=[photograph()], **shown)
    here = (
        made | {(page, "east"): east.pk for page in PLACES} | {(page, "west"): partnership.west.pk for page in PLACES}
    )
    return here | {
        ("activity", "east"): activity.pk, ("activity", "west"): west.pk,
        ("activity-change", "east"): activity.pk, ("activity-change", "west"): west.pk,
        ("contribution", "east"): said.pk, ("contribution-withdraw", "east"): said.pk, ("contribution-retell", "east"): said.pk,
        ("recording-add", "east"): said.pk, ("recording", "east"): seen.pk, ("recording", "west"): not_ours.pk,
        ("theme-drop", "east"): theme.pk,
        ("answers-columns", "east"): waiting.pk, ("answers-check", "east"): waiting.pk, ("answers-loaded", "east"): loaded.pk,
    }  # fmt: skip


def photograph(colour="grey", **more):
    """Give a small photograph."""
    out = BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "JPEG", **more)
    return out.getvalue()


def _sheet(by, place, text):
    batch = imports.start(
        by=by, on=TODAY, place=place, about="contribution", file_name="answers.csv", chunks=[text.encode()]
    )
    table = sheets.table_of(batch, reads.fields_of(None, on=TODAY))
    return imports.give_meaning(
        by=by, on=TODAY, batch=batch, table=table, mapping={"words": "Comment", "heard_on": "Date"}
    )
