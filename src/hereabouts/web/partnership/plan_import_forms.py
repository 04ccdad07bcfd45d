"""The forms of taking in a tracker: the file, the questions it puts, and whom a lead means."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hereabouts.core.plans.tracker_asking import Question, Words
from hereabouts.web.shared.dress import Dressed

RADIO = {"class": "govuk-radios__input"}
KINDS = ".xlsx,.docx,.csv,.xls,.ods,.json"
ANOTHER = "another day"
MANY = 7  # answers beyond which a list is quicker than buttons


class TrackerForm(Dressed):
    """The file."""

    file = forms.FileField(
        label=_("The tracker"), help_text=_("Excel, Word (its tables), CSV, ODS or JSON from here; up to 20 MB. Send it as it is."),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": KINDS}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty. Save it again and choose it once more.")},
    )  # fmt: skip


def worded(words: Words) -> str:
    """Say a question in the reader's language: the template is translated, then filled."""
    return _now(words.text).format(**words.values)


class QuestionsForm(Dressed):
    """What the tracker leaves open, and how the rest of it was read. A day that is not on the list is typed beside it."""

    def __init__(self, *args, questions: Sequence[Question], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = dict(zip((f"q{n}" for n in range(len(questions))), questions, strict=True))
        for name, question in self.asked.items():
            self.fields[name] = _field(question)
            if question.free:
                self.fields[f"{name}-day"] = _day(question)

    def clean(self) -> dict:
        """Take a typed day for an answer; without one, say that it is missing."""
        had = super().clean()
        self.answers = {}
        for name, question in self.asked.items():
            answer = had.get(name, "")
            if answer == ANOTHER:
                day = had.get(f"{name}-day")
                answer = day.isoformat() if day else ""
                if not day and f"{name}-day" not in self.errors:
                    self.add_error(f"{name}-day", _now("Give the day."))
            if answer:
                self.answers[question.key] = answer
        return had

    def _rows(self, *, asked: bool) -> list:
        days = {name: self[f"{name}-day"] for name, question in self.asked.items() if question.free}
        shown = {
            name: question for name, question in self.asked.items() if (question.must and not question.given) == asked
        }
        return [(self[name], question, days.get(name)) for name, question in shown.items()]

    @property
    def open(self) -> list:
        """Give what nobody has answered yet, each with its buttons and, where a day may be typed, the field for it."""
        return self._rows(asked=True)

    @property
    def read(self) -> list:
        """Give what was read or answered before, and may be said otherwise."""
        return self._rows(asked=False)


def _field(question: Question) -> forms.ChoiceField:
    choices = [(option.value, worded(option.label)) for option in question.options]
    if question.free:
        choices.append((ANOTHER, _now("Another day")))
    buttons = question.must and len(choices) <= MANY
    if not buttons and question.must:
        choices.insert(0, ("", _now("Choose one")))
    listed = question.answer in dict(choices)
    return forms.ChoiceField(
        label=worded(question.words), choices=choices, required=question.must, label_suffix="",
        initial=question.answer if listed else ANOTHER if question.answer else "",
        widget=forms.RadioSelect(RADIO) if buttons else forms.Select({"class": "govuk-select"}),
        error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip


def _day(question: Question) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date", "class": "govuk-input"}, format="%Y-%m-%d")
    chosen = question.answer if question.answer not in {o.value for o in question.options} else None
    return forms.DateField(
        label=_now("If another day: which?"), required=False, initial=chosen, widget=picker, label_suffix=""
    )


class LeadForm(Dressed):
    """Whom the words of a tracker mean."""

    words = forms.CharField(widget=forms.HiddenInput())
    organisation = forms.ChoiceField(label=_("Whom is meant?"), error_messages={"required": _("Choose a partner.")})

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", _now("Choose one")), *organisations]
