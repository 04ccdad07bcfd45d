"""The rules of groups, meetings and decisions, with days and numbers worked out by hand."""

from datetime import date
from itertools import pairwise

import pytest

from hereabouts.core.governance.decisions import VERBS, NotADecision, check
from hereabouts.core.governance.exempt import NoSuchParagraph, paragraph
from hereabouts.core.governance.groups import CADENCES, Quorum, Seat, WrongWayUp, next_by, placed, quorum
from hereabouts.core.governance.meetings import (
    Item,
    OutOfTurn,
    Past,
    Task,
    agenda,
    papers_due,
    step,
)
from hereabouts.engines.definitions import calendar, text

ON = date(2026, 11, 24)  # a Tuesday


class TestQuorum:
    SEATS = {
        "a": Seat("a", True, date(2026, 1, 1)),
        "b": Seat("b", True, date(2026, 1, 1)),
        "c": Seat("c", True, date(2026, 1, 1), until=date(2026, 11, 23)),
        "d": Seat("d", False, date(2026, 1, 1)),
        "e": Seat("e", True, date(2026, 11, 25)),
    }

    def test_only_voting_seats_held_that_day_count(self):
        everybody = dict.fromkeys(self.SEATS, "present")
        assert quorum(2, self.SEATS, everybody, ON) == Quorum(2, 2)
        assert quorum(3, self.SEATS, everybody, date(2026, 11, 23)).present == 3

    def test_a_substitute_counts_and_apologies_do_not(self):
        here = quorum(2, self.SEATS, {"a": "substitute", "b": "apologies"}, ON)
        assert (here.present, bool(here)) == (1, False)
        assert str(here) == "Not quorate: 1 voting member here, 2 needed."

    def test_somebody_without_a_seat_does_not_count(self):
        assert quorum(1, self.SEATS, {"stranger": "present"}, ON).present == 0

    def test_without_a_quorum_set_any_meeting_can_decide(self):
        assert quorum(0, {}, {}, ON)


class TestTree:
    @pytest.mark.requirement("S-03")
    @pytest.mark.parametrize(("tier", "above"), [("strategic", "strategic"), ("tactical", "strategic"), ("working", "tactical"),
                                                  ("working", "strategic"), ("working", None)])  # fmt: skip
    def test_a_group_answers_to_its_like_or_above(self, tier, above):
        placed(tier, above)

    @pytest.mark.parametrize(("tier", "above"), [("strategic", "tactical"), ("tactical", "working")])
    def test_never_to_one_below(self, tier, above):
        with pytest.raises(WrongWayUp, match="cannot answer to"):
            placed(tier, above)

    def test_never_to_itself_through_others(self):
        with pytest.raises(WrongWayUp, match="itself"):
            placed("tactical", "tactical", own="x", line=("y", "x"))


@pytest.mark.requirement("W-31")
def test_the_next_meeting_is_due_by_the_cadence():
    assert next_by("every 3 months", date(2026, 8, 24)) == date(2026, 11, 24)
    assert next_by("every 6 to 8 weeks", date(2026, 9, 29)) == date(2026, 11, 24)
    assert next_by("when needed", date(2026, 9, 29)) is None
    assert next_by("every week", None) is None
    assert set(CADENCES) >= {"every 3 months", "every 6 to 8 weeks", "every month"}


class TestPapers:
    """Neither the day papers go out nor the day of the meeting counts; weekends and the nation's holidays do not either."""

    @pytest.mark.requirement("X-27")
    @pytest.mark.parametrize(
        ("meeting_on", "nation", "due"),
        [
            (date(2026, 11, 24), "SCT", date(2026, 11, 18)),  # 19, 20, 23 lie between
            (date(2026, 11, 24), "ENG", date(2026, 11, 16)),  # 17, 18, 19, 20, 23
            (date(2026, 11, 24), "WLS", date(2026, 11, 18)),
            (date(2026, 12, 3), "SCT", date(2026, 11, 26)),  # 30 November is a holiday in Scotland: 27, 1, 2
            (date(2026, 12, 3), "ENG", date(2026, 11, 25)),  # and none in England: 26, 27, 30, 1, 2
            (date(2027, 1, 6), "SCT", date(2026, 12, 29)),  # 30, 31, 5: the first and the fourth are holidays
            (date(2027, 1, 6), "ENG", date(2026, 12, 24)),  # 29, 30, 31, 4, 5
        ],
    )
    def test_worked_by_hand(self, meeting_on, nation, due):
        assert papers_due(meeting_on, nation, calendar(nation)) == due

    def test_a_day_later_would_be_too_late_whatever_the_day(self):
        for n in range(400):
            meeting_on = date.fromordinal(date(2026, 1, 20).toordinal() + n)
            for nation, needed in [("SCT", 3), ("ENG", 5)]:
                works = calendar(nation).works_on
                due = papers_due(meeting_on, nation, calendar(nation))
                days = [date.fromordinal(d) for d in range(due.toordinal() + 1, meeting_on.toordinal())]
                assert works(due)
                assert sum(map(works, days)) == needed


class TestCourse:
    def test_one_step_at_a_time(self):
        states = ["planned", "papers out", "held", "minutes draft", "minutes agreed"]
        for before, after in pairwise(states):
            assert step(before, after) == after
        assert step("planned", "held") == "held"  # papers were tabled
        assert step("minutes agreed", "minutes draft") == "minutes draft"

    @pytest.mark.parametrize(
        ("state", "to"), [("planned", "minutes draft"), ("held", "planned"), ("minutes agreed", "held")]
    )
    def test_no_leap_and_no_way_back(self, state, to):
        with pytest.raises(OutOfTurn, match="cannot become"):
            step(state, to)

    def test_a_cancelled_meeting_goes_nowhere(self):
        with pytest.raises(OutOfTurn, match="cancelled"):
            step("planned", "papers out", cancelled=True)


class TestAgenda:
    def test_nothing_open_is_forgotten(self):
        items = agenda(
            standing=["Delivery plans"],
            last=date(2026, 8, 25),
            tasks=[
                Task("Ring the school", "Housing", date(2026, 11, 23)),
                Task("Book the hall", "Council", date(2026, 11, 24)),
                Task("Done long ago", "Council", date(2026, 9, 1), done_on=date(2026, 9, 1)),
            ],
            decisions=[
                Past("EA-2026-D001", "defer", "The bench"),
                Past("EA-2026-D002", "agree", "Lights on Kiln Lane", implement_by=date(2026, 11, 1)),
                Past("EA-2026-D003", "agree", "Money advice", update_on=date(2026, 11, 24)),
                Past("EA-2026-D004", "agree", "Not yet", implement_by=date(2026, 12, 24), update_on=date(2026, 12, 1)),
            ],
            on=ON,
        )
        assert [(item.title, item.purpose) for item in items] == [
            ("Minutes of the last meeting", "decide"),
            ("Overdue actions", "discuss"),
            ("EA-2026-D001: The bench", "decide"),
            ("Progress with EA-2026-D002: Lights on Kiln Lane", "note"),
            ("Progress with EA-2026-D003: Money advice", "note"),
            ("Delivery plans", "discuss"),
        ]
        assert items[1].because == "1 action past the day agreed"
        assert items[4].because == "An update was asked for by 24 November 2026"

    def test_a_first_meeting_has_only_what_always_stands(self):
        assert agenda(standing=["Delivery plans"], last=None, tasks=[], decisions=[], on=ON) == [
            Item("Delivery plans", "discuss", "Always on this group's agenda")
        ]

    def test_an_action_without_a_day_is_never_late(self):
        assert Task("x", "y", None).status(ON) == "in progress"
        assert Task("x", "y", date(2026, 11, 23)).status(ON) == "late"
        assert Task("x", "y", date(2026, 11, 24)).status(ON) == "in progress"


class TestDecisions:
    ENOUGH, TOO_FEW = Quorum(3, 3), Quorum(3, 2)

    def decide(self, **given):
        check(
            **{"verb": "agree", "text": "Light Kiln Lane.", "reasons": "", "owner": False, "quorum": self.ENOUGH}
            | given
        )

    @pytest.mark.requirement("W-03", "I-12")
    def test_the_verbs_of_the_source_documents_are_all_there(self):
        assert {"note", "support", "agree", "endorse"} <= set(VERBS)
        for verb in ("endorse", "support", "agree", "note"):
            self.decide(verb=verb)

    def test_too_few_can_note_but_not_agree(self):
        for verb in ("note", "discuss"):
            self.decide(verb=verb, quorum=self.TOO_FEW)
        self.decide(verb="defer", reasons="Too few of us.", quorum=self.TOO_FEW)
        with pytest.raises(NotADecision, match="Only 2 of the 3 voting members"):
            self.decide(quorum=self.TOO_FEW)

    def test_no_quorum_set_means_none_needed(self):
        self.decide(quorum=Quorum(0, 0))

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"verb": "muse"}, "none of the verbs"),
            ({"text": "  "}, "Write what was decided"),
            ({"verb": "reject"}, "Say why"),
            ({"verb": "defer"}, "Say why"),
            ({"verb": "delegate"}, "choose an owner"),
        ],
    )
    def test_what_a_decision_must_say(self, given, said):
        with pytest.raises(NotADecision, match=said):
            self.decide(**given)


@pytest.mark.requirement("X-27")
def test_a_paper_is_kept_back_only_under_a_paragraph_of_its_nations_law():
    scotland, england = text("governance")["exempt"]["SCT"], text("governance")["exempt"]["ENG"]
    assert len(scotland["paragraphs"]) == 15
    assert len(england["paragraphs"]) == 7
    assert paragraph("7", england["paragraphs"], law=england["law"]).startswith("Preventing")
    with pytest.raises(NoSuchParagraph, match="Paragraph 8 does not stand in Schedule 12A"):
        paragraph("8", england["paragraphs"], law=england["law"])
