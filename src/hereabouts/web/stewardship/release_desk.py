"""The release desk: somebody puts a copy forward, and somebody else looks at it, approves it or sends it back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hereabouts.core.figures.printed import HIDDEN
from hereabouts.core.releases.formats import LABELS
from hereabouts.records.account import desk
from hereabouts.records.releases import access, changes
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed


class BackForm(Dressed):
    """Why something is sent back."""

    because = forms.CharField(
        label=gettext_lazy("What has to change?"), max_length=400,
        help_text=gettext_lazy("Its author reads this. Write nothing about a person."),
    )  # fmt: skip


@holding("proposal.see")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what waits for a second person, and what was decided about before."""
    rows = desk.waiting(request.actor, on=request.today)
    context = {
        "waiting": [row for row in rows if row.state == "waiting"], "section": "desk",
        "decided": [row for row in rows if row.state != "waiting"],
    }  # fmt: skip
    return render(request, "stewardship/release_desk.html", context)


@holding("proposal.see")
def look(request: HttpRequest, id) -> HttpResponse:
    """Show what would go out, what is hidden and why, and what the attacker found; approve it, or send it back."""
    back = BackForm(request.POST if request.POST.get("step") == "send back" else None)
    given = {"by": request.actor, "on": request.today}
    if request.method == "POST":
        proposal = access.proposal(request.actor, id, on=request.today)
        if not back.is_bound:
            changes.approve(**given, proposal=proposal)
            messages.success(request, _("It is released. Anybody can read it now."))
            return redirect("release-desk")
        if back.is_valid():
            changes.send_back(**given, proposal=proposal, because=back.cleaned_data["because"])
            messages.success(request, _("It is sent back, with your reason."))
            return redirect("release-desk")
    one = desk.one(request.actor, id, on=request.today)
    context = {
        "one": one, "out": one, "back": back, "form": back, "section": "desk", "may_quote": True, "files": _files(one),
        "tables": [(table, table.printed(), sum(HIDDEN in row for row in table.rows)) for table in one.laid.tables],
    }  # fmt: skip
    return render(request, "stewardship/release_look.html", context, status=422 if back.errors else 200)


def _files(one: desk.Waiting) -> list[tuple[str, str]]:
    """Give the formats, each with its address once it is out."""
    return [(LABELS[e], reverse(f"released-{e}", args=[one.release_id]) if one.release_id else "") for e in one.formats]


urlpatterns = [
    path("releases/", index, name="release-desk"),
    path("releases/<uuid:id>/", look, name="release-look"),
]
