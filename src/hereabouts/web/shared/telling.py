"""The one short form by which somebody tells of an action, by link or signed in, and how what they type is kept."""

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.telling import Words
from hereabouts.web.shared.tags import clock

NOT_WORDS = {"milestones", "file", "caption"}
LONGEST = 4000  # characters: two pages, where two sentences are asked for
BRIEF = forms.Textarea(attrs={"rows": 3, "class": "govuk-textarea"})
STATES = [
    ("not started", gettext_lazy("Not started")), ("in progress", gettext_lazy("In progress")),
    ("complete", gettext_lazy("Complete")),
]  # fmt: skip


def by_script(request: HttpRequest) -> bool:
    """Say whether a script keeps what is typed, and wants the time and the mark back and no page."""
    return request.headers.get("Accept", "") == "application/json"


def sent(request: HttpRequest) -> tuple:
    """Give what a form was sent with, words and files; nothing where the page is only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def kept_at(mark: str) -> JsonResponse:
    """Tell a script that what was typed is kept, and by which mark the page is current again."""
    return JsonResponse({"seen": mark, "said": _("Kept for later at %(time)s.") % {"time": clock(timezone.now())}})


def not_kept(why: str, status: int) -> JsonResponse:
    """Tell a script why nothing was kept."""
    return JsonResponse({"said": why}, status=status)


class TellForm(forms.Form):
    """What was done, where it stands, what comes next and what help is needed. One sentence is enough."""

    narrative = forms.CharField(
        label=gettext_lazy("What was done"), max_length=LONGEST, widget=BRIEF,
        help_text=gettext_lazy("A sentence is enough. Please name no residents."),
        error_messages={"required": gettext_lazy("Say in a sentence what was done, even if it is nothing yet")},
    )  # fmt: skip
    state = forms.ChoiceField(label=gettext_lazy("Where it stands"), required=False)
    milestones = forms.MultipleChoiceField(
        label=gettext_lazy("Which steps are reached?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next = forms.CharField(label=gettext_lazy("What comes next"), max_length=LONGEST, required=False, widget=BRIEF)
    help_needed = forms.CharField(
        label=gettext_lazy("What help do you need?"), max_length=LONGEST, required=False, widget=BRIEF
    )
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), max_length=500, required=False,
        help_text=gettext_lazy("A link, a number, where a photograph is kept. Needed when it is complete."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("A photograph or a PDF that shows it"), required=False,
        help_text=gettext_lazy(
            "JPEG, PNG or PDF, up to 20 MB. What a camera wrote into it is taken out; a PDF stays as it is. No faces without consent."
        ),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": "image/jpeg,image/png,application/pdf"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )  # fmt: skip
    caption = forms.CharField(label=gettext_lazy("What the file shows"), max_length=200, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, asked, **kwargs) -> None:
        words = asked.standing.words
        kept = {name: getattr(words, name) for name in ("narrative", "next", "help_needed", "evidence", "milestones")}
        kwargs["initial"] = {**kept, "state": words.state, "seen": asked.standing.mark}
        super().__init__(*args, **kwargs)
        self.kept_files = asked.files
        self.fields["state"].choices = [("", _("As before: %(state)s") % {"state": asked.state}), *STATES]
        self.fields["state"].widget.attrs["class"] = "govuk-select"
        self.fields["evidence"].widget.attrs["class"] = "govuk-input"
        self.fields["caption"].widget.attrs["class"] = "govuk-input"
        self.fields["milestones"].choices = [(pk, title) for pk, title, _day in asked.milestones]
        if not asked.milestones:
            del self.fields["milestones"]

    def typed(self) -> Words:
        """Give what was typed, whole or not: for keeping it, nothing is required and nothing unknown is taken."""
        known = dict(self.fields["milestones"].choices) if "milestones" in self.fields else {}
        given = {
            name: self.data.get(self.add_prefix(name), "")[:LONGEST] for name in self.fields if name not in NOT_WORDS
        }
        if given.get("state") not in dict(self.fields["state"].choices):
            given["state"] = ""
        ticked = self.data.getlist(self.add_prefix("milestones")) if known else []
        return Words.of({**given, "milestones": [pk for pk in ticked if pk in known]})

    def added(self) -> tuple[Iterable[bytes], str] | None:
        """Give the file that was chosen, part by part, and what it shows; None without one."""
        file = self.files.get(self.add_prefix("file"))
        return (file.chunks(), self.data.get(self.add_prefix("caption"), "")) if file else None

    def seen_mark(self) -> str:
        """Give the mark of what the page showed when it was opened."""
        return self.data.get(self.add_prefix("seen"), "")

    def showing(self, mark: str) -> None:
        """Let the form, sent back with what was typed, stand for what its reader has now been shown."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = mark
