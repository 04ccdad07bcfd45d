"""The quote finder: words that may be used, with the line that gives nobody away."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.engines.definitions import topics
from hereabouts.records.voice import reads
from hereabouts.web.partnership.listen_forms import VALENCE_WORDS, VOICES
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding

PAGE = 20
ASKED = ("topic", "code", "valence", "voice", "language", "text")


@holding("contribution.see")
def find(request: HttpRequest, id) -> HttpResponse:
    """Find words whose speaker agreed to be quoted, by topic, code, way of raising it, voice, language and words."""
    place = place_for(request, id, "contribution.see")
    chosen = {name: request.GET.get(name, "").strip() for name in ASKED}
    printed = request.GET.get("print") == "on"
    found = reads.quotable(request.actor, place, on=request.today, printed=printed, **chosen)
    page = Paginator(found.quotes, PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = room(request, place, "quotes") | {
        "page": page, "found": found, "chosen": chosen, "printed": printed, "query": kept.urlencode(), "topics": topics().values(),
        "codebooks": reads.codes_to_find(request.actor, place, on=request.today), "languages": found.languages,
        "valences": VALENCE_WORDS.items(), "voices": VOICES, "lines": reads.written_quotes(place, page, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/codes/quotes.html", context)


urlpatterns = [path("places/<uuid:id>/quotes/", find, name="quotes")]
