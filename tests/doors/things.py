"""One thing of every kind in East, for the doors to be about; made by the product's own changes."""

from datetime import date

from hereabouts.records.trust import changes as trust
from tests.worlds import TODAY

POSTED = {"agreement": {"step": "in force"}}


def all_of(partnership):
    """Give the id of the thing that each page is about: (name of the page, "east" or "west") -> id."""
    return {
        **dict.fromkeys([("place", "east"), ("place-json", "east"), ("place-csv", "east")], partnership.east.pk),
        ("agreement", "east"): agreement(partnership).pk,
    }


def agreement(partnership):
    """An agreement in draft between the council and the housing partner."""
    return trust.draft(
        by=partnership.actor("ig_lead"), on=TODAY, ref="ISA-01", title="Early help", purpose="early help", basis="Public task",
        starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
        parties=[partnership.organisations["Larkhaven Council"], partnership.organisations["Harbour Housing"]],
        clauses=[{"number": "4.2", "words": "Who works with a household", "roles": ["triage_coordinator"],
                  "grants": ["stub.see"], "fields": ["worker", "service"]}],
    )  # fmt: skip
