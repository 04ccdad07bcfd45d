"""How the numbers of a place are made, and overruling an area."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.sentences import Sentence
from hereabouts.engines.evidence_file import NoEvidence
from hereabouts.records.evidence.left_out import without_doubtful
from hereabouts.records.places import access, changes
from hereabouts.records.places.made import Made, made
from hereabouts.web.partnership.place_forms import OverruleForm
from hereabouts.web.partnership.place_page import made_page
from hereabouts.web.shared.doors import holding, holds
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

VERDICTS = {"in": True, "out": False, "rule": None}


@holding("place.see")
def how_made(request: HttpRequest, id) -> HttpResponse:
    """Show every area with its share inside, why it counts, who overruled it, and what would differ without the doubtful."""
    place = access.find(request.actor, id, on=request.today)
    told = made(place)
    page = made_page(told)
    for one in page["grounds"]:
        one["differs"] = _differs(told, one["ground"].generation)
    context = {"place": place, "section": "place", "may_define": holds(request, "place", "define"), **page}
    return render(request, "partnership/place/made.html", context)


def _differs(told: Made, generation: str) -> list:
    try:
        return without_doubtful(told, generation)
    except NoEvidence:
        return []


@holding("place.define")
def overrule(request: HttpRequest, id) -> HttpResponse:
    """Decide against the rule that an area counts, or does not."""
    place = access.find(request.actor, id, on=request.today)
    form = OverruleForm(sent_by(request), zones=_zones(made(place)), initial={"code": request.GET.get("area", "")})
    if request.method == "POST" and form.is_valid():
        had = form.cleaned_data
        try:
            changes.overrule(
                by=request.actor, on=request.today, place=place, code=had["code"], inside=VERDICTS[had["verdict"]],
                reason=had["reason"],
            )  # fmt: skip
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Saved as a new definition. The one before is kept."))
            return redirect("place-made", id=id)
    context = {"place": place, "section": "place", "form": form}
    return render(request, "partnership/place/overrule.html", context, status=422 if form.errors else 200)


def _zones(told: Made) -> list[tuple[str, str]]:
    """Give the areas that can be decided, those at the edge first."""
    zones = {zone.member.code: zone for ground in told.grounds for zone in ground.zones}
    ordered = sorted(zones.values(), key=lambda z: (not (z.member.doubtful or z.member.reason), z.member.code))
    return [(z.member.code, f"{z.name} ({z.member.code})" if z.name else z.member.code) for z in ordered]


urlpatterns = [
    path("places/<uuid:id>/made/", how_made, name="place-made"),
    path("places/<uuid:id>/overrule/", overrule, name="place-overrule"),
]
