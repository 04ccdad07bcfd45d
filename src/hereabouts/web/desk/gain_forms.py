"""What is written down of a family's voices, its income, its work, who leads, and how it ended."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.web.shared.dress import Dressed, day_field, long_field

KINDS = {"benefit": gettext_lazy("A benefit"), "wage": gettext_lazy("Wages"), "debt": gettext_lazy("Less debt to pay back"),
         "cost": gettext_lazy("Lower costs")}  # fmt: skip
STAGES = {"not in work": gettext_lazy("At first contact: not in work"), "in work": gettext_lazy("At first contact: in work"),
          "entered": gettext_lazy("Entered work"), "13 weeks": gettext_lazy("13 weeks in work"),
          "26 weeks": gettext_lazy("26 weeks in work"), "52 weeks": gettext_lazy("52 weeks in work"),
          "progressed": gettext_lazy("Moved on in work: better pay, hours or a better job")}  # fmt: skip
OUTCOMES = {"goals met": gettext_lazy("Their goals are met"), "part of their goals met": gettext_lazy("Part of their goals are met"),
            "they chose to stop": gettext_lazy("They chose to stop"), "stepped up": gettext_lazy("Stepped up to more support"),
            "moved away": gettext_lazy("They moved away"), "no contact": gettext_lazy("Nobody could reach them")}  # fmt: skip


class VoiceForm(Dressed):
    """What one member said."""

    person = forms.ChoiceField(label=gettext_lazy("Who?"))
    words = long_field(gettext_lazy("What did they say?"), help_text=gettext_lazy("Their own words."))
    why_not = long_field(gettext_lazy("Or: why were they not heard?"))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", ""), *people]


class GainForm(Dressed):
    """One gain of income."""

    pounds = forms.IntegerField(label=gettext_lazy("How much, in £ a year?"), min_value=1,
                                help_text=gettext_lazy("£10 a week is 520. A sum paid once counts as it is."))  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("What kind is it?"), choices=[("", ""), *KINDS.items()])
    what = forms.CharField(
        label=gettext_lazy("What is it?"), max_length=200, help_text=gettext_lazy("As “Child Benefit”.")
    )
    gained_on = day_field(gettext_lazy("From when?"), required=True)
    person = forms.ChoiceField(label=gettext_lazy("Whose?"), required=False)
    verified = forms.TypedChoiceField(label=gettext_lazy("Did you see a letter or a payment that shows it?"), coerce=bool,
                                      empty_value=False, required=False,
                                      choices=[("", gettext_lazy("Not yet")), ("yes", gettext_lazy("Yes"))])  # fmt: skip

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("The whole family")), *people]


class WorkForm(Dressed):
    """One step into, in or on in work."""

    person = forms.ChoiceField(label=gettext_lazy("Which parent, or other grown-up?"))
    stage = forms.ChoiceField(label=gettext_lazy("How far have they come?"), choices=[("", ""), *STAGES.items()])
    since = day_field(gettext_lazy("Since when?"), required=True)

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", ""), *people]


class LeadForm(Dressed):
    """Who leads."""

    name = forms.CharField(label=gettext_lazy("Who leads for the family?"), max_length=120)
    agency = forms.CharField(label=gettext_lazy("For which agency?"), max_length=120)


class CloseForm(Dressed):
    """How it ended."""

    outcome = forms.ChoiceField(label=gettext_lazy("How did it end?"), choices=[("", ""), *OUTCOMES.items()])
    words = long_field(gettext_lazy("What does the family say of it?"), required=True,
                       help_text=gettext_lazy("Their own words, or why nobody could ask them."))  # fmt: skip


def gain_forms(do: str, sent, *, people) -> dict[str, Dressed]:
    """Give all five by what they do; ``sent`` fills the one that was sent."""
    data = {do: sent}
    return {
        "hear": VoiceForm(data.get("hear"), prefix="v", people=people),
        "gain": GainForm(data.get("gain"), prefix="g", people=people),
        "work": WorkForm(data.get("work"), prefix="w", people=people),
        "lead": LeadForm(data.get("lead"), prefix="l"),
        "close": CloseForm(data.get("close"), prefix="c"),
    }


def worded(gained) -> dict[str, object]:
    """Give what a family gained with its kinds, stages and outcome in words."""
    return {
        "money": [(one, KINDS[one.kind]) for one in gained.gains],
        "workers": [
            (one.who, [(STAGES[stage], day) for stage, day in one.steps], [STAGES[stage] for stage in one.next])
            for one in gained.workers
        ],
        "outcome": OUTCOMES[gained.closing.outcome] if gained.closing else "",
    }
