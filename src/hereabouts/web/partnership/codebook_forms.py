"""The forms of codebooks: begin one, write a code, judge words quickly, join and split codes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.codebooks import CODE, LABEL, LONGEST, CodeText, typed
from hereabouts.core.voice.coding import VALENCES
from hereabouts.engines.definitions import topics
from hereabouts.web.partnership.listen_forms import RADIO, VALENCE_WORDS
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said

MODES = (
    ("codebook", _("With a codebook: codes are agreed first, a machine may suggest, two coders are compared")),
    ("reflexive", _("Reflexively: codes grow out of your reading, with memos; nobody counts agreement")),
)
STARTS = (
    ("nothing", _("Nothing: I write the codes myself")),
    ("topics", _("The shared topics")),
    ("file", _("A sheet of codes")),
)
FILE = {"class": "govuk-file-upload", "accept": ".csv,.xlsx,.xls,.ods,.txt,.tsv"}
WAYS = [("", _("no")), *((v, VALENCE_WORDS[v]) for v in VALENCES)]
SELECT = {"class": "govuk-select"}


class BeginForm(Dressed):
    """A new codebook, and where its first codes come from."""

    name = forms.CharField(
        label=_("What is it called?"), max_length=120, error_messages={"required": _("Give the codebook a name.")}
    )
    question = forms.CharField(
        label=_("What were people asked?"), max_length=300, required=False,
        help_text=_("How good suggestions are is published beside it."),
    )  # fmt: skip
    activity = forms.ChoiceField(label=_("Whose words?"), required=False)
    mode = forms.ChoiceField(
        label=_("How do you code?"), choices=MODES, initial="codebook", widget=forms.RadioSelect(RADIO)
    )
    start = forms.ChoiceField(label=_("Begin with"), choices=STARTS, initial="nothing", widget=forms.RadioSelect(RADIO))
    file = forms.FileField(
        label=_("The sheet"), required=False, widget=forms.ClearableFileInput(FILE),
        help_text=_("One code in each row, under the headings code, label, definition, inclusion, exclusion, examples, topic."),
    )  # fmt: skip

    def __init__(self, *args, activities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("Everything said in this place"))
        self.fields["activity"].choices = [everything, *((str(a.id), a.name) for a in activities)]

    def clean(self):
        """Ask for the sheet where the codes are to come from one."""
        had = super().clean()
        if had.get("start") == "file" and not had.get("file"):
            self.add_error("file", _("Choose the sheet."))
        return had


class SheetOfCodes(Dressed):
    """Codes from a sheet, into a codebook that stands."""

    file = forms.FileField(
        label=_("The sheet"), widget=forms.ClearableFileInput(FILE),
        error_messages={"required": _("Choose the sheet."), "empty": _("The file is empty. Save it again and choose it once more.")},
    )  # fmt: skip
    because = long_field(_("Why do the codes change?"), rows=2)


class CodeForm(Dressed):
    """One code, as people write it."""

    code = forms.CharField(
        label=_("Short name"), max_length=CODE, error_messages={"required": _("Give the code a short name.")},
        help_text=_("One or two words, quick to type."),
    )  # fmt: skip
    label = forms.CharField(label=_("In words"), max_length=LABEL, required=False)
    definition = long_field(_("What is it about?"))
    inclusion = long_field(_("What belongs to it?"), rows=2)
    exclusion = long_field(_("What does not?"), rows=2)
    examples = long_field(_("Examples"), rows=2, help_text=_("Your own words, or words that may be quoted."))
    topic = forms.ChoiceField(
        label=_("Shared topic"), required=False,
        help_text=_("With one, every word that gets this code raises the topic on the board as well."),
    )  # fmt: skip
    because = long_field(_("Why does it change?"), rows=2)

    def __init__(self, *args, fixed: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("None")), *((code, t["label"]) for code, t in topics().items())]
        for name in ("definition", "inclusion", "exclusion", "examples"):
            self.fields[name].max_length = LONGEST
        if fixed:
            self.fields["code"].widget.attrs["readonly"] = True

    def text(self) -> CodeText:
        """Give the code as it was written."""
        had = self.cleaned_data
        return CodeText(**{name: had[name].strip() for name in CodeText.__dataclass_fields__})


class MemoForm(Dressed):
    """A thought, about the codebook or one of its codes."""

    words = long_field(_("What are you thinking?"), required=True)
    code = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args, codes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Write what you thought.")
        self.fields["code"].choices = [("", _("The codebook")), *((str(c.id), c.label) for c in codes)]


class JoinForm(Dressed):
    """Codes that are one."""

    codes = forms.MultipleChoiceField(
        label=_("Which codes are one?"), widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
        error_messages={"required": _("Choose the codes that go.")},
    )  # fmt: skip
    into = forms.ChoiceField(label=_("Under which code do they go on?"))
    because = long_field(_("Why are they one?"), rows=2, required=True)

    def __init__(self, *args, codes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = self.fields["into"].choices = [(str(c.id), c.label) for c in codes]
        self.fields["because"].error_messages["required"] = _("Write why they are one. It stands in the trail.")


class DeskForm(forms.Form):
    """Judge words: codes typed on one line, chosen one by one, or as suggested. Saying nothing of them is not saying none."""

    answer = forms.UUIDField(widget=forms.HiddenInput)
    line = forms.CharField(
        label=_("Codes"), required=False, max_length=300,
        widget=forms.TextInput({"class": "govuk-input", "autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    fresh = forms.CharField(
        label=_("A new code"), required=False, max_length=CODE, widget=forms.TextInput({"class": "govuk-input"})
    )
    memo = forms.CharField(
        label=_("A thought on these words"),
        required=False,
        widget=forms.Textarea({"class": "govuk-textarea", "rows": 2}),
    )
    alike = forms.BooleanField(required=False, widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}))

    def __init__(self, *args, codes, suggested=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.codes, self.suggested = list(codes), {one.code for one in suggested}
        for one in self.codes:
            widget = forms.Select(SELECT)
            self.fields[f"c-{one.id}"] = forms.ChoiceField(label=one.label, choices=WAYS, required=False, widget=widget)

    @property
    def chosen(self):
        """Give each code with its number, and the field that decides it."""
        return [(n, one, self[f"c-{one.id}"]) for n, one in enumerate(self.codes, 1)]

    def clean(self):
        """Read what was typed, chosen and pressed into one set of codes."""
        had = super().clean()
        by_code = {one.code: str(one.id) for one in self.codes}
        found = {str(one.id): had[f"c-{one.id}"] for one in self.codes if had.get(f"c-{one.id}")}
        try:
            found |= {by_code[code]: way for code, way in typed(had.get("line", ""), list(by_code)).items()}
        except Sentence as problem:
            self.add_error("line", said(problem))
        pressed = self.data.get("as", "")
        if pressed in VALENCES:
            found |= {by_code[code]: pressed for code in self.suggested if code in by_code}
        none = pressed == "none" or had.get("line", "").strip() == "0"
        if not found and not none and not had.get("fresh") and not self.errors:
            self.add_error("line", _("Type or choose a code. If none of them fits, press “None of these”."))
        had["found"] = {} if pressed == "none" else found
        return had


class ProposedForm(Dressed):
    """Codes that words proposed: each may be dropped, named and worded anew before it is taken over."""

    name = forms.CharField(
        label=_("What is the codebook called?"), max_length=120,
        error_messages={"required": _("Give the codebook a name.")},
    )  # fmt: skip

    def __init__(self, *args, themes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.themes = list(themes)
        for n, theme in enumerate(self.themes):
            box = forms.CheckboxInput({"class": "govuk-checkboxes__input"})
            text = forms.TextInput({"class": "govuk-input"})
            self.fields[f"take-{n}"] = forms.BooleanField(label=_("Take it"), required=False, initial=True, widget=box)
            self.fields[f"code-{n}"] = forms.CharField(
                label=_("Short name"), max_length=CODE, required=False, initial=theme.words[0], widget=text
            )
            self.fields[f"statement-{n}"] = forms.CharField(
                label=_("What is it about?"), max_length=LONGEST, required=False, initial=theme.statement,
                widget=forms.Textarea({"class": "govuk-textarea", "rows": 2}),
            )  # fmt: skip

    @property
    def lines(self):
        """Give each theme with its fields."""
        return [(t, self[f"take-{n}"], self[f"code-{n}"], self[f"statement-{n}"]) for n, t in enumerate(self.themes)]

    def texts(self) -> list[CodeText]:
        """Give the codes that are taken over; its words go with each, so that a machine can find it."""
        had = self.cleaned_data
        return [
            CodeText(had[f"code-{n}"] or t.words[0], had[f"code-{n}"] or t.label, had[f"statement-{n}"], ", ".join(t.words))
            for n, t in enumerate(self.themes) if had[f"take-{n}"]
        ]  # fmt: skip
