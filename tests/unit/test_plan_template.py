"""A plan without its people, days and places, and with them again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hereabouts.core.plans.template import (
    Doing,
    NotATemplate,
    Template,
    TemplateStep,
    blank,
    dated,
    strayed,
    template,
    written,
)
from hereabouts.engines.definitions import plan_templates, topics

START = date(2026, 4, 6)


@pytest.mark.requirement("W-46")
def test_the_five_themes_of_the_ward_ship_and_every_template_can_be_read():
    shipped = plan_templates()
    assert {"ward-community-engagement", "ward-substance-misuse", "ward-environment", "ward-early-intervention",
            "ward-contact-point"} <= shipped.keys()  # fmt: skip
    for one in shipped.values():
        assert one.steps
        assert one.source
        assert all(step.role for step in one.steps)
        assert {step.topic for step in one.steps} - {""} <= topics().keys()


@pytest.mark.requirement("D-18")
def test_a_template_names_no_partner_no_day_and_says_weeks():
    actions = [
        Doing(
            "Patrol together",
            "Larkhaven Police",
            START,
            START + timedelta(weeks=26),
            milestones=(("First", START + timedelta(weeks=1)),),
        ),
        Doing("Open a room", "Fallow Homes", START + timedelta(weeks=4), START + timedelta(weeks=12)),
        Doing("Think about it", "", None, None),
    ]
    steps = blank(actions, roles={"Larkhaven Police": "Police"})
    assert steps[0] == TemplateStep("Patrol together", "Police", 0, 26, milestones=(("First", 1),))
    assert (steps[1].role, steps[1].after, steps[1].weeks) == ("", 4, 8)
    assert (steps[2].after, steps[2].weeks) == (0, 13)
    assert "Larkhaven" not in str(steps)


WORDS = st.sampled_from(["patrol", "a room", "code of conduct"])
STEPS = st.builds(
    TemplateStep,
    WORDS,
    WORDS,
    st.integers(0, 60),
    st.integers(1, 60),
    milestones=st.tuples(st.tuples(WORDS, st.integers(0, 90))),
)


@given(st.lists(STEPS, min_size=1, max_size=4))
def test_what_is_written_is_read_again(steps):
    one = Template(
        "id", "Label", "thematic", "About", tuple(steps), "survey", "Here", ("a",), "£0", ("b",), ("c",), "x"
    )
    assert template(written(one)) == one


@given(st.lists(STEPS, min_size=1, max_size=4), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_step(steps, starts_on):
    for one in dated(steps, starts_on=starts_on):
        assert starts_on <= one.starts_on < one.due_on
        assert all(one.starts_on <= day <= one.due_on for _, day in one.milestones)


@pytest.mark.parametrize("told", [{}, {"label": "x", "step": []}, {"label": "x", "evidence": "hearsay", "step": [{"title": "y"}]},
                                  {"label": "x", "step": [{"title": "y", "after": -1}]}, {"label": "x", "step": [{"title": " "}]}],
                         ids=["empty", "no action", "no grade", "before the start", "no title"])  # fmt: skip
def test_what_is_no_template_says_so(told):
    with pytest.raises(NotATemplate):
        template({"id": "x"} | told)


def test_what_a_place_did_with_it():
    away = strayed(["Patrol", "Room"], ["Patrol", "Bus"])
    assert (away.kept, away.dropped, away.added) == (("Patrol",), ("Room",), ("Bus",))
