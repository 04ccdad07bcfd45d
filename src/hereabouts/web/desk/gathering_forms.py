"""The forms of the register of local solutions groups: a new group, and what came of a day on which one was due."""

from django import forms
from django.template.defaultfilters import date as written
from django.utils.translation import gettext_lazy as _

from hereabouts.web.shared.dress import Dressed, day_field

CAME_OF_IT = (("held", _("It met")), ("fell out", _("It fell out")))


class GroupForm(Dressed):
    """Where a group meets over families, from when on, and every how many weeks."""

    place = forms.ChoiceField(label=_("Place"))
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    first_on = day_field(
        _("When does it meet first?"), required=True, help_text=_("All others are counted from this day.")
    )
    weeks = forms.IntegerField(
        label=_("Every how many weeks does it meet?"), min_value=1, max_value=52, help_text=_("4 is about monthly."),
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(p.pk), p.name) for p in places]


class MeetingForm(Dressed):
    """What came of one day on which the group was due."""

    due_on = forms.TypedChoiceField(label=_("Which meeting?"), coerce=str)
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=CAME_OF_IT)
    held_on = day_field(_("If it met on another day: which?"), help_text=_("Leave it empty if it met as planned."))
    chair = forms.CharField(
        label=_("Who led it?"), required=False, max_length=200, help_text=_("A role and its agency, no name.")
    )

    def __init__(self, *args, days, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].choices = [(day.isoformat(), written(day, "j F Y")) for day in days]
