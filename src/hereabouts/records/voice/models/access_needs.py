"""Where people are listened to, who interprets, and how a text is said in another form."""

from django.db import models

from hereabouts.core.voice.other_forms import FORMS
from hereabouts.core.voice.venues import FEELS
from hereabouts.records.ledger.record import Guarded
from hereabouts.records.voice.models.activities import Activity

REQUEST_STATES = ("asked", "booked", "not found", "came", "did not come")


class Venue(Guarded):
    """A place to meet: how formal it feels, and who can get in and take part."""

    KIND = "engagement"

    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    feels = models.CharField(max_length=12, choices=[(f, f) for f in FEELS])
    has = models.JSONField(default=list, help_text="What it has: step-free, loop, ... (venues in engagement.toml)")
    lacks = models.JSONField(default=list, help_text="What somebody looked for there and did not find")
    note = models.TextField(blank=True, help_text="What people said of it")
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="venue_once")]


class InterpreterRequest(Guarded):
    """That an activity needs somebody who interprets, and what became of it. It names nobody who asked."""

    KIND = "activity"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="interpreters")
    language = models.CharField(max_length=60)
    needed_by = models.CharField(max_length=160, blank=True, help_text="For whom, as a group: “two families”")
    state = models.CharField(max_length=14, default="asked", choices=[(s, s) for s in REQUEST_STATES])
    who = models.CharField(max_length=160, blank=True, help_text="Which service or interpreter")
    note = models.TextField(blank=True)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=200)
    state_on = models.DateField()

    class Meta:
        ordering = ["asked_on", "language"]
        constraints = [models.UniqueConstraint(fields=["activity", "language"], name="interpreter_once")]


class OtherForm(Guarded):
    """A text of ours in another language, easy to read, or signed: who made it, who checked it, and which text it was made from."""

    KIND = "engagement"

    about = models.CharField(
        max_length=80, help_text="“invitation: <id>”, “told: <id>” or “question: <guide>/<prompt>”"
    )
    form = models.CharField(
        max_length=12, help_text="A language's code, “easy” or “bsl”", choices=[(f, f) for f in FORMS]
    )
    words = models.TextField(blank=True)
    link = models.URLField(blank=True, help_text="The film, of a text that is signed")
    made_by = models.CharField(max_length=160, help_text="Who translated, wrote or signed it")
    checked_by = models.CharField(
        max_length=160, blank=True, help_text="Who reads that form themselves, and checked it"
    )
    made_from = models.CharField(max_length=64, help_text="The print of the text it was made from")
    made_on = models.DateField()

    class Meta:
        ordering = ["about", "form"]
        constraints = [models.UniqueConstraint(fields=["place", "about", "form"], name="other_form_once")]
