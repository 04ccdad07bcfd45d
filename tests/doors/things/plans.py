"""A plan in East with an action that Harbour Housing leads and one that the council leads; a plan in West."""

from hereabouts.records.plans import changes
from tests.worlds import TODAY

POSTED = {
    "plan": {"state": "consulting"},
    "plan-draft": {"title": "East plan", "kind": "locality"},
    "plan-outcome": {"statement": "Warmer homes", "tier": "short"},
    "plan-agree": {"minute": "LCPP, item 5", "override": "The figures follow in March"},
    "action-add": {"title": "Insulate lofts"},
    "action": {"milestone": "1", "milestone-title": "First ten", "milestone-due_on": "2027-01-01", "milestone-weight": "1"},
    "action-end": {"how": "stop", "reason": "The grant ended"},
    "plan-keep": {"label": "Homes", "about": "Dry homes.", "evidence": "survey", "failures": "None was counted."},
    "action-beside": {"decision": "joint"},
    "return-submit": {"period": "2026 quarter 4", "narrative": "Ten lofts done"},
    "return-accept": {"accept": "1"},
}  # fmt: skip


def made(partnership):
    partnership.add("communities_officer", place=partnership.west, key="officer_west")
    officer, west = partnership.actor("communities_officer"), partnership.actor("officer_west")
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    theirs = changes.draft_plan(by=west, on=TODAY, place=partnership.west, title="West, together")
    housing, council = (partnership.organisations[name] for name in ("Harbour Housing", "Larkhaven Council"))
    led = changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats", organisation=housing)
    other = changes.add_action(by=officer, on=TODAY, plan=plan, title="Light the path", organisation=council)
    hidden = changes.add_action(by=west, on=TODAY, plan=theirs, title="Mend the pier", organisation=housing)
    told = changes.submit_return(
        by=officer, on=TODAY, action=led, period="2026 quarter 3", narrative="Four flats are dry."
    )
    plans = (
        "plan",
        "plan-who",
        "plan-outcome",
        "plan-agree",
        "action-add",
        "plan-csv",
        "plan-xlsx",
        "plan-time",
        "plan-keep",
        "plan-lineage",
        "actions-like",
    )
    return {
        **{(page, name): p.pk for page in plans for name, p in (("east", plan), ("west", theirs))},
        **{(page, name): a.pk for page in ("action", "action-end", "return-submit", "action-beside")
           for name, a in (("east", led), ("council", other), ("west", hidden))},
        **{("plan-lift", name): place.pk for name, place in (("east", partnership.east), ("west", partnership.west))},
        ("promised", "housing"): housing.pk,
        ("return-accept", "east"): told.pk,
        ("plan-draft", "east"): partnership.east.pk,
        ("plan-draft", "west"): partnership.west.pk,
    }  # fmt: skip
