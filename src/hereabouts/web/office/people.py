"""Pages of the administrator: people, their roles, their training, and where they work."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.partners.training import NotACourse
from hereabouts.engines.definitions import roles
from hereabouts.records.governance import reads as groups
from hereabouts.records.partners import access, changes, reads
from hereabouts.records.places import access as places
from hereabouts.records.trust.access import untrained_of
from hereabouts.records.trust.who import key_of
from hereabouts.web.office.forms import CompletedForm, InviteForm, MoveForm, RoleForm
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("account.invite")
def people(request: HttpRequest) -> HttpResponse:
    """Show everybody with an account, and the roles they hold."""
    lines = [(p, [_held(h) for h in p.roles]) for p in reads.everybody(on=request.today)]
    return render(request, "office/people.html", {"people": lines, "section": "people"})


def _held(held) -> dict:
    known = roles().get(held.role)
    return {
        "id": held.id,
        "label": known.label if known else held.role,
        "place": held.place,
        "until": held.until,
        "about": held.about,
    }


@holding("account.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody for one organisation with a first role."""
    here = list(places.visible(request.actor, on=request.today))
    organisations = reads.organisations()
    form = InviteForm(request.POST or None, places=here, on=request.today, organisations=organisations)
    if request.method == "POST" and form.is_valid() and (made := _invited(request, form, here)):
        messages.success(request, _("Invited. Make the link below and pass it on."))
        return redirect("person", id=made.pk)
    context = {"form": form, "organisations": organisations, "section": "people"}
    return render(request, "office/invite.html", context, status=422 if form.is_bound else 200)


def _invited(request: HttpRequest, form: InviteForm, here):
    facts = form.cleaned_data
    try:
        account = changes.invite(
            by=request.actor, on=request.today, email=facts["email"], name=facts["name"], job=facts["job"],
            organisation=reads.organisation(facts["organisation"]),
        )  # fmt: skip
    except changes.AlreadyThere as problem:
        form.add_error(None, said(problem))
        return None
    _given(request, account, form, here)
    return account


def _given(request: HttpRequest, account, form: RoleForm, here) -> None:
    facts = form.cleaned_data
    place = next((p for p in here if str(p.pk) == facts["place"]), None)
    about, words = _only(request, facts)
    changes.give_role(
        by=request.actor, on=request.today, account=account, role=facts["role"], place=place, until=facts["until"],
        about=about, about_words=words,
    )  # fmt: skip


def _only(request: HttpRequest, facts):
    """Give the one group or case that a role is for, and how it is called; neither where it is for all."""
    if case := facts.get("case"):
        return key_of(case), case
    tree = groups.tree(request.actor, on=request.today)
    return next(((g.id, g.name) for g in tree if str(g.id) == facts.get("group")), (None, ""))


@holding("account.invite")
def person(request: HttpRequest, id) -> HttpResponse:
    """Show one account: give or end a role, make a link to set a password."""
    found = reads.person(id)
    if found is None:
        raise Http404
    here = list(places.visible(request.actor, on=request.today))
    step = request.POST.get("step")
    form = RoleForm(
        request.POST if step == "give" else None, places=here, on=request.today,
        groups=groups.tree(request.actor, on=request.today),
    )  # fmt: skip
    more = {
        "trained": CompletedForm(
            request.POST if step == "trained" else None, prefix="trained", courses=reads.catalogue(on=request.today)
        ),
        "move": MoveForm(request.POST if step == "move" else None, prefix="move", organisations=reads.organisations()),
    }
    if request.method == "POST" and (_changed(request, found, step, form, here) or _more(request, found, step, more)):
        return redirect("person", id=id)
    kept = request.session.pop("invitation", {})
    described = reads.described(found, on=request.today)
    context = {
        "person": described,
        "held": [_held(h) for h in described.roles],
        "form": more.get(step, form),
        "role_form": form,
        "completed": reads.completed_by(found, on=request.today),
        "waits": untrained_of(found, on=request.today),
        "trained_form": more["trained"],
        "move_form": more["move"],
        "link": kept.get("link") if kept.get("for") == str(id) else "",
        "section": "people",
    }
    return render(request, "office/person.html", context, status=422 if step else 200)


def _changed(request: HttpRequest, found, step: str | None, form: RoleForm, here) -> bool:
    given = {"by": request.actor, "on": request.today}
    if step == "link":
        key = changes.make_invitation(**given, account=found)
        link = request.build_absolute_uri(reverse("invitation", args=[found.pk]) + f"?key={key}")
        request.session["invitation"] = {"for": str(found.pk), "link": link}  # shown once, to whoever asked
    elif step == "end":
        changes.end_role(**given, held=access.role_to_end(request.actor, request.POST.get("held"), on=request.today))
        messages.success(request, _("Ended. It takes effect with the next request."))
    elif step == "give" and form.is_valid():
        _given(request, found, form, here)
        messages.success(request, _("Given."))
    else:
        return False
    return True


def _more(request: HttpRequest, found, step: str | None, more: dict) -> bool:
    """Write down a course, or move somebody to another organisation; False when the form has something to say."""
    form = more.get(step)
    if form is None or not form.is_valid():
        return False
    given, facts = {"by": request.actor, "on": request.today, "account": found}, form.cleaned_data
    try:
        if step == "trained":
            course = reads.course(facts["course"])
            changes.complete(**given, course=course, completed_on=facts["completed_on"])
        else:
            organisation = reads.organisation(facts["organisation"])
            changes.move_to(**given, organisation=organisation, job=facts["job"])
    except NotACourse as problem:
        form.add_error(None, said(problem))
        return False
    messages.success(request, _("Saved."))
    return True


urlpatterns = [
    path("people/", people, name="people"),
    path("people/invite/", invite, name="person-invite"),
    path("people/<uuid:id>/", person, name="person"),
]
