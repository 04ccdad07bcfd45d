"""A referral that is begun on a phone, one question a page: kept after each answer, sent or thrown away by whoever began it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hereabouts.core.ledger import Actor, Sensitivity
from hereabouts.core.sentences import Sentence
from hereabouts.records.families.access import PURPOSE
from hereabouts.records.families.changes.referrals import make_referral
from hereabouts.records.families.models import Referral, ReferralDraft
from hereabouts.records.ledger.changes import change

if TYPE_CHECKING:
    from hereabouts.records.places.models import Place


class NotYours(Sentence):
    """A draft that somebody else began."""


@change("referral_draft.keep", purpose=PURPOSE, sensitivity=Sensitivity.CASE, step="begin")
def begin_draft(
    *, by: Actor, on: date, at: datetime, place: Place, once: UUID, answers: Mapping[str, Any]
) -> ReferralDraft:
    """Keep the first answer of a referral. The same page sent twice is one draft."""
    mine = {"place": place, "made_by": by.id, "answers": dict(answers), "kept_at": at}
    return ReferralDraft.objects.get_or_create(organisation_id=by.organisation, once=once, defaults=mine)[0]


@change("referral_draft.keep", about="draft", purpose=PURPOSE, step="answer")
def keep_draft(*, by: Actor, on: date, at: datetime, draft: ReferralDraft, answers: Mapping[str, Any]) -> ReferralDraft:
    """Keep what one page answered, beside what the others did."""
    _refuse_anothers(by, draft)
    draft.answers, draft.kept_at = {**draft.answers, **answers}, at
    draft.save(update_fields=["answers", "kept_at"])
    return draft


@change("referral_draft.keep", about="draft", purpose=PURPOSE, step="send")
def send_draft(*, by: Actor, on: date, at: datetime, draft: ReferralDraft, told: Mapping[str, Any]) -> Referral:
    """Send what was drafted as a referral; the draft is gone with it, so that a family stands in one place only."""
    _refuse_anothers(by, draft)
    made = make_referral(by=by, on=on, at=at, once=str(draft.once), **told)
    ReferralDraft.objects.filter(pk=draft.pk).delete()
    return made


@change("referral_draft.keep", about="draft", purpose=PURPOSE, step="drop")
def drop_draft(*, by: Actor, on: date, draft: ReferralDraft) -> None:
    """Throw a draft away, with everything in it."""
    _refuse_anothers(by, draft)
    ReferralDraft.objects.filter(pk=draft.pk).delete()


def _refuse_anothers(by: Actor, draft: ReferralDraft) -> None:
    if draft.made_by != by.id:
        raise NotYours("Somebody else began this referral. Only they can go on with it.")
