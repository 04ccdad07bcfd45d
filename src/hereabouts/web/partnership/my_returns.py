"""Telling of many actions at once, signed in: one short form for each, and each row saves by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from hereabouts.core.plans.quarters import of
from hereabouts.engines.proofs import NotAProof
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.plans import access, changes, reads
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.middleware import said
from hereabouts.web.shared.telling import TellForm, by_script, kept_at, not_kept, sent


@holding("return.submit")
def my_returns(request: HttpRequest) -> HttpResponse:
    """Show the actions I answer for with what stands of each for this quarter; POST keeps or sends one of them."""
    quarter, at = of(request.today), request.POST.get("action", "")
    rows = reads.to_tell(request.actor, quarter, on=request.today)
    forms = {str(a.id): TellForm(*(sent(request) if str(a.id) == at else ()), asked=a, prefix=str(a.id)) for a in rows}
    others = None
    if request.method == "POST":
        if at not in forms:
            raise NotFound
        answer, others = _saved(request, quarter.name, at, forms[at])
        if answer is not None:
            return answer
    told = [a for a in rows if a.standing.sent]
    context = {
        "rows": [{"a": a, "form": forms[str(a.id)], "others": others if str(a.id) == at else None} for a in rows],
        "quarter": quarter, "told": len(told), "left": len(rows) - len(told), "form": forms.get(at), "section": "plan",
    }  # fmt: skip
    return render(request, "partnership/my_returns.html", context, status=409 if others else 422 if at else 200)


def _saved(request: HttpRequest, period: str, at: str, form: TellForm):
    """Keep or send one row: (the answer, the other's words). No answer where the page is to be shown again."""
    action = access.find_action(request.actor, at, on=request.today, verb="update")
    given = {"by": request.actor, "on": request.today, "action": action, "period": period, "words": form.typed(),
             "seen": form.seen_mark(), "file": form.added()}  # fmt: skip
    try:
        if "later" in request.POST:
            standing = changes.keep_draft(**given)
            if by_script(request):
                return kept_at(standing.mark), None
            messages.success(request, _("%(ref)s is kept for later.") % {"ref": action.ref})
            return redirect("my-returns"), None
        if form.is_valid():
            changes.tell(**given)
            messages.success(request, _("%(ref)s is sent.") % {"ref": action.ref})
            return redirect("my-returns"), None
    except changes.OthersWords as problem:
        if by_script(request):
            return not_kept(said(problem), 409), None
        form.showing(problem.standing.mark)
        form.add_error(None, said(problem))
        return None, problem.standing
    except (changes.NoReason, NotAProof) as problem:
        if by_script(request):
            return not_kept(said(problem), 422), None
        form.add_error(None, said(problem))
    return None, None


urlpatterns = [path("my-actions/progress/", my_returns, name="my-returns")]
