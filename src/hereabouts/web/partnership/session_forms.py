"""The forms of a session: how it votes, what is voted on, one vote, paper counted in, and what the group decided."""

from collections.abc import Mapping
from math import inf

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hereabouts.core.priorities.voting import MOST_POINTS, Rules
from hereabouts.web.partnership.agree_forms import AdoptForm, Plain, a_topic

METHODS = {
    "dots": _("Dots: each person spreads a few"),
    "moscow": _("Must, should, could, not now"),
    "consensus": _("Consensus: agree, stand aside, object"),
    "weighted": _("Weighted: points on criteria"),
}
MARKS = {
    "dot": _("Dots"), "must": _("Must"), "should": _("Should"), "could": _("Could"), "not now": _("Not now"),
    "agree": _("Agree"), "stand aside": _("Stand aside"), "object": _("Object"),
}  # fmt: skip
SIDES = {"resident": _("Resident"), "professional": _("Professional")}
SIDES_MANY = {"resident": _("Residents"), "professional": _("Professionals")}


class CallForm(Plain):
    """A session that is called."""

    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("Priorities for the year, for instance."))
    held_on = forms.DateField(label=_("Day"))
    venue = forms.CharField(label=_("Where"), max_length=160, required=False)
    method = forms.ChoiceField(label=_("How the group chooses"), choices=list(METHODS.items()))
    votes = forms.IntegerField(label=_("Dots for each person"), min_value=1, max_value=20, initial=5)
    secret = forms.ChoiceField(
        label=_("The vote is"), choices=[("", _("Open: everybody sees who voted how")), ("1", _("Secret: nobody can find out"))],
        required=False,
    )  # fmt: skip
    criteria = forms.CharField(
        label=_("Criteria, for a weighted vote"), widget=forms.Textarea, required=False,
        help_text=_("One on each line: what it is, a colon, how much it weighs. How many people it touches: 2"),
    )  # fmt: skip

    def clean_criteria(self) -> dict[str, float]:
        """Read one criterion a line."""
        read = {}
        for line in self.cleaned_data["criteria"].splitlines():
            name, _colon, weight = line.rpartition(":")
            if line.strip():
                try:
                    read[name.strip()] = float(weight)
                except ValueError:
                    raise forms.ValidationError(_("Write each as a name, a colon and a number.")) from None
        if any(not name or not 0 < weight < inf for name, weight in read.items()):
            raise forms.ValidationError(_("Write each as a name, a colon and a number."))
        return read

    def told(self) -> dict:
        """Give what the change is told."""
        return {**self.cleaned_data, "secret": bool(self.cleaned_data["secret"])}


class ThingForm(Plain):
    """Something to choose from, or an issue that is raised in the room."""

    statement = forms.CharField(label=_("What should become better?"), max_length=200)
    topic = forms.ChoiceField(label=_("Topic"), choices=a_topic)


class ThereForm(Plain):
    """Somebody who is there."""

    name = forms.CharField(label=_("Name"), max_length=120)
    speaks_for = forms.CharField(label=_("For whom"), max_length=160, required=False)
    side = forms.ChoiceField(label=_("There as"), choices=list(SIDES.items()))


class UnnamedForm(Plain):
    """How many are there who are not named."""

    resident = forms.IntegerField(label=_("Residents not named"), min_value=0, max_value=2000, required=False)
    professional = forms.IntegerField(label=_("Professionals not named"), min_value=0, max_value=2000, required=False)

    def people(self) -> dict[str, int]:
        """Give how many, by side."""
        return {side: n or 0 for side, n in self.cleaned_data.items()}


class Marked(Plain):
    """A form with a field for every mark of every thing; ``marks`` reads them."""

    def __init__(self, *args, rules: Rules, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.rules, self.choices = rules, choices
        for choice in choices:
            for name, field in self.of(choice).items():
                field.widget.attrs.setdefault(
                    "class", "govuk-select" if isinstance(field, forms.ChoiceField) else "govuk-input"
                )
                self.fields[name] = field

    def rows(self) -> list[tuple[object, list]]:
        """Give each thing with its fields, for the page."""
        return [(choice, [self[name] for name in self.of(choice)]) for choice in self.choices]


class VoteForm(Marked):
    """One person's vote."""

    side = forms.ChoiceField(label=_("I vote as"), choices=list(SIDES.items()), widget=forms.RadioSelect)

    def of(self, choice) -> dict[str, forms.Field]:
        """Give the fields of one thing: how many dots, one mark of several, or points on each criterion."""
        if self.rules.method == "dots":
            return {f"{choice.pk}": _number(_("Dots"), self.rules.votes)}
        if self.rules.method == "weighted":
            return {f"{choice.pk}|{c}": _number(c, MOST_POINTS) for c in self.rules.criteria}
        marks = [("", _("No mark")), *((mark, MARKS[mark]) for mark in self.rules.marks)]
        return {f"{choice.pk}": forms.ChoiceField(label=_("Your mark"), choices=marks, required=False)}

    def marks(self) -> dict[str, dict[str, int]]:
        """Give the vote: by thing, how often each mark."""
        found: dict[str, dict[str, int]] = {}
        for choice in self.choices:
            for name in self.of(choice):
                value, (_thing, _bar, criterion) = self.cleaned_data[name], name.partition("|")
                mark = criterion or ("dot" if self.rules.method == "dots" else value)
                if value:
                    found.setdefault(str(choice.pk), {})[mark] = value if isinstance(value, int) else 1
        return found


class PaperForm(Marked):
    """What one side put on paper, added up by hand: for each thing, how often each mark."""

    people = forms.IntegerField(label=_("How many people voted on paper"), min_value=0, max_value=2000)

    def of(self, choice) -> dict[str, forms.Field]:
        """Give a field for every mark of a thing."""
        return {f"{choice.pk}|{mark}": _number(MARKS.get(mark, mark), 10_000) for mark in self.rules.marks}

    def marks(self) -> dict[str, dict[str, int]]:
        """Give what was counted."""
        found: dict[str, dict[str, int]] = {}
        for name in (n for choice in self.choices for n in self.of(choice)):
            thing, _bar, mark = name.partition("|")
            if self.cleaned_data[name]:
                found.setdefault(thing, {})[mark] = self.cleaned_data[name]
        return found


def _number(label: object, most: int) -> forms.IntegerField:
    small = forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False, widget=small)


def standing(marks: Mapping[str, Mapping[str, int]] | None, rules: Rules, *, paper: bool = False) -> dict[str, object]:
    """Give what a form begins with: the vote, or the count, as it was given before."""
    told: dict[str, object] = {}
    for thing, of in (marks or {}).items():
        for mark, n in of.items():
            if paper or rules.method == "weighted":
                told[f"{thing}|{mark}"] = n
            else:
                told[thing] = n if rules.method == "dots" else mark
    return told


class DecideForm(Plain):
    """What the group decided about one thing."""

    outcome = forms.ChoiceField(
        label=_("The group decided"),
        choices=[("chosen", _("Chosen: it becomes a priority")), ("not chosen", _("Not chosen this time")),
                 ("not decided", _("Not decided: it stays raised"))],
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea)
    dissent = forms.CharField(
        label=_("Who did not agree, and why"), widget=forms.Textarea, required=False,
        help_text=_("One on each line: name, a colon, the reason."),
    )  # fmt: skip
    departure = forms.CharField(
        label=_("If chosen: why before topics that stand above it on the board"), widget=forms.Textarea, required=False
    )
    without = forms.CharField(label=_("If chosen: why without all three legs"), widget=forms.Textarea, required=False)
    test = forms.CharField(
        label=_("If chosen and few were heard: how you will test it with residents"),
        widget=forms.Textarea,
        required=False,
    )
    answers = forms.CharField(
        label=_("If not chosen: who tells the residents who raised it"), max_length=160, required=False
    )
    review_on = forms.DateField(label=_("If not chosen: when the group looks again"), required=False)

    clean_dissent = AdoptForm.clean_dissent


def lines(dissent) -> str:
    """Write dissent as it is typed."""
    return "\n".join(f"{who}: {why}" for who, why in dissent)


def marks_said(rules: Rules, marks: Mapping[str, int]) -> str:
    """Say what something got: "4 must, 2 should"."""
    if rules.method == "dots":
        return str(marks.get("dot", 0))
    return ", ".join(f"{n} {_now(str(MARKS.get(mark, mark))).lower()}" for mark, n in marks.items() if n) or "0"
