"""A photograph or a paper that shows what was told of an action, handed to whoever reads it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hereabouts.records.ledger.access import NotFound
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.shared.doors import holding


@holding("return.see")
@require_safe
def proof(request: HttpRequest, id) -> HttpResponse:
    """Send one file: a photograph to be looked at, a PDF to be saved."""
    found = reads.proof(request.actor, id, on=request.today)
    where = reads.lies_at(found)
    if not where.exists():
        raise NotFound
    answer = HttpResponse(where.read_bytes(), content_type=found.type)
    if found.type == "application/pdf":
        answer["Content-Disposition"] = f'attachment; filename="{found.action.ref}.pdf"'
    return answer


@holding("return.submit")
@require_POST
def drop(request: HttpRequest, id) -> HttpResponse:
    """Let go of a file of an action that one answers for."""
    found = reads.proof(request.actor, id, on=request.today)
    action = access.find_action(request.actor, found.action_id, on=request.today, verb="update")
    changes.drop_proof(by=request.actor, on=request.today, action=action, proof=found)
    messages.success(request, _("The file is gone."))
    return redirect("action", id=action.pk)


urlpatterns = [
    path("proofs/<uuid:id>/", proof, name="proof"),
    path("proofs/<uuid:id>/drop/", drop, name="proof-drop"),
]
