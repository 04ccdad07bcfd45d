"""What the room tells: a plan with its outcomes, priorities and actions, an action with its history, what is mine to tell."""

from hereabouts.records.plans.reads.alike import planned
from hereabouts.records.plans.reads.by_topic import outcomes_by_topic
from hereabouts.records.plans.reads.cites import cites
from hereabouts.records.plans.reads.grounds import Ground, Grounds, grounds
from hereabouts.records.plans.reads.owed import to_check, untold
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
from hereabouts.records.plans.reads.tracker_batches import Waiting, batch_of, by_name, prepared, says
from hereabouts.records.plans.reads.tracker_sheet import SHEET, sheet_rows
from hereabouts.records.plans.reads.trackers import ABOUT, Compared, compared, known, leads_waiting, remembered
from hereabouts.records.plans.reads.written import HEADINGS, cells, text

__all__ = [
    "ABOUT",
    "HEADINGS",
    "SHEET",
    "ActionLine",
    "ActionSheet",
    "Compared",
    "Ground",
    "Grounds",
    "Measured",
    "MilestoneLine",
    "OutcomeLine",
    "PlanLine",
    "PlanSheet",
    "Told",
    "Waiting",
    "action",
    "action_line",
    "actions",
    "batch_of",
    "by_name",
    "cells",
    "cites",
    "compared",
    "completeness",
    "grounds",
    "known",
    "leads_waiting",
    "lines",
    "mine",
    "outcomes_by_topic",
    "plan",
    "planned",
    "plans",
    "prepared",
    "progress_of",
    "remembered",
    "resourcing",
    "says",
    "sheet_rows",
    "text",
    "to_check",
    "told",
    "untold",
]  # fmt: skip
