"""Partners as pure rules: promises, who is missing, courses that run out, the directory near a place, trained before trusted."""

from datetime import date, timedelta

import pytest

from hereabouts.core.ledger import Actor, Grant, Subject, Trained, lacking, may, untrained
from hereabouts.core.partners.commitments import Promise, at_risk, kept, lately, not_yet, status, tallies
from hereabouts.core.partners.directory import Offer, Wanted, apart, by_nearness, nearest, outward
from hereabouts.core.partners.engagement import Kind, Part, matrix
from hereabouts.core.partners.training import counts_until, stands
from hereabouts.core.trust.roles import NotARole, granted, role

TODAY = date(2026, 11, 20)
COURSE = "Sharing information"


def promise(promised=10, delivered=0, due=None, **more):
    return Promise("p", "room", promised, delivered, due, **more)


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (promise(), "not started"),
        (promise(delivered=4, due=TODAY), "in progress"),
        (promise(delivered=4, due=TODAY - timedelta(1)), "late"),
        (promise(delivered=10, due=TODAY - timedelta(1)), "done"),
        (promise(promised=None, delivered=1), "in progress"),
        (promise(promised=None, done=True), "done"),
        (promise(delivered=4, ended=True), "stopped"),
    ],
)
def test_how_a_promise_stands(one, word):
    assert status(one, TODAY) == word


def test_what_is_not_due_yet_is_neither_kept_nor_broken():
    rows = [
        promise(delivered=10),
        promise(due=TODAY + timedelta(9)),
        promise(due=TODAY - timedelta(9)),
        promise(ended=True),
    ]
    assert kept(rows, TODAY) == (1, 2, 4)


def test_the_last_thirty_days_and_the_thirty_before():
    days = [TODAY, TODAY - timedelta(29), TODAY - timedelta(30), TODAY - timedelta(59), TODAY - timedelta(60)]
    assert lately(days, TODAY) == (2, 2)


def test_who_has_promised_nothing():
    assert not_yet({"a": "Police", "b": "Fire", "c": "NHS"}, ["a"]) == ["Fire", "NHS"]


def test_only_who_said_so_is_stretched():
    assert at_risk({"a": "stretched", "b": "enough", "c": "none"}, ["a", "b", "c", "d"]) == ["a", "c"]


def test_sums_of_what_was_promised_and_came_keep_their_units_apart():
    found = tallies(
        [("room", "sessions", 10, 4), ("room", "sessions", 5, 5), ("money", "pounds", 100, 130), ("data", "", 0, 3)]
    )
    assert [(t.kind, t.unit, t.promised, t.delivered, t.share) for t in found] == [
        ("money", "pounds", 100, 130, 1.3), ("room", "sessions", 15, 9, 0.6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [
        (date(2026, 1, 15), 12, date(2027, 1, 14)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 1, 15), None, None),
    ],
)
def test_how_long_a_course_counts(day, months, until):
    assert counts_until(day, months) == until


def test_a_course_on_its_last_day_still_counts():
    assert stands(TODAY, TODAY) == "runs out soon"
    assert stands(TODAY - timedelta(1), TODAY) == "ran out"
    assert stands(None, TODAY) == stands(TODAY + timedelta(61), TODAY) == "counts"


class TestTrainedBeforeTrusted:
    grant = Grant("referral", "see", under="ISA-07, clause 4.2", agreement="ISA-07", needs=(COURSE,))
    subject = Subject("referral", id="r")

    def actor(self, *trained):
        return Actor("a", "A", grants=(self.grant,), trained=trained)

    @pytest.mark.requirement("D-70")
    def test_without_the_course_the_answer_is_no_and_names_it(self):
        verdict = may(self.actor(), "see", self.subject, TODAY)
        assert not verdict
        assert verdict.because == f"Not yet trained: ISA-07, clause 4.2 needs the course “{COURSE}”."

    @pytest.mark.requirement("D-70")
    def test_with_it_yes_until_its_last_day(self):
        until = self.actor(Trained(COURSE, TODAY))
        assert may(until, "see", self.subject, TODAY)
        assert not may(until, "see", self.subject, TODAY + timedelta(1))
        assert may(self.actor(Trained(COURSE)), "see", self.subject, TODAY + timedelta(9999))

    def test_another_course_does_not_do(self):
        assert lacking(self.actor(Trained("Fire safety")), self.grant, TODAY) == (COURSE,)

    def test_a_grant_that_needs_none_opens_beside_one_that_does(self):
        both = Actor("a", "A", grants=(self.grant, Grant("referral", "see", under="the role", agreement="X")))
        assert may(both, "see", self.subject, TODAY)

    def test_nothing_is_said_of_a_course_for_another_verb(self):
        assert untrained(self.actor(), "referral", "decide", on=TODAY) == ()

    def test_a_role_can_ask_for_a_course(self):
        asked = role({"id": "x", "label": "X", "description": "", "here": ["plan.see"], "requires": [COURSE]})
        assert {g.needs for g in granted(asked)} == {(COURSE,)}


class TestForOneGroup:
    @pytest.mark.requirement("S-47")
    def test_a_role_for_one_group_reaches_it_and_nothing_else(self):
        clerk = role({"id": "x", "label": "X", "description": "", "here": ["meeting.see"], "everywhere": ["group.see"]})
        actor = Actor("a", "A", grants=tuple(granted(clerk, about="g1")))
        own = Subject("meeting", id="m", about=frozenset({"m", "g1"}))
        assert may(actor, "see", own, TODAY)
        assert not may(actor, "see", Subject("meeting", id="n", about=frozenset({"n", "g2"})), TODAY)
        assert not may(actor, "see", Subject("group", id="g2", about=frozenset({"g2"})), TODAY)


class TestForWhom:
    @pytest.mark.requirement("S-42")
    def test_what_is_done_says_for_whom(self):
        leader = role(
            {"id": "x", "label": "Leader", "description": "", "here": ["plan.see"], "acts_for": "partnership"}
        )
        worker = role({"id": "y", "label": "Worker", "description": "", "here": ["plan.see"], "acts_for": "agency"})
        said = [granted(one)[0].under for one in (leader, worker)]
        assert said == ["the role of Leader, for the partnership", "the role of Worker, for their own organisation"]

    def test_a_side_that_is_none_is_refused(self):
        with pytest.raises(NotARole):
            role({"id": "x", "label": "X", "description": "", "acts_for": "both"})


KINDS = [
    Kind("police", "Police", "s", True),
    Kind("general practice", "General practice", "s", True),
    Kind("other", "Other", "o"),
]


@pytest.mark.requirement("D-71")
def test_who_is_missing():
    partners = [("1", "Police", "police"), ("2", "Baker", "other"), ("3", "Fire", "fire")]
    parts = [
        Part("2", "groups", "g", "Leadership", "member"), Part("1", "plans", "a", "An action", "leads"),
        Part("9", "plans", "a", "An action", "helps"),
    ]  # fmt: skip
    found = matrix(partners, parts, columns=("groups", "plans"), kinds=KINDS)
    assert found.kinds_missing == ("General practice",)
    assert found.tables == (("Leadership", ("Police",)),)  # they are a partner and have no seat
    assert found.nowhere == ("Fire",)
    assert [len(row.parts["plans"]) for row in found.rows] == [1, 0, 0]


def offer(id_, **more):
    return Offer(id_, f"Service {id_}", "Council", "p", **more)


class TestTheDirectory:
    def test_a_degree_of_latitude(self):
        assert apart((55.0, -3.0), (56.0, -3.0)) == pytest.approx(111.2, abs=0.1)

    def test_nearest_first_and_what_stands_nowhere_is_not_near(self):
        offers = [
            offer("far", latitude=56.5, longitude=-3.0),
            offer("near", latitude=56.46, longitude=-3.0),
            offer("none"),
        ]
        assert [one.id for _, one in nearest(offers, (56.46, -2.99))] == ["near", "far"]
        assert [one.id for _, one in nearest(offers, (56.46, -2.99), within=2)] == ["near"]
        lines, how = by_nearness(offers, "DD4 8AA", (56.46, -2.99))
        assert ([one.id for _, one in lines], how) == (["near", "far", "none"], "ground")

    def test_where_no_list_knows_the_postcode_its_district_does(self):
        offers = [offer("a", postcode="LK1 2AB"), offer("b", postcode="LK12 2AB"), offer("c")]
        assert by_nearness(offers, "lk1 9zz", None) == ([(None, offers[0])], "district")
        assert outward("lk12ab") == "LK1"

    @pytest.mark.parametrize(
        ("wanted", "fits"),
        [
            (Wanted(words="debt ADVICE"), True), (Wanted(words="debt football"), False), (Wanted(topic="T01"), True),
            (Wanted(topic="T02"), False), (Wanted(youngest=15, oldest=15), True), (Wanted(youngest=18, oldest=18), False),
            (Wanted(day="TU"), True), (Wanted(day="WE"), False), (Wanted(opens="12:00"), False), (Wanted(closes="10:30"), True),
        ],
    )  # fmt: skip
    def test_what_somebody_looks_for(self, wanted, fits):
        one = offer(
            "a", description="Debt advice", topics=("T01",), minimum_age=11, maximum_age=17,
            schedules=({"days": ["TU"], "from": "10:00", "to": "12:00"},),
        )  # fmt: skip
        assert wanted.fits(one) is fits

    def test_what_a_service_does_not_say_shuts_nobody_out(self):
        assert Wanted(youngest=90, oldest=90).fits(offer("a"))

    def test_a_check_of_last_year_is_old(self):
        assert offer("a").old(TODAY)
        assert not offer("a", assured_on=TODAY - timedelta(365)).old(TODAY)
        assert offer("a", assured_on=TODAY - timedelta(366)).old(TODAY)
