"""The agreement between the agencies is drafted and comes into force."""

from typing import Any

from hereabouts.demo.told import told
from hereabouts.demo.world import World
from hereabouts.engines.definitions import ROOT, text
from hereabouts.records.trust import changes as trust

DRAFTED = 60  # days before its first day: lawyers read slowly


def tell(world: World) -> None:
    """Draft the agreement clause by clause, and put it in force on its first day."""
    story = told("agreement")
    starts_on, ends_on = world.day(story["from"]), world.day(story["to"])
    drafted_on = world.day(story["from"] - DRAFTED)
    agreement = trust.draft(
        by=world.actor("tomos", drafted_on), on=drafted_on, ref=story["ref"], title=story["title"], purpose=story["purpose"],
        basis=story["basis"], starts_on=starts_on, ends_on=ends_on, clauses=_clauses(),
        parties=[world.partners[key] for key in story["parties"]],
    )  # fmt: skip
    world.made["agreement"] = trust.bring_in_force(
        by=world.actor("tomos", starts_on), on=starts_on, agreement=agreement
    )


def _clauses() -> list[dict[str, Any]]:
    """Give the clauses of the model agreement for early help; while there is none, the story's own."""
    model = ROOT / "agreements" / "early_help.toml"
    return text("agreements", "early_help")["clause"] if model.is_file() else told("agreement")["clause"]
