"""How the numbers of a place are made: every area it touches, how much of it counts, why, and who overruled it."""

from dataclasses import dataclass, replace

from django.conf import settings

from hereabouts.core.places.across import CHANGED, Changed, changed
from hereabouts.core.places.definition import Definition, Remark, without_doubtful
from hereabouts.core.places.fitting import Fit, Member
from hereabouts.core.steps import Row, Step
from hereabouts.engines.definitions import generations
from hereabouts.engines.evidence_file import NoEvidence, opened
from hereabouts.records.places.models import Place, PlaceVersion
from hereabouts.records.places.reads import Sheet, remarks_of, sheet
from hereabouts.records.places.versions import Edition, editions
from hereabouts.records.places.working_out import worked_out


@dataclass(frozen=True)
class Zone:
    """One area that a place touches, with its name, its people and its shape where they are known."""

    member: Member
    name: str
    people: int | None
    geojson: str | None


@dataclass(frozen=True)
class Ground:
    """A place in one generation of boundaries: how well its areas fit, every area, and what to know of it."""

    generation: str
    label: str
    fit: Fit
    zones: tuple[Zone, ...]
    remarks: tuple[Remark, ...]

    @property
    def counting(self) -> tuple[Zone, ...]:
        """Give the areas of which something counts."""
        return tuple(zone for zone in self.zones if zone.member.counts)

    @property
    def doubtful(self) -> tuple[Zone, ...]:
        """Give the areas that could as well be decided the other way."""
        return tuple(zone for zone in self.zones if zone.member.doubtful)

    @property
    def overruled(self) -> tuple[Zone, ...]:
        """Give the areas that somebody decided against the rule."""
        return tuple(zone for zone in self.zones if zone.member.reason)


@dataclass(frozen=True)
class Made:
    """Everything there is to say of how a place is made up."""

    sheet: Sheet
    boundary: str
    grounds: tuple[Ground, ...]
    remarks: tuple[Remark, ...]
    changed: tuple[Changed, ...]
    editions: tuple[Edition, ...]


_ZONES = Step(
    "zones",
    r"""
    SELECT k.generation, k.code, any_value(a.name) AS name, any_value(b.geojson) AS geojson,
           arg_max(c.value, regexp_extract(c.period, '\d{4}')) AS people
    FROM carried k LEFT JOIN area a ON a.generation = k.generation AND a.code = k.code
    LEFT JOIN boundary b ON b.generation = k.generation AND b.code = k.code
    LEFT JOIN (SELECT d.generation, c.area, c.period, c.value FROM cell c JOIN dataset d ON d.id = c.dataset
               WHERE d.population <> '' AND c.measure = 'people' AND c.part = 'all' AND c.value IS NOT NULL) c
           ON c.generation = k.generation AND c.area = k.code
    GROUP BY ALL
    """,
)


def made(place: Place) -> Made:
    """Say how the numbers of a place are made, by its newest version. Without an evidence file names and shapes are missing."""
    version = PlaceVersion.objects.filter(place=place).prefetch_related("areas", "fits").first()
    described, remarks = sheet(place, version), remarks_of(version)
    rows = list(version.areas.all())
    facts, moved = _evidence([{"generation": row.generation, "code": row.code} for row in rows])
    grounds = []
    for generation in described.areas:
        zones = [
            _zone(_member(row), facts.get((generation, row.code), {})) for row in rows if row.generation == generation
        ]
        own = tuple(r for r in remarks if r.generation == generation)
        grounds.append(Ground(generation, label(generation), described.fits[generation], tuple(zones), own))
    told = tuple(r for r in remarks if r.generation not in described.areas)
    return Made(described, version.boundary, tuple(grounds), told, moved, tuple(editions(place)))


def preview(definition: Definition) -> tuple[tuple[Ground, ...], tuple[Remark, ...]]:
    """Say what a definition would come to, without keeping it: each generation, and what to know beside. Raises as ``define``."""
    found = worked_out(definition)
    facts, _ = _evidence([{"generation": g, "code": m.code} for g, members in found.members.items() for m in members])
    grounds = []
    for generation, members in found.members.items():
        zones = tuple(_zone(m, facts.get((generation, m.code), {})) for m in members)
        own = tuple(r for r in found.remarks if r.generation == generation)
        grounds.append(Ground(generation, label(generation), found.fits[generation], zones, own))
    return tuple(grounds), tuple(r for r in found.remarks if r.generation not in found.members)


def left(made_: Made, generation: str, *, doubtful: bool = False) -> Sheet:
    """Give the place in one generation alone, as it would be without its doubtful areas (or with them, as it is)."""
    ground = next(g for g in made_.grounds if g.generation == generation)
    members = [zone.member for zone in ground.zones]
    kept = [m for m in members if m.counts] if doubtful else without_doubtful(members)
    return replace(made_.sheet, areas={generation: tuple(m.code for m in kept)})


def label(generation: str) -> str:
    """Call a generation by its name."""
    return str(generations().get(generation, {}).get("label", generation))


def _member(row) -> Member:
    return Member(row.code, row.share, row.weight, row.best, row.basis, row.reason, row.overruled_by)


def _zone(member: Member, facts: Row) -> Zone:
    people = facts.get("people")
    return Zone(member, facts.get("name") or "", None if people is None else round(people), facts.get("geojson"))


def _evidence(areas: list[Row]) -> tuple[dict[tuple[str, str], Row], tuple[Changed, ...]]:
    try:
        with opened(settings.EVIDENCE) as engine:
            engine.register("carried", areas)
            found = {(r["generation"], r["code"]): r for r in engine.run([_ZONES])}
            return found, changed(engine.run(CHANGED))
    except NoEvidence:
        return {}, ()
