"""The forms of letters: what we ask of somebody who writes, and nothing more."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.intake import reads

LONGEST = 4000  # characters: two pages


class LetterForm(forms.Form):
    """What every letter has: the place, the words, and how to answer. A form sent twice is one letter."""

    place = forms.ChoiceField(label=gettext_lazy("Which place is it about?"))
    text = forms.CharField(
        label=gettext_lazy("Your words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write a few words, so that we know what you mean")},
    )  # fmt: skip
    contact = forms.CharField(
        label=gettext_lazy("Phone number or e-mail"), max_length=200, required=False,
        help_text=gettext_lazy("Only if we may ask back. Whoever deals with it sees it, nobody else."),
    )  # fmt: skip
    language = forms.CharField(
        label=gettext_lazy("Which language should we answer in?"), max_length=40, required=False,
        help_text=gettext_lazy("If not English. We find an interpreter."),
    )  # fmt: skip
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, addresses, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), one.name) for one in addresses]
        self.fields["place"].choices = choices if len(choices) == 1 else [("", _("Choose a place")), *choices]
        if not choices:
            del self.fields["place"]  # before the first place is defined the words are enough


class ReportForm(LetterForm):
    """A problem in a street, a park, a building."""

    category = forms.ChoiceField(label=gettext_lazy("What is it about?"))
    where = forms.CharField(
        label=gettext_lazy("Where is it?"), max_length=300,
        help_text=gettext_lazy("A street, a corner, a shop nearby: whatever helps somebody find it."),
        error_messages={"required": gettext_lazy("Say where it is")},
    )  # fmt: skip
    field_order = ("place", "category", "where", "text", "contact", "language")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(id_, label) for id_, (label, _topic) in reads.categories().items()]
        self.fields["category"].choices = [("", _("Choose one")), *kinds]
        self.fields["text"].label = _("What happens, and when?")
        self.fields["text"].help_text = _("Please name nobody, and leave out car numbers.")


class AskForm(LetterForm):
    """Help for somebody's own family: we need a way to answer."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What would help?")
        self.fields["text"].help_text = _("A few words are enough. You need not explain everything here.")
        self.fields["contact"].required = True
        self.fields["contact"].help_text = _("Give a number or address that is safe for us to use, and when.")
        self.fields["contact"].error_messages["required"] = _("Say how we can reach you safely")
