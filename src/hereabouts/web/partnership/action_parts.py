"""The facts of an action on one page, each part with its own short form: what is known, what is missing, what may be added."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.partnership.action_part_forms import (
    CoDesignForm,
    ConsideredForm,
    DependencyForm,
    FacilityForm,
    OutputForm,
    Part,
    ReadingForm,
    RiskForm,
    SourceForm,
    WhoForm,
    WhomForm,
    WhyForm,
)
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding

# Each part: what it asks, its form and the change it makes; the first four are written over, the others are added to.
PARTS = {
    "who": (gettext_lazy("Who plans, resources and provides it"), WhoForm, changes.say_who),
    "whom": (gettext_lazy("Whom it is for"), WhomForm, changes.say_whom),
    "why": (gettext_lazy("Which cause it works on, and how early"), WhyForm, changes.say_why),
    "risk": (gettext_lazy("What could go wrong"), RiskForm, changes.say_risk),
    "source": (gettext_lazy("What it grew out of"), SourceForm, changes.say_source),
    "waits": (gettext_lazy("What it waits for"), DependencyForm, changes.add_dependency),
    "option": (gettext_lazy("What else was looked at"), ConsideredForm, changes.add_considered),
    "codesign": (gettext_lazy("Who designed it with us"), CoDesignForm, changes.log_codesign),
    "facility": (gettext_lazy("What stands or opens because of it"), FacilityForm, changes.add_facility),
    "output": (gettext_lazy("What it puts out"), OutputForm, changes.count_output),
    "reading": (gettext_lazy("Read a measure off"), ReadingForm, changes.read_measure),
}
WRITTEN_OVER = ("who", "whom", "why", "risk")
ORGANISATIONS = ("planned_by", "resourced_by", "provided_by", "supporting", "on_body")


@holding("action.update")
def parts(request: HttpRequest, id) -> HttpResponse:
    """Show every part of an action with its form; POST writes one part, or says that what it waited for is there."""
    found = access.find_action(request.actor, id, on=request.today, verb="update")
    things = _things(request, found)
    if "met" in request.POST:
        return _met(request, found)
    asked = request.POST.get("part", "")
    forms = {name: _form(name, None, found, things) for name in PARTS}
    if asked in PARTS:
        forms[asked] = _form(asked, request.POST, found, things)
        if forms[asked].is_valid() and _written(request, asked, forms[asked], found, things):
            messages.success(request, _("Saved. It stands in the history of the action."))
            return redirect(reverse("action-parts", args=[id]) + f"#{asked}")
    wrong = forms[asked] if asked in PARTS and forms[asked].errors else None
    context = {
        "a": reads.action_line(found, on=request.today), "facts": reads.facts(request.actor, found, on=request.today),
        "parts": [(name, title, forms[name]) for name, (title, *_rest) in PARTS.items()], "asked": asked, "form": wrong,
        "section": "plan",
    }  # fmt: skip
    return render(request, "partnership/action_parts.html", context, status=422 if wrong else 200)


def _things(request: HttpRequest, found: Any) -> dict[str, dict[str, object]]:
    """Give the things a form chooses among, by the name of its field and their id."""
    others = access.actions(request.actor, on=request.today).exclude(pk=found.pk)
    organisations = {str(o.id): o for o in partners.organisations()}
    return {
        **dict.fromkeys(ORGANISATIONS, organisations),
        "on_action": {str(a.pk): a for a in others},
        "outcome": {str(o.pk): o for o in found.plan.outcomes.all()},
        "target": {str(t.pk): t for t in found.targets.all()},
    }


def _form(name: str, data, found: Any, things: dict) -> Part:
    rows = {field: [(pk, _named(one)) for pk, one in known.items()] for field, known in things.items()}
    form = PARTS[name][1]
    return form(data, prefix=name, rows=rows, initial=_initial(name, found))


def _named(one: object) -> str:
    for name in ("statement", "measure"):
        if hasattr(one, name):
            return getattr(one, name)
    return f"{one.ref} {one.title}" if hasattr(one, "ref") else one.name


def _initial(name: str, found: Any) -> dict:
    if name not in WRITTEN_OVER:
        return {}
    values = {field: getattr(found, field) for field in reads.FACTS[name]}
    kept = {k: [str(o.pk) for o in v.all()] if k in ORGANISATIONS else v for k, v in values.items()}
    return kept | {"was": reads.printed(found, name)}


def _written(request: HttpRequest, name: str, form: Part, found: Any, things: dict) -> object | None:
    told = {field: _meant(field, value, things) for field, value in form.cleaned_data.items()}
    if name not in WRITTEN_OVER:
        del told["was"]
    done = saved(form, PARTS[name][2], by=request.actor, on=request.today, action=found, **told)
    if (
        done is None and name in WRITTEN_OVER
    ):  # what somebody else wrote is on the page now; saving again takes it as seen
        form.data = form.data.copy()
        form.data[f"{name}-was"] = reads.printed(found, name)
    return done


def _meant(field: str, value, things: dict):
    """Give the things whose ids were chosen; what is no choice stays as it was written."""
    if field not in things:
        return value
    if field in ORGANISATIONS:
        many = [partners.organisation(pk) for pk in (value if isinstance(value, list) else [value]) if pk]
        return many if isinstance(value, list) else next(iter(many), None)
    return things[field].get(value)


def _met(request: HttpRequest, found: Any) -> HttpResponse:
    dependency = next((d for d in found.dependencies.all() if str(d.pk) == request.POST["met"]), None)
    if dependency is None:
        raise NotFound
    changes.meet_dependency(by=request.actor, on=request.today, action=found, dependency=dependency)
    messages.success(request, _("It no longer waits for that."))
    return redirect("action-parts", id=found.pk)


urlpatterns = [path("actions/<uuid:id>/parts/", parts, name="action-parts")]
