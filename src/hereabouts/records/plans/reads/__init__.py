"""What the room tells: a plan with its outcomes, priorities and actions, an action with its history, what is mine to tell."""

from hereabouts.records.plans.reads.alike import planned
from hereabouts.records.plans.reads.by_topic import outcomes_by_topic
from hereabouts.records.plans.reads.cites import cites
from hereabouts.records.plans.reads.grounds import Ground, Grounds, grounds
from hereabouts.records.plans.reads.owed import to_check, untold
from hereabouts.records.plans.reads.plan_lives import PlanLife, VersionSheet, life, pending, rules_of, version
from hereabouts.records.plans.reads.plan_sheets import OutcomeLine, PlanLine, PlanSheet, completeness, plan, plans
from hereabouts.records.plans.reads.resourcing import resourcing
from hereabouts.records.plans.reads.rows import ActionLine, Measured, action_line, lines, mine
from hereabouts.records.plans.reads.sheets import (
    ActionSheet,
    MilestoneLine,
    Told,
    action,
    actions,
    progress_of,
    told,
)
from hereabouts.records.plans.reads.whole_actions import FACTS, ActionFacts, facts, printed
from hereabouts.records.plans.reads.written import HEADINGS, cells, text

__all__ = [
    "FACTS",
    "HEADINGS",
    "ActionFacts",
    "ActionLine",
    "ActionSheet",
    "Ground",
    "Grounds",
    "Measured",
    "MilestoneLine",
    "OutcomeLine",
    "PlanLife",
    "PlanLine",
    "PlanSheet",
    "Told",
    "VersionSheet",
    "action",
    "action_line",
    "actions",
    "cells",
    "cites",
    "completeness",
    "facts",
    "grounds",
    "life",
    "lines",
    "mine",
    "outcomes_by_topic",
    "pending",
    "plan",
    "planned",
    "plans",
    "printed",
    "progress_of",
    "resourcing",
    "rules_of",
    "text",
    "to_check",
    "told",
    "untold",
    "version",
]  # fmt: skip
