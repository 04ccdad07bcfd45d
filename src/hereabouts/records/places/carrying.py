"""A place carried to generations of boundaries that its rule does not reach: only through declared lookups, and said aloud."""

from collections.abc import Mapping

from hereabouts.core.places import across
from hereabouts.core.places.definition import Definition, Remark
from hereabouts.core.places.fitting import Member
from hereabouts.core.sentences import Sentence
from hereabouts.core.steps import Row
from hereabouts.engines.definitions import generations
from hereabouts.engines.duck import Duck

Members = Mapping[str, tuple[Member, ...]]
People = dict[str, dict[str, float]]


def carried(
    engine: Duck,
    members: Members,
    definition: Definition,
    people: People,
    sources: Mapping[str, str],
    remarks: list[Remark],
) -> dict[str, tuple[tuple[Member, ...], str]]:
    """Carry the place to generations that its rule does not reach, and say of each from which it came, or why it is left out."""
    links = _links(engine, members)
    found: dict[str, tuple[tuple[Member, ...], str]] = {}
    for (here, there), pairs in sorted(links.items()):
        if there in members or there in found:
            continue
        try:
            these = across.carried(
                members[here], pairs, people.get(here, {}), shared_out=definition.how == "apportion",
                here=_label(here), there=_label(there),
            )  # fmt: skip
        except Sentence as why:
            remarks.append(Remark(there, why))
            continue
        found[there] = these, here
        remarks.append(Remark(there, across.told(these, _label(here), sources.get(here, ""))))
    return found


def _links(engine: Duck, members: Members) -> dict[tuple[str, str], list[tuple[str, str]]]:
    rows: list[Row] = [{"generation": g, "code": m.code} for g, found in members.items() for m in found if m.counts]
    engine.register("carried", rows)
    links: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in engine.run(across.LINKED):
        if row["here_in"] in members:
            links.setdefault((row["here_in"], row["there_in"]), []).append((row["here"], row["there"]))
    return links


def _label(generation: str) -> str:
    return str(generations().get(generation, {}).get("label", generation))
