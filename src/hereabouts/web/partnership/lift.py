"""Lift and drop: the shelf of plans that worked, one of them made a draft here, and a plan kept as a template."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.plans.template import GRADES, Template, dated
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.voice.access import here, holds_here
from hereabouts.web.partnership.agree_forms import Plain
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding, holds

GRADE = {
    "ours to offer": gettext_lazy("Tried nowhere yet that we know of: ours to offer"),
    "resident account": gettext_lazy("Residents say that it worked"),
    "practitioner account": gettext_lazy("Those who ran it say that it worked"),
    "monitoring count": gettext_lazy("Counts moved while it ran"),
    "survey": gettext_lazy("People asked say that it worked"),
    "comparison": gettext_lazy("It went better than where it did not run"),
    "independent evaluation": gettext_lazy("Somebody independent found that it worked"),
}  # fmt: skip


class LiftForm(Plain):
    """What a template leaves blank: title, first day, who takes each role, and which actions are not wanted here."""

    title = forms.CharField(label=gettext_lazy("What the plan is called here"), max_length=160)
    starts_on = forms.DateField(label=gettext_lazy("The day it begins"))

    def __init__(self, *args, template: Template, organisations=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {f"role_{n}": role for n, role in enumerate(template.roles)}
        for name, role in self.roles.items():
            self.fields[name] = forms.ChoiceField(
                label=_("Who is “%(role)s” here") % {"role": role}, choices=[("", _("Nobody yet")), *organisations],
                required=False, widget=forms.Select(attrs={"class": "govuk-select"}),
            )  # fmt: skip
        self.fields["leave"] = forms.MultipleChoiceField(
            label=_("Leave out here"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(n), step.title) for n, step in enumerate(template.steps)],
        )  # fmt: skip

    def given(self) -> dict:
        """Give the answers as the change asks for them."""
        told = self.cleaned_data
        leads = {role: partners.organisation(told[name]) for name, role in self.roles.items() if told[name]}
        return {
            "title": told["title"],
            "starts_on": told["starts_on"],
            "leads": leads,
            "leave": {int(n) for n in told["leave"]},
        }


class KeepForm(Plain):
    """What somebody elsewhere has to know of a plan that worked."""

    label = forms.CharField(label=gettext_lazy("What the template is called"), max_length=160)
    about = forms.CharField(
        label=gettext_lazy("What it is for, and how it works, in two sentences"), widget=forms.Textarea
    )
    evidence = forms.ChoiceField(
        label=gettext_lazy("What shows that it worked"), choices=[(g, GRADE[g]) for g in GRADES]
    )
    conditions = forms.CharField(label=gettext_lazy("What must be there before it can work"), widget=forms.Textarea, required=False,
                                 help_text=gettext_lazy("One on each line."))  # fmt: skip
    costs = forms.CharField(label=gettext_lazy("What it costs"), widget=forms.Textarea, required=False)
    lessons = forms.CharField(label=gettext_lazy("What you would tell whoever does it next"), widget=forms.Textarea, required=False,
                              help_text=gettext_lazy("One on each line. No names of people."))  # fmt: skip
    failures = forms.CharField(label=gettext_lazy("What did not work"), widget=forms.Textarea,
                               help_text=gettext_lazy("One on each line. A plan that hides it fails again elsewhere."))  # fmt: skip

    def __init__(self, *args, partners=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {f"role_{n}": partner for n, partner in enumerate(partners)}
        for name, partner in self.roles.items():
            self.fields[name] = forms.CharField(
                label=_("What %(partner)s was in it") % {"partner": partner}, max_length=80, required=False,
                help_text=_("A role, such as police or youth service: the template names no partner."),
            )  # fmt: skip

    def given(self) -> dict:
        """Give the answers as the change asks for them."""
        told = dict(self.cleaned_data)
        roles = {partner: told.pop(name).strip() for name, partner in self.roles.items()}
        lists = {
            name: [line.strip() for line in told[name].splitlines() if line.strip()]
            for name in ("conditions", "lessons", "failures")
        }
        return told | lists | {"roles": roles}


@holding("plan.see")
def shelf(request: HttpRequest) -> HttpResponse:
    """Show every plan that can be lifted: what it is, where it ran, what shows that it worked, what failed."""
    on_it = reads.shelf(request.actor, on=request.today)
    open_to = [
        place for place in places.visible(request.actor, on=request.today)
        if holds_here(request.actor, "plan.draft", place, on=request.today)
    ]  # fmt: skip
    context = {"rows": [(one, GRADE[one.template.evidence]) for one in on_it], "section": "plan", "places": open_to}
    return render(request, "partnership/templates.html", context)


@holding("plan.draft")
def lift(request: HttpRequest, id) -> HttpResponse:
    """Choose a plan to lift into a place, fill in what it leaves blank, read it once with its days, and begin it."""
    place = here(request.actor, "plan.draft", places.find(request.actor, id, on=request.today), on=request.today)
    template = reads.found(request.GET.get("of", ""))
    if template is None:
        rows = [(one, GRADE[one.template.evidence]) for one in reads.shelf(request.actor, on=request.today)]
        return render(request, "partnership/templates.html", {"rows": rows, "into": place, "section": "plan"})
    known = [(str(o.id), o.name) for o in partners.organisations()]
    form = LiftForm(request.POST or None, template=template, organisations=known, initial={"title": template.label})
    checked = request.method == "POST" and form.is_valid()
    if checked and "lift" in request.POST:
        given = {"by": request.actor, "on": request.today, "place": place, "template": template}
        made = saved(form, changes.lift, **given, **form.given())
        if made:
            messages.success(
                request,
                _("%(ref)s is begun as a draft. Read each action once: it was made for another place.")
                % {"ref": made.ref},
            )
            return redirect("plan", id=made.pk)
    told = form.given() if checked and not form.errors else None
    context = {
        "place": place, "template": template, "grade": GRADE[template.evidence], "form": form, "section": "plan",
        "told": told, "rows": _as_it_would_be(template, told) if told else [],
    }  # fmt: skip
    return render(request, "partnership/lift.html", context, status=422 if form.errors else 200)


def _as_it_would_be(template: Template, told: dict) -> list:
    taken = [step for n, step in enumerate(template.steps) if n not in told["leave"]]
    return [(one, told["leads"].get(one.step.role)) for one in dated(taken, starts_on=told["starts_on"])]


@holding("plan.draft")
def keep(request: HttpRequest, id) -> HttpResponse:
    """Keep a plan as a template; of a lifted one, say whether it travelled."""
    plan = access.find(request.actor, id, on=request.today, verb="draft")
    doings = reads.doings(request.actor, plan, on=request.today)
    form = KeepForm(
        request.POST if "label" in request.POST else None, partners=dict.fromkeys(d.lead for d in doings if d.lead)
    )
    given = {"by": request.actor, "on": request.today, "plan": plan}
    if form.is_bound and form.is_valid() and saved(form, changes.keep_template, **given, **form.given()):
        messages.success(request, _("It stands on the shelf, for every place to lift."))
        return redirect("plan-templates")
    if "travelled" in request.POST and saved(form, changes.say_travelled, **given, words=request.POST["travelled"]):
        messages.success(request, _("Saved. It stands beside the template."))
        return redirect("plan", id=id)
    lifted = reads.lifted_from(plan, [d.title for d in doings])
    context = {"plan": plan, "form": form, "doings": doings, "lifted": lifted, "section": "plan"}
    return render(request, "partnership/keep_template.html", context, status=422 if form.errors else 200)


@holding("plan.see")
def lineage(request: HttpRequest, id) -> HttpResponse:
    """Say where a plan was lifted from, and what was changed since."""
    plan = access.find(request.actor, id, on=request.today)
    lifted = reads.lifted_from(plan, [d.title for d in reads.doings(request.actor, plan, on=request.today)])
    if lifted is None:
        raise NotFound
    context = {"plan": plan, "lifted": lifted, "section": "plan", "may_draft": holds(request, "plan", "draft")}
    return render(request, "partnership/lineage.html", context)


urlpatterns = [
    path("plans/templates/", shelf, name="plan-templates"),
    path("places/<uuid:id>/plans/lift/", lift, name="plan-lift"),
    path("plans/<uuid:id>/keep/", keep, name="plan-keep"),
    path("plans/<uuid:id>/lineage/", lineage, name="plan-lineage"),
]
