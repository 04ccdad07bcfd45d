"""Small words and shapes that every page writes the same way."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django import forms, template
from django.forms import BoundField
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

register = template.Library()
MONTH = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b(?!-)")

# What a clause's fields are called where their short name would say little.
FIELDS = {
    "going_well": _lazy("what is going well"), "wants": _lazy("what they want"), "safety": _lazy("the safety answers"),
    "safe_contact": _lazy("how to reach them safely"), "agreement": _lazy("whether they agreed to help"), "dob": _lazy("date of birth"),
    "baseline": _lazy("how things stood at first contact"), "route": _lazy("what was decided"), "done": _lazy("what was done"),
    "shared": _lazy("what was shared"), "worry": _lazy("the worry"), "people": _lazy("who they are"),
    "support": _lazy("the kind of support"), "phone": _lazy("the worker’s number"), "uprn": _lazy("property number"),
    "contact": _lazy("their own phone number"), "email": _lazy("e-mail address"), "nhs": _lazy("NHS number"),
}  # fmt: skip
MARKS = '“”"'  # quotation marks that may stand around what somebody wrote down

# Five words, five shapes, in ink: they survive a photocopier and colour blindness.
STATUS = {
    "not started": ("circle", _("Not started")),
    "in progress": ("half", _("In progress")),
    "done": ("tick", _("Done")),
    "late": ("triangle", _("Late")),
    "stopped": ("square", _("Stopped")),
}
SHAPES = {
    "circle": '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/>',
    "half": '<circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M7 2a5 5 0 0 1 0 10z"/>',
    "tick": '<circle cx="7" cy="7" r="6"/><path d="M4 7l2 2 4-4" fill="none" stroke="#fff" stroke-width="1.8"/>',
    "triangle": '<path d="M7 1l6 11H1z"/>',
    "square": '<path d="M2 2h10v10H2z"/>',
}


@register.simple_tag
def status(word: str) -> str:
    """Say a status with its shape; the word carries the meaning."""
    shape, label = STATUS[word]
    return format_html(
        '<span class="st"><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        template.base.mark_safe(SHAPES[shape]),
        label,
    )


@register.simple_tag
def marks(word: str, n: int) -> str:
    """Draw a status's shape once for each thing that has it; the count and the word stand beside."""
    drawn = f'<svg width="19" height="19" viewBox="0 0 14 14" aria-hidden="true" focusable="false">{SHAPES[STATUS[word][0]]}</svg>'
    return template.base.mark_safe(drawn * n)


@register.filter
def day(value: date | None) -> str:
    """Write a day as 4 June 2026; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value.day} {_(value.strftime('%B'))} {value.year}"


@register.filter
def period(text: str) -> str:
    """Write months as people say them: ``2019-10 to 2020-09`` as Oct 2019 to Sep 2020; any other period as it was published."""
    return MONTH.sub(lambda m: f"{_(date(2000, int(m[2]), 1).strftime('%b'))} {m[1]}", text)


@register.filter
def clock(value: datetime) -> str:
    """Write a time as 9:32am."""
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def number(value: float | None, places: int = 0) -> str:
    """Write a number with thousands separators; "not known" for none."""
    return _("not known") if value in {None, ""} else _written(value, places)


@register.filter
def percent(value: float | None, places: int = 1) -> str:
    """Write a share as 46.2%."""
    return _("not known") if value in {None, ""} else f"{_written(100 * value, places)}%"


@register.filter
def points(value: float) -> str:
    """Write a difference of two shares in points of a hundred, with its sign."""
    told = round(100 * value)
    return f"+{told}" if told > 0 else f"−{-told}" if told < 0 else "0"


@register.filter
def figure(value: float | None, unit: str) -> str:
    """Write an indicator's value the way its unit is read."""
    return percent(value) if unit.startswith(("of ", "share ")) else number(value, 1)


@register.filter
def pounds(value: float | None) -> str:
    """Write money in pounds; 0 pounds is an answer, none is not."""
    return _("not known") if value in {None, ""} else f"£{_written(value, 0)}"


def _written(value: float, places: int) -> str:
    """Round first: Django's own formatting cuts off, and 28.46 would read 28.4."""
    return number_format(f"{value:.{places}f}", decimal_pos=places, force_grouping=True)


@register.filter
def unlocal(value: float) -> str:
    """Write a number for a drawing: a point for decimals whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@register.filter
def add_up(value: float, more: float) -> float:
    """Add two numbers of a drawing."""
    return value + more


# How a field of two records compares: a tick, a wave, a cross or a dash, each with its word for those who do not see it.
HOW = {
    "agrees": ("M1.5 7.5 5.4 11.2 12.5 3", _("Agrees:")),
    "nearly": ("M1.5 8.5q2.7-5 5.5-1.5t5.5-1.5", _("Nearly:")),
    "differs": ("M2 2l10 10M12 2L2 12", _("Differs:")),
    "missing": ("M2 7h10", _("Missing:")),
}


@register.simple_tag
def how(word: str) -> str:
    """Draw how a field compares."""
    drawn, said = HOW[word]
    return format_html(
        '<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        '<path d="{}" fill="none" stroke="#15181c" stroke-width="2.3"/></svg><span class="vh">{} </span>',
        drawn,
        said,
    )


@register.filter
def quoted(words: str) -> str:
    """Put somebody's own words between quotation marks, once, whether or not they were written down with them."""
    return f"“{words.strip().strip(MARKS)}”" if words else ""


@register.filter
def fields_said(names: Iterable[str]) -> str:
    """Say the fields that a clause opens as people call them."""
    in_order = sorted(names) if isinstance(names, frozenset) else names
    return ", ".join(str(FIELDS.get(name, name.replace("_", " "))) for name in in_order)


@register.filter
def spelled(n: int) -> str:
    """Write a small number as a word at the start of a heading: Two."""
    words = [
        _("None"),
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
        _("Eight"),
        _("Nine"),
    ]
    return words[n] if 0 <= n < len(words) else str(n)


@register.filter
def duration(minutes: int) -> str:
    """Write minutes as people say them: 48 minutes, 2 hours 5 minutes."""
    hours, rest = divmod(int(minutes), 60)
    parts = [ngettext("%d hour", "%d hours", hours) % hours] if hours else []
    return " ".join([*parts, ngettext("%d minute", "%d minutes", rest) % rest] if rest or not hours else parts)


@register.filter
def of_four_hours(minutes: int) -> int:
    """Give the share of four hours for a drawing, at most all of it."""
    return min(100, round(100 * minutes / 240))


@register.filter
def told_of(error: str, field: BoundField) -> str:
    """Say which answer is missing or cannot be read: "This field is required" twice over helps nobody find either."""
    plain = {forms.Field: "required", forms.DateField: "invalid", forms.IntegerField: "invalid"}
    said = {str(kind.default_error_messages[code]): (kind, code) for kind, code in plain.items()}
    if error not in said:
        return error
    words = {
        forms.Field: _("“%(label)s” needs an answer."),
        forms.DateField: _("“%(label)s” is not a day. Write it like 24/11/2026."),
        forms.IntegerField: _("“%(label)s” is not a whole number."),
    }
    return words[said[error][0]] % {"label": str(field.label).rstrip(".:")}


@register.filter
def ages(label: str) -> str:
    """Write an age band short, for a drawing: 0-4, 90+."""
    return label.replace(" to ", "-").replace(" and over", "+")


@register.filter
def beside(ours: Iterable[object], others: Iterable[object]) -> list[tuple[object, object]]:
    """Take two rows together, one of each."""
    return list(zip(ours, others, strict=True))
