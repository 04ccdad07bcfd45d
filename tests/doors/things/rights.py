"""A rights request in review, a batch of disposal, a hold, and a request for data that waits for its reply."""

from dataclasses import replace
from datetime import date

from hereabouts.records.rights import changes
from hereabouts.records.rights.models import Disposal, DisposalBatch
from tests.worlds import TODAY

POSTED = {
    "rights-register": {"kind": "access", "name": "Zoe Nobody", "received_on": "2026-11-19"},  # the place: made()
    "rights-request": {"step": "refuse", "refuse-exemption": "unfounded", "refuse-words": "Told so"},
    "rights-pack": {"step": "review"},
    "retention": {},
    "hold-set": {"rule": "letter", "reason": "An inquiry"},
    "disposal": {"step": "drop"},
    "disclosure-write": {
        "asker": "Council", "task": "An Act, s.1", "what": "Names", "necessary": "No other way", "needed_by": "2099-12-01",
    },  # who is asked: made()
    "disclosure": {"outcome": "not shared", "basis": "none", "why": "Less would do"},
}  # fmt: skip


def made(partnership):
    lead, place = partnership.actor("ig_lead"), str(partnership.east.pk)
    POSTED["rights-register"]["place"] = POSTED["disclosure-write"]["place"] = place
    holder = partnership.organisations["Harbour Housing"]
    POSTED["disclosure-write"]["holder"] = str(holder.pk)
    request = changes.register(
        by=lead, on=TODAY, place=partnership.east, kind="access", name="Zoe Nobody", received_on=TODAY, asks="All of it"
    )
    other = replace(lead, id="another lead")  # who registers a request cannot say who asks
    request = changes.settle(by=other, on=TODAY, request=request, words="Passport seen", settled_on=TODAY)
    request = changes.gather(by=lead, on=TODAY, request=request, chosen=[])
    hold = changes.set_hold(by=lead, on=TODAY, rule="family", reason="An inquiry")
    batch = DisposalBatch.objects.create(proposed_on=TODAY, proposed_by="somebody", proposed_name="Somebody")
    Disposal.objects.create(batch=batch, rule="letter", object=request.pk, kept_until=date(2026, 1, 1), because="Old")
    asked = changes.ask_for_data(
        by=lead, on=TODAY, place=partnership.east, asker="Council", holder=holder, task="An Act, s.1", what="Names",
        necessary="No other way", needed_by=date(2099, 12, 1),
    )  # fmt: skip
    return {
        ("rights-request", "east"): request.pk, ("rights-pack", "east"): request.pk, ("rights-pack-word", "east"): request.pk,
        ("hold-lift", "east"): hold.pk, ("disposal", "east"): batch.pk, ("disclosure", "east"): asked.pk,
    }  # fmt: skip
