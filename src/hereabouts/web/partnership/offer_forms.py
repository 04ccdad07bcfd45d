"""The forms of offers: what it is, its days, who takes which part, and who came."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hereabouts.core.plans.offers import AGES
from hereabouts.engines.definitions import groups, offer_access, offer_kinds
from hereabouts.web.partnership.agree_forms import topic_choices
from hereabouts.web.shared.dress import Dressed, day_field, long_field

STATES = {"planned": _("Planned"), "running": _("Going on"), "ended": _("Ended")}
EVERY = [
    ("once", _("Once")), ("weekly", _("Every week")), ("fortnightly", _("Every second week")),
    ("monthly", _("Once a month, on the same weekday")),
]  # fmt: skip
BANDS = {
    "under 5": _("Under 5"), "5 to 11": _("5 to 11"), "12 to 17": _("12 to 17"), "18 to 24": _("18 to 24"), "25 to 64": _("25 to 64"),
    "65 and over": _("65 and over"), "not asked": _("Age not asked"),
}  # fmt: skip
ROTA_ROWS = 6


def _ticks(label, choices, help_text="") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _age(label) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=120, required=False, widget=box)


class OfferForm(Dressed):
    """What it is, for whom, where, and how anybody joins."""

    title = forms.CharField(
        label=_("What it is called"),
        max_length=160,
        error_messages={"required": _("Give it a title, as people know it.")},
    )
    kind = forms.ChoiceField(label=_("What it is"))
    about = long_field(_("In a sentence or two"), rows=2)
    topics = _ticks(_("What it is about"), ())
    target_groups = _ticks(_("Whom it is for above all"), ())
    age_from = _age(_("Youngest age"))
    age_to = _age(_("Oldest age"))
    venue = forms.CharField(label=_("Where"), max_length=200, required=False)
    access = _ticks(_("What somebody finds there"), ())
    free = forms.BooleanField(label=_("It costs nothing"), required=False, initial=True)
    free_meal = forms.BooleanField(label=_("With a free meal"), required=False)
    joining = forms.CharField(
        label=_("How to join"), max_length=300, required=False, help_text=_("“Just come”, or whom to ring.")
    )
    contact = forms.CharField(
        label=_("Telephone or e-mail of the organisation"),
        max_length=160,
        required=False,
        help_text=_("Not of a person."),
    )
    for_all = forms.BooleanField(label=_("Anybody may read of it in what is on"), required=False)
    state = forms.ChoiceField(label=_("How it stands"), choices=list(STATES.items()))

    def __init__(self, *args, organisations=(), actions=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.id, kind.label) for kind in offer_kinds().values()]
        self.fields["topics"].choices = topic_choices()
        self.fields["target_groups"].choices = list(groups().items())
        self.fields["access"].choices = list(offer_access().items())
        picked = forms.ChoiceField(
            label=_("The action of a plan it belongs to"), choices=[("", "-"), *actions], required=False
        )
        picked.widget.attrs["class"] = "govuk-select"
        self.fields["action"] = picked
        if organisations:
            runs = forms.ChoiceField(label=_("Who runs it"), choices=organisations)
            runs.widget.attrs["class"] = "govuk-select"
            self.fields = {"organisation": runs, **self.fields}


class DaysForm(Dressed):
    """The days of an offer."""

    first = day_field(_("First day"), required=True)
    last = day_field(_("Last day"), help_text=_("Empty where it is held once."))
    every = forms.ChoiceField(label=_("How often"), choices=EVERY)
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    holidays = forms.BooleanField(label=_("On bank holidays, too"), required=False)

    def facts(self) -> dict:
        """Give what the change takes: without a last day it is held on the first."""
        had = self.cleaned_data
        return had | {"last": had["last"] or had["first"]}


class CallOffForm(Dressed):
    """Why a session is called off."""

    because = forms.CharField(
        label=_("Why it is called off"),
        max_length=300,
        required=False,
        help_text=_("Anybody reads it. Empty: it is on again."),
    )


class RotaForm(Dressed):
    """Who takes which part in a session, a row for each."""

    def __init__(self, *args, rows=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = [*rows, *[("", "")] * max(0, ROTA_ROWS - len(rows))]
        for n, (role, who) in enumerate(known):
            labels = gettext("Part %(n)s") % {"n": n + 1}, gettext("Who takes part %(n)s") % {"n": n + 1}
            self.fields[f"role_{n}"] = forms.CharField(label=labels[0], max_length=80, required=False, initial=role)
            self.fields[f"who_{n}"] = forms.CharField(label=labels[1], max_length=120, required=False, initial=who)
            for name in (f"role_{n}", f"who_{n}"):
                self.fields[name].widget.attrs["class"] = "govuk-input"
        self.many = len(known)

    def rows(self) -> list[tuple[str, str]]:
        """Give the parts that were written, each with who takes it."""
        return [(self.cleaned_data[f"role_{n}"], self.cleaned_data[f"who_{n}"]) for n in range(self.many)]

    def pairs(self) -> list[tuple]:
        """Give the fields of each row together, for the page."""
        return [(self[f"role_{n}"], self[f"who_{n}"]) for n in range(self.many)]


class SessionForm(Dressed):
    """Who came, by age and in numbers; of a course, who began and completed it; which organisations came."""

    def __init__(self, *args, learning=False, organisations=(), came=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        had = dict(came)
        for n, band in enumerate(AGES):
            self.fields[f"band_{n}"] = _count(BANDS[band], had.get(band))
        if learning:
            self.fields["began"] = _count(_("How many began the course that day"))
            self.fields["completed"] = _count(_("How many of them have completed it"))
        self.fields["organisations"] = _ticks(_("Partners that came"), organisations)
        self.fields["others"] = _count(_("How many other organisations came"))
        self.fields["results"] = long_field(_("What came of it"), help_text=_("Please name nobody."))
        self.fields["results"].widget.attrs |= {"class": "govuk-textarea", "rows": 3}

    def facts(self) -> dict:
        """Give what the change takes: counts by band, and nothing where nothing was counted."""
        had = self.cleaned_data
        return {
            "came": {band: had[f"band_{n}"] for n, band in enumerate(AGES) if had[f"band_{n}"]}, "began": had.get("began"),
            "completed": had.get("completed"), "others": had["others"] or 0, "results": had["results"],
        }  # fmt: skip


def _count(label, initial=None) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, required=False, widget=box, initial=initial)
