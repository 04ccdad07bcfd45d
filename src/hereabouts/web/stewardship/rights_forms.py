"""The forms of a rights request, one for each step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import exemptions
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.stewardship.rights_words import KINDS

RADIO, BOX = {"class": "govuk-radios__input"}, {"class": "govuk-checkboxes__input"}


class RegisterForm(Dressed):
    """Who asks for what."""

    kind = forms.ChoiceField(
        label=_("What do they ask for?"), choices=list(KINDS.items()), widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Say what they ask for.")},
    )  # fmt: skip
    name = forms.CharField(label=_("Their name"), max_length=160, error_messages={"required": _("Say who asks.")})
    dob = day_field(_("Date of birth"), help_text=_("It keeps namesakes apart."))
    known_as = long_field(_("Other names"), rows=2, help_text=_("One a line."))
    contacts = long_field(
        _("How they can be reached, and references they were given"), rows=2,
        help_text=_("One a line. What is held is found by these, too."),
    )  # fmt: skip
    received_on = day_field(_("When did it come?"), required=True)
    place = forms.ChoiceField(label=_("Place"), help_text=_("Its working days count."))
    asks = long_field(_("In their words"))

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(one.pk), one.name) for one in places]


class AskForm(Dressed):
    """Asking who they are."""

    title, button = _("You must first ask who they are, or what they want"), _("They were asked")
    words = long_field(_("What did you ask?"), rows=2, required=True)


class SettleForm(Dressed):
    """Knowing who they are."""

    title, button = _("It is known who asks"), _("Begin the clock and the search")
    words = long_field(
        _("How do you know?"), rows=2, required=True, help_text=_("Passport seen; their worker knows them. No copies.")
    )
    settled_on = day_field(_("Since when?"), required=True)

    def __init__(self, *args, today, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settled_on"].initial = today


class LengthenForm(Dressed):
    """Two months more."""

    title, button = _("It is complex: two months more"), _("Make it longer")
    why = long_field(_("Why, in the words that the person is told?"), rows=2, required=True)


class GatherForm(Dressed):
    """Which records are theirs."""

    title, button = _("Which of these records are theirs?"), _("These are theirs")
    chosen = forms.MultipleChoiceField(
        label=_("Records found by their name and contacts"), required=False, widget=forms.CheckboxSelectMultiple(BOX),
        help_text=_(
            "Where they are only named in somebody’s words is found without this. "
            "What is restricted to named people is not here: those who are named answer for it, or add you."
        ),
    )  # fmt: skip

    def __init__(self, *args, found, chosen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(id_, words) for _kind, id_, words in found]
        self.fields["chosen"].initial = chosen


class AnswerForm(Dressed):
    """Answering in words."""

    title, button = _("Answer it"), _("It is answered")
    words = long_field(_("What was done, in the words that the person is told?"), required=True)


class RefuseForm(Dressed):
    """Refusing by an exemption."""

    title, button = _("Refuse it"), _("Refuse it")
    exemption = forms.ChoiceField(
        label=_("By which exemption?"),
        widget=forms.RadioSelect(attrs=RADIO),
        error_messages={"required": _("Say by which exemption.")},
    )
    words = long_field(_("Why, in the words that the person is told?"), rows=2, required=True)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exemption"].choices = [(one["id"], f"{one['label']} ({one['law']})") for one in exemptions()]


class WithdrawForm(Dressed):
    """Taking it back."""

    title, button = _("They took it back, or it was registered wrongly"), _("Close it")
    words = long_field(_("How did they tell you, or what was wrong?"), rows=2, required=True)


class NoteForm(Dressed):
    """What is wrong."""

    title, button = _("They say that something is wrong"), _("Put it beside the record")
    object = forms.ChoiceField(label=_("In which record?"))
    what = forms.CharField(label=_("Which part of it?"), max_length=120)
    says = long_field(
        _("What do they say instead?"),
        rows=2,
        required=True,
        help_text=_("Every reader of the record reads this beside it."),
    )

    def __init__(self, *args, records, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object"].choices = list(records.items())


class DecideForm(Dressed):
    """What is decided of a note."""

    title, button = _("Decide about what they say is wrong"), _("Keep the decision")
    note = forms.ChoiceField(label=_("About what?"))
    outcome = forms.ChoiceField(
        label=_("What was decided?"), widget=forms.RadioSelect(attrs=RADIO),
        choices=[("corrected", _("It was corrected, by a change of its own")), ("refused", _("It stays as it is"))],
        error_messages={"required": _("Say what was decided.")},
    )  # fmt: skip
    reason = long_field(_("What was corrected, or why not?"), rows=2, required=True)

    def __init__(self, *args, notes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].choices = [(str(one.id), f"{one.what}: {one.says[:60]}") for one in notes]
