"""Linlathen: 150 residents over four methods, one person counted once, and what they said followed to the outcomes of a plan."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hereabouts.records.plans import changes as plans
from hereabouts.records.voice import access, changes
from hereabouts.records.voice.models import Activity, Contribution, EngagementPlan, Participant
from tests.worlds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
METHODS = {
    "film": "Film making",
    "interview": "Interviews",
    "photographs": "Photographs",
    "survey": "Surveys and consultation",
}


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


def read(client, name, thing):
    answer = client.get(reverse(name, args=[thing]))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.requirement("L-17", "L-21")
def test_a_hundred_and_fifty_residents_reach_the_outcomes_of_a_plan(as_role, partnership):
    east, officer, lead = (
        partnership.east,
        as_role("communities_officer"),
        str(partnership.organisations["Larkhaven Council"].pk),
    )
    officer.post(
        reverse("engagement-plan-new", args=[east.pk]),
        {
            "name": "What Linlathen wants",
            "lead": lead,
            "decision": "The outcomes of the initiative",
            "aimed_at": ["everybody"],
        },
    )
    plan = EngagementPlan.objects.get()
    held = {}
    for method in METHODS:
        form = {"name": f"By {method}", "method": method, "held_on": "2026-10-01", "purpose": "What to change", "unit": "",
            "lead": lead, "plan": str(plan.pk)}  # fmt: skip
        assert officer.post(reverse("activity-plan", args=[east.pk]), form).status_code == 302
        held[method] = Activity.objects.get(method=method)

    # A hundred questionnaires come as a sheet, in a person's hand each.
    rows = "".join(f"{n},R{n},2026-10-01,{'No work near here' if n % 2 else 'The bins'}\n" for n in range(100))
    sheet = SimpleUploadedFile("answers.csv", f"Response ID,Person,Date,Comment\n{rows}".encode())
    columns = officer.post(reverse("answers", args=[east.pk]), {"file": sheet, "activity": str(held["survey"].pk)}).url
    form = officer.get(columns).context["form"]
    meant = {name: form[name].value() or "" for name in form.fields} | {"person": "Person"}
    check = officer.post(columns, meant).url
    assert officer.post(check, {"step": "load"}).status_code == 302
    # Fifty more people speak; twelve of those who were interviewed stand in the film, too, with the number they were given.
    by, numbers = partnership.actor("communities_officer"), []
    told = {"by": by, "on": TODAY, "place": east, "heard_on": date(2026, 10, 1)}
    for method, people in (("interview", 20), ("film", 20), ("photographs", 10)):
        for _ in range(people):
            said = changes.record(**told, words="A club for the children", activity=held[method])
            numbers.append(said.participant.key)
    for number in numbers[:12]:
        changes.record(**told, words="And on film", activity=held["film"], person=number)
    for method, count in (("interview", 20), ("film", 32), ("photographs", 10), ("survey", 100)):
        changes.revise_activity(by=by, on=TODAY, activity=held[method], facts={"count": count})

    page = read(officer, "engagement-plan", plan.pk)
    assert "150 different people’s words were written down (162 contributions)." in page
    for label, counted in (("Film making", "32 people"), ("Interviews", "20 people"), ("Photographs", "10 contacts"),
        ("Surveys and consultation", "100 responses")):  # fmt: skip
        assert f"{label} 1 {counted}" in page
    assert "162 people" not in page
    assert Participant.objects.count() == 150

    # Somebody reads what was said and says what it is about.
    for one in access.visible(by, on=TODAY).filter(words="No work near here"):
        changes.code(by=by, on=TODAY, contribution=one, accept={"T03": "problem"})
    for one in Contribution.objects.filter(words="A club for the children")[:30]:
        changes.code(by=by, on=TODAY, contribution=one, accept={"T05": "request"})
    page = read(officer, "engagement-plan", plan.pk)
    assert re.search(r"50 none yet", page)
    # The plan of the place takes it up: an outcome on that topic, agreed by the residents.
    drafted = plans.draft_plan(by=by, on=TODAY, place=east, title="East, together", period_from=date(2026, 4, 1),
        period_to=date(2031, 3, 31))  # fmt: skip
    outcome = {
        "statement": "Improved employment opportunities",
        "tier": "intermediate",
        "topic": "T03",
        "agreed_by": "Residents’ evening",
    }
    assert officer.post(reverse("plan-outcome", args=[drafted.pk]), outcome).status_code == 302
    assert "Improved employment opportunities" in read(officer, "plan", drafted.pk)
    page = read(as_role("community_rep"), "engagement-plan", plan.pk)
    assert re.search(r" 50 Improved employment opportunities \( ?agreed ?\)", page)
    assert re.search(r" 30 none yet", page)  # the club is owed an outcome, and the page says so
