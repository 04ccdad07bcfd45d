"""The forms of listening: short enough for a phone on a doorstep, and every question about a person may stay open."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.voice.coding import VALENCES
from hereabouts.core.voice.counts import UNITS
from hereabouts.engines.definitions import methods, topics
from hereabouts.web.shared.dress import Dressed, day_field, long_field

TICK = {"class": "govuk-checkboxes__input"}
RADIO = {"class": "govuk-radios__input"}
VOICES = (("resident", _("Lives here")), ("worker", _("Works here")), ("business", _("Runs a business here")))
MEDIA = (
    ("spoken", _("Spoken")), ("written", _("Written")), ("photograph", _("Photograph")), ("film", _("Film")),
    ("audio", _("Sound recording")), ("questionnaire", _("Questionnaire")),
)  # fmt: skip
UNIT_WORDS = {
    "people": _("people"), "contacts": _("contacts"), "responses": _("responses"), "groups": _("groups"),
    "businesses": _("businesses"), "ethnicities": _("ethnicities"),
}  # fmt: skip
VALENCE_WORDS = {"problem": _("Problem"), "praise": _("Praise"), "request": _("Request")}
NOT_THIS = "no"


NEEDED = {
    "name": _("Give it a name."),
    "held_on": _("Say on which day."),
    "purpose": _("Say what will be decided with what you hear."),
    "words": _("Write down what they said."),
    "heard_on": _("Say on which day you heard it."),
    "agreed": _("Tick this once they agree to take part. Without it, write nothing down."),
    "statement": _("Write the theme in one sentence."),
    "contributions": _("Choose the words it stands on."),
}


def needed(form: forms.Form) -> None:
    """Say of each field that must be filled in what is missing, in words of its own."""
    for name, field in form.fields.items():
        if name in NEEDED:
            field.error_messages["required"] = NEEDED[name]


def tick(label, *, required: bool = False, help_text: str = "") -> forms.BooleanField:
    """Give one box to tick."""
    return forms.BooleanField(label=label, required=required, help_text=help_text, widget=forms.CheckboxInput(TICK))


PARTS = ("area", "community", "plan", "campaign", "setting", "reporter")


class ActivityForm(Dressed):
    """An activity, before or after it was held."""

    name = forms.CharField(label=_("What is it called?"), max_length=160)
    method = forms.ChoiceField(label=_("How do you listen?"))
    held_on = day_field(_("Day"), required=True)
    venue = forms.CharField(label=_("Where?"), max_length=160, required=False)
    lead = forms.ChoiceField(label=_("Who leads it?"))
    purpose = long_field(_("What will be decided with what you hear?"), required=True)
    barriers = long_field(_("What could keep people away?"), rows=2)
    support = long_field(
        _("What do you do about it?"), rows=2, help_text=_("Childcare, bus fares, food, an interpreter, another room.")
    )
    count = forms.IntegerField(
        label=_("How many took part?"), min_value=0, required=False, help_text=_("Leave it empty until it was held.")
    )
    unit = forms.ChoiceField(
        label=_("Counted in"), choices=[("", _("as usual for this way of listening")), *((u, UNIT_WORDS[u]) for u in UNITS)],
        required=False,
    )  # fmt: skip
    note = long_field(
        _("Could somebody be counted twice?"), rows=2, help_text=_("“People came to both evenings”, say.")
    )

    area = forms.ChoiceField(label=_("Where is it?"), required=False)
    community = forms.ChoiceField(label=_("Whom is it for?"), required=False)
    plan = forms.ChoiceField(label=_("Part of which plan?"), required=False)
    campaign = forms.ChoiceField(label=_("Part of which campaign?"), required=False)
    setting = forms.ChoiceField(label=_("At which school or business?"), required=False)
    reporter = forms.ChoiceField(label=_("Which community reporter?"), required=False)

    def __init__(self, *args, partners, parts, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        needed(self)
        self.fields["method"].choices = [(m["id"], m["label"]) for m in methods().values()]
        self.fields["lead"].choices = [(str(p.id), p.name) for p in partners]
        for name, (empty, choices) in parts.items():
            self.fields[name].choices = [("", empty), *choices]
            if not choices:
                self.fields[name].widget = forms.HiddenInput()

    @property
    def first(self):
        """Give what every activity needs."""
        return [self[name] for name in self.fields if name not in PARTS]

    @property
    def more(self):
        """Give what ties it to an area, a community, a plan: for a part of the page of their own."""
        return [self[name] for name in PARTS if not self[name].is_hidden]


class CodingForm(forms.Form):
    """What words are about: for each topic a way of raising it, or that it is none of this."""

    add = forms.ChoiceField(label=_("Another topic"), required=False, widget=forms.Select({"class": "govuk-select"}))
    add_as = forms.ChoiceField(label=_("Raised as"), required=False, widget=forms.RadioSelect(RADIO))

    def __init__(self, *args, lines, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.lines = lines
        ways = [(v, VALENCE_WORDS[v]) for v in VALENCES]
        for line in lines:
            self.fields[line.topic] = forms.ChoiceField(
                label=line.label, required=False, widget=forms.RadioSelect(RADIO),
                choices=[*ways, (NOT_THIS, _("Not about this"))], initial=NOT_THIS if line.rejected else line.valence,
            )  # fmt: skip
        known = {line.topic for line in lines}
        others = [(code, topic["label"]) for code, topic in topics().items() if code not in known]
        self.fields["add"].choices = [("", _("No other topic")), *others]
        self.fields["add_as"].choices = ways

    @property
    def topics(self):
        """Give each topic with the field that decides it."""
        return [(line, self[line.topic]) for line in self.lines]

    def clean(self):
        """Ask for both halves of a topic that is added."""
        told = super().clean()
        if told.get("add") and not told.get("add_as"):
            self.add_error("add_as", _("Say whether it is a problem, praise or a request."))
        return told

    def decided(self) -> dict:
        """Give the decisions: topics accepted with a valence, topics rejected."""
        had = self.cleaned_data
        accept = {line.topic: had[line.topic] for line in self.lines if had.get(line.topic) in VALENCES}
        if had.get("add"):
            accept[had["add"]] = had["add_as"]
        return {"accept": accept, "reject": [line.topic for line in self.lines if had.get(line.topic) == NOT_THIS]}


class LetterForm(Dressed):
    """A letter that is taken in, and what its sender is told."""

    letter = forms.UUIDField(widget=forms.HiddenInput)
    words = long_field(_("What do you write back?"), required=True, rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].initial = _(
            "Thank you. We have read your words and counted them. What comes of them will stand here."
        )
        self.fields["words"].error_messages["required"] = _("Write a few words back.")


class ThemeForm(Dressed):
    """A theme on one topic, and the coded words it stands on."""

    statement = forms.CharField(label=_("In one sentence, what do people say?"), max_length=300)
    contributions = forms.MultipleChoiceField(
        label=_("Whose words say this?"),
        help_text=_("Tick only those that say what the sentence says: how many people you tick is printed beside it."),
        widget=forms.CheckboxSelectMultiple(TICK),
    )
    dissent = long_field(_("Who sees it otherwise?"), rows=2, help_text=_("One voice against many is worth keeping."))

    def __init__(self, *args, lines, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contributions"].choices = [(str(line.id), line.words) for line in lines]
        needed(self)


class SheetForm(Dressed):
    """A sheet of answers, and the activity it came from."""

    activity = forms.ChoiceField(label=_("Which activity are the answers from?"), required=False)
    file = forms.FileField(
        label=_("The sheet"), help_text=_("CSV, XLSX, XLS or ODS; up to 20 MB and 50,000 rows."),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": ".csv,.xlsx,.xls,.ods,.txt,.tsv"}),
        error_messages={"required": _("Choose the sheet."), "empty": _("The file is empty. Save it again and choose it once more.")},
    )  # fmt: skip

    def __init__(self, *args, activities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = [
            ("", _("None: each row has its own day")),
            *((str(a.id), a.name) for a in activities),
        ]


STANDS = {
    "real file": _("checked on a real file"),
    "documentation": _("from its documentation, not from a real file"),
    "unconfirmed": _("unconfirmed: neither a real file nor documentation stands behind it"),
}
PER = (
    ("answer", _("One answer: each question’s words are heard")),
    ("person", _("One person: one column holds their words")),
)


class LayoutForm(Dressed):
    """Whose export a sheet is, and what a row of it is."""

    layout = forms.ChoiceField(label=_("Whose export is it?"), required=False)
    per = forms.ChoiceField(label=_("What is a row?"), choices=PER, required=False, widget=forms.RadioSelect(RADIO))

    def __init__(self, *args, layouts, found, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tools = [(one.id, f"{one.title} ({STANDS[one.checked_on]})") for one in layouts if not one.votes]
        self.fields["layout"].choices = [("none", _("None of these: go by the headings")), *tools]
        self.initial |= {"layout": found.layout.id if found.layout else "none", "per": found.per}
