"""The forms by which leads are asked for progress."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from hereabouts.core.plans.quarters import Quarter, of
from hereabouts.web.partnership.agree_forms import Plain

SHOWN = 6  # quarters to choose from: this one, and those before it


def quarters(on) -> list[Quarter]:
    """Give the quarters that can be chosen, the newest first."""
    return [of(on).later(-n) for n in range(SHOWN)]


class LeadsForm(Plain):
    """Which leads are sent a link, and until when it is good."""

    leads = forms.MultipleChoiceField(
        label=_("Who is asked"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person to ask")},
    )  # fmt: skip
    expires_on = forms.DateField(label=_("The links are good until"))

    def __init__(self, *args, leads, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].widget.attrs.pop("class", None)  # a box to tick is no line to write on
        self.fields["leads"].choices = [(str(lead.account_id), lead.name) for lead in leads]


class OtherForm(Plain):
    """Somebody without an account, who is asked about actions by their e-mail address."""

    name = forms.CharField(
        label=_("Name"), max_length=120,
        validators=[RegexValidator(r"^[^\r\n:/<>]+$", _("Write the name alone, in one line and without an address of a page."))],
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    actions = forms.MultipleChoiceField(
        label=_("About which actions"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one action to ask about")},
    )  # fmt: skip
    until = forms.DateField(label=_("The link is good until"))

    def __init__(self, *args, actions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actions"].widget.attrs.pop("class", None)
        self.fields["actions"].choices = [(str(pk), f"{ref} {title}") for pk, ref, title, *_ in actions]


class RevokeForm(Plain):
    """Why a link is taken back."""

    because = forms.CharField(label=_("Why it is taken back"), max_length=200)
