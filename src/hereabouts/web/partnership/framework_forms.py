"""The forms of the outcomes framework: vision and values, who answers for an outcome, how strong an arrow is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.web.partnership.action_part_forms import Part, ticked, words
from hereabouts.web.partnership.agree_forms import Plain

STRENGTH = {
    "assumption": _("an assumption"), "weak": _("weak evidence"), "moderate": _("moderate evidence"), "strong": _("strong evidence"),
}  # fmt: skip


class FrameworkForm(Plain):
    """What the partnership is for and what it stands for."""

    vision = words(_("What the partnership wants"), required=True)
    values = words(_("What it stands for"), required=True, help_text=_("One value a line."))
    agreed_by = forms.CharField(label=_("Agreed by"), max_length=160, required=False)


class AnswerForForm(Part):
    """Who answers for an outcome, and what turns its curve."""

    accountable = forms.CharField(label=_("The group that answers for it"), max_length=160, required=False)
    story = words(_("The story behind the curve: why it is as it is"))
    partners = ticked(_("Who has a part in turning it"))
    what_works = words(_("What is known to work, and where that is shown"))
    turn_from = forms.ChoiceField(
        label=_("Last period of the baseline"), required=False,
        help_text=_("What came after it is held against where the baseline would have gone on to."),
    )  # fmt: skip


class StrengthForm(Part):
    """How strong the evidence is that one outcome leads to another."""

    leads_to = forms.ChoiceField(label=_("Which outcome it leads to"))
    assumption = words(_("What must be true for it"), required=True)
    strength = forms.ChoiceField(label=_("What stands behind it"), choices=list(STRENGTH.items()))
    evidence = words(_("What shows it"), help_text=_("Needed for more than an assumption."))


class ContributionForm(Plain):
    """What a locality gives to one priority of the city."""

    words = words(_("What this place gives to it, in a sentence or two"), required=True)
