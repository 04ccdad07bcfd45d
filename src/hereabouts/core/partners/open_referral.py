"""The directory in the shape of Open Referral UK 3.0: strict when we write, lenient when we read.

An address there must name a city and a county; where we know none it says "Not known", never a guess. What the profile
has no field for (who may come, how to be referred) is written into the description, not lost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from hereabouts.core.imports.fields import text
from hereabouts.core.imports.tables import SheetRow, Table
from hereabouts.core.partners.directory import Offer
from hereabouts.core.sentences import Sentence

VERSION = "3.0"
PROFILE = "https://docs.openreferraluk.org/en/3.0-uk/"
OPENAPI = "https://github.com/OpenReferralUK/uk-profile/blob/main/schema/openapi.json"
STATUS = {"live": "active", "paused": "temporarily closed", "closed": "defunct", "draft": "inactive"}
STATE = {"active": "live", "temporarily closed": "paused", "defunct": "closed", "inactive": "closed"}
NOT_KNOWN = "Not known"
MOST = 100  # things on one page


class NotAFeed(Sentence):
    """A file that is no Open Referral feed."""


def made_id(*parts: object) -> str:
    """Give a part of a service (its place, its times) a UUID that stays the same as long as the part does."""
    told = sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
    return f"{told[:8]}-{told[8:12]}-5{told[13:16]}-8{told[17:20]}-{told[20:32]}"


def _said(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [], ())}


def service(offer: Offer, topics: Mapping[str, str]) -> dict[str, Any]:
    """Write one service whole. ``topics`` are our own words by their codes."""
    return _said(
        id=offer.id, organization_id=offer.provider_id, name=offer.name, description=_description(offer), url=offer.url,
        email=offer.email, status=STATUS[offer.state], fees=offer.fees, minimum_age=offer.minimum_age,
        maximum_age=offer.maximum_age, assured_date=offer.assured_on and offer.assured_on.isoformat(), alert=offer.alert,
        last_modified=offer.changed_at, schedules=_schedules(offer),
        service_areas=[{"id": made_id(offer.id, "area"), "service_id": offer.id, "name": offer.place}] if offer.place else [],
        service_at_locations=[at_location(offer, whole=False)] if _stands(offer) else [],
        organization=_organization(offer), attributes=[_attribute(offer, code, topics) for code in offer.topics if code in topics],
    )  # fmt: skip


def _description(offer: Offer) -> str:
    who = f"Who it is for: {offer.who_for}" if offer.who_for else ""
    how = f"How to get help: {offer.how}" if offer.how else ""
    phone = f"Telephone: {offer.phone}" if offer.phone else ""
    spoken = f"Languages: {', '.join(offer.languages)}" if offer.languages else ""
    return "\n".join(filter(None, [offer.description, who, how, phone, spoken]))


def _organization(offer: Offer) -> dict[str, Any]:
    numbers = [
        {"id": made_id(offer.provider_id, scheme), "organization_id": offer.provider_id, "identifier_scheme": scheme,
         "identifier_type": scheme, "identifier": number}
        for scheme, number in offer.numbers
    ]  # fmt: skip
    about = offer.provider_about or NOT_KNOWN
    return _said(id=offer.provider_id, name=offer.provider, description=about, organization_identifiers=numbers)


def _schedules(offer: Offer) -> list[dict[str, Any]]:
    made = [
        _said(
            id=made_id(offer.id, "times", n), service_id=offer.id, freq="WEEKLY", interval=1, byday=",".join(times["days"]),
            opens_at=times.get("from") and f"{times['from']}:00", closes_at=times.get("to") and f"{times['to']}:00",
        )
        for n, times in enumerate(offer.schedules)
    ]  # fmt: skip
    if offer.when:
        made.append({"id": made_id(offer.id, "when"), "service_id": offer.id, "description": offer.when})
    return made


def _stands(offer: Offer) -> bool:
    return bool(offer.address or offer.postcode or offer.latitude is not None)


def at_location(offer: Offer, *, whole: bool = True, topics: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Write where a service stands; ``whole`` with the service itself, as the list of places wants it."""
    where = made_id(offer.id, "location")
    made = {
        "id": made_id(offer.id, "at"),
        "service_id": offer.id,
        "location_id": where,
        "location": _location(offer, where),
    }
    return made | ({"service": service(offer, topics or {})} if whole else {})


def _location(offer: Offer, where: str) -> dict[str, Any]:
    address = {
        "id": made_id(offer.id, "address"), "location_id": where, "address_1": offer.address or NOT_KNOWN,
        "city": offer.city or NOT_KNOWN, "state_province": NOT_KNOWN, "postal_code": offer.postcode or NOT_KNOWN,
        "country": "GB", "address_type": "physical",
    }  # fmt: skip
    access = [{"id": made_id(offer.id, "access"), "location_id": where, "description": offer.accessibility}]
    return _said(
        id=where, location_type="physical", name=offer.address or offer.name, latitude=offer.latitude,
        longitude=offer.longitude, addresses=[address], accessibility=access if offer.accessibility else [],
    )  # fmt: skip


def _attribute(offer: Offer, code: str, topics: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": made_id(offer.id, "topic", code), "link_id": offer.id, "taxonomy_term_id": made_id("topic", code),
        "link_type": "service", "taxonomy_term": term(code, topics[code]),
    }  # fmt: skip


def taxonomy() -> dict[str, Any]:
    """Write the one list of words that services are filed under: our own topics."""
    about = "The topics that residents, numbers and plans are filed under here."
    return {"id": made_id("topics"), "name": "Hereabouts topics", "description": about, "version": VERSION}


def term(code: str, label: str) -> dict[str, Any]:
    """Write one topic."""
    return {
        "id": made_id("topic", code), "name": label, "description": label, "taxonomy": "Hereabouts topics",
        "taxonomy_id": made_id("topics"), "term": code,
    }  # fmt: skip


def page(contents: Sequence[Any], *, number: int, size: int) -> dict[str, Any]:
    """Put one page of many things into its envelope; past the end it is empty, and says so."""
    pages = max(1, -(-len(contents) // size))
    shown = list(contents[(number - 1) * size : number * size])
    return {
        "total_items": len(contents), "total_pages": pages, "page_number": number, "size": len(shown),
        "first_page": number == 1, "last_page": number >= pages, "empty": not shown, "contents": shown,
    }  # fmt: skip


HEADINGS = (
    "ref", "name", "provider", "description", "when", "fees", "minimum_age", "maximum_age", "email", "url", "address", "city",
    "postcode", "latitude", "longitude", "accessibility", "state", "alert", "assured_on", "schedules",
)  # fmt: skip


def table(feed: Any) -> Table:
    """Read a feed, one page of it, or one service, as a table: the same checks as for a spreadsheet follow."""
    rows = tuple(SheetRow(n, _row(one)) for n, one in enumerate(_services(feed), start=1))
    if not rows:
        raise NotAFeed("There is no service in this file. It must be a page of /services, or one service, as JSON.")
    return Table(HEADINGS, 0, rows)


def _services(feed: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(feed, Mapping):
        feed = feed.get("contents", feed.get("services", [feed] if "name" in feed else []))
    for one in feed if isinstance(feed, list) else []:
        if not isinstance(one, Mapping):
            raise NotAFeed("This is not an Open Referral feed: a service must be an object with a name.")
        yield one


def _row(one: Mapping[str, Any]) -> tuple[Any, ...]:
    place: Mapping[str, Any] = next(
        (at["location"] for at in _many(one, "service_at_locations") if isinstance(at.get("location"), Mapping)), {}
    )
    address = next(iter(_many(place, "addresses")), {})
    told = {
        **{name: one.get(name) for name in ("name", "description", "fees", "minimum_age", "maximum_age", "email", "url", "alert")},
        "ref": one.get("id"), "provider": _of(one, "organization"), "state": STATE.get(str(one.get("status")), "live"),
        "address": address.get("address_1"), "city": address.get("city"), "postcode": address.get("postal_code"),
        "latitude": place.get("latitude"), "longitude": place.get("longitude"), "assured_on": one.get("assured_date"),
        "accessibility": "\n".join(text(a.get("description")) for a in _many(place, "accessibility")),
        "when": "\n".join(filter(None, (text(s.get("description")) for s in _many(one, "schedules")))),
        "schedules": ";".join(filter(None, map(_times, _many(one, "schedules")))),
    }  # fmt: skip
    return tuple(None if told.get(name) == NOT_KNOWN else told.get(name) for name in HEADINGS)


def _times(schedule: Mapping[str, Any]) -> str:
    days, opens, closes = (text(schedule.get(name)) for name in ("byday", "opens_at", "closes_at"))
    return f"{days} {opens[:5]}-{closes[:5]}" if days else ""


def _many(one: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    found = one.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _of(one: Mapping[str, Any], name: str) -> Any:
    found = one.get(name)
    return found.get("name") if isinstance(found, Mapping) else found
