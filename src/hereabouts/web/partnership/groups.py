"""Pages of groups: the tree, one group with its terms and members, a new group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.governance.groups import WrongWayUp
from hereabouts.core.governance.meetings import Ref
from hereabouts.records.governance import access, changes, reads
from hereabouts.records.places import access as places
from hereabouts.records.places.reads import nation_here, nation_of
from hereabouts.records.plans.access import outcomes
from hereabouts.web.partnership.governance_forms import (
    TIER_WORDS,
    GroupForm,
    MemberForm,
    OutcomesForm,
    TermsForm,
    owner,
)
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.middleware import said


@holding("group.see")
def index(request: HttpRequest) -> HttpResponse:
    """Show who answers to whom."""
    lines = [(line, TIER_WORDS[line.tier]) for line in reads.tree(request.actor, on=request.today)]
    return render(
        request,
        "partnership/groups.html",
        {"lines": lines, "may_set_up": holds(request, "group", "set_up"), "section": "meetings"},
    )


@holding("group.see")
def group(request: HttpRequest, id) -> HttpResponse:
    """Show one group; whoever may set groups up changes its terms and members here."""
    found = access.find(request.actor, id, on=request.today)
    step = request.POST.get("step")
    forms = {
        "terms_form": TermsForm(request.POST if step == "terms" else None, prefix="terms"),
        "outcomes_form": OutcomesForm(
            request.POST if step == "outcomes" else None, outcomes=outcomes(request.actor, on=request.today)
        ),
        "member_form": MemberForm(request.POST if step == "member" else None, prefix="member", on=request.today),
    }
    if request.method == "POST" and _changed(request, found, step, forms):
        messages.success(request, _("Saved."))
        return redirect("group", id=id)
    sheet = reads.group_sheet(found, on=request.today)
    newest = sheet.draft or sheet.in_force
    forms["terms_form"].initial = {"text": newest.text if newest else ""}
    told = reads.outcomes_of(request.actor, found, on=request.today)
    forms["outcomes_form"].initial = {"outcomes": [str(pk) for pk, _words in told]}
    context = {
        "outcomes": told,
        "group": sheet,
        "tier": TIER_WORDS[sheet.tier],
        "decisions": reads.register(request.actor, on=request.today, group=str(id))[:5],
        "meetings": reads.coming(request.actor, on=request.today, group=found),
        "may_change": holds(request, "group", "set_up"),
        "may_call": holds(request, "meeting", "call"),
        "section": "meetings",
        "form": forms["terms_form"] if step == "terms" else forms["member_form"],
    }
    return render(request, "partnership/group.html", context | forms, status=422 if step else 200)


def _changed(request: HttpRequest, found, step: str | None, forms: dict) -> bool:
    """Take the one step that was asked for; False when the form has something to say."""
    given = {"by": request.actor, "on": request.today, "group": found}
    if step == "approve":
        changes.approve_terms(**given)
    elif step == "end":
        changes.end_membership(**given, seat=request.POST.get("seat"))
    elif step == "outcomes" and forms["outcomes_form"].is_valid():
        wanted = set(forms["outcomes_form"].cleaned_data["outcomes"])
        every = outcomes(request.actor, on=request.today)
        changes.answer_for(**given, outcomes=[one for one in every if str(one.pk) in wanted])
    elif step == "terms" and forms["terms_form"].is_valid():
        changes.revise_terms(**given, text=forms["terms_form"].cleaned_data["text"])
    elif step == "member" and forms["member_form"].is_valid():
        return _seated(given, forms["member_form"])
    else:
        return False
    return True


def _seated(given: dict, form: MemberForm) -> bool:
    facts = dict(form.cleaned_data)
    account, organisation = owner(facts.pop("who"))
    try:
        changes.add_member(**given, **facts, account=account, organisation=organisation)
    except changes.SeatTaken as problem:
        form.add_error(None, said(problem))
    return form.is_valid()


@holding("group.set_up")
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up a group in its place in the tree."""
    here = list(places.visible(request.actor, on=request.today))
    groups = reads.tree(request.actor, on=request.today)
    asked = {key: request.GET.get(key, "") for key in ("parent", "about_kind", "about_id", "about_words", "place")}
    asked["nation"] = nation_of(asked["place"]) if asked["place"] in {str(p.pk) for p in here} else nation_here()
    form = GroupForm(request.POST or None, places=here, groups=groups, initial={k: v for k, v in asked.items() if v})
    if request.method == "POST" and form.is_valid() and (made := _made(request, form, here)):
        messages.success(request, _("The group is set up. Add its members next."))
        return redirect("group", id=made.pk)
    context = {"form": form, "section": "meetings"}
    return render(request, "partnership/group_set_up.html", context, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, form: GroupForm, here):
    facts = dict(form.cleaned_data)
    about = Ref(facts.pop("about_kind"), facts.pop("about_id"))
    place = next((p for p in here if str(p.pk) == facts["place"]), None)
    parent = access.find(request.actor, facts["parent"], on=request.today) if facts["parent"] else None
    standing = facts.pop("standing").splitlines()
    try:
        return changes.set_up_group(
            by=request.actor,
            on=request.today,
            **facts | {"place": place, "parent": parent},
            standing=standing,
            about=about,
        )
    except (changes.NameTaken, WrongWayUp) as problem:
        form.add_error(None, said(problem))
        return None


urlpatterns = [
    path("groups/", index, name="groups"),
    path("groups/set-up/", set_up, name="group-set-up"),
    path("groups/<uuid:id>/", group, name="group"),
]
