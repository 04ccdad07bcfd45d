"""What needs somebody now: each room is asked in turn, and only by those who may do something about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.intake import PROMISED_DAYS
from hereabouts.core.plans.progress import quarter
from hereabouts.core.priorities.board import Standing
from hereabouts.records.families import others
from hereabouts.records.families import reads as families
from hereabouts.records.partners import reads as partners
from hereabouts.records.plans import reads as plans
from hereabouts.records.plans.reads import ActionLine
from hereabouts.records.priorities import reads as priorities
from hereabouts.records.problems import reads as problems
from hereabouts.records.trust.age import near
from hereabouts.records.trust.reads import any_in_force, to_sign
from hereabouts.records.voice import reads as voice
from hereabouts.web.shared.doors import holds
from hereabouts.web.shared.tags import clock, day


@dataclass(frozen=True)
class Need:
    """One thing to do now: what, why now, where, and the verb on its button. ``by`` puts the most pressing first."""

    what: str
    why: str
    href: str
    button: str
    by: date


def of(request: HttpRequest, mine: list[ActionLine], here: list) -> list[Need]:
    """Give everything that needs the actor, what is due first on top."""
    found = [
        *_agreements(request), *_families(request), *_notes(request), *_reports(request), *_letters(request), *_late(request, mine),
        *_returns(request, mine), *_to_check(request), *_unsettled(request, here), *_unanswered(request, here), *_beginning(request, here),
    ]  # fmt: skip
    return sorted(found, key=lambda need: need.by)


def _beginning(request: HttpRequest, here: list) -> Iterator[Need]:
    """Lead whoever sets the partnership up to what it still needs: a new installation is no dead end."""
    if not holds(request, "account", "invite"):
        return
    several = min(len(partners.organisations()), len(partners.people(on=request.today))) > 1
    if not (here and several and any_in_force(on=request.today)):
        yield Need(
            _("Set the partnership up"),
            _("Partners, people, a place, numbers and an agreement: the list says what is still missing."),
            reverse("getting-started"),
            _("See the list"),
            request.today,
        )


def _agreements(request: HttpRequest) -> Iterator[Need]:
    """Tell a signatory what waits for their signature, and who holds the agreements what ends or is to be reviewed."""
    given = {"on": request.today}
    for pk, ref, title in to_sign(request.actor, **given) if holds(request, "agreement", "sign") else ():
        yield Need(
            _("Sign %(ref)s") % {"ref": ref}, title, reverse("agreement", args=[pk]), _("Read and sign"), request.today
        )
    for one in near(request.actor, **given) if holds(request, "agreement", "review") else ():
        what = _("Review %(ref)s") if one.alert.what == "review" else _("Renew %(ref)s or let it end")
        why = (
            _("Due by %(day)s.")
            if one.alert.what == "review"
            else _("It ends on %(day)s; from midnight nothing flows under it.")
        )
        href = reverse("agreement", args=[one.id])
        yield Need(what % {"ref": one.ref}, why % {"day": day(one.alert.day)}, href, _("Open it"), one.alert.day)


def _families(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "referral", "screen"):
        return
    waiting = families.queue(request.actor, on=request.today, now=timezone.now())
    if waiting:
        n, first = len(waiting), waiting[0]
        by = first.clock.decide_by
        why = _("One says that somebody is in danger.") + " " if first.danger else ""
        yield Need(
            ngettext("Decide what helps %(n)d family", "Decide what helps %(n)d families", n) % {"n": n},
            why + _("The first by %(time)s, %(day)s.") % {"time": clock(by), "day": day(by)},
            reverse("triage"),
            _("See the queue"),
            by.date(),
        )


def _notes(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "pointer", "acknowledge"):
        return
    notes = others.notes(request.actor, on=request.today)
    unread = [note for note in notes if note.acknowledged_on is None and note.withdrawn_on is None]
    if unread:
        n, first = len(unread), unread[0].acknowledge_by
        yield Need(
            ngettext("Read %(n)d note about a family you know", "Read %(n)d notes about families you know", n)
            % {"n": n},
            _("Another service began to work with them. Say by %(day)s that you have read it.") % {"day": day(first)},
            reverse("pointers"),
            _("Read them"),
            first,
        )


def _reports(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "report", "accept"):
        return
    waiting = problems.waiting(request.actor, on=request.today)
    if waiting:
        n, oldest = len(waiting), min(waiting, key=lambda due: due.by)
        yield Need(
            ngettext("Answer %(n)d report from a resident", "Answer %(n)d reports from residents", n) % {"n": n},
            (_("One may tell of danger.") + " " if waiting[0].danger else "")
            + _("We promised an answer by %(day)s.") % {"day": day(oldest.by)},
            reverse("reports"),
            _("Read them"),
            oldest.by,
        )


def _letters(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "contribution", "code"):
        return
    for here in voice.letters_by_place(request.actor, on=request.today):
        what = ngettext(
            "Take in %(n)d resident’s letter about %(place)s",
            "Take in %(n)d residents’ letters about %(place)s",
            here.n,
        )
        yield Need(
            what % {"n": here.n, "place": here.name},
            _("The oldest came on %(day)s. Until then nobody counts what it says.") % {"day": day(here.oldest)},
            reverse("said-letters", args=[here.place]),
            _("Read them"),
            here.oldest,
        )


def _late(request: HttpRequest, mine: list[ActionLine]) -> Iterator[Need]:
    late = [action for action in mine if action.status == "late"]
    if late:
        n, worst = len(late), max(late, key=lambda action: action.days_late)
        yield Need(
            ngettext("Say what became of %(n)d late action", "Say what became of %(n)d late actions", n) % {"n": n},
            _("“%(title)s” was due on %(day)s.") % {"title": worst.title, "day": day(worst.due_on)},
            reverse("my-actions"),
            ngettext("Update it", "Update them", n),
            worst.due_on,
        )


def _returns(request: HttpRequest, mine: list[ActionLine]) -> Iterator[Need]:
    if not mine or not holds(request, "return", "submit"):
        return
    owed, back = plans.untold(request.actor, mine, on=request.today)
    for line in back:
        yield Need(
            _("Mend what you told of “%(title)s”") % {"title": line.title},
            _("It was sent back with a question."),
            reverse("action", args=[line.id]),
            _("See the question"),
            request.today,
        )
    if owed:
        n, (_name, last) = len(owed), quarter(request.today)
        yield Need(
            ngettext("Tell of progress on %(n)d action", "Tell of progress on %(n)d actions", n) % {"n": n},
            _("“%(title)s” first. The quarter ends on %(day)s.") % {"title": owed[0].title, "day": day(last)},
            reverse("return-submit", args=[owed[0].id]),
            _("Tell of it"),
            last,
        )


def _to_check(request: HttpRequest) -> Iterator[Need]:
    if not holds(request, "return", "accept"):
        return
    waiting = plans.to_check(request.actor, on=request.today)
    if waiting:
        n, (first, sent) = len(waiting), waiting[0]
        yield Need(
            ngettext("Check %(n)d progress return", "Check %(n)d progress returns", n) % {"n": n},
            _("The oldest was sent on %(day)s.") % {"day": day(sent)},
            reverse("return-accept", args=[first]),
            _("Check the first"),
            sent,
        )


def _unanswered(request: HttpRequest, here: list) -> Iterator[Need]:
    """Count the dead ends: people who told us something longer ago than we promised, and heard nothing since."""
    if not holds(request, "answer", "write"):
        return
    waiting = priorities.dead_ends([place.pk for place in here], on=request.today)
    for place in here:
        if n := waiting.get(place.pk):
            what = ngettext("Answer %(n)d person in %(place)s", "Answer %(n)d people in %(place)s", n)
            yield Need(
                what % {"n": n, "place": place.name},
                _("They told us something more than %(weeks)d weeks ago and heard nothing since.")
                % {"weeks": PROMISED_DAYS // 7},
                reverse("told-back", args=[place.pk]),
                _("See who waits"),
                request.today,
            )


def apart(row: Standing) -> bool:
    """Say whether the sources part so far on a topic that somebody must settle it."""
    return row.divergence is not None and row.divergence.flag


def _unsettled(request: HttpRequest, here: list) -> Iterator[Need]:
    if not holds(request, "board", "settle"):
        return
    boards = priorities.newest_of(request.actor, here, on=request.today)
    for place in here:
        sheet = boards.get(place.pk)
        if sheet and any(apart(row) and row.topic not in sheet.settling for row in sheet.board.standings):
            yield Need(
                _("Find an owner for a disagreement in %(place)s") % {"place": place.name},
                _("Voice, data and strategy part company and nobody settles it."),
                reverse("board", args=[place.pk]),
                _("See the board"),
                request.today,
            )
