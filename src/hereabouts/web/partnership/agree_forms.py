"""The forms of aims, boards and priorities: plain, with labels, answers kept."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.priorities.aims import LEVELS
from hereabouts.engines.definitions import aims, methods, topics
from hereabouts.records.voice.reads import communities

STEPS = {"proposed": {"dropped"}, "agreed": {"active", "achieved", "dropped"}, "active": {"achieved", "dropped"}}
CLASSES = {forms.Textarea: "govuk-textarea", forms.Select: "govuk-select"}


class Plain(forms.Form):
    """A form whose widgets carry the shared look; a date is asked for as a date."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(field, forms.DateField):
                field.widget = widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if not isinstance(widget, forms.CheckboxInput | forms.HiddenInput):
                widget.attrs["class"] = CLASSES.get(type(widget), "govuk-input")
            if isinstance(widget, forms.Textarea):
                widget.attrs["rows"] = 3


def a_topic() -> list[tuple[str, str]]:
    """Give every topic, and none first: a topic that nobody chose must not be saved as the first in the list."""
    return [("", _("Choose a topic")), *topic_choices()]


def topic_choices(*, empty: bool = False) -> list[tuple[str, str]]:
    """Give every topic by code with its label."""
    return ([("", "")] if empty else []) + [(code, topic["label"]) for code, topic in topics().items()]


class WeightsForm(Plain):
    """How much each source counts."""

    voice = forms.FloatField(label=_("Voice"), min_value=0, max_value=10, initial=1)
    data = forms.FloatField(label=_("Data"), min_value=0, max_value=10, initial=1)
    strategy = forms.FloatField(label=_("Strategy"), min_value=0, max_value=10, initial=1)
    ask_first = forms.BooleanField(
        label=_("Ask those who work here what they expect, before they see it"), required=False
    )

    def weights(self) -> tuple[float, ...]:
        """Give the three weights, adding up to one (or to nothing, which the change refuses)."""
        given = [self.cleaned_data[name] for name in ("voice", "data", "strategy")]
        total = sum(given) or 1.0
        return tuple(weight / total for weight in given)


class OwnForm(Plain):
    """Who settles a disagreement."""

    owner_name = forms.CharField(
        label=_("Who settles it"), max_length=160, help_text=_("A person or an organisation, as people know them.")
    )
    next_step = forms.CharField(label=_("Next step"), widget=forms.Textarea)
    due_on = forms.DateField(label=_("By when"))


class ListenForm(Plain):
    """Listening that is planned where few have spoken: it goes into the programme, with who answers for it."""

    name = forms.CharField(
        label=_("What you will do"), max_length=160, help_text=_("Coffee at the surgery, for instance.")
    )
    method = forms.ChoiceField(label=_("How"), choices=lambda: [(k, m["label"]) for k, m in methods().items()])
    held_on = forms.DateField(label=_("When"))
    venue = forms.CharField(label=_("Where people already go"), max_length=160, required=False)
    owner_name = forms.CharField(label=_("Who answers for it"), max_length=160)
    purpose = forms.CharField(label=_("What is decided with what is heard"), widget=forms.Textarea)


class ExpectForm(Plain):
    """What somebody expects residents to raise, the most first."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for n, label in enumerate((_("Most people"), _("Second"), _("Third"), _("Fourth"), _("Fifth")), 1):
            self.fields[f"topic{n}"] = forms.ChoiceField(
                label=label, choices=a_topic(), required=n == 1, widget=forms.Select(attrs={"class": "govuk-select"})
            )

    def topics(self) -> list[str]:
        """Give the topics in their order."""
        return [topic for topic in self.cleaned_data.values() if topic]


class MoveForm(Plain):
    """How far the settling is."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=[("in progress", _("In progress")), ("done", _("Done")), ("stopped", _("Stopped"))],
    )
    told = forms.CharField(label=_("What came of it"), widget=forms.Textarea, required=False)


class AimForm(Plain):
    """One strategic aim."""

    level = forms.ChoiceField(label=_("Level"), choices=[(level, _(level.capitalize())) for level in LEVELS])
    document = forms.CharField(
        label=_("Document"), max_length=200, help_text=_("City plan 2022 to 2032, for instance.")
    )
    ref = forms.CharField(label=_("Where in it"), max_length=60, help_text=_("Chapter, page or number."))
    text = forms.CharField(label=_("What it asks for, in short"), widget=forms.Textarea)
    topic = forms.ChoiceField(label=_("Topic"), choices=a_topic)
    weight = forms.TypedChoiceField(
        label=_("How strongly"), coerce=int,
        choices=[(3, _("3: a duty in law, or a headline of the city")), (2, _("2: a partner's plan")), (1, _("1: a mention"))],
    )  # fmt: skip
    period = forms.CharField(label=_("Period"), max_length=40, required=False)


class LoadForm(Plain):
    """A set of aims that ships."""

    name = forms.ChoiceField(label=_("Set of aims"), choices=lambda: [(name, name.capitalize()) for name in aims()])


class RaiseForm(Plain):
    """An issue that anybody in the partnership raises."""

    statement = forms.CharField(label=_("What should become better?"), max_length=200)
    topic = forms.ChoiceField(label=_("Topic"), choices=a_topic)
    rationale = forms.CharField(label=_("Why"), widget=forms.Textarea, required=False)


class AdoptForm(RaiseForm):
    """What a group chose, why, in which minute, and who did not agree."""

    REASONS = {
        "departure": _("This departs from the order of the board. Say why the group chose it first."),
        "test": _(
            "Nobody has been heard on this, so it rests on an assumption. Say how you will test it with residents."
        ),
        "silent": _(
            "This is a silent need: few people raised it. Plan the listening first, or say how you will test it with residents."
        ),
        "without": _("A priority stands on voice, data and strategy. Say why it is chosen without all three."),
    }

    rationale = forms.CharField(label=_("Why the group chose it"), widget=forms.Textarea)
    minute = forms.CharField(
        label=_("Minute"),
        max_length=80,
        help_text=_("Meeting, day and item: Locality group, 24 November 2026, item 4."),
    )
    adopted_on = forms.DateField(
        label=_("Day of the session"), required=False, help_text=_("Leave it empty if it was today.")
    )
    departure = forms.CharField(
        label=_("Why it comes before topics that stand above it"), widget=forms.Textarea, required=False,
    )  # fmt: skip
    test = forms.CharField(
        label=_("How you will test it with residents"), widget=forms.Textarea, required=False,
    )  # fmt: skip
    without = forms.CharField(
        label=_("Why it is chosen without all three legs"), widget=forms.Textarea, required=False,
    )  # fmt: skip
    dissent = forms.CharField(
        label=_("Who did not agree, and why"), widget=forms.Textarea, required=False,
        help_text=_("One on each line: name, a colon, the reason."),
    )  # fmt: skip

    def needs(self, *, departs: bool, assumes: bool, lacks: bool, silent: bool = False) -> None:
        """Ask for the reasons where they are needed, and leave them out where they are not."""
        for name, needed in (("departure", departs), ("test", assumes or silent), ("without", lacks)):
            if needed:
                self.fields[name].required = True
                reason = "silent" if name == "test" and silent and not assumes else name
                self.fields[name].error_messages["required"] = self.REASONS[reason]
            else:
                del self.fields[name]

    def clean_dissent(self) -> list[tuple[str, str]]:
        """Read one dissent a line."""
        read = [line.partition(":") for line in self.cleaned_data["dissent"].splitlines() if line.strip()]
        if any(not (who.strip() and why.strip()) for who, _colon, why in read):
            raise forms.ValidationError(_("Write each as a name, a colon and the reason."))
        return [(who.strip(), why.strip()) for who, _colon, why in read]


class StateForm(Plain):
    """Where a priority stands."""

    state = forms.ChoiceField(
        label=_("It is now"),
        choices=[("active", _("Being worked on")), ("achieved", _("Achieved")), ("dropped", _("Dropped"))],
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea, required=False)

    def __init__(self, *args, now: str = "agreed", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["state"].choices
        self.fields["state"].choices = [c for c in choices if c[0] in STEPS.get(now, ())]


class NotChooseForm(Plain):
    """A topic that was not chosen."""

    topic = forms.ChoiceField(label=_("Topic"), choices=a_topic)
    reason = forms.CharField(label=_("Why it was not chosen"), widget=forms.Textarea)
    review_on = forms.DateField(label=_("When the group looks again"))
    answers = forms.CharField(label=_("Who answers the residents who raised it"), max_length=160, required=False)


class TellForm(Plain):
    """What everybody who raised a topic is told came of it."""

    topic = forms.ChoiceField(label=_("Who raised"), choices=a_topic)
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("did", _("We did")), ("doing", _("We are doing it")), ("could not", _("We could not")),
                 ("listening", _("We come to listen"))],
    )  # fmt: skip
    words = forms.CharField(label=_("In a sentence or two, to the people who said it"), widget=forms.Textarea)
    because = forms.CharField(
        label=_("Why"), widget=forms.Textarea, required=False, help_text=_("Always, where it could not be done.")
    )
    who = forms.CharField(label=_("Whom they can ask"), max_length=160, required=False)


def a_year_on(day: date) -> date:
    """Give the same day a year later, to suggest when to look again."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


class TouchesForm(Plain):
    """Which groups a topic or a decision touches."""

    groups = forms.MultipleChoiceField(
        label=_("Whom does it touch?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The groups whose lives it changes most. None ticked says that it touches everybody alike."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = communities()
