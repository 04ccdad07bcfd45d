"""The directory for other programs: Open Referral UK 3.0, open to anybody, to be read and never written."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from hereabouts.core.partners import open_referral as oruk
from hereabouts.core.partners.directory import DAYS, Offer, Wanted, nearest, outward
from hereabouts.core.sentences import Sentence
from hereabouts.records.evidence.services import point_of
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import reads
from hereabouts.web.data.directory import found_offer
from hereabouts.web.shared.doors import anybody

SIZE = 25
FAR = 10.0  # kilometres that "near" reaches where nobody says otherwise


class NotAsked(Sentence):
    """A question that the directory cannot read."""


def _open(view):
    """Let any program on any site read this, and tell it in its own form when a thing is not there or was asked wrongly."""

    def answered(request: HttpRequest, **given) -> JsonResponse:
        try:
            response = JsonResponse(view(request, **given), json_dumps_params={"ensure_ascii": False})
        except (NotFound, NotAsked) as problem:
            status = 404 if isinstance(problem, NotFound) else 400
            response = JsonResponse({"message": str(problem)}, status=status)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    answered.__doc__ = view.__doc__
    answered.__name__ = view.__name__
    return anybody(require_safe(answered))


@_open
def root(request: HttpRequest) -> dict:
    """Say which version of which profile this is."""
    return {"version": oruk.VERSION, "profile": oruk.PROFILE, "openapi_url": oruk.OPENAPI}


def _number(
    request: HttpRequest, name: str, default: int | None, *, lowest: int = 0, highest: int = 10**6
) -> int | None:
    told = request.GET.get(name, "")
    if not told:
        return default
    if not told.isdigit() or not lowest <= int(told) <= highest:
        raise NotAsked("{name} must be a whole number from {low} to {high}.", name=name, low=lowest, high=highest)
    return int(told)


def _page(request: HttpRequest, things: list) -> dict:
    number = _number(request, "page", 1, lowest=1)
    size = _number(request, "per_page", SIZE, lowest=1, highest=oruk.MOST)
    return oruk.page(things, number=number, size=size)


def _wanted(request: HttpRequest) -> list[Offer]:
    topics = {oruk.made_id("topic", code): code for code in reads.topic_words()}
    day = request.GET.get("day", "").upper()[:2]
    if day and day not in DAYS:
        raise NotAsked("day must be one of {days}.", days=", ".join(DAYS))
    term, other = request.GET.get("taxonomy_term_id", ""), request.GET.get("taxonomy_id", "")
    wanted = Wanted(
        words=request.GET.get("search", ""), topic=topics.get(term, "") if term else "",
        youngest=_number(request, "minimum_age", None), oldest=_number(request, "maximum_age", None), day=day,
        opens=request.GET.get("start_time", "")[:5], closes=request.GET.get("end_time", "")[:5],
    )  # fmt: skip
    if (term and term not in topics) or (other and other != oruk.made_id("topics")):
        return []
    return [
        one
        for one in reads.directory(request.actor, on=request.today)
        if wanted.fits(one) and (not other or one.topics)
    ]


@_open
def services(request: HttpRequest) -> dict:
    """Give a page of services."""
    topics = reads.topic_words()
    found = _page(request, _wanted(request))
    return found | {"contents": [oruk.service(one, topics) for one in found["contents"]]}


@_open
def service(request: HttpRequest, id) -> dict:
    """Give one service whole."""
    offer = found_offer(request, id)
    if offer.state not in {"live", "paused"}:  # whoever keeps the directory sees drafts on its pages, a program never
        raise NotFound
    return oruk.service(offer, reads.topic_words())


def _standing(request: HttpRequest) -> list[Offer]:
    return [one for one in _wanted(request) if one.address or one.postcode or one.latitude is not None]


@_open
def at_locations(request: HttpRequest) -> dict:
    """Give a page of services where they stand; with postcode, the nearest first and none further than proximity (kilometres)."""
    found, postcode = _standing(request), request.GET.get("postcode", "")
    if postcode:
        point, far = point_of(postcode), float(_number(request, "proximity", int(FAR)) or FAR)
        found = (
            [one for one in found if outward(one.postcode) == outward(postcode)]
            if point is None
            else [one for _km, one in nearest(found, point, within=far)]
        )
    page, topics = _page(request, found), reads.topic_words()
    return page | {"contents": [oruk.at_location(one, topics=topics) for one in page["contents"]]}


@_open
def at_location(request: HttpRequest, id) -> dict:
    """Give one service where it stands."""
    found = next((one for one in _standing(request) if oruk.made_id(one.id, "at") == str(id)), None)
    if found is None:
        raise NotFound
    return oruk.at_location(found, topics=reads.topic_words())


@_open
def taxonomies(request: HttpRequest) -> dict:
    """Give the lists of words: there is one."""
    return _page(request, [oruk.taxonomy()])


@_open
def taxonomy(request: HttpRequest, id) -> dict:
    """Give the list of words."""
    if str(id) != oruk.made_id("topics"):
        raise NotFound
    return oruk.taxonomy()


@_open
def terms(request: HttpRequest) -> dict:
    """Give a page of topics."""
    return _page(request, [oruk.term(code, label) for code, label in reads.topic_words().items()])


@_open
def term(request: HttpRequest, id) -> dict:
    """Give one topic."""
    found = next((c for c in reads.topic_words() if oruk.made_id("topic", c) == str(id)), None)
    if found is None:
        raise NotFound
    return oruk.term(found, reads.topic_words()[found])


urlpatterns = [
    path("open-referral/", root, name="oruk"),
    path("open-referral/services", services, name="oruk-services"),
    path("open-referral/services/<uuid:id>", service, name="oruk-service"),
    path("open-referral/service_at_locations", at_locations, name="oruk-at-locations"),
    path("open-referral/service_at_locations/<uuid:id>", at_location, name="oruk-at-location"),
    path("open-referral/taxonomies", taxonomies, name="oruk-taxonomies"),
    path("open-referral/taxonomies/<uuid:id>", taxonomy, name="oruk-taxonomy"),
    path("open-referral/taxonomy_terms", terms, name="oruk-terms"),
    path("open-referral/taxonomy_terms/<uuid:id>", term, name="oruk-term"),
]
