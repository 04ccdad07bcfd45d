"""The forms of the desk: plain, short, and every answer may be "not known"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.families.triage import ANSWERS, QUESTIONS, ROUTES
from hereabouts.engines.definitions import levels_of_need, topics

RADIO = {"class": "govuk-radios__input"}
BOX = {"class": "govuk-checkboxes__input"}
AGREED = (("given", _("Yes")), ("refused", _("No")), ("not asked", _("Not asked yet")))
WORK = (
    ("not known yet", _("Not known yet")),
    ("somebody in work", _("Somebody works")),
    ("looking for work", _("Looking for work")),
    ("nobody in work", _("Nobody works")),
)
CAME_BY = (
    ("not known yet", _("Not known yet")),
    ("phone", _("By phone")),
    ("e-mail", _("By e-mail")),
    ("social media", _("By social media")),
    ("in person", _("In person")),
    ("letter", _("By letter")),
    ("online form", _("By an online form")),
)
KNOWN = (("not known yet", _("Not known yet")), ("known", _("Known to us")), ("new to us", _("New to us")))
GROUPS = (
    ("not known yet", _("Not known yet")),
    ("none of these", _("None of these")),
    ("lone parent", _("Lone parent")),
    ("disabled family member", _("Somebody is disabled")),
    ("three or more children", _("Three or more children")),
    ("minority ethnic family", _("Minority ethnic family")),
    ("baby under one", _("Baby under one")),
    ("mother under 25", _("Mother under 25")),
)
SAID = {
    "yes": _("Yes"),
    "no": _("No"),
    "did not want to say": _("Did not want to say"),
    "not known": _("Not known"),
    "not asked": _("Not asked"),
}


def ask_by_name(form: forms.Form) -> None:
    """Let an error name its question: five times "this field is required" helps nobody."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Answer: %(question)s") % {"question": field.label}


class ReferralForm(forms.Form):
    """A referral in three minutes on a phone: six questions need an answer, the rest may wait."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("Where do they live?"), widget=forms.Select(attrs={"class": "govuk-select"}))
    danger = forms.ChoiceField(
        label=_("Is anybody in danger right now?"),
        choices=(("no", _("No")), ("yes", _("Yes"))),
        widget=forms.RadioSelect(attrs=RADIO),
    )
    name = forms.CharField(
        label=_("Who is it about?"), max_length=160, help_text=_("First name and surname of one adult."),
        widget=forms.TextInput(attrs={"class": "govuk-input", "autocomplete": "off"}),
    )  # fmt: skip
    worry = forms.CharField(
        label=_("What is the worry?"), max_length=4000, help_text=_("What you saw or were told. No diagnosis, no suspicion."),
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 4}),
    )  # fmt: skip
    agreement = forms.ChoiceField(
        label=_("Did they agree to be helped?"), choices=AGREED, widget=forms.RadioSelect(attrs=RADIO),
        help_text=_("This is not the legal basis for sharing. Help goes on only if they want it."),
    )  # fmt: skip
    safe_contact = forms.CharField(
        label=_("How may we contact them safely?"), max_length=300,
        help_text=_("For example: text only, not after 6pm. Or: not known."),
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )  # fmt: skip
    not_when = forms.CharField(
        label=_("When must nobody try?"), required=False, max_length=300,
        help_text=_("For example: not in the evening, not while a partner is at home."),
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )  # fmt: skip
    must_not_know = forms.CharField(
        label=_("Who must not know?"), required=False, max_length=300,
        help_text=_("For example: a former partner, the landlord."), widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple(attrs=BOX)
    )
    wants = forms.CharField(
        label=_("What do they want, in their own words?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )  # fmt: skip
    going_well = forms.CharField(
        label=_("What is going well?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )  # fmt: skip
    dob = forms.CharField(
        label=_("Their date of birth"), required=False, max_length=20, help_text=_("For example 31/3/1992."),
        widget=forms.TextInput(attrs={"class": "govuk-input", "inputmode": "numeric"}),
    )  # fmt: skip
    others = forms.CharField(
        label=_("Who else lives there?"), required=False, max_length=2000,
        help_text=_("One person a line: name, a comma, date of birth. Skye Tarrant, 12/3/2019"),
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Their phone number"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"class": "govuk-input", "type": "tel"}),
    )  # fmt: skip
    language = forms.CharField(
        label=_("Language they speak best"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Their address"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "govuk-input"})
    )
    postcode = forms.CharField(
        label=_("Postcode"), required=False, max_length=10, widget=forms.TextInput(attrs={"class": "govuk-input"})
    )
    protect = forms.BooleanField(
        label=_("Nobody may learn this address: a refuge, or somebody is being looked for"),
        required=False,
        widget=forms.CheckboxInput(attrs=BOX),
    )
    source = forms.CharField(
        label=_("Who is this from?"), required=False, max_length=120,
        help_text=_("For example: a health visitor, the family itself. Left empty, it is your organisation."),
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=_("How did it reach you?"), choices=CAME_BY, required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )  # fmt: skip
    household_known = forms.ChoiceField(
        label=_("Is the household known to you?"), choices=KNOWN, required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )  # fmt: skip
    work = forms.ChoiceField(
        label=_("Does anybody there work?"),
        choices=WORK,
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    priority_group = forms.ChoiceField(
        label=_("Priority family group"), choices=GROUPS, required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )  # fmt: skip

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(p.pk), p.name) for p in places]
        self.fields["topics"].choices = [(t["code"], t["label"]) for t in topics().values()]
        if len(places) == 1:
            self.fields["place"].widget = forms.HiddenInput()
            self.fields["place"].initial = str(places[0].pk)
        ask_by_name(self)

    NEEDED = ("danger", "place", "name", "worry", "agreement", "safe_contact")
    MORE = (
        "not_when", "must_not_know", "topics", "wants", "going_well", "dob", "others", "phone", "language", "address",
        "postcode", "source", "channel", "household_known", "work", "priority_group",
    )  # fmt: skip

    def needed(self) -> list:
        """Give the questions that need an answer, the gravest first."""
        return [self[name] for name in self.NEEDED if not self[name].is_hidden]

    def more(self) -> list:
        """Give the questions that may wait."""
        return [self[name] for name in self.MORE]


class SafetyForm(forms.Form):
    """The safety questions. None is preselected."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for key, words in QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=words, choices=[(a, SAID[a]) for a in ANSWERS], widget=forms.RadioSelect(attrs=RADIO)
            )
            self.fields[f"{key}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=300, widget=forms.TextInput(attrs={"class": "govuk-input"})
            )
        ask_by_name(self)
        choices = [(t["code"], t["label"]) for t in topics().values()]
        self.fields["topics"] = forms.MultipleChoiceField(
            label=_("What is it about?"),
            required=False,
            choices=choices,
            widget=forms.CheckboxSelectMultiple(attrs=BOX),
        )

    def questions(self) -> list:
        """Give each question with its note."""
        return [(self[key], self[f"{key}_note"]) for key in QUESTIONS]


class DecisionForm(forms.Form):
    """The route, and why. No route is preselected."""

    route = forms.ChoiceField(
        label=_("Or choose another route"), required=False, widget=forms.RadioSelect(attrs=RADIO),
        choices=[(key, words) for key, words in ROUTES.items() if key not in {"see and solve", "step up"}],
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
    )
    done = forms.CharField(
        label=_("What was done"), required=False, max_length=4000, help_text=_("Whoever referred them will read this."),
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 3}),
    )  # fmt: skip
    level = forms.TypedChoiceField(
        label=_("Level of need"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    shared = forms.CharField(
        label=_("What was shared, and with whom"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )  # fmt: skip
    not_shared = forms.CharField(
        label=_("What was not shared"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )  # fmt: skip
    not_shared_test = forms.CharField(
        label=_("Why it was not shared"), required=False, max_length=2000,
        help_text=_("The test you used. For example: telling would do more harm than not telling."),
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        levels = [(n["ordinal"], f"{n['ordinal']}. {n['label']}: {n['words']}") for n in levels_of_need()]
        self.fields["level"].choices = [("", _("Not decided")), *levels]


class ExtractForm(forms.Form):
    """One agency's list for one place."""

    place = forms.ChoiceField(label=_("Which place is it for?"), widget=forms.Select(attrs={"class": "govuk-select"}))
    file = forms.FileField(
        label=_("The list, as CSV"),
        widget=forms.ClearableFileInput(attrs={"class": "govuk-file-upload", "accept": ".csv,text/csv"}),
    )

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(p.pk), p.name) for p in places]


class RestrictForm(forms.Form):
    """Who alone may know of a family, and why."""

    why = forms.ChoiceField(
        label=_("Why?"),
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Say why the family is restricted.")},
    )
    words = forms.CharField(
        label=_("In a sentence"), widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
        help_text=_("Do not name the family: your governance lead reads this and does not see them."),
        error_messages={"required": _("Say in a sentence why, without naming the family.")},
    )  # fmt: skip
    named = forms.MultipleChoiceField(
        label=_("Who, beside you, may know of this family?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=BOX),
    )

    def __init__(self, *args, people, reasons, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = [(str(p.pk), f"{p.name}, {p.organisation.name}") for p in people]
        self.fields["why"].choices = list(reasons.items())


class LookAgainForm(forms.Form):
    """Whether a family has to stay restricted, and why."""

    step = forms.ChoiceField(
        label=_("Does it have to stay restricted?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[("renew", _("Yes, for another 90 days")), ("lift", _("No, end it"))],
        error_messages={"required": _("Say whether it stays restricted.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 2}),
        error_messages={"required": _("Say why.")},
    )  # fmt: skip
