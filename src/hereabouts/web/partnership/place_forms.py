"""The forms of defining a place: by a name, by a line on the map, or by picking areas from a list."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hereabouts.core.places import Rule, by_codes, by_where
from hereabouts.core.sentences import Sentence
from hereabouts.engines.outlines import outline
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said

RADIO = {"class": "govuk-radios__input"}
LINE = 2 * 2**20  # characters of a line that a page can send back and forth
LEVEL_WORDS = (
    ("ward", _("Ward")), ("intermediate_zone", _("Intermediate zone")), ("council", _("Council")), ("district", _("District")),
    ("locality", _("Locality")), ("health_partnership", _("Health and social care partnership")),
    ("health_board", _("Health board")),
)  # fmt: skip


class NoLine(Sentence):
    """A form for a line that came without one, or with one that a page cannot carry."""


class PlaceForm(Dressed):
    """What every way of defining a place asks. A place that exists keeps its name."""

    name = forms.CharField(label=_("What is the place called?"), max_length=120)
    how = forms.ChoiceField(
        label=_("What about areas that lie only partly inside?"),
        choices=[
            ("best", _("Count each whole or not at all (best fit)")),
            ("apportion", _("Count the share of each that lies inside")),
        ],
        initial="best",
        widget=forms.RadioSelect(RADIO),
    )
    note = long_field(
        _("How did the place come about?"),
        rows=2,
        help_text=_("Who chose it, and when. It is shown with the figures."),
    )
    remarks: tuple[Sentence, ...] = ()

    def __init__(self, *args, place=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Give the place a name.")
        if place is not None:
            del self.fields["name"]

    def clean(self) -> dict:
        """Read the rule; the sentence says what is wrong with it."""
        had = super().clean()
        if not self.errors:
            try:
                self.rule = self.ruled(had)
            except Sentence as problem:
                self.add_error(None, said(problem))
        return had

    def ruled(self, had: dict) -> Rule:
        """Make the rule from the answers."""
        raise NotImplementedError


class NamedForm(PlaceForm):
    """A place that is a larger unit with a name."""

    level = forms.ChoiceField(label=_("What kind of area is it?"), choices=LEVEL_WORDS)
    unit = forms.CharField(
        label=_("What is it called in the publisher’s list?"),
        max_length=120,
        help_text=_("End with * for every name that begins so."),
    )
    council = forms.CharField(
        label=_("In which council or district?"),
        max_length=120,
        required=False,
        help_text=_("Where the name stands twice."),
    )
    field_order = ("name", "level", "unit", "council", "how", "note")

    def __init__(self, *args, kinds, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds

    def ruled(self, had: dict) -> Rule:
        """Make a rule of names."""
        text = f"{had['level']}={had['unit'].replace(';', ' ')}"
        if had["council"]:
            text += f"; {self.larger(had['council'])}={had['council'].replace(';', ' ')}"
        return by_where(text)

    def larger(self, name: str) -> str:
        """Say whether a name is that of a council or of a district, as the lists call it."""
        return self.kinds.get(name.strip().lower(), "council")


class LineForm(PlaceForm):
    """A place within a line: a GeoJSON file, or its text."""

    file = forms.FileField(
        label=_("A GeoJSON file with the boundary"),
        required=False,
        widget=forms.FileInput({"class": "govuk-file-upload"}),
    )
    text = long_field(_("Or paste the GeoJSON here"), rows=4)
    called = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    field_order = ("name", "file", "text", "how", "note")

    def ruled(self, had: dict) -> Rule:
        """Make a rule of the line, and keep what was done to it."""
        sent = had.get("file")
        content = sent.read() if sent else had["text"].encode()
        if not content.strip():
            raise NoLine("Choose a file with the boundary, or paste its text.")
        drawn = outline(content)
        if len(drawn.geojson) > LINE:
            raise NoLine("The line has too many points for a page. Simplify it, or use the command line.")
        self.remarks, self.drawn = drawn.remarks, drawn
        called = (sent.name if sent else had.get("called")) or _now("pasted line")
        return Rule(boundary=drawn.geojson, called=called.replace("=", " ")[:80])


class PickForm(PlaceForm):
    """A place of areas that a person picks."""

    codes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[])
    field_order = ("name", "codes", "how", "note")

    def __init__(self, *args, codes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(code, code) for code in codes]
        self.fields["codes"].error_messages["required"] = _("Tick at least one area.")
        del self.fields["how"]

    def ruled(self, had: dict) -> Rule:
        """Make a rule of codes."""
        return by_codes(",".join(had["codes"]))


class OverruleForm(Dressed):
    """What somebody decides about one area against the rule, and why."""

    code = forms.ChoiceField(label=_("Which area?"))
    verdict = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("in", _("It counts")), ("out", _("It does not count")), ("rule", _("Let the rule decide again"))],
        widget=forms.RadioSelect(RADIO),
    )
    reason = long_field(_("Why?"), rows=2, help_text=_("It is shown with the figures, with your name."))

    def __init__(self, *args, zones, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Choose an area")), *zones]
        self.fields["code"].error_messages["required"] = _("Choose an area.")
        self.fields["verdict"].error_messages["required"] = _("Say whether it counts.")
