"""What the room tells: a plan with its outcomes, priorities and actions, an action with its history, what is mine to tell."""

from hereabouts.records.plans.reads.aims_served import (
    AimInPlaces,
    CityView,
    aims_served,
)
from hereabouts.records.plans.reads.alike import (
    like,
    planned,
    shared_ground,
)
from hereabouts.records.plans.reads.asking import (
    Lead,
    LinkLine,
    Round,
    asking,
    due_actions,
    link,
)
from hereabouts.records.plans.reads.by_topic import (
    outcomes_by_topic,
)
from hereabouts.records.plans.reads.cites import (
    cites,
)
from hereabouts.records.plans.reads.city import (
    GivenTo,
    QuickWins,
    given_to,
    quick_wins,
)
from hereabouts.records.plans.reads.domains import (
    Domain,
    DomainOutcome,
    domains,
)
from hereabouts.records.plans.reads.frameworks import (
    FrameworkOutcome,
    FrameworkSheet,
    Loose,
    framework,
    words_of,
)
from hereabouts.records.plans.reads.freezing import (
    FreezeSheet,
    NotAsFrozen,
    frozen,
    told_rows,
)
from hereabouts.records.plans.reads.gaps import (
    GapAction,
    PlaceGaps,
    place_gaps,
)
from hereabouts.records.plans.reads.grounds import (
    Ground,
    Grounds,
    grounds,
)
from hereabouts.records.plans.reads.offers import (
    OccurrenceLine,
    OfferLine,
    OfferSheet,
    offer,
    offers,
    on_between,
    slot,
)
from hereabouts.records.plans.reads.offers_beside import (
    Network,
    TopicServed,
    clashes_of,
    network,
    served_by_topic,
    thought_of,
    topics_offered,
)
from hereabouts.records.plans.reads.offers_public import out_of_date
from hereabouts.records.plans.reads.outcome_sheets import (
    OutcomeSheet,
    Turning,
    outcome,
)
from hereabouts.records.plans.reads.over_time import (
    over_time,
)
from hereabouts.records.plans.reads.owed import (
    to_check,
    untold,
)
from hereabouts.records.plans.reads.parts import (
    PlanParts,
    plan_parts,
)
from hereabouts.records.plans.reads.plan_lives import (
    PlanLife,
    VersionSheet,
    life,
    pending,
    rules_of,
    version,
)
from hereabouts.records.plans.reads.plan_sheets import (
    OutcomeLine,
    PlanLine,
    PlanSheet,
    completeness,
    plan,
    plans,
)
from hereabouts.records.plans.reads.promised import (
    Promised,
    promised,
)
from hereabouts.records.plans.reads.proofs import (
    ProofLine,
    lies_at,
    proof,
    proofs,
)
from hereabouts.records.plans.reads.published import (
    PublishedAction,
    published_like,
    published_twins,
)
from hereabouts.records.plans.reads.resourcing import (
    resourcing,
)
from hereabouts.records.plans.reads.rows import (
    ActionLine,
    Measured,
    action_line,
    lines,
    mine,
)
from hereabouts.records.plans.reads.sheets import (
    ActionSheet,
    MilestoneLine,
    Told,
    action,
    actions,
    progress_of,
    told,
)
from hereabouts.records.plans.reads.still import (
    Stale,
    not_moving,
    stale,
)
from hereabouts.records.plans.reads.telling import (
    Asked,
    Standing,
    asked_by_link,
    standing,
    to_tell,
)
from hereabouts.records.plans.reads.templates import (
    LiftedFrom,
    Shelved,
    doings,
    found,
    lifted_from,
    shelf,
)
from hereabouts.records.plans.reads.together import (
    JointProject,
    PartLine,
    ShockLine,
    SourceLine,
    begun_on,
    find_shock,
    joint_projects,
    shocks,
)
from hereabouts.records.plans.reads.tracker_batches import (
    Waiting,
    batch_of,
    by_name,
    prepared,
    says,
)
from hereabouts.records.plans.reads.tracker_sheet import (
    SHEET,
    sheet_rows,
)
from hereabouts.records.plans.reads.trackers import (
    ABOUT,
    Compared,
    compared,
    known,
    leads_waiting,
    remembered,
)
from hereabouts.records.plans.reads.twins import (
    Twins,
    beside,
    decided,
    joint_history,
    pair,
    twins,
)
from hereabouts.records.plans.reads.whole_actions import (
    FACTS,
    ActionFacts,
    facts,
    printed,
)
from hereabouts.records.plans.reads.written import (
    HEADINGS,
    cells,
    text,
)

__all__ = [
    "ABOUT",
    "FACTS",
    "HEADINGS",
    "SHEET",
    "ActionFacts",
    "ActionLine",
    "ActionSheet",
    "AimInPlaces",
    "Asked",
    "CityView",
    "Compared",
    "Domain",
    "DomainOutcome",
    "FrameworkOutcome",
    "FrameworkSheet",
    "FreezeSheet",
    "GapAction",
    "GivenTo",
    "Ground",
    "Grounds",
    "JointProject",
    "Lead",
    "LiftedFrom",
    "LinkLine",
    "Loose",
    "Measured",
    "MilestoneLine",
    "Network",
    "NotAsFrozen",
    "OccurrenceLine",
    "OfferLine",
    "OfferSheet",
    "OutcomeLine",
    "OutcomeSheet",
    "PartLine",
    "PlaceGaps",
    "PlanLife",
    "PlanLine",
    "PlanParts",
    "PlanSheet",
    "Promised",
    "ProofLine",
    "PublishedAction",
    "QuickWins",
    "Round",
    "Shelved",
    "ShockLine",
    "SourceLine",
    "Stale",
    "Standing",
    "Told",
    "TopicServed",
    "Turning",
    "Twins",
    "VersionSheet",
    "Waiting",
    "action",
    "action_line",
    "actions",
    "aims_served",
    "asked_by_link",
    "asking",
    "batch_of",
    "begun_on",
    "beside",
    "by_name",
    "cells",
    "cites",
    "clashes_of",
    "compared",
    "completeness",
    "decided",
    "doings",
    "domains",
    "due_actions",
    "facts",
    "find_shock",
    "found",
    "framework",
    "frozen",
    "given_to",
    "grounds",
    "joint_history",
    "joint_projects",
    "known",
    "leads_waiting",
    "lies_at",
    "life",
    "lifted_from",
    "like",
    "lines",
    "link",
    "mine",
    "network",
    "not_moving",
    "offer",
    "offers",
    "on_between",
    "out_of_date",
    "outcome",
    "outcomes_by_topic",
    "over_time",
    "pair",
    "pending",
    "place_gaps",
    "plan",
    "plan_parts",
    "planned",
    "plans",
    "prepared",
    "printed",
    "progress_of",
    "promised",
    "proof",
    "proofs",
    "published_like",
    "published_twins",
    "quick_wins",
    "remembered",
    "resourcing",
    "rules_of",
    "says",
    "served_by_topic",
    "shared_ground",
    "sheet_rows",
    "shelf",
    "shocks",
    "slot",
    "stale",
    "standing",
    "text",
    "thought_of",
    "to_check",
    "to_tell",
    "told",
    "told_rows",
    "topics_offered",
    "twins",
    "untold",
    "version",
    "words_of",
]
