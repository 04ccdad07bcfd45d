"""A boundary laid over the areas of every generation whose shapes we have: which it touches, and what lies in none of them."""

from collections.abc import Sequence

from hereabouts.core.places.definition import Remark
from hereabouts.core.places.fitting import Touched
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.steps import Step
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck
from hereabouts.engines.overlaps import laid_over

NOTICED = 0.02  # of the land inside a line: less lies between lines that were drawn apart

Drawn = dict[str, list[Touched]]

_BOUNDARIES = Step(
    "boundaries", "SELECT generation, code, geojson FROM boundary JOIN small USING (generation) ORDER BY 1, 2"
)
_CENTRES = Step("centres", "SELECT generation, code, east, north FROM centre")


class OutsideEverything(Sentence):
    """A boundary that touches no area we know."""


def under(engine: Duck, boundary: str, remarks: list[Remark]) -> Drawn:
    """Lay a boundary over the areas of every generation that has shapes."""
    small = [g for g, facts in generations().items() if not facts.get("units")]
    engine.register("small", [{"generation": g} for g in small])
    shapes: dict[str, dict[str, str]] = {}
    for row in engine.run([_BOUNDARIES]):
        shapes.setdefault(row["generation"], {})[row["code"]] = row["geojson"]
    centres: dict[str, dict[str, tuple[float, float]]] = {}
    for row in engine.run([_CENTRES]):
        centres.setdefault(row["generation"], {})[row["code"]] = (row["east"], row["north"])
    drawn: Drawn = {}
    for g, areas in shapes.items():
        laid = laid_over(boundary, areas, centres.get(g, {}))
        if laid.touched:
            drawn[g] = list(laid.touched)
            if laid.outside > NOTICED:
                remarks.append(Remark(g, _outside(laid.outside)))
    if not drawn:
        raise _nowhere(list(shapes))
    return drawn


def _outside(share: float) -> Sentence:
    return Sentence(
        "{share} of the land inside the line lies in no area whose boundary we know: water, or a council whose boundaries are "
        "not loaded. Nobody there is counted.",
        share=f"{share:.0%}",
    )


def _nowhere(known: Sequence[str]) -> OutsideEverything:
    labels = [generations()[g]["label"] for g in known]
    if not labels:
        return OutsideEverything(
            "The evidence file holds no boundaries, so nothing can be laid over them. Add a publisher's "
            "boundary file and run: hereabouts data build"
        )
    return OutsideEverything(
        "The boundary lies outside every area whose boundary we know ({labels}). Check that it is the right file, or load the "
        "boundaries of that council.",
        labels=listed(labels),
    )
