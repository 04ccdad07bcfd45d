"""You said, we did, and what could not be done and why: what residents are told, and how long others have waited to hear."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.intake import PROMISED_DAYS
from hereabouts.engines.definitions import topics
from hereabouts.records.intake import changes as intake
from hereabouts.records.places import access as places
from hereabouts.records.priorities import reads
from hereabouts.web.partnership.agree_forms import TellForm
from hereabouts.web.partnership.priorities import saved
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by

OUTCOMES = {
    "listening": gettext_lazy("We come to listen"), "chosen": gettext_lazy("Chosen"), "doing": gettext_lazy("We are doing it"),
    "did": gettext_lazy("We did"), "not chosen": gettext_lazy("Not chosen"), "could not": gettext_lazy("We could not"),
}  # fmt: skip


@holding("answer.see")
def told_back(request: HttpRequest, id) -> HttpResponse:
    """Show what people were told and who waits; POST tells everybody who raised a topic until today."""
    place = places.find(request.actor, id, on=request.today)
    form = TellForm(sent_by(request), initial={"topic": request.GET.get("topic")})
    if request.method == "POST" and form.is_valid():
        given = {"by": request.actor, "on": request.today, "place": place}
        if saved(form, intake.tell, **given, **form.cleaned_data):
            messages.success(request, _("Told. Whoever raised it reads it under their reference."))
            return redirect("told-back", id=id)
    told = reads.told(request.actor, place, on=request.today)
    stands = reads.loop(place, on=request.today)
    context = {
        "place": place, "form": form, "section": "plan", "loop": stands, "promised": PROMISED_DAYS // 7,
        "waiting": [{"label": topics()[w.topic]["label"], "w": w} for w in stands.waiting],
        "told": [{"label": topics()[t.topic]["label"], "outcome": OUTCOMES[t.outcome], "t": t} for t in told],
        "may_write": holds(request, "answer", "write"),
    }  # fmt: skip
    return render(request, "partnership/told_back.html", context, status=422 if form.errors else 200)


urlpatterns = [path("places/<uuid:id>/told-back/", told_back, name="told-back")]
