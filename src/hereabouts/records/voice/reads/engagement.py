"""Plans to listen with their gates and standards, campaigns over the years, the calendar, and what is happening where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from hereabouts.core.figures import Interval, wilson
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.burden import Asking, Clash, Tired, clashes, tired
from hereabouts.core.voice.counts import MethodCount
from hereabouts.core.voice.counts import by_method as sum_by_method
from hereabouts.core.voice.programme import STAGES, PlanProgress, late, missing
from hereabouts.core.voice.ways import SettingReach
from hereabouts.core.voice.ways import settings as compare_settings
from hereabouts.engines.definitions import engagement, methods, topics
from hereabouts.records.partners.reads import organisations
from hereabouts.records.partners.reads import people as partner_people
from hereabouts.records.voice.access import activities, programmed
from hereabouts.records.voice.models import Activity, Campaign, Contribution, EngagementPlan, NewGroup
from hereabouts.records.voice.reads.listening import ActivityLine, activity_line, counted_rows
from hereabouts.records.voice.reads.other_forms import INVITATION, forms_of

YEAR = timedelta(days=365)
LEADS = "communities_officer"  # the role that co-ordinates engagement, for every partner


def progress(plan: EngagementPlan, *, on: date) -> PlanProgress:
    """Say how far a plan has come: what its gates ask about."""
    rows = list(Activity.objects.filter(plan=plan).values_list("held_on", "count"))
    held = [count for day, count in rows if day <= on]
    return PlanProgress(
        decision=plan.decision, aimed_at=tuple(plan.aimed_at), level=plan.level, barriers=plan.barriers, support=plan.support,
        planned=len(rows) - len(held), held=len(held), uncounted=held.count(None),
        assessed=frozenset(plan.scores.values_list("standard", flat=True)), told=plan.told,
    )  # fmt: skip


@dataclass(frozen=True)
class PlanLine:
    """One plan in the list: where it stands, what it informs, and whether its next gate is late."""

    id: UUID
    name: str
    decision: str
    stage: str
    stage_label: str
    lead: str
    begun_on: date
    due_on: date | None
    late: bool
    done: bool
    deep: bool
    activities: int
    place: str
    place_id: UUID


def engagement_plans(actor: Actor, *, on: date, place: object = None) -> list[PlanLine]:
    """Give the plans that the actor may see; those not finished first, the gate that is due soonest at the top."""
    rows = programmed("plan", actor, on=on)
    rows = rows if place is None else rows.filter(place=place.id)
    lines = [_line(row, on) for row in rows.annotate(n=Count("activities")).prefetch_related("gates")]
    return sorted(lines, key=lambda one: (one.done, one.due_on or date.max, one.name))


def _line(row: EngagementPlan, on: date) -> PlanLine:
    gate = next((g for g in row.gates.all() if g.stage == row.stage), None)
    done, due = row.fed_back_on is not None, gate.due_on if gate else None
    return PlanLine(
        id=row.pk, name=row.name, decision=row.decision, stage=row.stage, stage_label=engagement().stages[row.stage]["label"],
        lead=row.organisation.name if row.organisation else "", begun_on=row.begun_on, due_on=None if done else due,
        late=not done and late(due, None, on), done=done, deep=bool(row.gap), activities=row.n, place=row.place.name,
        place_id=row.place_id,
    )  # fmt: skip


@dataclass(frozen=True)
class GateLine:
    """One gate of a plan: what it asks, when it is due, and when and by whom it was passed."""

    stage: str
    label: str
    asks: str
    due_on: date | None
    passed_on: date | None
    passed_by: str
    note: str
    here: bool
    late: bool


@dataclass(frozen=True)
class StandardLine:
    """One national standard with the judgement of a plan by it, if there is one."""

    id: str
    label: str
    asks: str
    value: int | None
    evidence: str
    improvement: str
    judged_on: date | None


@dataclass(frozen=True)
class EngagementSheet:
    """A plan to listen, whole: gates, standards, activities, what each way counted, and the different people heard."""

    id: UUID
    name: str
    decision: str
    decided_on: date | None
    level: str
    aimed_at: tuple[str, ...]
    gap: str
    because: str
    barriers: str
    support: str
    lead: str
    stage: str
    told: str
    fed_back_on: date | None
    gates: tuple[GateLine, ...]
    missing: tuple[Sentence, ...]
    standards: tuple[StandardLine, ...]
    activities: tuple[ActivityLine, ...]
    methods: tuple[MethodCount, ...]
    people: int
    contributions: int
    topics: tuple[tuple[str, str, int], ...]


def engagement_sheet(plan: EngagementPlan, *, on: date) -> EngagementSheet:
    """Give a plan with all that belongs to it."""
    rows = counted_rows(Activity.objects.select_related("organisation", "place").filter(plan=plan))
    lines = [activity_line(row, on=on) for row in rows]
    said = Contribution.objects.filter(activity__plan=plan, withdrawn_on=None, heard_on__lte=on)
    counts = said.aggregate(people=Count("participant", distinct=True), said=Count("pk"))
    return EngagementSheet(
        id=plan.pk, name=plan.name, decision=plan.decision, decided_on=plan.decided_on,
        level=engagement().levels.get(plan.level, ""), aimed_at=tuple(plan.aimed_at), gap=plan.gap, because=plan.because,
        barriers=plan.barriers, support=plan.support, lead=plan.organisation.name if plan.organisation else "",
        stage=plan.stage, told=plan.told, fed_back_on=plan.fed_back_on, gates=_gates(plan, on),
        missing=() if plan.fed_back_on else missing(plan.stage, progress(plan, on=on), engagement().standards),
        standards=_standards(plan), activities=tuple(lines),
        methods=sum_by_method((line.method, line.unit, line.count) for line in lines if not line.planned),
        people=counts["people"], contributions=counts["said"], topics=_topics(said),
    )  # fmt: skip


def _gates(plan: EngagementPlan, on: date) -> tuple[GateLine, ...]:
    kept = {gate.stage: gate for gate in plan.gates.all()}
    stages = engagement().stages
    return tuple(
        GateLine(
            stage, stages[stage]["label"], stages[stage]["gate"], g.due_on, g.passed_on, g.passed_by, g.note,
            here=stage == plan.stage and not plan.fed_back_on, late=late(g.due_on, g.passed_on, on),
        )
        for stage in STAGES if (g := kept.get(stage))
    )  # fmt: skip


def _standards(plan: EngagementPlan) -> tuple[StandardLine, ...]:
    kept = {score.standard: score for score in plan.scores.all()}
    return tuple(
        StandardLine(
            code, one["label"], one["asks"], s.value if (s := kept.get(code)) else None, s.evidence if s else "",
            s.improvement if s else "", s.judged_on if s else None,
        )
        for code, one in engagement().standards.items()
    )  # fmt: skip


def _topics(said) -> tuple[tuple[str, str, int], ...]:
    """Give what different people raised as a problem or a request (topic, label, people), the most raised first."""
    raised = said.filter(codings__accepted_on__isnull=False, codings__valence__in=("problem", "request"))
    rows = raised.order_by().values("codings__topic").annotate(n=Count("participant", distinct=True))
    told = [(r["codings__topic"], topics()[r["codings__topic"]]["label"], r["n"]) for r in rows]
    return tuple(sorted(told, key=lambda one: (-one[2], one[0])))


@dataclass(frozen=True)
class Calendar:
    """What is to come and what was held of late, with what is in each other's way and who is asked too often."""

    coming: tuple[ActivityLine, ...]
    lately: tuple[ActivityLine, ...]
    clashes: tuple[Clash, ...]
    tired: tuple[Tired, ...]


def calendar(actor: Actor, *, on: date, place: object) -> Calendar:
    """Give the shared calendar of a place: every partner's activities (S-39)."""
    rows = list(counted_rows(activities(actor, on=on).filter(place=place.id, held_on__gte=on - timedelta(days=100))))
    lines = [activity_line(row, on=on) for row in rows]
    entries = [Asking(str(r.pk), r.name, r.held_on, r.area, r.community) for r in rows]
    return Calendar(
        tuple(sorted((one for one in lines if one.held_on >= on), key=lambda one: one.held_on)),
        tuple(one for one in lines if one.held_on < on), clashes(entries, on=on), tired(entries, on=on),
    )  # fmt: skip


@dataclass(frozen=True)
class CampaignYear:
    """One year of a campaign: what each way counted, the different people heard, and each topic's share of them."""

    year: int
    methods: tuple[MethodCount, ...]
    people: int
    coded: int
    topics: dict[str, tuple[int, Interval]]


@dataclass(frozen=True)
class CampaignSheet:
    """A campaign over the years, and why two years may not be compared where they may not."""

    id: UUID
    name: str
    purpose: str
    questions: tuple[str, ...]
    years: tuple[CampaignYear, ...]
    topics: tuple[tuple[str, str], ...]
    differently: tuple[int, ...]


def campaign_sheet(campaign: Campaign, *, on: date) -> CampaignSheet:
    """Give a campaign year by year. ``differently`` names the years that listened in other ways than the year before (D-97)."""
    rows = list(
        Activity.objects.filter(campaign=campaign, held_on__lte=on).values_list(
            "pk", "held_on", "method", "unit", "count"
        )
    )
    years = [_year(year, [r for r in rows if r[1].year == year]) for year in sorted({r[1].year for r in rows})]
    ways = [{m.method for m in one.methods} for one in years]
    raised = sorted({code for one in years for code in one.topics})
    return CampaignSheet(
        id=campaign.pk, name=campaign.name, purpose=campaign.purpose, questions=tuple(filter(None, campaign.questions.splitlines())),
        years=tuple(years), topics=tuple((code, topics()[code]["label"]) for code in raised),
        differently=tuple(b.year for b, x, y in zip(years[1:], ways, ways[1:], strict=False) if x != y),
    )  # fmt: skip


def _year(year: int, rows: list) -> CampaignYear:
    said = Contribution.objects.filter(activity__in=[r[0] for r in rows], withdrawn_on=None)
    people = said.aggregate(
        n=Count("participant", distinct=True), coded=Count("participant", distinct=True, filter=~Q(coded_on=None))
    )
    shares = {code: (n, wilson(n, people["coded"])) for code, _, n in _topics(said.exclude(coded_on=None))}
    counted = sum_by_method((methods().get(m, {"label": m})["label"], unit, count) for _, _, m, unit, count in rows)
    return CampaignYear(year, counted, people["n"], people["coded"], shares)


def campaigns(actor: Actor, *, on: date, place: object) -> list[tuple[Campaign, int, int]]:
    """Give the campaigns of a place, each with how many activities it had and in how many years."""
    rows = programmed("campaign", actor, on=on).filter(place=place.id).prefetch_related("activities")
    return [(row, len(row.activities.all()), len({a.held_on.year for a in row.activities.all()})) for row in rows]


def setting_shares(actor: Actor, *, on: date, place: object) -> tuple[SettingReach, ...]:
    """Compare the kinds of setting here by how many of them take part (D-91, D-92)."""
    counts: dict[str, tuple[int, int]] = {}
    for kind, engaged in programmed("setting", actor, on=on).filter(place=place.id).values_list("kind", "engaged"):
        part, known = counts.get(kind, (0, 0))
        counts[kind] = (part + bool(engagement().engaged[engaged]["takes_part"]), known + 1)
    return compare_settings(counts, engagement().settings)


@dataclass(frozen=True)
class RegisterLine:
    """One place in the register: what is to come, the plans under way, and the partners that led nothing here for a year."""

    place: str
    place_id: UUID
    coming: tuple[ActivityLine, ...]
    plans: tuple[PlanLine, ...]
    held: int
    led: tuple[str, ...]
    not_involved: tuple[str, ...]
    last_on: date | None
    leads: tuple[str, ...] = ()


def register(actor: Actor, *, on: date, places: list) -> list[RegisterLine]:
    """Say what is happening in each place, and who is not involved; the place heard longest ago first."""
    plans, partners = engagement_plans(actor, on=on), organisations()
    rows = list(counted_rows(activities(actor, on=on).filter(place__in=places, held_on__gt=on - YEAR)))
    lines = [(row, activity_line(row, on=on)) for row in rows]
    found, accounts = [], partner_people(on=on)
    for place in places:
        here = [(row, line) for row, line in lines if row.place_id == place.pk]
        held = [row for row, line in here if not line.planned]
        led = {row.organisation_id for row in held}
        found.append(
            RegisterLine(
                place.name, place.pk, tuple(sorted((x for _, x in here if x.planned), key=lambda x: x.held_on)),
                tuple(p for p in plans if p.place_id == place.pk and not p.done), len(held),
                tuple(p.name for p in partners if p.id in led), tuple(p.name for p in partners if p.id not in led),
                max((row.held_on for row in held), default=None), _leading(accounts, place),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.last_on or date.min, one.place))


def _leading(accounts: list, place: object) -> tuple[str, ...]:
    """Name those who co-ordinate the listening of a place, whichever partner they work for (S-61)."""
    return tuple(
        f"{account.name}, {account.organisation.name}" for account in accounts
        if any(held.role == LEADS and held.place_id in {None, place.pk} for held in account.roles.all())
    )  # fmt: skip


@dataclass(frozen=True)
class FormedGroup:
    """A community group that formed, with its people over time and the help it was given."""

    id: UUID
    name: str
    purpose: str
    formed_on: date
    led_by: str
    prompted_by: str
    partner: str
    growth: tuple[tuple[date, int | None, str], ...]

    @property
    def people(self) -> int | None:
        """Give how many people it had when last counted."""
        return next((n for _, n, _ in reversed(self.growth) if n is not None), None)


def formed_groups(actor: Actor, *, on: date, place: object) -> list[FormedGroup]:
    """Give the groups that formed here, the latest first."""
    rows = programmed("new group", actor, on=on).filter(place=place.id)
    return [_formed(row) for row in rows.select_related("partner").prefetch_related("growth")]


def _formed(row: NewGroup) -> FormedGroup:
    growth = tuple((g.counted_on, g.people, g.support) for g in row.growth.all())
    partner = row.partner.name if row.partner else ""
    return FormedGroup(row.pk, row.name, row.purpose, row.formed_on, row.led_by, row.prompted_by, partner, growth)


@dataclass(frozen=True)
class StoryLine:
    """One session of a community reporter: its stories, and how far each has come on its way to being told back."""

    activity: UUID
    name: str
    reporter: str
    held_on: date
    gathered: int
    agreed: int
    translated: int
    coded: int
    themed: int
    told_back: bool


def stories(actor: Actor, *, on: date, place: object) -> list[StoryLine]:
    """Follow what community reporters gathered: agreed to be quoted, translated, coded, in a theme, told back (D-88)."""
    standing = Q(contributions__withdrawn_on=None)
    agreed = Q(
        contributions__participant__consents__kind="quote", contributions__participant__consents__withdrawn_on=None
    )
    agreed &= Q(contributions__participant__consents__given_on__isnull=False)

    def n(*also: Q) -> Count:
        return Count("contributions", filter=standing & Q(*also), distinct=True)

    rows = activities(actor, on=on).filter(place=place.id, held_on__lte=on)
    rows = rows.filter(Q(method="community reporter") | Q(reporter__isnull=False)).annotate(
        gathered=n(), agreed=n(agreed), translated=n(~Q(contributions__translation="")),
        coded=n(Q(contributions__coded_on__isnull=False)), themed=n(Q(contributions__themes__isnull=False)),
        back=F("plan__fed_back_on"), who=F("reporter__name"),
    )  # fmt: skip
    return [
        StoryLine(r.pk, r.name, r.who or "", r.held_on, r.gathered, r.agreed, r.translated, r.coded, r.themed, bool(r.back))
        for r in rows.order_by("-held_on", "name")
    ]  # fmt: skip


def announced(actor: Actor, *, on: date, place: object = None) -> list[dict[str, Any]]:
    """Give the ways to take part that were announced and are still to come, as they may be published (S-40).

    Each with the other forms of how to take part (X-18), as far as they still say what ours says;
    a way that has none carries no empty list into the released files.
    """
    rows = activities(actor, on=on).filter(held_on__gte=on, announced_on__isnull=False).order_by("held_on", "name")
    rows = rows if place is None else rows.filter(place=place.id)
    return [
        {"what": r.name, "when": r.held_on.isoformat(), "where": r.venue, "how": r.joining, "why": r.purpose, "place": r.place.name,
         **({"forms": forms} if (forms := _forms(r, on)) else {})}
        for r in rows
    ]  # fmt: skip


def _forms(row: Activity, on: date) -> list[dict[str, str]]:
    found = forms_of(f"{INVITATION}: {row.pk}", row.joining, row.place, on=on)
    return [
        {"form": f.form, "label": f.label, "lang": f.lang, "dir": f.dir, "words": f.words, "link": f.link, "by": f.made_by}
        for f in found if not f.old
    ]  # fmt: skip
