"""The forms of the account: freeze a quarter, publish a plan, take a release back."""

from contextlib import suppress
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.web.partnership.agree_forms import Plain

DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y")
QUARTERS = [
    ("1", _("January to March")),
    ("2", _("April to June")),
    ("3", _("July to September")),
    ("4", _("October to December")),
]


class QuarterForm(Plain):
    """Which quarter of which place is frozen."""

    place = forms.ChoiceField(label=_("Place"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    quarter = forms.TypedChoiceField(label=_("Quarter"), choices=QUARTERS, coerce=int)

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(place.pk), place.name) for place in places]


class PublishForm(Plain):
    """What only people know and a public plan page says."""

    next_update = forms.CharField(
        label=_("Next update"),
        max_length=40,
        required=False,
        help_text=_("A day, 15/01/2027, or words: December 2026."),
    )
    when = forms.CharField(
        label=_("Next meeting: when"),
        max_length=80,
        required=False,
        help_text=_("Tuesday 24 November, 6pm, for instance."),
    )
    where = forms.CharField(label=_("Next meeting: where"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone for residents"), max_length=40, required=False)
    drop_in = forms.CharField(label=_("Where residents can drop in"), max_length=120, required=False)

    def around(self) -> dict[str, str]:
        """Give what was filled in as the release writes it."""
        return {**self.cleaned_data, "next_update": _written(self.cleaned_data["next_update"])}


def _written(typed: str) -> str:
    """Write a day that was typed as the release writes days; words stay as they are."""
    for known in DAYS:
        with suppress(ValueError):
            return datetime.strptime(typed.strip(), known).date().isoformat()  # noqa: DTZ007 - a day, and no time
    return typed.strip()


class WithdrawForm(Plain):
    """Which release is taken back, and why."""

    release = forms.UUIDField(widget=forms.HiddenInput)
    because = forms.CharField(label=_("Why it is taken back"), max_length=400)
