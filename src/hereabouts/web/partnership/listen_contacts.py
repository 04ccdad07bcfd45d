"""Stakeholders and their log, link workers' visits, people who want to help, community reporters, and where somebody lives."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence.here import here as living
from hereabouts.records.places.reads import sheet
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_registers import ALL_HERE, kept, mine, posted
from hereabouts.web.partnership.listen_tables import day_or_none, share_said, table
from hereabouts.web.partnership.listening import asked, place_for, room
from hereabouts.web.partnership.programme_forms import (
    MUCH,
    BackgroundForm,
    ConnectorForm,
    ContactForm,
    EquipForm,
    StakeholderForm,
    VisitForm,
)
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said


@holding("stakeholder.see")
def stakeholders(request: HttpRequest, id) -> HttpResponse:
    """Show the map of stakeholders, those who can move most first, and what reaches them."""
    place = place_for(request, id, "stakeholder.see")
    form = posted(request, StakeholderForm) if mine(request, place, "stakeholder.note") else None

    def save(*, interest: str, influence: str, **facts) -> None:
        changes.note_stakeholder(
            by=request.actor, on=request.today, place=place, interest=int(interest), influence=int(influence), **facts
        )

    def context() -> dict[str, Any]:
        rows, much = reads.stakeholders(request.actor, on=request.today, place=place), dict(MUCH)
        reaches = reads.what_reaches(request.actor, on=request.today, place=place)
        return {
            "title": _("Stakeholders"), "lede": _("Those with a stake who are no partner. Who can move much and matters much "
                "stands first: keep them close."),
            "tables": [
                table(
                    [_("Who"), _("What they are"), _("Matters to them"), _("Can move"), _("Last in touch"), _("Next")],
                    [(s.name, s.kind, much[s.interest], much[s.influence], day_or_none(s.last_on),
                        day_or_none(s.next_on)) for s in rows],
                    caption=_("Stakeholders, those who can move most first"), hrefs=[reverse("stakeholder", args=[s.id]) for s in rows],
                    empty=_("None is written down yet."),
                ),
                table(
                    [_("Way"), _("Reached"), _("Share (likely range)")], [(way, f"{n} / {of}", share_said(share)) for way, n,
                        of, share in reaches],
                    caption=_("What reaches people, by way"), title=_("What reaches people"),
                ),
            ],
            "form_title": _("Write one down"), "who_sees": _("Those who co-ordinate listening here. Names and how to reach them "
                "stand in it."),
        }  # fmt: skip

    return kept(request, place, form, save, context, request.path)


@holding("stakeholder.see")
def stakeholder(request: HttpRequest, id) -> HttpResponse:
    """Show one stakeholder with the log of contacts, and log another."""
    found = access.programmed_one("stakeholder", request.actor, id, on=request.today)
    form = (
        posted(request, ContactForm, initial={"made_on": request.today})
        if mine(request, found.place, "stakeholder.note")
        else None
    )

    def save(**facts) -> None:
        changes.note_contact(by=request.actor, on=request.today, stakeholder=found, **facts)

    def context() -> dict[str, Any]:
        rows = reads.contact_log(found)
        return {
            "title": found.name, "lede": found.wants or _("What they want is not written down."),
            "tables": [table(
                [_("When"), _("How"), _("What came of it"), _("Said"), _("Next"), _("By")],
                [(day_or_none(c.made_on), c.mode, c.outcome, c.words, day_or_none(c.next_on), c.made_by) for c in rows],
                caption=_("Contacts, the latest first"), empty=_("No contact is logged yet."),
            )],
            "form_title": _("Log a contact"), "links": [(reverse("stakeholders", args=[found.place_id]), _("All stakeholders"))],
        }  # fmt: skip

    return kept(request, found.place, form, save, context, request.path)


@holding("link_visit.see")
def link_visits(request: HttpRequest, id) -> HttpResponse:
    """Show the visits of one's own organisation, with their words, and log another."""
    place = place_for_own(request, id)
    areas = reads.areas_of(place, living(sheet(place)))
    form = posted(request, VisitForm, areas=areas, initial={"visited_on": request.today})

    def save(**facts) -> None:
        changes.write_visit(by=request.actor, on=request.today, place=place, **facts)

    def context() -> dict[str, Any]:
        rows = reads.visits(request.actor, on=request.today, place=place)
        return {
            "title": _("Link workers’ visits"), "lede": _("What your own organisation wrote down. Others see how often a "
                "community was visited, and nothing else."),
            "tables": [table(
                [_("Community"), _("When"), _("How"), _("What came of it"), _("People"), _("What matters to them"), _("By")],
                [(v.community, day_or_none(v.visited_on), v.mode, v.outcome, v.people, v.words, v.made_by) for v in rows],
                caption=_("Visits, the latest first"), empty=_("None yet."),
            )],
            "form_title": _("Write down a visit"), "who_sees": _("Your own organisation, in this place. Nobody else reads the words."),
        }  # fmt: skip

    return kept(request, place, form, save, context, request.path)


def place_for_own(request: HttpRequest, id):
    """Give the place if one's own organisation keeps visits there."""
    return place_for(request, id, "link_visit.see")


@holding("link_visit.count")
def visits_counted(request: HttpRequest, id) -> HttpResponse:
    """Show how often each community was visited, and nothing of what was said."""
    place = place_for(request, id, "link_visit.count")
    rows = reads.visit_counts(place, on=request.today)
    told = {
        "title": _("Link workers’ visits"), "lede": _("How often each community was visited. What was said stays with those who "
            "visit."),
        "tables": [table(
            [_("Community"), _("Visits"), _("Last visited")], [(name, n, day_or_none(last)) for name, n, last in rows],
            caption=_("Visits by community"), empty=_("No visit is written down here."),
        )],
        "who_sees": _("Those who co-ordinate listening here. It holds counts, some of them small: it is not to be published."),
    }  # fmt: skip
    return render(request, "partnership/listen/register.html", room(request, place, "programme") | told)


@holding("connector.see")
def connectors(request: HttpRequest, id) -> HttpResponse:
    """Show people who want to help, while their agreement stands, and write another down."""
    place = place_for(request, id, "connector.see")
    stands = {"agreed_on": request.today}
    form = posted(request, ConnectorForm, initial=stands) if mine(request, place, "connector.keep") else None

    def save(*, agreed: bool, **facts) -> None:
        changes.keep_connector(by=request.actor, on=request.today, place=place, **facts)

    def context() -> dict[str, Any]:
        rows = reads.connectors(request.actor, on=request.today, place=place)
        return {
            "title": _("People who want to help"), "lede": _("Each agreed to stand here until a day. After it, or when they "
                "take it back, they are gone from the list."),
            "tables": [table(
                [_("Name"), _("Can and wants to"), _("Knows"), _("Speaks"), _("How to reach them"), _("Agreed until")],
                [(c.name, c.offers, c.communities, c.languages, c.reach_at, day_or_none(c.agreed_until)) for c in rows],
                caption=_("People who want to help"), hrefs=[reverse("connector", args=[c.id]) for c in rows],
                    empty=_("Nobody yet. Ask at the next activity who would like to do more."),
            )],
            "form_title": _("Write somebody down"), "who_sees": _("Those who co-ordinate listening here."),
        }  # fmt: skip

    return kept(request, place, form, save, context, request.path)


@holding("connector.keep")
def connector(request: HttpRequest, id) -> HttpResponse:
    """Note the training and kit of a reporter, or take somebody out who took back their agreement."""
    found = access.helper(request.actor, id, on=request.today)
    place_for(request, found.place_id, "connector.keep")
    given = {"by": request.actor, "on": request.today, "connector": found}
    if request.method == "POST" and request.POST.get("step") == "take out":
        changes.take_out(**given)
        return redirect("connectors", id=found.place_id)
    form = posted(request, EquipForm, initial={"trained_on": found.trained_on, "kit_given_on": found.kit_given_on})
    if request.method == "POST" and form.is_valid():
        changes.equip(**given, **form.cleaned_data)
        return redirect("reporters", id=found.place_id)
    context = room(request, found.place, "programme") | {"connector": found, "form": form}
    return render(request, "partnership/listen/connector.html", context, status=422 if form.errors else 200)


@holding("engagement.see")
def reporters(request: HttpRequest, id) -> HttpResponse:
    """Show community reporters (to those who may know who they are) and where their stories are."""
    place = place_for(request, id, "engagement.see")
    knows = access.holds_here(request.actor, "connector.see", place, on=request.today)
    who = reads.connectors(request.actor, on=request.today, place=place, reporters=True) if knows else []
    flow = reads.stories(request.actor, on=request.today, place=place)
    told = {
        "title": _("Community reporters"), "lede": _("Residents who ask their own neighbours, in their own language. Trained "
            "first, then out with the kit; and each story is followed until it is told back."),
        "tables": [
            table(
                [_("Reporter"), _("Knows"), _("Speaks"), _("Trained"), _("Has the kit")],
                [(c.name, c.communities, c.languages, day_or_none(c.trained_on), day_or_none(c.kit_given_on)) for c in who],
                caption=_("Community reporters"), title=_("Reporters"),
                hrefs=[reverse("connector", args=[c.id]) for c in who] if access.holds_here(request.actor, "connector.keep",
                    place, on=request.today) else (),
            ),
            table(
                [_("Session"), _("Held"), _("Stories"), _("May be quoted"), _("Translated"), _("Coded"), _("In a theme"),
                    _("Told back")],
                [(s.name, day_or_none(s.held_on), s.gathered, s.agreed, s.translated, s.coded, s.themed,
                    _("Yes") if s.told_back else _("Not yet")) for s in flow],
                caption=_("Where the stories are, session by session"), title=_("Where the stories are"),
                    hrefs=[reverse("activity", args=[s.activity]) for s in flow],
                empty=_("No reporter has been out yet."),
            ),
        ],
        "links": [(reverse("reporter-kit", args=[place.pk]), _("The kit, to print")), *([(reverse("connectors",
            args=[place.pk]), _("People who want to help"))] if knows else [])],
        "who_sees": ALL_HERE,
    }  # fmt: skip
    return render(request, "partnership/listen/register.html", room(request, place, "programme") | told)


@holding("engagement.see")
def kit(request: HttpRequest, id) -> HttpResponse:
    """Give the kit of a community reporter, made to be printed: what to say first, what to ask, what never to do."""
    place = place_for(request, id, "engagement.see")
    return render(request, "partnership/listen/kit.html", room(request, place, "programme"))


@holding("contribution.record")
def background(request: HttpRequest, id) -> HttpResponse:
    """Note where somebody lives and what they have lived through, by the number they were given."""
    place = place_for(request, id, "contribution.record")
    areas = reads.areas_of(place, living(sheet(place)))
    form = posted(request, BackgroundForm, areas=areas, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        had = dict(form.cleaned_data)
        try:
            changes.note_background(by=request.actor, on=request.today, place=place, person=had.pop("number"), **had)
            return redirect("programme", id=id)
        except Sentence as problem:
            form.add_error("number", said(problem))
    told = {
        "title": _("Where they live, and what they know from life"),
        "lede": _("Only if they wish. It shows which streets and which experience we have not heard."),
        "who_sees": _("Nobody reads it of one person: it is counted."),
    }  # fmt: skip
    return asked(request, place, "record", form, **told)


urlpatterns = [
    path("places/<uuid:id>/listening/stakeholders/", stakeholders, name="stakeholders"),
    path("stakeholders/<uuid:id>/", stakeholder, name="stakeholder"),
    path("places/<uuid:id>/listening/visits/", link_visits, name="link-visits"),
    path("places/<uuid:id>/listening/visits/counted/", visits_counted, name="link-visits-counted"),
    path("places/<uuid:id>/listening/helpers/", connectors, name="connectors"),
    path("helpers/<uuid:id>/", connector, name="connector"),
    path("places/<uuid:id>/listening/reporters/", reporters, name="reporters"),
    path("places/<uuid:id>/listening/reporters/kit/", kit, name="reporter-kit"),
    path("places/<uuid:id>/about-them/", background, name="background"),
]
