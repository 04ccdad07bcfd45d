"""What the room tells: a plan with its outcomes, priorities and actions, an action with its history, what is mine to tell."""

from hereabouts.records.plans.reads.alike import like, planned, shared_ground
from hereabouts.records.plans.reads.by_topic import outcomes_by_topic
from hereabouts.records.plans.reads.cites import cites
from hereabouts.records.plans.reads.aims_served import AimInPlaces, CityView, city
from hereabouts.records.plans.reads.grounds import Ground, Grounds, grounds
from hereabouts.records.plans.reads.over_time import over_time
from hereabouts.records.plans.reads.owed import to_check, untold
from hereabouts.records.plans.reads.plan_sheets import OutcomeLine, PlanLine, PlanSheet, completeness, plan, plans
from hereabouts.records.plans.reads.promised import Promised, promised
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
from hereabouts.records.plans.reads.templates import LiftedFrom, Shelved, doings, found, lifted_from, shelf
from hereabouts.records.plans.reads.twins import Twins, beside, decided, joint_history, pair, twins
from hereabouts.records.plans.reads.written import HEADINGS, cells, text

__all__ = [
    "HEADINGS",
    "ActionLine",
    "ActionSheet",
    "AimInPlaces",
    "CityView",
    "Ground",
    "Grounds",
    "LiftedFrom",
    "Measured",
    "MilestoneLine",
    "OutcomeLine",
    "PlanLine",
    "PlanSheet",
    "Promised",
    "Shelved",
    "Told",
    "Twins",
    "action",
    "action_line",
    "actions",
    "beside",
    "cells",
    "cites",
    "city",
    "completeness",
    "decided",
    "doings",
    "found",
    "grounds",
    "joint_history",
    "lifted_from",
    "like",
    "lines",
    "mine",
    "outcomes_by_topic",
    "over_time",
    "pair",
    "plan",
    "planned",
    "plans",
    "progress_of",
    "promised",
    "resourcing",
    "shared_ground",
    "shelf",
    "text",
    "to_check",
    "told",
    "twins",
    "untold",
]  # fmt: skip
