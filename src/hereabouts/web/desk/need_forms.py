"""What is written down on the need list: a decision, a family's challenge, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy

from hereabouts.web.shared.dress import Dressed, long_field

DECIDED = (("yes", gettext_lazy("Take this family up")), ("no", gettext_lazy("Not now")))
ANSWERED = (("yes", gettext_lazy("They are right")), ("no", gettext_lazy("It stays as it is")))


def _choice(label, choices) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect({"class": "govuk-radios__input"}),
    )


class DecideForm(Dressed):
    """What somebody decides about one family."""

    taken_up = _choice(gettext_lazy("What do you decide?"), DECIDED)
    reason = long_field(
        gettext_lazy("Why?"), help_text=gettext_lazy("Needed where it goes against the order. Anybody may ask later.")
    )


class ChallengeForm(Dressed):
    """What a family says against where it stands."""

    who = forms.CharField(
        label=gettext_lazy("Who says it?"), max_length=120, help_text=gettext_lazy("As “their mother”.")
    )
    words = long_field(gettext_lazy("What do they say?"), required=True, help_text=gettext_lazy("Their own words."))


class AnswerForm(Dressed):
    """The answer to a challenge."""

    upheld = _choice(gettext_lazy("What do you answer?"), ANSWERED)
    answer = long_field(gettext_lazy("Why?"), required=True, help_text=gettext_lazy("The family reads it."))


def need_forms(do: str, sent) -> dict[str, Dressed]:
    """Give all three by what they do; ``sent`` fills the one that was sent."""
    made = {"decide": (DecideForm, "d"), "challenge": (ChallengeForm, "c"), "answer": (AnswerForm, "a")}
    return {name: form(sent if name == do else None, prefix=prefix) for name, (form, prefix) in made.items()}
