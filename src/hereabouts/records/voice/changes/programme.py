"""Engagement is planned, taken through its gates, judged by the standards and told back; campaigns, settings and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence, listed
from hereabouts.core.voice.programme import FOUND, STAGES, GateShut, missing, next_stage, score
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import change
from hereabouts.records.voice.models import (
    Activity,
    Campaign,
    EngagementPlan,
    GateReview,
    GroupGrowth,
    Hypothesis,
    NewGroup,
    Setting,
    StandardScore,
)
from hereabouts.records.voice.reads.engagement import progress

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation
    from hereabouts.records.places.models import Place


class UnknownChoice(Sentence):
    """A level, a standard, a kind of setting or a way of being in touch that stands in no list."""


class AlreadyThere(Sentence):
    """A campaign, a setting or a group that stands under that name already."""


@change("engagement.plan")
def plan_engagement(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    decision: str = "",
    decided_on: date | None = None,
    level: str = "",
    aimed_at: Iterable[str] = (),
    barriers: str = "",
    support: str = "",
    gap: str = "",
    because: str = "",
    due: Mapping[str, date | None] | None = None,
    lead: Organisation | None = None,
) -> EngagementPlan:
    """Begin a plan to listen. Only its name is needed: what else it needs, its gates ask for, one after the other."""
    _one_of(level, engagement().levels)
    made = EngagementPlan.objects.create(
        place=place, organisation_id=lead.pk if lead else by.organisation, name=name.strip(), decision=decision.strip(),
        decided_on=decided_on, level=level, aimed_at=list(aimed_at), barriers=barriers.strip(), support=support.strip(), gap=gap,
        because=because.strip(), begun_on=on,
    )  # fmt: skip
    GateReview.objects.bulk_create(GateReview(plan=made, stage=s, due_on=(due or {}).get(s)) for s in STAGES)
    return made


@change("engagement.plan", about="plan")
def revise_engagement(
    *, by: Actor, on: date, plan: EngagementPlan, facts: Mapping[str, object], due: Mapping[str, date | None]
) -> EngagementPlan:
    """Change what is written of a plan, and the days its gates are due."""
    _one_of(str(facts.get("level", "")), engagement().levels)
    for name, value in facts.items():
        setattr(plan, "organisation_id" if name == "lead" else name, value.pk if name == "lead" else value)
    plan.save()
    for stage, day in due.items():
        GateReview.objects.filter(plan=plan, stage=stage).update(due_on=day)
    return plan


@change("engagement.plan", about="plan", keeps=("plan.stage",))
def pass_gate(*, by: Actor, on: date, plan: EngagementPlan, note: str = "") -> EngagementPlan:
    """Take a plan through the gate at the end of its stage. GateShut says everything that is missing (X-32)."""
    gaps = missing(plan.stage, progress(plan, on=on), engagement().standards)
    if gaps:
        raise GateShut("This gate does not open yet. {gaps}", gaps=" ".join(map(str, gaps)))
    if plan.fed_back_on:
        raise GateShut("Every gate of this plan has been passed.")
    GateReview.objects.filter(plan=plan, stage=plan.stage).update(passed_on=on, passed_by=by.name, note=note.strip())
    following = next_stage(plan.stage)
    if following is None:
        plan.fed_back_on = on
    plan.stage = following or plan.stage
    plan.save()
    return plan


@change("engagement.plan", about="plan")
def assess(
    *, by: Actor, on: date, plan: EngagementPlan, standard: str, value: int, evidence: str, improvement: str = ""
) -> StandardScore:
    """Judge a plan by one national standard. Judged again, the later counts."""
    _one_of(standard, engagement().standards)
    score(value, evidence)
    facts = {"value": value, "evidence": evidence.strip(), "improvement": improvement.strip(), "judged_on": on}
    made, _ = StandardScore.objects.update_or_create(
        plan=plan, standard=standard, defaults={**facts, "judged_by": by.name}
    )
    return made


@change("engagement.plan", about="plan")
def tell_back(*, by: Actor, on: date, plan: EngagementPlan, told: str) -> EngagementPlan:
    """Write down what those who spoke were told, and how."""
    plan.told = told.strip()
    plan.save()
    return plan


@change("engagement.plan")
def begin_campaign(*, by: Actor, on: date, place: Place, name: str, purpose: str = "", questions: str = "") -> Campaign:
    """Name an engagement that will come again, with the questions that stay the same."""
    _free(Campaign, place, name)
    return Campaign.objects.create(
        place=place, organisation_id=by.organisation, name=name.strip(), purpose=purpose.strip(),
        questions=questions.strip(), begun_on=on,
    )  # fmt: skip


@change("engagement.plan")
def note_setting(
    *,
    by: Actor,
    on: date,
    place: Place,
    kind: str,
    name: str,
    engaged: str,
    heard_on: date | None = None,
    note: str = "",
) -> Setting:
    """Note a school, a business or the like and how far it takes part. Noted again under its name, it is one."""
    _one_of(kind, engagement().settings)
    _one_of(engaged, engagement().engaged)
    facts = {"engaged": engaged, "noted_on": on, "note": note.strip(), **({"heard_on": heard_on} if heard_on else {})}
    made, _ = Setting.objects.update_or_create(
        place=place, kind=kind, name=name.strip(), defaults={**facts, "organisation_id": by.organisation}
    )
    return made


@change("engagement.plan")
def explain(*, by: Actor, on: date, place: Place, about: str, words: str, test: str = "") -> Hypothesis:
    """Write down what somebody thinks explains a difference. It is a hypothesis until it is tested (D-92)."""
    return Hypothesis.objects.create(
        place=place, organisation_id=by.organisation, about=about, words=words.strip(), test=test.strip(),
        thought_by=by.name, thought_on=on,
    )  # fmt: skip


@change("engagement.plan", about="hypothesis")
def find_out(*, by: Actor, on: date, hypothesis: Hypothesis, found: str, words: str) -> Hypothesis:
    """Say whether an explanation held up, and by what."""
    _one_of(found, FOUND)
    hypothesis.found, hypothesis.found_words, hypothesis.found_on = found, words.strip(), on
    hypothesis.save()
    return hypothesis


@change("engagement.plan")
def note_group(
    *,
    by: Actor,
    on: date,
    place: Place,
    name: str,
    formed_on: date,
    led_by: str,
    prompted_by: str = "",
    purpose: str = "",
    people: int | None = None,
    activity: Activity | None = None,
    partner: Organisation | None = None,
) -> NewGroup:
    """Note a community group that formed, who leads it and what prompted it (L-35, L-36)."""
    _free(NewGroup, place, name)
    made = NewGroup.objects.create(
        place=place, organisation_id=by.organisation, name=name.strip(), formed_on=formed_on, led_by=led_by,
        prompted_by=prompted_by.strip(), purpose=purpose.strip(), activity=activity, partner=partner,
    )  # fmt: skip
    if people is not None:
        GroupGrowth.objects.create(group=made, counted_on=on, counted_at=timezone.now(), people=people)
    return made


@change("engagement.plan", about="group")
def count_group(*, by: Actor, on: date, group: NewGroup, people: int | None = None, support: str = "") -> GroupGrowth:
    """Note how many people a group has now, and what help it was given."""
    return GroupGrowth.objects.create(
        group=group, counted_on=on, counted_at=timezone.now(), people=people, support=support.strip()
    )


def _one_of(word: str, known: Iterable[str]) -> None:
    if word and word not in set(known):
        raise UnknownChoice(
            "“{word}” stands in no list. Choose {known}.", word=word, known=listed(list(known), last="or")
        )


def _free(model: type, place: Place, name: str) -> None:
    if model.objects.filter(place=place, name__iexact=name.strip()).exists():
        raise AlreadyThere("“{name}” is there already. Open it instead.", name=name.strip())
