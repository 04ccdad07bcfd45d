"""What leaves and what is frozen: small numbers, quarters, moves, and the figures that nobody edits."""

from datetime import date
from decimal import Decimal

import pytest

from hereabouts.core.account import notice, quarter
from hereabouts.core.evidence.figure import Comparator, Figure
from hereabouts.core.evidence.profile import Profile
from hereabouts.core.ledger import Actor, Grant
from hereabouts.core.releases.audit import Scope
from hereabouts.engines.definitions import disclosure
from hereabouts.records.account import access, changes, reads, voices
from hereabouts.records.account.models import Frozen, Quarter
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import changes as plans
from hereabouts.records.problems import changes as problems
from hereabouts.records.releases.reads import Tampered
from hereabouts.records.trust.access import local_operator, public
from tests.worlds import TODAY


@pytest.fixture
def rule():
    return disclosure()["open"]


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [(31, 61, 31), (0, 61, 0), (61, 61, 61), (4, 61, None), (58, 61, None), (5, 10, 5)],
)
@pytest.mark.requirement("X-04")
def test_few_who_raised_it_and_few_who_did_not_are_hidden(rule, count, of, told):
    found = notice.raised({"Bins": count}, of, rule, Scope("people heard", "here"))["Bins"]
    assert found.raised == {"count": told, "of": of}
    printed = [row[-1] for row in found.table["rows"]]
    assert not any(n is not None and 1 <= n <= 4 for n in printed)


@pytest.mark.parametrize("of", [0, 1, 4])
def test_of_a_handful_nothing_is_said(rule, of):
    assert notice.raised({"Bins": 0}, of, rule, Scope("people heard", "here"))["Bins"] == notice.Counted(None, None)


def test_of_few_on_both_sides_not_even_the_sum_is_said(rule):
    assert notice.raised({"Bins": 2}, 5, rule, Scope("people heard", "here"))["Bins"].raised is None


def figure(label, numerator, denominator, **other):
    facts = {"id": label, "label": label, "topic": "T01", "unit": "of all people", "polarity": "high_bad", "value": 0.2, "lo": 0.1,
             "hi": 0.3, "period": "2020", "source": "Source", "method": "C2", "areas_hidden": 0, "note": "",
             "comparators": {"council": Comparator("Larkhaven", 0.1, 900, 9000, "higher")}}  # fmt: skip
    return Figure(numerator=numerator, denominator=denominator, **{**facts, **other})


@pytest.mark.requirement("X-04")
def test_a_figure_from_too_few_leaves_without_its_number(rule):
    read = Profile("East", "DZ2011", 3, 1500, "Estimates (2021)", "", None, (
        figure("Plenty", 200, 1000), figure("Few events", 9, 1000), figure("Few people", 20, 99),
        figure("Nobody measured", None, None, value=None, lo=None, hi=None, comparators={}),
    ))  # fmt: skip
    areas = [{"code": c, "name": "", "people": n, "decile": 1} for c, n in (("A", 700), ("B", 797), ("C", 3))]
    told = notice.profile(read, areas, rule)
    assert [row["hidden"] for row in told["rows"]] == [False, True, True, False]
    assert [row["value"] for row in told["rows"]] == [0.2, None, None, None]
    assert told["finding"] == "Worse than Larkhaven on 1 of 1 measure that can be compared."
    people = [a["people"] for a in told["areas"]]
    assert people[2] is None
    assert people.count(None) == 2, "one hidden cell could be worked out from the total"
    hidden = notice.hidden_in("profile", told, rule)
    assert "Few events: too few to show." in hidden
    assert len(hidden) == 4


def test_a_quarter_is_counted_to_its_last_day_or_to_today():
    assert quarter.days(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.as_at(2026, 3, TODAY) == date(2026, 9, 30)
    assert quarter.as_at(2026, 4, TODAY) == TODAY
    with pytest.raises(quarter.NotBegun, match="begins on 1 January 2027"):
        quarter.as_at(2027, 1, TODAY)
    with pytest.raises(quarter.NotBegun):
        quarter.days(2026, 5)


def test_money_that_nobody_named_is_not_nothing():
    assert quarter.added([None, None]) == {"sum": None, "unknown": 2}
    assert quarter.added([0.0, 5.0, None]) == {"sum": 5.0, "unknown": 1}


def test_what_moved_names_new_changed_and_gone():
    def action(ref, **other):
        return {
            "ref": ref,
            "title": ref,
            "status": "late",
            "due": "",
            "brag": "",
            "spent": None,
            "planned": 5.0,
            **other,
        }

    before = [action("A1"), action("A2"), action("A3")]
    now = [action("A1"), action("A2", status="done", spent=1200.0), action("A4")]
    assert [(m.ref, m.what, m.before, m.now) for m in quarter.moved(before, now)] == [
        ("A2", "Status", "late", "done"), ("A2", "Spent", "not known", "£1,200"), ("A4", "New", "", "late"), ("A3", "Gone", "late", ""),
    ]  # fmt: skip


@pytest.fixture
def plan(partnership):
    officer = partnership.actor("communities_officer")
    made = plans.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    housing = partnership.organisations["Harbour Housing"]
    plans.add_action(by=officer, on=TODAY, plan=made, title="Dry the flats", organisation=housing, due_on=date(2026, 9, 1),
                     money_planned=Decimal(9000))  # fmt: skip
    return made


def frozen(partnership, role="communities_officer", quarter=3, on=TODAY, **other):
    return changes.report_quarter(
        by=partnership.actor(role), on=on, place=partnership.east, year=2026, quarter=quarter, **other
    )


@pytest.mark.requirement("S-35")
def test_a_quarter_holds_returns_lateness_money_and_the_override(partnership, plan):
    officer, action = partnership.actor("communities_officer"), plan.actions.get()
    plans.submit_return(by=officer, on=TODAY, action=action, period="2026 quarter 3", narrative="Four flats are dry.",
                        evidence="Photographs", override="amber", override_reason="The grant is promised")  # fmt: skip
    told = frozen(partnership).figures
    (line,) = told["actions"]
    assert (line["status"], line["days_late"]) == ("late", 29)
    assert (line["brag"], line["computed"]) == ("behind, and can be caught up", "behind, and needs help")
    assert (line["why"], line["narrative"], line["evidence"]) == (
        "The grant is promised",
        "Four flats are dry.",
        "Photographs",
    )
    assert told["money"] == {"planned": {"sum": 9000.0, "unknown": 0}, "spent": {"sum": None, "unknown": 1}}
    assert told["since"] == ""


def test_freezing_twice_changes_nothing_and_other_figures_stand_beside(partnership, plan):
    first = frozen(partnership)
    assert frozen(partnership, role="clerk", on=date(2026, 11, 25)) == first  # whoever freezes it, on whatever day
    plans.stop(by=partnership.actor("communities_officer"), on=TODAY, action=plan.actions.get(), reason="No money")
    told = reads.quarter(partnership.actor("elected_member"), first.pk, on=TODAY)
    assert [(m.what, m.before, m.now) for m in told.changed_since] == [("Status", "late", "stopped")]
    assert told.figures["counts"] == {"late": 1}
    again = frozen(partnership)
    assert (again.number, again.figures["counts"]) == (2, {"stopped": 1})
    assert Quarter.objects.get(pk=first.pk).figures == first.figures
    after = reads.sheet(frozen(partnership, quarter=4), on=TODAY)
    assert (after.figures["since"], after.moved) == ("2026 quarter 3", ())


def test_a_frozen_quarter_is_not_edited_and_tampering_shows(partnership, plan):
    row = frozen(partnership)
    with pytest.raises(Frozen):
        row.save()
    Quarter.objects.filter(pk=row.pk).update(figures={**row.figures, "counts": {"done": 1}})
    with pytest.raises(Tampered):
        reads.quarter(partnership.actor("clerk"), row.pk, on=TODAY)


@pytest.mark.requirement("X-04")
def test_few_reports_are_hidden_in_a_quarter(partnership, plan):
    officer = partnership.actor("communities_officer")
    for n in range(9):
        letter = intake.send(
            by=public(), on=TODAY, kind="report", text="Bins.", place=partnership.east, category="rubbish", where="Quay"
        )
        if n > 1:
            problems.accept(by=officer, on=TODAY, letter=letter, words="Thank you.")
    told = frozen(partnership, quarter=4).figures["reports"]
    assert told["waiting"] is None, "two wait"
    assert [told["in time"], told["All"]].count(None) == 1, "the one shown must not tell the other"
    assert told["after the day"] in {0, None}


def test_nobody_sees_or_freezes_the_quarter_of_another_place(partnership, plan):
    partnership.add("clerk", place=partnership.west, key="clerk_west")
    west = partnership.actor("clerk_west")
    row = frozen(partnership)
    with pytest.raises(NotFound):
        reads.quarter(west, row.pk, on=TODAY)
    assert reads.quarters(west, on=TODAY) == []
    with pytest.raises(NotAllowed):
        frozen(partnership, role="clerk_west")
    with pytest.raises(NotFound):
        access.place_to(partnership.actor("communities_officer"), "account.propose", partnership.west.pk, on=TODAY)
    with pytest.raises(NotAllowed):
        changes.propose_plan(by=partnership.actor("elected_member"), on=TODAY, place=partnership.east, plan=plan)
    with pytest.raises(changes.NotOfHere):
        changes.publish_plan(by=local_operator("test"), on=TODAY, place=partnership.west, plan=plan)


def test_who_only_counts_words_publishes_none(partnership):
    assert not voices.may_quote(local_operator("test"), partnership.east, on=TODAY)
    assert not voices.may_quote(partnership.actor("analyst"), partnership.east, on=TODAY)
    assert voices.may_quote(partnership.actor("communities_officer"), partnership.east, on=TODAY)
    counting = Actor("x", "x", grants=(Grant("contribution", "count", under="test"),))
    assert voices.said(counting, partnership.east, ["T13"], on=TODAY) == {}


@pytest.mark.requirement("X-20")
def test_every_reason_prints_where_anybody_reads_it(partnership, plan):
    officer = partnership.actor("communities_officer")
    given = {"by": officer, "on": TODAY}
    names = ("Stopped one", "Merged one", "Carried one", "Aimed one")
    stop, merge, carry, aim = (plans.add_action(**given, plan=plan, title=title) for title in names)
    plans.stop(**given, action=stop, reason="The grant ended")
    plans.merge(**given, action=merge, into=carry, reason="It was the same")
    plans.carry_forward(**given, action=carry, due_on=date(2027, 3, 1), reason="The builder fell ill")
    plans.update_action(**given, action=carry, state="in progress")
    for target, why in ((4, "As agreed"), (3, "Fewer volunteers")):
        plans.set_target(**given, action=aim, measure="Evenings", baseline=Decimal(0), target=Decimal(target), why=why)
    made = changes.propose_plan(**given, place=partnership.east, plan=plan)
    for words in (
        "The grant ended",
        f"It goes on as {carry.ref}",
        "It was the same",
        "The builder fell ill",
        "Fewer volunteers",
    ):
        assert words in made.content, words
    for ref in (stop.ref, merge.ref, carry.ref, aim.ref):
        assert ref in made.content
