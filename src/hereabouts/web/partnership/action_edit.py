"""Putting an action right: its title, who leads it, its days, its money, what it serves."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import access, changes, reads
from hereabouts.records.priorities import access as priorities
from hereabouts.web.partnership.agree_forms import Plain
from hereabouts.web.partnership.plan_forms import picked
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding

NAMES = ("title", "starts_on", "due_on", "money_planned", "money_spent")


class EditForm(Plain):
    """What an action says of itself."""

    title = forms.CharField(label=gettext_lazy("What will be done"), max_length=200)
    starts_on = forms.DateField(label=gettext_lazy("Starts"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Due"), required=False)
    money_planned = forms.DecimalField(
        label=gettext_lazy("Money planned, in pounds"), min_value=0, max_digits=12, decimal_places=2, required=False,
        help_text=gettext_lazy("0 is an answer. Empty means nobody knows yet."),
    )  # fmt: skip
    money_spent = forms.DecimalField(
        label=gettext_lazy("Money spent, in pounds"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it changes"), widget=forms.Textarea, required=False,
        help_text=gettext_lazy("It prints in the history. Needed once the plan is agreed, and for a new day."),
    )  # fmt: skip
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, organisations=(), priorities=(), outcomes=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        lead = picked(gettext_lazy("Who leads"), organisations)
        priority = picked(gettext_lazy("Priority"), priorities)
        for field in (lead, priority):
            field.widget.attrs["class"] = "govuk-select"
        more = {
            "organisation": lead,
            "priority": priority,
            "outcomes": picked(gettext_lazy("Outcomes"), outcomes, many=True),
        }
        reason = self.fields.pop("reason")
        self.fields |= {**more, "reason": reason}


@holding("action.propose")
def edit(request: HttpRequest, id) -> HttpResponse:
    """Put an action right, for whoever writes its plan; what somebody else wrote meanwhile stays and is shown."""
    found = access.find_action(request.actor, id, on=request.today)
    plan = access.find(request.actor, found.plan_id, on=request.today, verb="draft")
    seen = priorities.visible(request.actor, on=request.today).filter(place=plan.place)
    form = EditForm(
        request.POST or None, organisations=[(o.id, o.name) for o in partners.organisations()],
        priorities=seen.values_list("pk", "statement"), outcomes=plan.outcomes.values_list("pk", "statement"),
        initial={name: getattr(found, name) for name in NAMES} | {
            "organisation": str(found.organisation_id or ""), "priority": str(found.priority_id or ""),
            "outcomes": [str(pk) for pk in found.outcomes.values_list("pk", flat=True)], "was": reads.printed(found, "about"),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        had, given = form.cleaned_data, {"by": request.actor, "on": request.today, "plan": plan, "action": found}
        facts = {name: had[name] for name in NAMES} | {
            "organisation": partners.organisation(had["organisation"]) if had["organisation"] else None,
            "priority": seen.filter(pk=had["priority"]).first() if had["priority"] else None,
            "outcomes": list(plan.outcomes.filter(pk__in=had["outcomes"])),
        }
        if saved(form, changes.correct_action, **given, facts=facts, reason=had["reason"], was=had["was"]):
            messages.success(request, _("Saved. What stood there before is in the history."))
            return redirect("action", id=id)
    context = {"a": reads.action_line(found, on=request.today), "form": form, "section": "plan"}
    return render(request, "partnership/action_edit.html", context, status=422 if form.errors else 200)


urlpatterns = [path("actions/<uuid:id>/edit/", edit, name="action-edit")]
