"""Choosing for whom one acts: the partnership, or one's own organisation. What is done next is written down under that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.records.trust.access import sides_of
from hereabouts.web.shared.doors import signed_in

CHOSEN = "acting for"


@signed_in
def acting(request: HttpRequest) -> HttpResponse:
    """Show for whom somebody can act, and keep the choice until they sign out."""
    sides = sides_of(request.user, on=request.today)
    if request.method == "POST":
        side = request.POST.get("side", "")
        request.session[CHOSEN] = side if side in sides else ""
        return redirect("acting")
    words = {"partnership": _("The partnership"), "agency": request.user.organisation.name}
    context = {"sides": [(side, words[side]) for side in sides], "chosen": request.session.get(CHOSEN, "")}
    return render(request, "office/acting.html", context)


urlpatterns = [path("acting/", acting, name="acting")]
