"""What each group of those heard raises, beside all the others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hereabouts.core.voice.by_group import LEAST, ByGroup, GroupRaised, GroupRaises
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
        "apart": [(group, labels[one.topic], one) for group in found.groups for one in group.topics if one.judged],
        "rows": [(labels[code], ones) for code, ones in _by_topic(found)],
        "least": LEAST,
    }
    return render(request, "partnership/listen/raised_by.html", context)


def _by_topic(found: ByGroup) -> list[tuple[str, list[tuple[GroupRaises, GroupRaised]]]]:
    """Turn the groups round: each topic with what every group says of it, what most people raised first."""
    told: dict[str, list[tuple[GroupRaises, GroupRaised]]] = {}
    for group in found.groups:
        for one in group.topics:
            told.setdefault(one.topic, []).append((group, one))
    return sorted(told.items(), key=lambda item: (-sum(one.raised for _, one in item[1]), item[0]))


urlpatterns = [path("places/<uuid:id>/raised-by/", raised_by, name="raised-by")]
