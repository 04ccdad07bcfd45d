"""What would differ if the doubtful areas of a place were left out: how much the line matters."""

from dataclasses import dataclass

from hereabouts.core.evidence.figure import Figure
from hereabouts.core.evidence.profile import Profile
from hereabouts.records.evidence.reads import of_place
from hereabouts.records.places.made import Made, left


@dataclass(frozen=True)
class Differs:
    """One figure of a place as it is, and as it would be without the doubtful areas."""

    label: str
    unit: str
    now: float | None
    then: float | None
    whole: bool = False


def without_doubtful(made: Made, generation: str) -> list[Differs]:
    """Compare people, deprivation and every indicator of a place with and without its doubtful areas, in one generation.

    Gives nothing where no area is doubtful, or where nothing would be left. Raises NoEvidence without an evidence file.
    """
    ground = next(g for g in made.grounds if g.generation == generation)
    less = left(made, generation)
    if not any(zone.member.counts for zone in ground.doubtful) or not less.areas[generation]:
        return []
    whole = of_place(left(made, generation, doubtful=True))
    return differences(whole, of_place(less))


def differences(now: Profile, then: Profile) -> list[Differs]:
    """Put two profiles beside each other: people, the deprived fifth, and each indicator that both have."""
    rows = [
        Differs("People", "people", now.population, then.population, whole=True),
        Differs("Small areas", "areas", now.areas, then.areas, whole=True),
    ]
    if now.deprivation and then.deprivation:
        here, there = (p.deprivation.most_deprived["20"] for p in (now, then))
        said = f"Areas in the most deprived 20%, {now.deprivation.index}"
        rows.append(Differs(said, "share of areas", here.share_areas, there.share_areas))
    others: dict[str, Figure] = {figure.id: figure for figure in then.indicators}
    rows += [
        Differs(f.label, f.unit, f.value, others[f.id].value)
        for f in now.indicators
        if f.id in others and f.value is not None
    ]
    return rows
