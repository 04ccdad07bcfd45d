"""What people said: the list with its filters, and one contribution with its topics."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import profile_questions, topics
from hereabouts.records.intake import access as intake
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.reads.words import line
from hereabouts.web.partnership.listen_forms import VALENCE_WORDS, VOICES, CodingForm, LetterForm
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said

PAGE = 25
FILTERS = ("topic", "valence", "age", "voice", "text")


@holding("contribution.see")
def contributions(request: HttpRequest, id) -> HttpResponse:
    """List what people said, by topic, way of raising it, age and voice, or what nobody has coded yet."""
    place = place_for(request, id, "contribution.see")
    chosen = {name: request.GET.get(name, "").strip() for name in FILTERS}
    uncoded = request.GET.get("uncoded") == "yes"
    rows = reads.words(request.actor, place, on=request.today, uncoded=uncoded, **chosen)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = room(request, place, "said") | {
        "lines": [line(c, on=request.today) for c in page],
        "page": page,
        "chosen": chosen,
        "uncoded": uncoded,
        "filtered": uncoded or any(chosen.values()),
        "waiting": reads.words(request.actor, place, on=request.today, uncoded=True).count(),
        "letters": len(reads.letters_waiting(request.actor, place, on=request.today)),
        "query": kept.urlencode(),
        "to_take_down": sum(one.done_on is None for one in reads.taken_lines(request.actor, place, on=request.today)),
        "topics": topics().values(),
        "ages": profile_questions()["age"].answers,
        "valences": VALENCE_WORDS.items(),
        "voices": VOICES,
    }
    return render(request, "partnership/listen/said.html", context)


@holding("contribution.see")
def contribution(request: HttpRequest, id) -> HttpResponse:
    """Show what somebody said, and decide what it is about."""
    found = access.find(request.actor, id, on=request.today)
    sheet = reads.read_whole(request.actor, found, on=request.today)
    form = CodingForm(request.POST if request.method == "POST" else None, lines=sheet.line.topics)
    if request.method == "POST" and form.is_valid():
        try:
            changes.code(by=request.actor, on=request.today, contribution=found, **form.decided())
        except NotAllowed:
            raise
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            return _next(request, found)
    context = room(request, found.place, "said") | {"sheet": sheet, "form": form, "line": sheet.line}
    return render(request, "partnership/listen/contribution.html", context, status=422 if form.errors else 200)


def _next(request: HttpRequest, found) -> HttpResponse:
    messages.success(request, _("Saved."))
    following = reads.next_uncoded(request.actor, found.place, on=request.today)
    if following is None:
        return redirect("said", id=found.place_id)
    return redirect("contribution", id=following)


@holding("contribution.code")
def letters(request: HttpRequest, id) -> HttpResponse:
    """Show the letters that wait, and take one in with a word to its sender."""
    place = place_for(request, id, "contribution.code")
    form = LetterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        letter = intake.find(request.actor, had["letter"], on=request.today)
        made = changes.accept_letter(by=request.actor, on=request.today, place=place, letter=letter, words=had["words"])
        return redirect("contribution", id=made.pk)
    waiting = reads.letters_waiting(request.actor, place, on=request.today)
    context = room(request, place, "said") | {"waiting": waiting, "form": form}
    return render(request, "partnership/listen/letters.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("places/<uuid:id>/said/", contributions, name="said"),
    path("places/<uuid:id>/said/letters/", letters, name="said-letters"),
    path("contributions/<uuid:id>/", contribution, name="contribution"),
]
