"""The forms of reports: taking one on, and writing one down for somebody."""

from django import forms
from django.utils.translation import gettext_lazy

from hereabouts.records.intake import reads as intake_reads

BOX, LINE = {"class": "govuk-textarea", "rows": 4}, {"class": "govuk-input"}
PICK = {"class": "govuk-select"}
ACKNOWLEDGEMENT = gettext_lazy(
    "Thank you. We have read your report and are looking into it. You will read here what came of it."
)


class AcceptForm(forms.Form):
    """What the sender reads when somebody takes the report on."""

    words = forms.CharField(
        label=gettext_lazy("What the sender will read"), widget=forms.Textarea(attrs=BOX), initial=ACKNOWLEDGEMENT,
        error_messages={"required": gettext_lazy("Write what the sender will read")},
    )  # fmt: skip


class WriteForm(forms.Form):
    """What the sender reads when there is more to tell."""

    words = forms.CharField(
        label=gettext_lazy("Write to the sender again"), widget=forms.Textarea(attrs=BOX),
        help_text=gettext_lazy("They read it under their reference."),
        error_messages={"required": gettext_lazy("Write what the sender will read")},
    )  # fmt: skip


class WrittenDownForm(forms.Form):
    """A report that did not come by the web, in the order in which one asks on the phone."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did it come?"), widget=forms.Select(attrs=PICK),
        choices=[("phone", gettext_lazy("By phone")), ("paper", gettext_lazy("On paper")), ("in person", gettext_lazy("In person"))],
    )  # fmt: skip
    place = forms.ChoiceField(
        label=gettext_lazy("“Which place are you ringing about?”"), widget=forms.Select(attrs=PICK)
    )
    category = forms.ChoiceField(label=gettext_lazy("“What is it about?”"), widget=forms.Select(attrs=PICK))
    where = forms.CharField(
        label=gettext_lazy("“Where exactly is it?”"), max_length=300, widget=forms.TextInput(attrs=LINE)
    )
    text = forms.CharField(
        label=gettext_lazy("“What happens, and when?”"), max_length=4000, widget=forms.Textarea(attrs=BOX),
        help_text=gettext_lazy("In their words. Read it back to them."),
    )  # fmt: skip
    contact = forms.CharField(
        label=gettext_lazy("“May we ring back? On which number?”"), required=False, max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, addresses, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(str(one.id), one.name) for one in addresses]
        self.fields["category"].choices = [(id_, label) for id_, (label, _topic) in intake_reads.categories().items()]
