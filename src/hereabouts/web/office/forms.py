"""The forms of the administrator, and the one with which somebody sets a password."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import roles
from hereabouts.records.partners.reads import kinds
from hereabouts.web.shared.dress import Dressed, day_field, long_field

EVERYWHERE = "everywhere"
NOT_FOR_PEOPLE = {"public", "local_operator", "founder"}  # roles of no account


class PartnerForm(Dressed):
    """A partner of any kind."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, _(label)) for kind, label in kinds()])
    statutory = forms.BooleanField(label=_("Has a duty in law to take part"), required=False)
    role = long_field(_("What it brings to the partnership"), rows=2)
    contact = forms.CharField(
        label=_("Contact"),
        max_length=200,
        required=False,
        help_text=_("A role and its number, such as: the duty desk."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class RoleForm(Dressed):
    """A role, in one place or everywhere."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"))
    group = forms.ChoiceField(
        label=_("For one group only"), required=False, help_text=_("Then the role reaches that group and nothing else.")
    )
    case = forms.CharField(
        label=_("For one case only"),
        required=False,
        max_length=40,
        help_text=_(
            "Its reference, such as FH-2026-0069. Then the role reaches that family's records and nothing else."
            " You are not told whether there is such a case."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = day_field(_("Until"), help_text=_("Leave it empty if no end is known."))

    def __init__(self, *args, places, on, groups=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["group"].choices = [("", _("All")), *((str(g.id), g.name) for g in groups)]
        if not groups:
            del self.fields["group"]
        documents = [r for r in roles().values() if r.id not in NOT_FOR_PEOPLE]
        self.fields["role"].choices = [
            ("", _("Choose")),
            *((r.id, f"{_(r.label)}: {_(r.description)}") for r in documents),
        ]
        self.fields["place"].choices = [
            ("", _("Choose")),
            *((str(p.pk), p.name) for p in places),
            (EVERYWHERE, _("Everywhere")),
        ]

    def clean_place(self) -> str:
        """Give the place's id; nothing for everywhere, which somebody has to choose."""
        return "" if self.cleaned_data["place"] == EVERYWHERE else self.cleaned_data["place"]

    def clean_case(self) -> str:
        """Give the reference as it stands on paper; a role is for a group or for a case, never for both."""
        case = self.cleaned_data["case"].strip().upper()
        if case and self.cleaned_data.get("group"):
            raise forms.ValidationError(_("Choose a group or write the reference of a case, not both."))
        return case

    def clean_until(self) -> date | None:
        """Notice a day that is over before anything is made."""
        until = self.cleaned_data["until"]
        if until and until < self.on:
            raise forms.ValidationError(_("This day is over. Give a day that is still to come, or leave it empty."))
        return until


class InviteForm(RoleForm):
    """Somebody new, for one organisation, with a first role."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(label=_("Name"), max_length=120)
    job = forms.CharField(label=_("Job"), max_length=120, required=False)
    organisation = forms.ChoiceField(label=_("Organisation"))
    field_order = ["name", "email", "job", "organisation", "role", "place", "until"]

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *((str(o.id), o.name) for o in organisations)]
        del self.fields["case"]  # a first role is for more than one case


class CompletedForm(Dressed):
    """A course that somebody completed."""

    course = forms.ChoiceField(label=_("Course"))
    completed_on = day_field(_("Completed on"), required=True)

    def __init__(self, *args, courses, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = [("", _("Choose")), *((str(c.id), c.name) for c in courses)]


class MoveForm(Dressed):
    """Another organisation, from today."""

    organisation = forms.ChoiceField(label=_("Works for"))
    job = forms.CharField(label=_("New job"), max_length=120, required=False)

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _("Choose")), *((str(o.id), o.name) for o in organisations)]


class PasswordForm(Dressed):
    """A password, typed twice. Pasting is welcome."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three words that do not belong together are easy to keep in mind."),
    )
    again = forms.CharField(
        label=_("The same again"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_again(self) -> str:
        """Notice a slip of the finger."""
        if self.cleaned_data.get("password") not in {None, self.cleaned_data["again"]}:
            raise forms.ValidationError(_("The two are not the same. Type the password once more in both."))
        return self.cleaned_data["again"]
