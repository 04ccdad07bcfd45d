"""The forms of a plan's life: what it is for, what was said of its draft, what it asks of partners, its renewal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.web.partnership.action_part_forms import EMPTY, Part, ticked, words
from hereabouts.web.partnership.agree_forms import Plain

COPRODUCED = {
    "none": _("Not at all"), "told": _("They were told"), "asked": _("They were asked"), "worked with us": _("They wrote it with us"),
    "led": _("They led the writing"),
}  # fmt: skip
HELD = {"held": _("It held"), "in part": _("It held in part"), "failed": _("It did not hold")}
ANSWERS = {"yes": _("Yes"), "in part": _("In part"), "no": _("No")}
DECISIONS = {
    "goes on": _("It goes on as it is"),
    "carried forward": _("Carried forward to a new day"),
    "stopped": _("It stops"),
}


class AboutForm(Plain):
    """What a plan is for, how it ends, and how far residents wrote it."""

    vision = words(_("What it wants"))
    problem = words(_("The problem and its cause, as the partners see them together"))
    exit = words(_("How it ends: what stops, what goes on"), help_text=_("An initiative with an end must say so."))
    mainstreaming = words(_("Who takes on what worked, with what money"))
    coproduced = forms.ChoiceField(
        label=_("How far residents wrote it"), choices=[EMPTY, *COPRODUCED.items()], required=False
    )
    coproduced_words = words(_("Who of them, and how"), help_text=_("As a group, without names."))


class AssumptionForm(Part):
    """What is taken for true."""

    words = words(_("What is taken for true, what will not work here among it"), required=True)
    whom = forms.CharField(label=_("For whom"), max_length=160, required=False)


class ReviewForm(Part):
    """What the review found of an assumption."""

    assumption = forms.ChoiceField(label=_("Which assumption"))
    held = forms.ChoiceField(label=_("What was found"), choices=[EMPTY, *HELD.items()])
    found = words(_("What shows it"), required=True)


class ProgrammeForm(Part):
    """A programme that the plan goes with."""

    name = forms.CharField(label=_("Programme"), max_length=160)
    funder = forms.CharField(label=_("Who funds it"), max_length=160, required=False)
    partners = ticked(_("Who is in both"))
    overlap = words(_("Where the two overlap"), required=True)
    measures = words(_("What both are measured by"))


class RepresentationForm(Plain):
    """What a body or a group said of a draft."""

    consultee = forms.CharField(
        label=_("Who said it"), max_length=160, help_text=_("A body or a group. Never a private person by name.")
    )
    received_on = forms.DateField(label=_("Received on"), required=False, help_text=_("Empty means today."))
    text = words(_("What was said"), required=True)


class ResponseForm(Plain):
    """The answer to a representation."""

    response = words(
        _("Our answer"), required=True, help_text=_("“No, because” is an answer. It prints beside what was said.")
    )
    changed = forms.BooleanField(label=_("The plan was changed because of it"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["changed"].widget.attrs["class"] = "govuk-checkboxes__input"


class AskForm(Part):
    """What a plan asks of a partner."""

    organisation = forms.ChoiceField(label=_("Whom we ask"))
    what = words(_("What we ask for"), required=True)
    needed_by = forms.DateField(label=_("Needed by"), required=False)


class AnswerForm(Plain):
    """A partner's answer."""

    answer = forms.ChoiceField(label=_("Our answer"), choices=[EMPTY, *ANSWERS.items()])
    words = words(_("What we will do and by when, or why not"), required=True)


class EndorseForm(Plain):
    """The endorsement of what was amended."""

    minute = forms.CharField(label=_("Minute"), max_length=80, help_text=_("Meeting and item."))


class BackForm(Plain):
    """What is asked for before it is agreed."""

    words = words(_("What is asked for"), required=True)


class DecideForm(Plain):
    """What is decided of one action when the plan is renewed."""

    how = forms.ChoiceField(label=_("What becomes of it"), choices=list(DECISIONS.items()))
    due_on = forms.DateField(label=_("New day, to carry it forward"), required=False)
    reason = forms.CharField(label=_("Why, to carry it forward or stop it"), max_length=300, required=False)


class NextForm(Plain):
    """The plan of the next period."""

    title = forms.CharField(label=_("Title"), max_length=160)
    period_from = forms.DateField(label=_("From"))
    period_to = forms.DateField(label=_("Until"))
