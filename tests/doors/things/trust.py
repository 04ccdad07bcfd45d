"""An agreement in draft between the council and the housing partner, and a look of last month that waits to be judged."""

from datetime import UTC, date, datetime

from hereabouts.records.ledger import review
from hereabouts.records.ledger.models import AuditEntry
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
    "look-judge": {},  # a form for each look: made()
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
    AuditEntry.objects.create(
        at=datetime(2026, 10, 10, 21, tzinfo=UTC), on=date(2026, 10, 10), actor="somebody", actor_name="Somebody Else",
        what="referral.see", outcome="seen", object="00000000-0000-4000-8000-000000000001",
    )  # fmt: skip
    review.draw(by=partnership.actor("ig_lead"), on=TODAY, month=date(2026, 10, 1), seed="2026-10:test")
    look = review.queue(partnership.actor("ig_lead"))[0].id
    POSTED["look-judge"][f"{look}-outcome"] = "fine"
    agreements.signed(partnership.actor("ig_lead"), agreement, on=TODAY)
    pages = (
        "agreement",
        "agreement-compare",
        "agreement-terms",
        "agreement-assess",
        "agreement-revise",
        "agreement-notice",
    )
    worker = partnership.people["practitioner"]
    interest = changes.declare_interest(
        by=partnership.actor("practitioner"), on=TODAY, account=worker, ref="FH-2026-9999", why="family"
    )
    POSTED["interest-approve"] = {"interest": str(interest.pk), "reason": "Nobody else can", "step": "open"}
    review.declare(by=partnership.actor("practitioner"), on=TODAY, postcode="ZZ9 9ZZ")
    POSTED["postcodes-away"] = {"reason": "Moved away"}
    POSTED["interest-note"] = {"account": str(worker.pk), "ref": "FH-2026-9998", "why": "neighbour"}
    POSTED["declare-interest"] = {"ref": "FH-2026-9997", "why": "family"}
    return (
        {("interest-approve", "east"): worker.pk, ("postcodes-away", "east"): worker.pk}
        | {(page, "east"): agreement.pk for page in pages}
        | {("look-judge", "east"): look}
    )
