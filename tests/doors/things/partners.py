"""Two promises and a service with its list, made by somebody whose role reaches everywhere; a partner; nothing of them is guarded by place."""

from hereabouts.records.imports import changes as imports
from hereabouts.records.partners import changes
from tests.worlds import TODAY

POSTED = {
    "commitment": {"step": "deliver", "deliver-words": "It came"},
    "partner": {"step": "signed", "signed-signed_on": "2026-01-01"},
    "services-check": {"step": "leave"},
    "acting": {"side": "agency"},
}
SHEET = b"Name,Run by,Postcode\nWarm room,Friends of East,LH1 2AB\n"


def made(partnership):
    officer, council = partnership.actor("communities_officer"), partnership.organisations["Larkhaven Council"]
    given = {"by": officer, "on": TODAY}
    promise = changes.promise(**given, organisation=council, kind="room", what="A room on Mondays")
    facts = {"name": "Advice", "provider": "Larkhaven Council", "address": "1 Quay Street", "postcode": "LH1 2AA"}
    service = changes.list_service(**given, facts=facts)
    draft = changes.list_service(**given, facts={**facts, "name": "Not yet", "state": "draft"})
    batch = imports.start(**given, place=partnership.east, about="service", file_name="s.csv", chunks=[SHEET])
    from hereabouts.core.partners.open_referral import made_id

    world = {
        ("commitment", "east"): promise.pk, ("partner", "east"): council.pk, ("services-check", "east"): batch.pk,
        ("oruk-at-location", "east"): made_id(service.pk, "at"), ("oruk-taxonomy", "east"): made_id("topics"),
    }  # fmt: skip
    for page in ("service", "service-revise", "oruk-service"):
        world |= {(page, "east"): service.pk, (page, "draft"): draft.pk}
    from hereabouts.records.partners.reads import topic_words

    world["oruk-term", "east"] = made_id("topic", next(iter(topic_words())))
    return world
