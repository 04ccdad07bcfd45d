"""The forms of what several do together: a joint project of what was asked, a service's part, a shock and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.plans.together import BANDS
from hereabouts.web.partnership.action_part_forms import EMPTY, Part, ticked, words
from hereabouts.web.partnership.agree_forms import Plain

PEOPLE = {
    "fewer than 10": _("Fewer than 10"), "10 to 49": _("10 to 49"), "50 to 249": _("50 to 249"), "250 to 999": _("250 to 999"),
    "1,000 or more": _("1,000 or more"),
}  # fmt: skip


class JoinForm(Part):
    """A joint project of answered requests."""

    requests = ticked(_("Which answers it is made of"))
    title = forms.CharField(label=_("What is done together"), max_length=200)
    due_on = forms.DateField(label=_("By when"), required=False)


class ServicePartForm(Part):
    """What one service does in it."""

    action = forms.ChoiceField(label=_("In which project"))
    organisation = forms.ChoiceField(label=_("Which service"))
    part = words(_("What its part is"), required=True)
    result = words(_("What came of it"), help_text=_("What stands or happened because of it. No names of people."))
    done_on = forms.DateField(label=_("Done on"), required=False, help_text=_("A part that is done is thanked."))


class ShockForm(Plain):
    """Something sudden that hits the place."""

    what = forms.CharField(label=_("What was announced"), max_length=200)
    announced_on = forms.DateField(label=_("On which day"))
    hit = words(_("Who is hit"), required=True, help_text=_("Which work, which streets, which families. No names."))
    people = forms.ChoiceField(label=_("About how many people"), choices=[EMPTY, *((b, PEOPLE[b]) for b in BANDS)])
