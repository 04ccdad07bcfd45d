"""Plain forms in the house's clothes: the classes, and hints and errors tied to their fields for screen readers."""

from django import forms

CLASSES = {forms.Select: "govuk-select", forms.Textarea: "govuk-textarea", forms.CheckboxInput: ""}


class Dressed(forms.Form):
    """A form whose fields look like all the others."""

    required_css_class = ""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", CLASSES.get(type(field.widget), "govuk-input"))
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = field.widget.attrs.get("data-rows", 3)
                field.widget.attrs.pop("data-rows", None)


def day_field(label, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """Give a field for a day; the browser brings its own calendar, and typing 2026-11-24 works everywhere."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=picker)


def long_field(label, *, rows: int = 3, required: bool = False, help_text: str = "") -> forms.CharField:
    """Give a field for several lines."""
    box = forms.Textarea(attrs={"data-rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=box)
