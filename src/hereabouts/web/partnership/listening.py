"""The programme of listening in a place, and its activities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence.here import here as living
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_forms import PARTS, UNIT_WORDS, ActivityForm
from hereabouts.web.partnership.listen_ways import ways
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


def place_for(request: HttpRequest, id, what: str):
    """Give the place of an address, if "kind.verb" may be done there."""
    return access.here(request.actor, what, places.find(request.actor, id, on=request.today), on=request.today)


def room(request: HttpRequest, place, here: str) -> dict:
    """Give what every page of this room shows: the place, the way to the other places, and the room's own ways."""
    may = {what: access.holds_here(request.actor, what, place, on=request.today) for what in WAYS}
    others = [p for p in places.visible(request.actor, on=request.today) if p != place and _listens(request, p)]
    return {
        "place": place,
        "others": others,
        "here": here,
        "may": {k.replace(".", "_"): v for k, v in may.items()},
        "listen_ways": ways(place, here, may),
        "section": "listen",
    }


def asked(request: HttpRequest, place, here: str, form, **told) -> HttpResponse:
    """Show a form by itself, with what was answered kept, and whatever else is told with it."""
    context = room(request, place, here) | {"form": form} | told
    return render(request, "partnership/listen/form.html", context, status=422 if form.errors else 200)


WAYS = (
    "activity.plan", "contribution.record", "contribution.see", "contribution.count", "contribution.code",
    "contribution.import", "contribution.undo", "contribution.withdraw", "theme.see", "theme.accept", "codebook.see",
    "codebook.write", "vote_round.see", "vote_round.load", "engagement.see", "engagement.plan", "activity.announce",
    "stakeholder.see", "connector.see", "connector.keep", "link_visit.see", "link_visit.count",
    "contribution.retell", "taken_back.see", "taken_back.settle", "place_score.see", "place_score.record",
)  # fmt: skip
TIED = {"plan": "plan", "campaign": "campaign", "setting": "setting", "reporter": "connector"}


def _listens(request: HttpRequest, place) -> bool:
    return access.holds_here(request.actor, "activity.see", place, on=request.today)


@holding("activity.see")
def listening(request: HttpRequest) -> HttpResponse:
    """Go to the programme of the reader's place where most happens; of the first of theirs while nothing does."""
    mine = [p for p in places.visible(request.actor, on=request.today) if _listens(request, p)]
    if not mine:
        raise NotFound
    active = reads.most_active(request.actor, on=request.today)
    return redirect("programme", id=next((p.pk for p in mine if p.pk == active), mine[0].pk))


@holding("activity.see")
def programme(request: HttpRequest, id) -> HttpResponse:
    """Show what was and will be done to listen, what it counted, and which partners did it."""
    place = place_for(request, id, "activity.see")
    lines = reads.programme(request.actor, on=request.today, place=place)
    context = room(request, place, "programme") | {
        "planned": sorted((line for line in lines if line.planned), key=lambda line: line.held_on),
        "held": [line for line in lines if not line.planned],
        "methods": reads.by_method(place, on=request.today),
        "units": UNIT_WORDS,
        "partners": reads.by_partner(request.actor, place, on=request.today),
        "people": reads.people(place, on=request.today),
        "under_way": [p for p in reads.engagement_plans(request.actor, on=request.today, place=place) if not p.done],
    }
    return render(request, "partnership/listen/programme.html", context)


@holding("activity.plan")
def plan(request: HttpRequest, id) -> HttpResponse:
    """Put an activity in the programme."""
    place = place_for(request, id, "activity.plan")
    asked = {name: request.GET[name] for name in PARTS if name in request.GET}
    form = _form(request, place, {"lead": request.actor.organisation, "held_on": request.today} | asked)
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.plan_activity(by=request.actor, on=request.today, place=place, **_told(request, form))
            return redirect("activity", id=made.pk)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, place, "programme") | {"form": form}
    return render(request, "partnership/listen/activity_form.html", context, status=422 if form.errors else 200)


@holding("activity.see")
def activity(request: HttpRequest, id) -> HttpResponse:
    """Show one activity: what it was for, what it counted, and how many people's words came from it."""
    found = access.activity(request.actor, id, on=request.today)
    line = reads.activity_line(found, on=request.today)
    around = living(sheet(found.place)) if line.area or line.community else None
    context = room(request, found.place, "programme") | {
        "activity": line,
        "units": UNIT_WORDS,
        "interpreters": [
            one
            for one in reads.interpreters(request.actor, on=request.today, place=found.place)
            if one.activity_id == found.pk
        ],
        "forms_at": _forms_at(request, found),
        "plan": found.plan,
        "campaign": found.campaign,
        "where": around.name(line.area) if around and line.area else "",
        "whom": reads.gap_said(line.community, around) if around and line.community else "",
    }
    return render(request, "partnership/listen/activity.html", context)


def _forms_at(request: HttpRequest, found) -> str:
    """Give the address of an invitation's other forms, for whoever may see them; "" while there is no invitation."""
    if not found.joining or not access.holds_here(request.actor, "engagement.see", found.place, on=request.today):
        return ""
    return f"{reverse('other-forms', args=[found.place_id])}?{urlencode({'about': f'invitation: {found.pk}'})}"


@holding("activity.plan")
def revise(request: HttpRequest, id) -> HttpResponse:
    """Change an activity, or fill in its count once it was held."""
    found = access.activity(request.actor, id, on=request.today)
    place_for(request, found.place_id, "activity.plan")
    stands = {name: getattr(found, name) for name in ActivityForm.base_fields if name not in {"lead", *TIED}}
    tied = {name: str(getattr(found, f"{name}_id") or "") for name in TIED}
    form = _form(request, found.place, stands | tied | {"lead": str(found.organisation_id)})
    if request.method == "POST" and form.is_valid():
        try:
            changes.revise_activity(
                by=request.actor, on=request.today, activity=found, facts=_told(request, form, found)
            )
            return redirect("activity", id=id)
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, found.place, "programme") | {"form": form, "activity": found}
    return render(request, "partnership/listen/activity_form.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, place, initial: dict) -> ActivityForm:
    return ActivityForm(
        request.POST if request.method == "POST" else None, initial=initial, partners=partners.organisations(),
        parts=_parts(request, place),
    )  # fmt: skip


def _parts(request: HttpRequest, place) -> dict:
    """Give what an activity can be tied to here: the words for none of them, and the choices."""

    def named(what: str) -> list[tuple[str, str]]:
        return [
            (str(one.pk), one.name) for one in access.programmed(what, request.actor, on=request.today, place=place)
        ]

    reporters = reads.connectors(request.actor, on=request.today, place=place, reporters=True)
    return {
        "area": (_("All over the place"), reads.areas_of(place, living(sheet(place)))),
        "community": (_("Everybody"), reads.communities()),
        "plan": (_("No plan"), named("plan")),
        "campaign": (_("No campaign"), named("campaign")),
        "setting": (_("None of them"), named("setting")),
        "reporter": (_("Nobody"), [(str(one.id), one.name) for one in reporters]),
    }


def _told(request: HttpRequest, form: ActivityForm, found=None) -> dict:
    """Give what was filled in. What somebody may not choose stays as it is: no reporter is lost by who cannot see them."""
    had = form.cleaned_data
    tied = {
        name: access.programmed_one(kind, request.actor, had[name], on=request.today) if had[name] else None
        for name, kind in TIED.items()
        if not form[name].is_hidden
    }
    tied |= {name: getattr(found, name, None) for name in TIED if form[name].is_hidden}
    return (
        had | tied | {"lead": partners.organisation(had["lead"]), "unit": had["unit"] or (found.unit if found else "")}
    )


urlpatterns = [
    path("listen/", listening, name="listening"),
    path("places/<uuid:id>/listening/", programme, name="programme"),
    path("places/<uuid:id>/listening/plan/", plan, name="activity-plan"),
    path("activities/<uuid:id>/", activity, name="activity"),
    path("activities/<uuid:id>/change/", revise, name="activity-change"),
]
