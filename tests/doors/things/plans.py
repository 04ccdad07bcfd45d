"""A plan in East with an action that Harbour Housing leads and one that the council leads; a plan in West."""

import io
from datetime import date

from pypdf import PdfWriter

from hereabouts.core.plans.tracker import Tracked
from hereabouts.records.imports import changes as imports
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes.plans import freeze
from hereabouts.records.plans.changes.proofs import kept
from hereabouts.records.priorities import changes as aims
from tests.worlds import TODAY

POSTED = {
    "shocks": {"what": "A shop closes", "announced_on": "2026-11-01", "hit": "Its staff", "people": "10 to 49"},
    "shock-answer": {"title": "After the mill"},
    "plan": {"state": "consulting"},
    "plan-draft": {"title": "East plan", "kind": "locality"},
    "plan-outcome": {"statement": "Warmer homes", "tier": "short"},
    "plan-agree": {"minute": "LCPP, item 5", "override": "The figures follow in March"},
    "action-add": {"title": "Insulate lofts"},
    "action": {"milestone": "1", "milestone-title": "First ten", "milestone-due_on": "2027-01-01", "milestone-weight": "1"},
    "action-edit": {"title": "Dry the flats for good"},
    "action-end": {"how": "stop", "reason": "The grant ended"},
    "plan-keep": {"label": "Homes", "about": "Dry homes.", "evidence": "survey", "failures": "None was counted."},
    "action-beside": {"decision": "joint"},
    "return-submit": {"period": "2026 quarter 4", "narrative": "Ten lofts done"},
    "return-accept": {"accept": "1"},
    "action-parts": {"part": "risk", "risk-risk": "The hall is sold"},
    "plan-about": {"part": "about", "about-vision": "A dry home"},
    "plan-representations": {"consultee": "A school", "text": "Too late for us"},
    "plan-endorse": {"words": "Say what it costs"},
    "framework": {"vision": "A fair place", "values": "Residents first"},
    "outcome": {"accountable": "Fairness group"},
    "plan-asking": {"quarter": "2026 quarter 4", "other_asked": "1", "name": "Ben Low", "email": "ben@example.org", "until": "2099-01-01"},
    "plan-quarter": {"quarter": "2026 quarter 3", "freeze": "1", "sure": "1"},
    "return-link": {"revoke": "1", "because": "Sent to the wrong person"},
    "my-returns": {"later": "1"},
    "tell-by-link": {"narrative": "Ten lofts done"},
    "plan-import-questions": {"q0": "open"},
    "plan-import-check": {"step": "leave"},
    "plan-leads": {"lead-0-words": "Nobody"},
}  # fmt: skip


def paper():
    """Give a PDF of one empty page."""
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def made(partnership):
    partnership.add("communities_officer", place=partnership.west, key="officer_west")
    officer, west = partnership.actor("communities_officer"), partnership.actor("officer_west")
    plan = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    theirs = changes.draft_plan(by=west, on=TODAY, place=partnership.west, title="West, together")
    housing, council = (partnership.organisations[name] for name in ("Harbour Housing", "Larkhaven Council"))
    led = changes.add_action(by=officer, on=TODAY, plan=plan, title="Dry the flats", organisation=housing)
    other = changes.add_action(by=officer, on=TODAY, plan=plan, title="Light the path", organisation=council)
    begun = changes.add_action(
        by=officer, on=TODAY, plan=plan, title="Sweep the stairs", organisation=housing, state="in progress"
    )
    hidden = changes.add_action(by=west, on=TODAY, plan=theirs, title="Mend the pier", organisation=housing)
    told = changes.submit_return(
        by=officer, on=TODAY, action=led, period="2026 quarter 3", narrative="Four flats are dry."
    )
    shown, not_ours = (
        kept(about, "2026 quarter 3", [paper()], "The lofts", by=by, on=TODAY)
        for by, about in ((officer, led), (west, hidden))
    )
    outcome = changes.add_outcome(by=officer, on=TODAY, plan=plan, statement="Warmer homes", tier="short")
    far = changes.add_outcome(by=west, on=TODAY, plan=theirs, statement="A safer pier", tier="short")
    changes.ask_partner(by=officer, on=TODAY, plan=plan, organisation=council, what="A room")
    POSTED["plan-requests"] = {"organisation": str(housing.pk), "what": "A key"}
    frozen = {name: freeze(p, TODAY, "5") for name, p in (("east", plan), ("west", theirs))}
    aim = aims.record_aim(
        by=partnership.actor("locality_leader"), on=TODAY, level="city", document="City Plan", ref="1", text="Work", topic="T02", weight=3,
    )  # fmt: skip
    POSTED["city-priorities"] = {"aim": str(aim.pk), f"{aim.pk}-words": "Twelve jobs"}
    shocks = {
        place.name.split()[0].lower(): changes.record_shock(
            by=by, on=TODAY, place=place, what="A mill closes", announced_on=TODAY, hit="Its staff", people="50 to 249"
        )
        for by, place in ((officer, partnership.east), (west, partnership.west))
    }
    linked, unseen = (
        changes.ask(
            by=by, on=TODAY, plan=where, period="2026 quarter 4", actions=[about], name="Ana Reid", email="ana@example.org",
            expires_on=date(2099, 1, 1), where=str,
        )
        for by, where, about in ((officer, plan, led), (west, theirs, hidden))
    )  # fmt: skip
    POSTED["plan-asking"]["actions"] = str(begun.pk)
    POSTED["my-returns"]["action"] = str(led.pk)
    open_, read, done = (_tracker(officer, plan, due) for due in ("soon", "1/3/2027", "1/4/2027"))
    hers = _tracker(west, theirs, "soon")
    organisations = {"Harbour Housing": housing}
    changes.import_actions(by=officer, on=TODAY, plan=plan, rows=[Tracked(2, "Sweep the pier", lead_words="Nobody")],
                           organisations=organisations, batch=done)  # fmt: skip
    plans = (
        "plan-about",
        "plan-representations",
        "plan-requests",
        "plan-endorse",
        "plan-renew",
        "plan",
        "plan-asking",
        "plan-quarter",
        "plan-who",
        "plan-outcome",
        "plan-agree",
        "action-add",
        "plan-csv",
        "plan-xlsx",
        "plan-json",
        "plan-docx",
        "plan-one-page",
        "plan-pdf",
        "plan-import",
        "plan-leads",
        "plan-time",
        "plan-parts",
        "plan-together",
        "plan-keep",
        "plan-lineage",
        "actions-like",
    )
    return {
        **{(page, name): p.pk for page in plans for name, p in (("east", plan), ("west", theirs))},
        **{(page, name): a.pk for page in ("action", "action-end", "action-edit", "action-parts", "return-submit", "action-beside")
           for name, a in (("east", led), ("council", other), ("west", hidden))},
        **{("plan-lift", name): place.pk for name, place in (("east", partnership.east), ("west", partnership.west))},
        ("partner-part", "housing"): housing.pk,
        ("return-accept", "east"): told.pk,
        ("proof", "east"): shown.pk, ("proof", "west"): not_ours.pk, ("proof-drop", "east"): shown.pk,
        ("outcome", "east"): outcome.pk, ("outcome", "west"): far.pk,
        **{("plan-version", name): one.pk for name, one in frozen.items()},
        **{(page, name): place.pk for page in ("framework", "domains", "city-priorities", "gaps", "shocks")
           for name, place in (("east", partnership.east), ("west", partnership.west))},
        **{(page, name): row.pk for page in ("return-link", "tell-by-link")
           for name, row in (("east", linked), ("west", unseen))},
        ("plan-import-questions", "east"): open_.pk,
        ("plan-import-check", "east"): read.pk,
        ("plan-import-undo", "east"): done.pk,
        **{(page, "west"): hers.pk for page in ("plan-import-questions", "plan-import-check", "plan-import-undo")},
        **{("shock-answer", name): row.pk for name, row in shocks.items()},
        ("plan-draft", "east"): partnership.east.pk,
        ("plan-draft", "west"): partnership.west.pk,
    }  # fmt: skip


def _tracker(by, plan, due):
    content = f"Action,Due\nMend the railing,{due}\n".encode()
    return imports.start(by=by, on=TODAY, place=plan.place, about=reads.ABOUT, file_name="tracker.csv", chunks=[content],
                         facts={"thing": str(plan.pk)})  # fmt: skip
