"""Take an agreement through its steps as people would: assessed, checked, signed for every party, in force."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from hereabouts.engines.definitions import assessment
from hereabouts.records.partners.models import Account
from hereabouts.records.trust import changes
from hereabouts.records.trust.access import actor_of

TERMS = {"flows": "From every party to the triage team, through Hereabouts only.", "retention": "Three years after the case closes.",
         "rights_contact": "rights@example.org"}  # fmt: skip


def completed(lead, agreement, *, on):
    """Give a draft its terms, and for every party its basis and who signs."""
    changes.amend(by=lead, on=on, agreement=agreement, terms={**TERMS, "review_on": agreement.ends_on})
    for party in agreement.parties.all():
        facts = {
            "name": f"Head of {party.name}",
            "organisation": party,
        }  # nobody with a role: what they may read is theirs
        who, _ = Account.objects.get_or_create(email=f"signs-{party.pk}@example.org", defaults=facts)
        changes.name_signatory(
            by=lead, on=on, agreement=agreement, organisation=party, basis="Public task", signatory=who
        )
    return agreement


def cleared(lead, agreement, *, on):
    """Take it through the assessment and the legal check: it waits for its signatures."""
    completed(lead, agreement, on=on)
    given = {"by": lead, "on": on, "agreement": agreement}
    changes.begin_dpia(**given)
    for step in assessment():
        changes.answer_dpia(**given, step=step["id"], words="Asked and answered.")
    changes.finish_dpia(**given)
    return changes.clear(**given, words="Nothing against it.")


def signed(lead, agreement, *, on):
    """Have it signed for every party."""
    cleared(lead, agreement, on=on)
    for signing in agreement.signings.select_related("signatory"):
        by = actor_of(signing.signatory, on=on)
        at = datetime.combine(on, time(9), ZoneInfo("Europe/London"))
        agreement = changes.sign(by=by, on=on, at=at, agreement=agreement)
    return agreement


def in_force(lead, agreement, *, on):
    """Have it signed, and put it in force."""
    return changes.bring_in_force(by=lead, on=on, agreement=signed(lead, agreement, on=on))
