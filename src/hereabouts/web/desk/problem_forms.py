"""The forms of a problem: opening it, and each of its steps."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.intake.reads import subjects
from hereabouts.web.desk.report_forms import BOX, LINE, PICK

STAGE_WORDS = {
    "scanning": gettext_lazy("Scanning: what keeps happening?"),
    "analysis": gettext_lazy("Analysis: why here, why now?"),
    "response": gettext_lazy("Response: what we do about it"),
    "assessment": gettext_lazy("Assessment: did it work?"),
    "closed": gettext_lazy("Closed"),
}


class OpenForm(forms.Form):
    """A problem has a title people recognise, one topic, one place and one person who answers for it."""

    title = forms.CharField(
        label=gettext_lazy("What keeps happening, and where?"), max_length=160, widget=forms.TextInput(attrs=LINE),
        help_text=gettext_lazy("Residents read this. Name the place, never a person."),
    )  # fmt: skip
    place = forms.ChoiceField(label=gettext_lazy("Place"), widget=forms.Select(attrs=PICK))
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), widget=forms.Select(attrs=PICK))
    spoc = forms.ChoiceField(
        label=gettext_lazy("Single point of contact"), widget=forms.Select(attrs=PICK),
        help_text=gettext_lazy("The one person who answers for it. Residents read the name and the work phone number."),
        error_messages={"required": gettext_lazy("Choose the one person who answers for it")},
    )  # fmt: skip

    def __init__(self, *args, places, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(place.pk), place.name) for place in places]
        self.fields["topic"].choices = subjects()
        self.fields["spoc"].choices = [("", _("Choose a person")), *[(str(id_), name) for id_, name in people]]


class NoteForm(forms.Form):
    """A dated note, for us or for the people who reported it."""

    words = forms.CharField(
        label=gettext_lazy("What happened?"), widget=forms.Textarea(attrs=BOX),
        error_messages={"required": gettext_lazy("Write what happened")},
    )  # fmt: skip
    tell = forms.BooleanField(label=gettext_lazy("Tell everybody who reported it"), required=False)


def _side(label) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs=BOX))


class TriangleForm(forms.Form):
    """The objective and the three sides of the problem triangle."""

    objective = _side(gettext_lazy("Objective: what should be different, by when?"))
    harmed = _side(gettext_lazy("Who is harmed, and who looks after them?"))
    responsible = _side(gettext_lazy("Who does it, and who can reach them?"))
    location = _side(gettext_lazy("Where does it happen, and who runs the place?"))


class StageForm(NoteForm):
    """Another stage, with a note that says why."""

    to = forms.ChoiceField(label=gettext_lazy("Move it to"), widget=forms.Select(attrs=PICK))
    field_order = ("to", "words", "tell")

    def __init__(self, *args, stages, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(stage, STAGE_WORDS[stage]) for stage in stages]


class CloseForm(forms.Form):
    """What was done; everybody who reported it reads it."""

    outcome = forms.CharField(
        label=gettext_lazy("What was done, and is it better?"), widget=forms.Textarea(attrs=BOX),
        error_messages={"required": gettext_lazy("Say what was done")},
    )  # fmt: skip
