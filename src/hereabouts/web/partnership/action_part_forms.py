"""The forms by which the facts of an action are written, a short one for each part."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import barriers, groups
from hereabouts.web.partnership.agree_forms import Plain

PREVENTION = {
    "primary": _("Primary: before anything is wrong"), "secondary": _("Secondary: caught early"),
    "tertiary": _("Tertiary: keeps it from getting worse"),
}  # fmt: skip
GREW_FROM = {
    "request": _("What a group asked for"), "issue": _("An issue that was raised"), "finding": _("Something the evidence showed"),
    "shock": _("Something sudden that was announced"),
}  # fmt: skip
GRADES = {
    "resident account": _("A resident’s account"), "practitioner account": _("A practitioner’s account"),
    "monitoring count": _("A monitoring count"), "survey": _("A survey"), "comparison": _("A comparison with elsewhere"),
    "independent evaluation": _("An independent evaluation"),
}  # fmt: skip
EMPTY = ("", _("Choose"))


def words(label, *, required: bool = False, help_text="") -> forms.CharField:
    """Make a field for a few sentences."""
    return forms.CharField(label=label, widget=forms.Textarea, required=required, help_text=help_text)


def ticked(label, choices=(), help_text="") -> forms.MultipleChoiceField:
    """Make a field that ticks any number of things."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class Part(Plain):
    """A part of an action, with the fingerprint of what its writer saw. ``rows`` fills the fields that choose among things."""

    CHOOSES: tuple[str, ...] = ()
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, rows: dict[str, Sequence[tuple[str, str]]] | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in (rows or {}):
                many = isinstance(field, forms.MultipleChoiceField)
                field.choices = rows[name] if many else [EMPTY, *rows[name]]
            if isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "govuk-checkboxes__input"


class WhoForm(Part):
    """Who plans, who resources, who provides, and who supports."""

    planned_by = ticked(_("Who plans it"))
    resourced_by = ticked(_("Who resources it: money, people, rooms"))
    provided_by = ticked(_("Who provides it"))
    supporting = ticked(_("Who supports it"))
    alone_because = words(_("If one partner does it alone: why"), help_text=_("It prints on the action."))


class WhomForm(Part):
    """Whom it is for, and which barriers it lowers."""

    target_groups = ticked(_("Whom it is for"))
    barriers = ticked(_("Which barriers it lowers"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target_groups"].choices = list(groups().items())
        self.fields["barriers"].choices = list(barriers().items())


class WhyForm(Part):
    """The cause it works on, how early, and of which sort it is."""

    cause = words(_("Root cause it works on"))
    prevention = forms.ChoiceField(label=_("How early it acts"), choices=[EMPTY, *PREVENTION.items()], required=False)
    quick_win = forms.BooleanField(label=_("A quick win, to build confidence"), required=False)
    rapid = forms.BooleanField(label=_("A rapid response, done within twelve weeks"), required=False)
    self_help = forms.BooleanField(label=_("Led by the community, or helps it to help itself"), required=False)


class RiskForm(Part):
    """What could go wrong."""

    risk = words(_("What could go wrong, and what then"))


class SourceForm(Part):
    """What the action grew out of, and since when that was known."""

    kind = forms.ChoiceField(label=_("It grew out of"), choices=list(GREW_FROM.items()))
    words = forms.CharField(label=_("Which one, in a sentence"), max_length=300, help_text=_("No names of residents."))
    raised_on = forms.DateField(label=_("Since when that was known"))


class DependencyForm(Part):
    """What it waits for."""

    what = forms.CharField(label=_("What it waits for"), max_length=200)
    on_action = forms.ChoiceField(label=_("From which action"), required=False)
    on_body = forms.ChoiceField(label=_("From whom"), required=False)
    needed_by = forms.DateField(label=_("Needed by"), required=False)


class ConsideredForm(Part):
    """A way that was looked at."""

    option = forms.CharField(label=_("Which way was looked at"), max_length=200)
    tried_where = forms.CharField(label=_("Where it was tried"), max_length=200, required=False)
    grade = forms.ChoiceField(label=_("What stands behind it"), choices=[EMPTY, *GRADES.items()])
    source = forms.CharField(label=_("Where that can be read"), max_length=300, required=False)
    chosen = forms.BooleanField(label=_("This is the way we chose"), required=False)
    why = words(_("Why it was chosen, or was not"), required=True)


class CoDesignForm(Part):
    """A session of co-design."""

    held_on = forms.DateField(label=_("Day"))
    session = forms.CharField(
        label=_("Which session"), max_length=200, help_text=_("“With tenants in the hall”. No names.")
    )
    people = forms.IntegerField(label=_("How many people took part"), min_value=1, max_value=30000)
    changed = words(_("What changed because of it"), required=True, help_text=_("“Nothing” is an answer."))


class FacilityForm(Part):
    """Something new, and the barrier it takes away."""

    name = forms.CharField(label=_("What is new"), max_length=160)
    barrier = forms.ChoiceField(label=_("Which barrier it takes away"))
    opened_on = forms.DateField(label=_("Open since"), required=False)
    difference = words(_("What people can do now that they could not before"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["barrier"].choices = [EMPTY, *barriers().items()]


class OutputForm(Part):
    """What it puts out."""

    what = forms.CharField(
        label=_("What it puts out"),
        max_length=200,
        help_text=_("Sessions held, homes visited: counted, no result yet."),
    )
    expected = forms.IntegerField(label=_("How many are expected"), min_value=0, required=False)
    counted = forms.IntegerField(label=_("How many so far"), min_value=0, required=False)
    outcome = forms.ChoiceField(label=_("Which outcome it serves"), required=False)


class ReadingForm(Part):
    """The value of a measure on a day."""

    target = forms.ChoiceField(label=_("Which measure"))
    value = forms.DecimalField(label=_("Value"), max_digits=12, decimal_places=2)
    read_on = forms.DateField(label=_("Read on"), required=False, help_text=_("Empty means today."))
    source = forms.CharField(label=_("Where it was read"), max_length=300)
