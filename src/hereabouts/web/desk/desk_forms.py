"""The small forms of the desk: an attempt to reach a family, a pause, who was at the huddle, a hub."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.families.reaching import CAME_OF_IT, MODES
from hereabouts.core.families.triage import PAUSES
from hereabouts.web.desk.forms import RADIO, ask_by_name

LINE = {"class": "govuk-input"}
LINES = {"class": "govuk-textarea", "rows": 4}
SELECT = {"class": "govuk-select"}


class AttemptForm(forms.Form):
    """How somebody tried to reach a family, and what came of it."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(
        label=_("How did you try?"), choices=[("", "-"), *MODES.items()], widget=forms.Select(attrs=SELECT)
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=[("", "-"), *CAME_OF_IT.items()], widget=forms.Select(attrs=SELECT)
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300, widget=forms.TextInput(attrs=LINE))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)


class PauseForm(forms.Form):
    """What somebody waits for while the clock stands still."""

    reason = forms.ChoiceField(
        label=_("What do you wait for?"), choices=list(PAUSES.items()), widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Say what you wait for.")},
    )  # fmt: skip


class HuddleForm(forms.Form):
    """Which roles and agencies met this morning."""

    present = forms.CharField(
        label=_("Who was there?"), max_length=2000, widget=forms.Textarea(attrs=LINES),
        help_text=_("Roles and agencies, one on a line, no names: Tenancy officer, Harbour Housing"),
        error_messages={"required": _("Say which roles and agencies were there, one on a line.")},
    )  # fmt: skip


def lines_of(text: str) -> list[str]:
    """Give what stands on each line that is not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class HubForm(forms.Form):
    """Where a hub is, when it is open, what is there and what sort of room it is."""

    place = forms.ChoiceField(label=_("Place"), widget=forms.Select(attrs=SELECT))
    name = forms.CharField(label=_("What is it called?"), max_length=120, widget=forms.TextInput(attrs=LINE))
    address = forms.CharField(label=_("Where is it?"), max_length=200, widget=forms.TextInput(attrs=LINE))
    hours = forms.CharField(
        label=_("When is it open?"), max_length=300, help_text=_("For example: Tuesday and Thursday, 9am to 3pm."),
        widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    services = forms.CharField(
        label=_("What is there?"),
        max_length=2000,
        help_text=_("One service on a line."),
        widget=forms.Textarea(attrs=LINES),
    )
    staff = forms.CharField(
        label=_("Who is there?"), max_length=2000, help_text=_("Roles and agencies, one on a line, no names."),
        widget=forms.Textarea(attrs=LINES),
    )  # fmt: skip
    formality = forms.ChoiceField(
        label=_("How does the room feel to somebody who comes in?"), widget=forms.Select(attrs=SELECT),
        choices=[
            ("not known yet", _("Not known yet")), ("informal", _("Informal: a kitchen, a community room")),
            ("in between", _("In between")), ("formal", _("Formal: a counter, a public office")),
        ],
    )  # fmt: skip
    access = forms.CharField(
        label=_("Getting in and getting there"), required=False, max_length=300,
        help_text=_("Step-free? Hearing loop? Toilet? Bus?"), widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(p.pk), p.name) for p in places]
        ask_by_name(self)

    def told(self) -> dict:
        """Give what is kept of a hub besides its place and name."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in {"place", "name"}}
        return told | {name: lines_of(told[name]) for name in ("services", "staff")}
