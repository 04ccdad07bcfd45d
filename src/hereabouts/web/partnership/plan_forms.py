"""The forms of plans, actions and returns: plain, with labels, answers kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.engines.definitions import frameworks
from hereabouts.web.partnership.agree_forms import Plain, topic_choices

KINDS = [
    ("loip", _("Local outcomes improvement plan")), ("initiative", _("Initiative with an end")),
    ("locality", _("Locality plan")), ("thematic", _("Thematic delivery plan")), ("community", _("Community action plan")),
    ("local deal", _("Local deal")), ("strategy", _("Strategy with delivery plans")), ("problem solving", _("Problem-solving plan")),
    ("event", _("Plan for an event")),
]  # fmt: skip
TIERS = [("short", _("Short-term")), ("intermediate", _("Intermediate")), ("long", _("Long-term"))]


def picked(label, rows, *, many=False, required=False, help_text=""):
    """Make a field that picks among things the actor may see, by id."""
    choices = [(str(pk), name) for pk, name in rows]
    if many:
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple, help_text=help_text
        )
    return forms.ChoiceField(label=label, choices=[("", "-"), *choices], required=required, help_text=help_text)


class PlanForm(Plain):
    """A new plan."""

    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    vision = forms.CharField(label=_("What it wants"), widget=forms.Textarea, required=False)
    period_from = forms.DateField(label=_("From"), required=False)
    period_to = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args, parents=(), groups=(), own=False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["kind"].choices = [(kind, label) for kind, label in KINDS if kind == "community"]
        self.fields["parent"] = picked(_("Part of the strategy"), parents)
        self.fields["pen"] = picked(
            _("Which group of residents holds the pen"),
            groups,
            help_text=_("Of a community action plan: only they write in it."),
        )
        for name in ("parent", "pen"):
            self.fields[name].widget.attrs["class"] = "govuk-select"
        if own and groups:
            self.fields["pen"].initial = str(groups[0][0])


class PeriodForm(Plain):
    """From when until when a plan runs."""

    period_from = forms.DateField(label=_("From"))
    period_to = forms.DateField(label=_("Until"))


class MoveForm(Plain):
    """The next state of a plan, with the reason where it closes."""

    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea, required=False,
        help_text=_("Needed to close a plan. It prints on the plan's page."),
    )  # fmt: skip

    def __init__(self, *args, states=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = picked(_("Change it to"), states, required=True)
        self.fields["state"].widget.attrs["class"] = "govuk-select"
        self.order_fields(["state", "reason"])


class OutcomeForm(Plain):
    """An outcome: what becomes better for whom, and which inequality that narrows."""

    statement = forms.CharField(label=_("What becomes better"), max_length=250)
    tier = forms.ChoiceField(label=_("Tier"), choices=TIERS)
    topic = forms.ChoiceField(label=_("Topic"), choices=lambda: topic_choices(empty=True), required=False)
    population = forms.CharField(label=_("For whom"), max_length=160, required=False)
    improvement = forms.CharField(
        label=_("Improvement: from what to what, by when"), widget=forms.Textarea, required=False,
        help_text=_("The law asks a locality plan to describe it."),
    )  # fmt: skip
    inequality_gap = forms.CharField(
        label=_("Which inequality it narrows"), widget=forms.Textarea, required=False,
        help_text=_("Between whom: this place and the city, say, or two groups of people."),
    )  # fmt: skip
    agreed_by = forms.CharField(label=_("Agreed by"), max_length=160, required=False)

    def __init__(self, *args, aims=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aim"] = picked(_("Which strategic aim it serves"), aims)
        self.fields["aim"].widget.attrs["class"] = "govuk-select"


class FrameworkForm(Plain):
    """A framework of outcomes that ships."""

    framework = forms.ChoiceField(
        label=_("Outcomes to begin with"), choices=lambda: [(f["id"], f["label"]) for f in frameworks().values()]
    )


class AgreeForm(Plain):
    """The agreement of a plan."""

    minute = forms.CharField(label=_("Minute"), max_length=80, help_text=_("Meeting and item."))
    override = forms.CharField(
        label=_("Why it is agreed although something is missing"), widget=forms.Textarea, required=False,
        help_text=_("Only needed when something is missing. It is written down and prints in the plan."),
    )  # fmt: skip


class ActionForm(Plain):
    """A new action."""

    title = forms.CharField(label=_("What will be done"), max_length=200)
    starts_on = forms.DateField(label=_("Starts"), required=False)
    due_on = forms.DateField(label=_("Due"), required=False)
    measure = forms.CharField(label=_("Measured by"), max_length=200, required=False)
    baseline = forms.DecimalField(label=_("Baseline"), required=False)
    target = forms.DecimalField(label=_("Target"), required=False)
    money_planned = forms.DecimalField(
        label=_("Money planned, in pounds"),
        min_value=0,
        required=False,
        help_text=_("0 is an answer. Empty means nobody knows yet."),
    )
    evidence = forms.CharField(
        label=_("What it rests on"),
        widget=forms.Textarea,
        required=False,
        help_text=_("Words of residents, a figure. Empty means: an assumption."),
    )
    quick_win = forms.BooleanField(label=_("A quick win"), required=False)
    assets = forms.ChoiceField(
        label=_("What is here already"), required=False,
        choices=[
            ("", _("Nobody has looked yet")),
            ("strengthens", _("It strengthens what is here")),
            ("new", _("It is new: none of what is here will do")),
        ],
        help_text=_("Look first: existing groups and services come before new ones."),
    )  # fmt: skip
    assets_why = forms.CharField(label=_("Which of it, or why none will do"), widget=forms.Textarea, required=False)

    def __init__(self, *args, organisations=(), priorities=(), outcomes=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label, rows in [
            ("organisation", _("Who leads"), organisations),
            ("priority", _("Priority"), priorities),
            ("outcome", _("Outcome"), outcomes),
        ]:
            self.fields[name] = picked(label, rows)
            self.fields[name].widget.attrs["class"] = "govuk-select"


class UpdateForm(Plain):
    """One row of "update my actions"."""

    state = forms.ChoiceField(
        label=_("Now"), required=False,
        choices=[("", _("No change")), ("not started", _("Not started")), ("in progress", _("In progress")), ("complete", _("Done"))],
    )  # fmt: skip
    told = forms.CharField(
        label=_("In a sentence"), required=False, max_length=300,
        help_text=_("For the history. What the quarter prints is the progress return: “Tell of progress” on the action."),
    )  # fmt: skip
    proof = forms.CharField(label=_("What shows it is done"), required=False, max_length=300)


class EndForm(Plain):
    """The end of an action, or its new period, with the reason."""

    how = forms.ChoiceField(
        label=_("What happens to it"),
        choices=[("stop", _("Stop it")), ("pause", _("Pause it")), ("carry", _("Carry it forward")), ("merge", _("Merge it into another"))],
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea, help_text=_("It prints wherever the action stood."))
    due_on = forms.DateField(label=_("New day, to carry it forward"), required=False)

    def __init__(self, *args, others=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = picked(_("Merge into"), others)
        self.fields["into"].widget.attrs["class"] = "govuk-select"


class MilestoneForm(Plain):
    """A new milestone."""

    title = forms.CharField(label=_("Milestone"), max_length=160)
    due_on = forms.DateField(label=_("Due"))
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=10, initial=1)


class RecoverForm(Plain):
    """The day by which a late milestone will be caught up."""

    recovery_on = forms.DateField(label=_("To be caught up by"))

    def __init__(self, *args, late=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"] = picked(_("Which milestone"), late, required=True)
        self.fields["milestone"].widget.attrs["class"] = "govuk-select"
        self.order_fields(["milestone", "recovery_on"])


class TargetForm(Plain):
    """What an action is measured by."""

    measure = forms.CharField(label=_("Measured by"), max_length=200)
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False)
    baseline = forms.DecimalField(label=_("Baseline"), required=False)
    target = forms.DecimalField(label=_("Target"), required=False)
    target_on = forms.DateField(label=_("By when"), required=False)
    why = forms.CharField(label=_("Why this target"), widget=forms.Textarea, required=False)
    agreed_by = forms.CharField(label=_("Agreed by"), max_length=160, required=False)


LIVED = {
    "none": _("None"), "told": _("Told of it"), "asked": _("Asked"), "worked with us": _("Worked on it with us"), "led": _("Led it"),
}  # fmt: skip


class LivedForm(Plain):
    """Which part people with lived experience have in an action."""

    design = forms.ChoiceField(
        label=_("In its design"), choices=[("", _("Not known yet")), *LIVED.items()], required=False
    )
    delivery = forms.ChoiceField(
        label=_("In its delivery"), choices=[("", _("Not known yet")), *LIVED.items()], required=False
    )
    words = forms.CharField(
        label=_("Who, and how"), widget=forms.Textarea, required=False,
        help_text=_("As a group, without names: “six tenants of the flats, on the panel that chose the builder”."),
    )  # fmt: skip
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class GroundsForm(Plain):
    """What voice, data and strategy say for an action, each in a sentence."""

    voice = forms.CharField(
        label=_("Voice: what did residents say?"), widget=forms.Textarea, required=False,
        help_text=_("Who said it, how many, and in which engagement."),
    )  # fmt: skip
    data = forms.CharField(label=_("Data: what do the numbers show?"), widget=forms.Textarea, required=False)
    strategy = forms.CharField(label=_("Strategy: which plan asks for it?"), widget=forms.Textarea, required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)


class ReturnForm(Plain):
    """A progress return."""

    period = forms.CharField(label=_("Period"), max_length=20, help_text=_("2026 quarter 4, for instance."))
    narrative = forms.CharField(label=_("What was done"), widget=forms.Textarea)
    next = forms.CharField(label=_("What comes next"), widget=forms.Textarea, required=False)
    help_needed = forms.CharField(label=_("What help is needed"), widget=forms.Textarea, required=False)
    evidence = forms.CharField(label=_("What shows it"), widget=forms.Textarea, required=False)
    override = forms.ChoiceField(
        label=_("You see it otherwise than the dates do"),
        required=False,
        choices=[
            ("", _("No")),
            ("green", _("On course")),
            ("amber", _("Behind, and can be caught up")),
            ("red", _("Behind, and needs help")),
        ],
    )
    override_reason = forms.CharField(label=_("Why"), widget=forms.Textarea, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class CheckForm(Plain):
    """The acceptance of a return."""

    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)
