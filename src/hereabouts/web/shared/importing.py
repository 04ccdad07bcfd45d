"""What every import wizard shares: the form that gives columns a meaning, and how many faults are shown at once."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext as _

from hereabouts.core.imports.checking import mapped
from hereabouts.core.imports.fields import Field
from hereabouts.core.imports.tables import Table
from hereabouts.core.sentences import Sentence
from hereabouts.web.shared.middleware import said

FAULTS = 20  # faults told at once; the rest are counted


class ColumnsForm(forms.Form):
    """Which column of a sheet is which field: one choice a field, with the first values of each column beside it."""

    def __init__(self, *args, table: Table, fields: Sequence[Field], initial: Mapping[str, str], **kwargs) -> None:
        super().__init__(*args, initial=dict(initial), **kwargs)
        self.label_suffix = ""
        self.table, self.told = table, fields
        choices = [("", _("Not in this sheet")), *((heading, heading) for heading in table.headings)]
        for field in fields:
            widget = forms.Select({"class": "govuk-select"})
            self.fields[field.name] = forms.ChoiceField(
                label=field.label, choices=choices, required=False, help_text=field.hint, widget=widget
            )

    def clean(self) -> dict:
        """Refuse a mapping that cannot be; the sentence says why."""
        had = super().clean()
        try:
            self.mapping = mapped({name: had.get(name, "") for name in self.fields}, self.table.headings, self.told)
        except Sentence as problem:
            self.add_error(None, said(problem))
        return had

    @property
    def rows(self):
        """Give each field of the sheet with its choice, and the first values of the column proposed for it."""
        for field in self.told:
            bound = self[field.name]
            heading = bound.value() or ""
            yield field, bound, self.table.samples(heading) if heading in self.table.headings else []

    @property
    def left_out(self) -> list[str]:
        """Give the columns that nothing is proposed for."""
        taken = {self[field.name].value() for field in self.told}
        return [heading for heading in self.table.headings if heading not in taken]
