"""The places to meet and whether it matters how they feel; who interprets at what; and the record of listening to young people."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_registers import ALL_HERE, kept, mine, posted
from hereabouts.web.partnership.listen_tables import table
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.partnership.programme_forms import chosen, line
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said
from hereabouts.web.shared.tags import day

FEEL = {
    "friendly": gettext_lazy("Friendly: people drop in"), "plain": gettext_lazy("Neither friendly nor formal"),
    "formal": gettext_lazy("Formal: a desk, a badge, a long table"),
}  # fmt: skip
STATE = {
    "asked": gettext_lazy("Asked for"), "booked": gettext_lazy("Booked"), "not found": gettext_lazy("Nobody found"),
    "came": gettext_lazy("Came"), "did not come": gettext_lazy("Did not come"),
}  # fmt: skip


class VenueForm(Dressed):
    """A place to meet."""

    name = line(gettext_lazy("Name"), help_text=gettext_lazy("As it is written when an activity is planned there."))
    address = line(gettext_lazy("Address"), required=False, most=200)
    feels = chosen(gettext_lazy("How does it feel to whoever comes in?"), [("", gettext_lazy("Choose")), *FEEL.items()])
    has = forms.MultipleChoiceField(label=gettext_lazy("It has"), required=False, widget=forms.CheckboxSelectMultiple)
    lacks = forms.MultipleChoiceField(
        label=gettext_lazy("It lacks"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only what somebody looked for and did not find. The rest stays “not known”."),
    )  # fmt: skip
    note = long_field(gettext_lazy("What did people say of it?"), rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("has", "lacks"):
            self.fields[name].choices = list(engagement().venues.items())


class InterpreterForm(Dressed):
    """A request for somebody who interprets."""

    language = line(
        gettext_lazy("Into which language?"), most=60,
        help_text=gettext_lazy("British Sign Language, Polish, Urdu, Kurdish: as they call it."),
    )  # fmt: skip
    needed_by = line(
        gettext_lazy("For whom, as a group?"), required=False, help_text=gettext_lazy("“Two families”. No names.")
    )
    note = line(gettext_lazy("Anything to know?"), required=False, most=200)


class BookedForm(Dressed):
    """What became of a request."""

    state = chosen(gettext_lazy("What came of it?"), STATE.items())
    who = line(gettext_lazy("Which service or interpreter?"), required=False)
    note = line(gettext_lazy("Anything to know?"), required=False, most=200)


@holding("engagement.see")
def venues(request: HttpRequest, id) -> HttpResponse:
    """Show the places to meet with what they have and who came, and note one."""
    place = place_for(request, id, "engagement.see")
    form = posted(request, VenueForm) if mine(request, place, "engagement.plan") else None

    def save(**facts) -> None:
        changes.note_venue(by=request.actor, on=request.today, place=place, **facts)

    return kept(request, place, form, save, lambda: _venues(request, place), request.path)


def _venues(request: HttpRequest, place) -> dict[str, Any]:
    given = {"on": request.today, "place": place}
    rows = reads.venues(request.actor, **given)
    came = reads.venue_attendance(request.actor, **given)
    return {
        "title": _("Places to meet"), "lede": _("Where people feel at home, who can get in, and how many came."),
        "tables": [
            table(
                [_("Place"), _("Feels"), _("Has"), _("Lacks"), _("Not looked at"), _("Held there"), _("What people said")],
                [(v.name, FEEL[v.feels], "; ".join(v.has), "; ".join(v.lacks), _unseen(v), _held(v), v.note) for v in rows],
                caption=_("Places to meet"), empty=_("None yet. Note the first: a friendly room is half an invitation."),
            ),
            table(
                [_("Way of listening"), _("Friendly"), _("Neither"), _("Formal"), _("Friendly against formal")],
                [(f"{c.method} ({c.unit})", *(_mean(c, feel) for feel in FEEL), _ratio(c)) for c in came],
                title=_("Does it matter how a place feels?"), caption=_("How many came, by how the place feels"),
                intro=_("The mean of each activity held, within one way of listening."),
                src=_("Who is asked to a friendly room may be others than who is asked to a formal one: it is a reason to try, and no "
                      "proof. The range is drawn from the activities themselves (2,000 bootstrap draws)."),
            ),
        ],
        "form_title": _("Note a place to meet"), "who_sees": ALL_HERE,
    }  # fmt: skip


def _unseen(venue) -> str:
    return _("%(n)d things") % {"n": len(venue.not_known)} if venue.not_known else _("nothing")


def _held(venue) -> str:
    counts = "; ".join(f"{n:,} {unit}" for unit, n in venue.counts)
    return f"{venue.held} ({counts})" if counts else str(venue.held)


def _mean(one, feel: str) -> str:
    if feel not in one.feels:
        return _("none held")
    n, mean = one.feels[feel]
    return _("%(mean).0f at each of %(n)d") % {"mean": mean, "n": n}


def _ratio(one) -> str:
    if one.ratio is None:
        return _("Too few to say: three of each are needed")
    told = {"v": one.ratio.value, "lo": one.ratio.lo, "hi": one.ratio.hi}
    plain = _("%(v).1f times as many (%(lo).1f to %(hi).1f)") % told
    return plain if one.clear else f"{plain}. {_('No clear difference')}"


@holding("engagement.see")
def interpreters(request: HttpRequest, id) -> HttpResponse:
    """Show who interprets at what is to come and at what was held, and what is still open."""
    place = place_for(request, id, "engagement.see")
    rows = reads.interpreters(request.actor, on=request.today, place=place)
    waiting = reads.interpreters(request.actor, on=request.today, place=place, open_only=True)
    context = room(request, place, "programme") | {
        "title": _("Interpreters"), "lede": _("%(n)d still to be found.") % {"n": len(waiting)} if waiting else _("Nobody waits for one."),
        "tables": [table(
            [_("Activity"), _("Day"), _("Language"), _("For whom"), _("State"), _("Who")],
            [(r.activity.name, day(r.activity.held_on), r.language, r.needed_by, STATE[r.state], r.who) for r in rows],
            caption=_("Requests for interpreters"), hrefs=[reverse("activity-interpreters", args=[r.activity_id]) for r in rows],
            empty=_("None was asked for. Ask for one on the page of an activity, as soon as somebody says that they need it."),
        )], "who_sees": ALL_HERE,
    }  # fmt: skip
    return render(request, "partnership/listen/register.html", context)


@holding("activity.see")
def of_activity(request: HttpRequest, id) -> HttpResponse:
    """Show the interpreters of one activity; ask for one, or say what became of a request."""
    found = access.activity(request.actor, id, on=request.today)
    rows = [
        one
        for one in reads.interpreters(request.actor, on=request.today, place=found.place)
        if one.activity_id == found.pk
    ]
    asked = next((one for one in rows if str(one.pk) == request.POST.get("request")), None)
    form = BookedForm(sent_by(request), prefix=str(asked.pk)) if asked else InterpreterForm(sent_by(request))
    if request.method == "POST" and form.is_valid() and _asked(request, found, asked, form):
        messages.success(request, _("Saved."))
        return redirect("activity-interpreters", id=id)
    start = lambda one: {"state": one.state, "who": one.who, "note": one.note}  # noqa: E731
    context = room(request, found.place, "programme") | {
        "activity": found, "form": form,
        "ask_form": form if asked is None else InterpreterForm(),
        "rows": [(one, STATE[one.state], form if one == asked else BookedForm(prefix=str(one.pk), initial=start(one))) for one in rows],
        "may_ask": access.holds_here(request.actor, "activity.plan", found.place, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/listen/interpreters.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, found, asked, form) -> bool:
    given = {"by": request.actor, "on": request.today, **form.cleaned_data}
    try:
        if asked:
            changes.answer_interpreter(request=asked, **given)
        else:
            changes.ask_interpreter(activity=found, **given)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(None, said(problem))
        return False
    return True


@holding("contribution.count")
def young(request: HttpRequest, id) -> HttpResponse:
    """Show whom of the young was heard, by age band and by way of listening, and what was held for them."""
    place = place_for(request, id, "contribution.count")
    found = reads.youth(request.actor, on=request.today, place=place)
    heads = [_("Way of listening"), *found.bands]
    context = room(request, place, "heard") | {
        "title": _("Young people"), "lede": _youth_lede(found),
        "tables": [
            table(
                heads, [(way or _("Without an activity"), *of) for way, of in found.ways], title=_("Different young people heard"),
                caption=_("Young people heard, by way of listening and age"),
                empty=_("Nobody young has been heard yet, or nobody was asked how old they are."),
                src=_("Somebody heard in two ways stands in both, so the rows do not add up."),
            ),
            table(
                [_("What was held"), _("Activities"), _("Counted")],
                [(s.method, s.activities, _("not counted yet") if s.count is None else f"{s.count:,} {s.unit}") for s in found.sessions],
                title=_("Held for young people"), caption=_("Activities for young people, each in its own unit"),
                intro=_("Contacts are not people, and one person may come twice. So there is no total."),
                empty=_("Nothing was held for young people yet."),
            ),
        ],
        "who_sees": _("Whoever may see counts of who was heard here. It holds nobody’s words."),
    }  # fmt: skip
    return render(request, "partnership/listen/register.html", context)


def _youth_lede(found: reads.Youth) -> str:
    heard = "; ".join(f"{label}: {n}" for label, n in zip(found.bands, found.people, strict=True))
    told = _("Different people heard. %(heard)s.") % {"heard": heard}
    if not found.unknown:
        return told
    return told + " " + _("Of %(n)d heard at youth sessions nobody knows the age.") % {"n": found.unknown}


urlpatterns = [
    path("places/<uuid:id>/listening/venues/", venues, name="venues"),
    path("places/<uuid:id>/listening/interpreters/", interpreters, name="interpreters"),
    path("activities/<uuid:id>/interpreters/", of_activity, name="activity-interpreters"),
    path("places/<uuid:id>/heard/young-people/", young, name="young-people"),
]
