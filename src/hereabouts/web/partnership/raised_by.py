"""What each group of those heard raises, beside all the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.voice.by_group import LEAST
from hereabouts.engines.definitions import profile_questions, topics
from hereabouts.records.voice import reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding

FIRST = "age"


@holding("contribution.count")
def raised_by(request: HttpRequest, id) -> HttpResponse:
    """Show, for one thing people said of themselves, what each group raises and where it differs from the others."""
    place = place_for(request, id, "contribution.count")
    questions = profile_questions()
    question = questions.get(request.GET.get("by", ""), questions[FIRST])
    found = reads.raised_by(place, question, on=request.today)
    labels = {code: topic["label"] for code, topic in topics().items()}
    context = room(request, place, "themes") | {
        "question": question,
        "questions": questions.values(),
        "found": found,
        "groups": [(group, [(labels[one.topic], one) for one in group.topics]) for group in found.groups],
        "apart": [
            (group, labels[one.topic], one) for group in found.groups for one in group.topics if one.judged == "more"
        ],
        "least": LEAST,
    }
    return render(request, "partnership/listen/raised_by.html", context)


urlpatterns = [path("places/<uuid:id>/raised-by/", raised_by, name="raised-by")]
