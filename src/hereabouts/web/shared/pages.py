"""Pages that belong to no job: health, the words we use, and what went wrong."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from hereabouts.engines.definitions import barriers, groups, topics
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.web.shared.doors import anybody


@anybody
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@anybody
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and has today's shape; the evidence file is told of, and is no condition."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "waiting", "database": "does not answer"}, status=503)
    if waiting:
        return JsonResponse({"status": "waiting", "database": "needs migrating"}, status=503)
    return JsonResponse({"status": "ready", "database": "ok", "evidence": _evidence()})


def _evidence() -> str:
    try:
        opened(settings.EVIDENCE).close()
    except NoEvidence:
        return "none"
    return "ok"


@anybody
def words(request: HttpRequest) -> HttpResponse:
    """Show the topics that everything here is filed under."""
    return render(
        request,
        "shared/words.html",
        {"topics": topics().values(), "groups": groups().values(), "barriers": barriers().values()},
    )


@anybody
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was tested and what is known not to work."""
    return render(request, "shared/accessibility.html")


@anybody
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of whom, and why."""
    return render(request, "shared/privacy.html")


@anybody
def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing there, or nothing you may see: the same page."""
    sentence = _("We could not find that. It may not exist, or it may not be yours to see.")
    return render(request, "shared/refused.html", {"sentence": sentence, "status": 404}, status=404)


@anybody
def refused(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """A form from another site, or one that was open too long."""
    sentence = _(
        "The page was open too long, or the form did not come from here. Go back, load the page again and send it once more."
    )
    return render(request, "shared/refused.html", {"sentence": sentence, "status": 403}, status=403)


@anybody
def misread(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that no page of ours makes: another host's name, far too many fields. Nothing of ours broke."""
    sentence = _("That could not be read. Go back, load the page again and send it once more.")
    return render(request, "shared/refused.html", {"sentence": sentence, "status": 400}, status=400)


@anybody
def broken(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Something of ours broke: say so, say whether work was saved, give the number that finds it in the log."""
    return render(request, "shared/broken.html", {"number": getattr(request, "number", "")}, status=500)
