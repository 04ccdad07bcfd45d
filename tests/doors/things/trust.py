"""An agreement in draft between the council and the housing partner."""

from datetime import date

from hereabouts.records.trust import changes
from tests import agreements
from tests.worlds import TODAY

POSTED = {
    "agreement-terms": {
        "flows": "From all to triage",
        "retention": "Three years",
        "rights_contact": "rights@example.org",
    },
    "agreement-assess": {"need": "Families tell it five times"},
    "agreement-revise": {"ref": "ISA-01b", "starts_on": "2027-04-01", "ends_on": "2028-03-31"},
    "agreement": {"step": "in force"},
    "agreement-draft": {
        "ref": "ISA-99",
        "starts_on": "2026-04-01",
        "ends_on": "2027-03-31",
        "nation": "SCT",
    },  # the parties: made()
}


def made(partnership):
    POSTED["agreement-draft"]["parties"] = [str(o.pk) for o in partnership.organisations.values()]
    agreement = changes.draft(
        by=partnership.actor("ig_lead"), on=TODAY, ref="ISA-01", title="Early help", purpose="early help", basis="Public task",
        starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
        parties=[partnership.organisations["Larkhaven Council"], partnership.organisations["Harbour Housing"]],
        clauses=[{"number": "4.2", "words": "Who works with a household", "roles": ["triage_coordinator"],
                  "grants": ["stub.see"], "fields": ["worker", "service"]}],
    )  # fmt: skip
    agreements.signed(partnership.actor("ig_lead"), agreement, on=TODAY)
    pages = ("agreement", "agreement-compare", "agreement-terms", "agreement-assess", "agreement-revise")
    return {(page, "east"): agreement.pk for page in pages}
