"""The forms of loading an own table: the file, where its headings are, and what it says of itself."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hereabouts.core.evidence.own_tables import PER, own_facts
from hereabouts.core.imports.tables import SheetRow
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import generations, topics
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.middleware import said

RADIO = {"class": "govuk-radios__input"}
KINDS = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.gpkg,.geojson,.json"


class FileForm(Dressed):
    """The file."""

    file = forms.FileField(
        label=_("The file"), help_text=_("CSV, XLSX, XLS, ODS, GeoPackage or GeoJSON; up to 20 MB and 50,000 rows."),
        widget=forms.ClearableFileInput({"class": "govuk-file-upload", "accept": KINDS}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty. Save it again and choose it once more.")},
    )  # fmt: skip


class HeadingForm(Dressed):
    """Which row holds the headings."""

    heading_row = forms.TypedChoiceField(
        label=_("Which row holds the headings?"), coerce=int, widget=forms.RadioSelect(RADIO),
        error_messages={"required": _("Choose the row with the headings.")},
    )  # fmt: skip

    def __init__(self, *args, rows: Sequence[SheetRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        width = max((len(row.cells) for row in rows), default=0)
        self.shown = [[*row.cells, *[None] * (width - len(row.cells))] for row in rows]
        self.fields["heading_row"].choices = [(row.number, _now("Row %(n)s") % {"n": row.number}) for row in rows]

    @property
    def rows(self):
        """Give each row's button with its cells."""
        return zip(self["heading_row"], self.shown, strict=True)


class FactsForm(Dressed):
    """What a table says of itself. What the last one with these headings said is filled in."""

    title = forms.CharField(
        label=_("What does it count?"), max_length=200,
        help_text=_("Its name everywhere: Households on the waiting list. The same name again replaces the table."),
    )  # fmt: skip
    shape = forms.ChoiceField(
        label=_("How is it read?"), initial="rate of people", widget=forms.RadioSelect(RADIO),
        choices=[
            ("proportion", _("As a share: so many out of those in the column chosen")),
            ("rate", _("As a rate: so many per 1,000 of those in the column chosen")),
            ("rate of people", _("As a rate of the people who live there")),
            ("mean", _("As a measure: an average, a score, a time")),
        ],
    )  # fmt: skip
    of = forms.CharField(
        label=_("Out of what? For a measure: in what unit?"), max_length=60, help_text=_("households, people, children under 16, weeks")
    )  # fmt: skip
    per = forms.IntegerField(label=_("For a rate: per how many?"), min_value=1, initial=PER)
    polarity = forms.ChoiceField(
        label=_("What is better?"), initial="high_bad", widget=forms.RadioSelect(RADIO),
        choices=[("high_bad", _("Lower")), ("high_good", _("Higher")), ("neutral", _("Neither"))],
    )  # fmt: skip
    topic = forms.ChoiceField(label=_("Topic"))
    generation = forms.ChoiceField(label=_("Which boundaries are its areas of?"))
    period = forms.CharField(
        label=_("What time is it of?"), max_length=40, help_text=_("2025, 2024/25, March 2025, 2023-25")
    )  # fmt: skip
    source = forms.CharField(
        label=_("Where is it from?"), max_length=300, help_text=_("Housing register, extract of 1 April 2025, by the housing team")
    )  # fmt: skip
    licence = forms.CharField(
        label=_("On what terms may it be used?"), max_length=200, initial=_("Not licensed: for the partnership")
    )
    within = forms.TypedChoiceField(
        label=_("Who may see it, until your governance lead clears it for everybody?"), coerce=lambda told: told == "yes",
        initial="no", widget=forms.RadioSelect(RADIO),
        choices=[("no", _("Everybody in the partnership who sees its numbers")), ("yes", _("Only people of our organisation"))],
    )  # fmt: skip
    note = long_field(
        _("What should a reader know?"), rows=2, help_text=_("What the number misses, how it was counted.")
    )
    CHOICES = ("shape", "polarity", "within")

    def __init__(self, *args, recognised: Sequence, has_of: bool, has_period: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.has_of, self.has_period = has_of, has_period
        self.fields["topic"].choices = [
            ("", _now("Choose one")),
            *((code, topic["label"]) for code, topic in topics().items()),
        ]
        self.fields["generation"].choices = _generations(recognised)
        for field in self.CHOICES:
            self.fields[field].widget.attrs["class"] = RADIO["class"]
        if has_period:
            del self.fields["period"]

    def clean(self) -> dict:
        """Refuse facts that cannot be; the sentence says why."""
        had = super().clean()
        if not self.errors:
            try:
                self.facts = own_facts(had, has_of=self.has_of, has_period=self.has_period)
            except Sentence as problem:
                self.add_error(None, said(problem))
        return had


def _generations(recognised: Sequence) -> list[tuple[str, str]]:
    """Give the boundaries to choose from, those that the codes were recognised as first."""
    words = _now("%(label)s: %(n)s codes recognised")
    found = {one.generation: words % {"label": one.label, "n": f"{one.codes:,}"} for one in recognised}
    return [*found.items(), *((id_, one["label"]) for id_, one in generations().items() if id_ not in found)]


def as_initial(said_before: Mapping[str, object]) -> dict[str, object]:
    """Fill a form with what was said of an earlier table."""
    return {**said_before, "within": "yes" if said_before["within"] else "no"} if said_before else {}
