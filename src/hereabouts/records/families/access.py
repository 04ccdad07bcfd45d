"""The doors to families. Each asks for the purpose, so that only an agreement made for it opens anything."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hereabouts.core.families.compared import columns
from hereabouts.core.ledger import Actor, Sensitivity, Subject, applying, may, reaches
from hereabouts.records.families.models import (
    Case,
    Extract,
    Hub,
    Huddle,
    LocalSolutionsGroup,
    Match,
    Pointer,
    Referral,
    ReferralDraft,
    Restriction,
    Stub,
)
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.trust.glass import KEEP_SAFE

PURPOSE = Case.PURPOSE


def visible(actor: Actor, *, on: date) -> QuerySet[Referral]:
    """Give the referrals the actor may see, the oldest first."""
    return seen(Referral.objects.all(), actor, on=on, purpose=PURPOSE)


def behind_glass(actor: Actor, *, on: date) -> QuerySet[Referral]:
    """Give the referrals whose emergency sheet the actor may read, because they broke the glass for one."""
    return seen(Referral.objects.all(), actor, on=on, purpose=PURPOSE, verb=KEEP_SAFE)


def find(actor: Actor, id: object, *, on: date) -> Referral:
    """Give one referral; NotFound when it is absent or not the actor's."""
    return one(Referral.objects.all(), actor, id, on=on, purpose=PURPOSE)


def find_for(actor: Actor, id: object, verb: str, *, on: date) -> Referral:
    """Give one referral that the actor may do something with (screen, decide); NotFound otherwise."""
    return one(Referral.objects.select_related("household", "place"), actor, id, on=on, purpose=PURPOSE, verb=verb)


def counted(actor: Actor, *, on: date, until: date, verb: str = "count") -> list[Referral]:
    """Give the referrals that the actor may count as they stood at the end of a day; nothing in them may be shown.

    A family that was restricted by then is not among them, whoever counts; one that was restricted later still is, so that
    no figure moves when somebody restricts a family or ends that.
    """
    here = Restriction.objects.filter(household=OuterRef("household"))
    held = here.filter(Q(ended_on=None) | Q(ended_on__gt=until), since__lte=until)
    rows = Referral.objects.filter(~Exists(held), received_at__date__lte=until).prefetch_related("decisions")
    deep = Q(sensitivity=Sensitivity.RESTRICTED)
    found = list(seen(rows.exclude(deep), actor, on=on, purpose=PURPOSE, verb=verb))
    with on_purpose("a figure of a week that is over does not move when a family is restricted"):
        later = list(rows.filter(deep, Exists(here.filter(ended_on=None, since__gt=until))))
    before = [(one, replace(one.subject(), sensitivity=Sensitivity.CASE)) for one in later]
    return found + [one for one, subject in before if may(actor, verb, subject, on, purpose=PURPOSE)]


def for_triage(actor: Actor, *, on: date) -> QuerySet[Referral]:
    """Give the referrals that the actor is to triage: those that may be seen and screened."""
    return seen(visible(actor, on=on), actor, on=on, purpose=PURPOSE, verb="screen")


def planned(actor: Actor, *, on: date) -> QuerySet[Referral]:
    """Give the referrals of whose family the actor may see, and write, the plan."""
    return seen(visible(actor, on=on), actor, on=on, purpose=PURPOSE, verb="plan")


def stubs(actor: Actor, *, on: date) -> QuerySet[Stub]:
    """Give the stubs the actor may see."""
    return seen(Stub.objects.all(), actor, on=on, purpose=PURPOSE)


def find_stub(actor: Actor, id: object, *, on: date) -> Stub:
    """Give one stub; NotFound when it is absent, not the actor's, or no id at all."""
    return _only(stubs(actor, on=on).filter(pk__in=[i for i in [_uuid(id)] if i]))


def extracts(actor: Actor, *, on: date) -> QuerySet[Extract]:
    """Give the lists that the actor's own organisation gave."""
    return seen(Extract.objects.all(), actor, on=on, purpose=PURPOSE)


def find_extract(actor: Actor, id: object, *, on: date) -> Extract:
    """Give one extract; NotFound when it is absent or not the actor's."""
    return one(Extract.objects.all(), actor, id, on=on, purpose=PURPOSE)


def matches(actor: Actor, *, on: date) -> QuerySet[Match]:
    """Give the matches the actor may see: the match, and both of the things it is about."""
    stubs_seen = stubs(actor, on=on)
    referral = visible(actor, on=on).filter(household__people=OuterRef("person"))
    other = stubs_seen.filter(pk=OuterRef("stub_a"))
    rows = seen(Match.objects.all(), actor, on=on, purpose=PURPOSE).filter(
        Exists(stubs_seen.filter(pk=OuterRef("stub"))), Q(Exists(referral)) | Q(Exists(other))
    )
    return rows.select_related("person__household", "stub__organisation", "stub_a__organisation")


def find_match(actor: Actor, id: object, *, on: date) -> Match:
    """Give one match; NotFound when it, or a side of it, is absent or not the actor's."""
    return _only(matches(actor, on=on).filter(pk=id))


def comparable(actor: Actor, verb: str, *, place: object, organisation: object, on: date) -> frozenset[str]:
    """Give the columns of an organisation's records that the clauses in force let the actor compare (find, or see compared)."""
    subject = Subject("match", place=str(place), organisation=str(organisation), sensitivity=Sensitivity.CASE)
    grants = applying(actor, "match", verb, on=on, purpose=PURPOSE)
    return columns(grant.fields for grant in grants if reaches(grant, subject))


def pointers(actor: Actor, *, on: date) -> QuerySet[Pointer]:
    """Give the pointers the actor may see, the next to acknowledge first."""
    return seen(Pointer.objects.select_related("stub"), actor, on=on, purpose=PURPOSE)


def find_pointer(actor: Actor, id: object, *, on: date) -> Pointer:
    """Give one pointer; NotFound when it is absent or not the actor's."""
    return _only(pointers(actor, on=on).filter(pk=id))


def drafts(actor: Actor, *, on: date) -> QuerySet[ReferralDraft]:
    """Give the referrals that the actor began and has not sent; nobody else's, of whichever organisation."""
    return seen(ReferralDraft.objects.all(), actor, on=on, purpose=PURPOSE).filter(made_by=actor.id)


def find_draft(actor: Actor, id: object, *, on: date) -> ReferralDraft:
    """Give one draft; NotFound when it is absent or somebody else's."""
    return _only(drafts(actor, on=on).filter(pk=id))


def huddles(actor: Actor, *, on: date) -> QuerySet[Huddle]:
    """Give the huddles the actor may see, the newest first."""
    return seen(Huddle.objects.all(), actor, on=on, purpose=PURPOSE)


def hubs(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[Hub]:
    """Give the hubs that are open, that the actor may see (or keep)."""
    return seen(Hub.objects.filter(ended_on=None).select_related("place"), actor, on=on, verb=verb)


def find_hub(actor: Actor, id: object, *, on: date) -> Hub:
    """Give one hub that the actor may keep; NotFound otherwise."""
    return _only(hubs(actor, on=on, verb="keep").filter(pk=id))


def groups(actor: Actor, *, on: date, verb: str = "see") -> QuerySet[LocalSolutionsGroup]:
    """Give the local solutions groups, those that ended too, that the actor may see (or keep)."""
    return seen(LocalSolutionsGroup.objects.select_related("place"), actor, on=on, verb=verb)


def find_group(actor: Actor, id: object, *, on: date, verb: str = "see") -> LocalSolutionsGroup:
    """Give one local solutions group that the actor may see (or keep); NotFound otherwise."""
    return _only(groups(actor, on=on, verb=verb).filter(pk=id))


def _only(rows: QuerySet):
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
