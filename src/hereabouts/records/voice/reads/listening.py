"""The programme: what was and will be done to listen, by which method and by whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from hereabouts.core.ledger import Actor
from hereabouts.core.partners.engagement import Part
from hereabouts.core.voice.counts import MethodCount
from hereabouts.core.voice.counts import by_method as sum_by_method
from hereabouts.engines.definitions import methods
from hereabouts.records.partners.reads import organisations
from hereabouts.records.voice.access import activities
from hereabouts.records.voice.models import Activity


@dataclass(frozen=True)
class ActivityLine:
    """One activity in the programme, with how many people's words came from it."""

    id: UUID
    name: str
    method: str
    held_on: date
    planned: bool
    venue: str
    lead: str
    purpose: str
    barriers: str
    support: str
    count: int | None
    unit: str
    note: str
    contributions: int
    people: int
    place: str
    place_id: UUID
    area: str = ""
    community: str = ""
    joining: str = ""
    announced_on: date | None = None


def programme(actor: Actor, *, on: date, place: object = None) -> list[ActivityLine]:
    """Give the activities the actor may see, the latest first."""
    rows = activities(actor, on=on)
    return [activity_line(a, on=on) for a in counted_rows(rows if place is None else rows.filter(place=place.id))]


def activity_line(a: Activity, *, on: date) -> ActivityLine:
    """Describe one activity."""
    if not hasattr(a, "words"):
        a = counted_rows(Activity.objects.select_related("organisation", "place")).get(pk=a.pk)
    return ActivityLine(
        id=a.pk,
        name=a.name,
        method=methods().get(a.method, {"label": a.method})["label"],
        held_on=a.held_on,
        planned=a.held_on > on,
        venue=a.venue,
        lead=a.organisation.name if a.organisation else "",
        purpose=a.purpose,
        barriers=a.barriers,
        support=a.support,
        count=a.count,
        unit=a.unit,
        note=a.note,
        contributions=a.words,
        people=a.people,
        place=a.place.name,
        place_id=a.place_id,
        area=a.area,
        community=a.community,
        joining=a.joining,
        announced_on=a.announced_on,
    )


def counted_rows(rows):
    """Add to activities how many contributions and different people each has, the latest first."""
    standing = Q(contributions__withdrawn_on=None)
    return rows.annotate(
        words=Count("contributions", filter=standing),
        people=Count("contributions__participant", filter=standing, distinct=True),
    ).order_by("-held_on", "name")  # counting drops the order that activities have by themselves


def by_method(place: object, *, on: date, since: date | None = None) -> tuple[MethodCount, ...]:
    """Count what was done by method, each in its own unit; there is no total across units (D-56)."""
    rows = Activity.objects.filter(place=place.id, held_on__lte=on).order_by("method", "unit")
    if since is not None:
        rows = rows.filter(held_on__gte=since)
    told = rows.values_list("method", "unit", "count")
    return sum_by_method((methods().get(m, {"label": m})["label"], unit, count) for m, unit, count in told)


def most_active(actor: Actor, *, on: date) -> UUID | None:
    """Give the place where most activities were planned or held, of those the actor may see; None without any."""
    counted = activities(actor, on=on).order_by().values("place").annotate(n=Count("pk")).order_by("-n", "place__name")
    return counted.values_list("place", flat=True).first()


def by_partner(actor: Actor, place: object, *, on: date) -> list[tuple[str, int]]:
    """Say how many activities each partner has led here; those with none stand in the list too."""
    led = activities(actor, on=on).filter(place=place.id, held_on__lte=on)
    counts = dict(led.order_by().values_list("organisation").annotate(n=Count("pk")))
    return sorted(((p.name, counts.get(p.id, 0)) for p in organisations()), key=lambda row: (-row[1], row[0]))


def parts(actor: Actor, *, on: date) -> list[Part]:
    """Give which partner led which listening that the actor may see, planned or done."""
    rows = activities(actor, on=on).exclude(organisation=None)
    return [Part(str(row.organisation_id), "listening", str(row.pk), row.name, "leads") for row in rows]
