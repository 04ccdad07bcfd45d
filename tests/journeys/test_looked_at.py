"""What somebody stumbled over when they looked at every page of place, listen, priorities, account and the public face."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hereabouts.core.evidence.figure import figures
from hereabouts.records.intake import changes as intake
from hereabouts.records.partners import changes as partners
from hereabouts.records.plans import changes as plans
from hereabouts.records.priorities import changes as priorities
from hereabouts.records.problems import changes as problems
from hereabouts.records.trust.access import founder, public
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice import reads as voices
from tests.released import approve_waiting
from tests.unit.test_findings import document
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def heard(partnership):
    """Seven residents of one age band who spoke in September, and three whom any closer line would give away."""
    officer = partnership.actor("communities_officer")

    def say(words, *, age="25 to 44", quote=True, **facts):
        told = {"heard_on": date(2026, 9, 3), "answers": {"age": age}} | facts
        told["consents"] = ("taking part", "quote") if quote else ("taking part",)
        made = voice.record(by=officer, on=TODAY, place=partnership.east, words=words, **told)
        voice.code(by=officer, on=TODAY, contribution=made, accept={"T13": "problem"}, reject=())
        return made

    for n in range(7):
        say(f"The bins again, and again, {n}.", heard_on=date(2026, 9, 1) + timedelta(days=n))
    say("Only I say it like this.", age="under 16", heard_on=date(2026, 9, 20))
    say("Ji kerema xwe re.", said_in="Kurdish", translation="Please, the bins.", heard_on=date(2026, 9, 21))
    say("Never print this.", quote=False, heard_on=date(2026, 9, 22))
    return say


@pytest.fixture
def plan(partnership):
    leader, officer = partnership.actor("locality_leader"), partnership.actor("communities_officer")
    given = {"on": TODAY, "place": partnership.east}
    chosen = priorities.adopt(
        by=leader, **given, statement="Cleaner streets", topic="T13", rationale="All agree", minute="Item 4", test="Ask",
        departure="Winter is near", evidence=[{"kind": "voice", "words": "Then the rats come.", "where": "Said at a door"}],
    )  # fmt: skip
    made = plans.draft_plan(by=officer, **given, title="East, together", priorities=[chosen],
                            period_from=date(2026, 4, 1), period_to=date(2027, 3, 31))  # fmt: skip
    return made, chosen


def published(as_role, partnership):
    page = reverse("publish", args=[partnership.east.pk])
    assert as_role("communities_officer").post(page, {"step": "plan"}).status_code == 302
    approve_waiting(partnership)


@pytest.mark.requirement("X-04")
def test_what_stands_under_a_public_quote_gives_nobody_away(as_role, client, partnership, heard, plan):
    published(as_role, partnership)
    client.logout()
    html = client.get(reverse("public-plan", args=[partnership.east.pk])).content.decode()
    for words in ("Only I say it like this.", "Please, the bins.", "The bins again, and again, 6."):
        assert words in html
    assert "Resident, September 2026" in html  # the one young person among seven others of that month
    assert "Resident, 25 to 44, September 2026, translated" in html
    assert "nder 16" not in html
    assert "Kurdish" not in html
    assert "Never print this." not in html
    kept = {speaker.age for speaker in voices.speakers(partnership.east, on=TODAY)}
    assert "Under 16" in kept  # it could have been shown: it is known


def test_what_changed_is_said_or_why_it_cannot_be(as_role, client, partnership, plan):
    made, chosen = plan
    officer = partnership.actor("communities_officer")
    done = plans.add_action(by=officer, on=TODAY, plan=made, priority=chosen, title="Locked bin store",
                            organisation=partnership.organisations["Larkhaven Council"], due_on=TODAY)  # fmt: skip
    plans.update_action(by=officer, on=TODAY, action=done, state="in progress")
    plans.update_action(
        by=officer, on=TODAY, action=done, state="complete", proof="Missed-bin reports fell from 64 to 41."
    )
    published(as_role, partnership)
    client.logout()
    html = client.get(reverse("public-plan", args=[partnership.east.pk])).content.decode()
    assert "Too early to tell. No number that is published for this place measures it." in html
    assert "Locked bin store: Missed-bin reports fell from 64 to 41." in html


def test_the_words_of_somebody_stand_in_serif_on_the_page_of_a_priority(as_role, plan):
    html = as_role("community_rep").get(reverse("priority", args=[plan[1].pk])).content.decode()
    quoted = html.split('<blockquote class="said')[1].split("</blockquote>")[0]
    assert "Then the rats come." in quoted
    assert "<cite>Said at a door</cite>" in quoted


def row(who, numerator, denominator):
    return {"who": who, "council": who.title(), "indicator": "poor", "period": "2020", "source": "Index",
            "numerator": numerator, "denominator": denominator, "areas": 2, "hidden": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("council", "nation", "kept"),
    [
        ((300, 900), (900, 9000), {"council", "nation"}),
        ((300, 900), (300.0, 900.0), {"council"}),  # a nation that is no larger than the council tells nothing new
        ((100, 200), (900, 9000), {"nation"}),  # the place is the council
        ((100, 200), (100, 200), set()),
    ],
)
def test_a_place_is_compared_only_with_what_reaches_further(council, nation, kept):
    rows = [row("place", 100, 200), row("council", *council), row("nation", *nation)]
    (figure,) = figures(rows, {"poor": document()}, 2)
    assert set(figure.comparators) == kept


def test_a_profile_leads_only_where_its_reader_may_go(as_role, partnership):
    html = as_role("communities_officer").get(reverse("place", args=[partnership.east.pk])).content.decode()
    beside = html.split('id="next"')[1].split("</section>")[0].split('href="')[1:]
    assert len(beside) == 7
    for link in beside:
        assert as_role("communities_officer").get(link.split('"')[0]).status_code == 200
    officer = partnership.actor("communities_officer")
    made = plans.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East, together")
    html = as_role("communities_officer").get(reverse("place", args=[partnership.east.pk])).content.decode()
    assert f'href="{reverse("plan", args=[made.pk])}"' in html
    far = as_role("communities_officer").get(reverse("place", args=[partnership.west.pk])).content.decode()
    assert reverse("themes", args=[partnership.west.pk]) not in far


def test_a_number_that_nobody_has_is_kept_to_be_mended(as_role, partnership):
    page = reverse("said-by-number", args=[partnership.east.pk])
    answer = as_role("communities_officer").get(page, {"number": "K7Q2-9FXM"})
    assert answer.status_code == 404
    assert 'value="K7Q2-9FXM"' in answer.content.decode()
    assert '<a href="#number">' in answer.content.decode()


def test_listening_opens_where_something_is_going_on(as_role, partnership, heard):
    both = partnership.add("communities_officer", key="both", name="Test Both")
    partners.give_role(
        by=founder(), on=date(2025, 1, 1), account=both, role="communities_officer", place=partnership.west
    )
    voice.plan_activity(by=partnership.actor("both"), on=TODAY, place=partnership.west, name="Doors of West",
                        method="conversation", held_on=TODAY, purpose="What to do first")  # fmt: skip
    assert as_role("both").get(reverse("listening"))["Location"] == reverse("programme", args=[partnership.west.pk])
    assert as_role("communities_officer").get(reverse("listening"))["Location"] == reverse(
        "programme", args=[partnership.east.pk]
    )


def test_an_empty_answer_is_named_first_and_where_it_stands(client, partnership):
    html = client.post(reverse("report"), {"where": "Quay Street", "text": ""}).content.decode()
    assert "This field is required" not in html
    assert html.index("govuk-error-summary") < html.index("<h1")
    assert '<a href="#category">“What is it about?” needs an answer.</a>' in html
    assert 'value="Quay Street"' in html  # what was typed is kept
    lost = client.get(reverse("follow"), {"ref": "XX-1"}).content.decode()
    assert lost.index("govuk-error-summary") < lost.index("<h1")


def test_the_door_looks_like_the_house(client):
    html = client.get(reverse("account_login")).content.decode()
    assert html.count('class="govuk-input"') == 2
    assert "placeholder" not in html
    again = client.post(reverse("account_login"), {"login": "", "password": ""}).content.decode()
    assert "“E-mail address” needs an answer." in again


def asked(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.slow
def test_no_page_asks_more_because_there_is_more(as_role, partnership, plan):
    made, chosen = plan
    officer = partnership.actor("communities_officer")
    housing = partnership.organisations["Harbour Housing"]

    def act(n):
        for i in range(n):
            plans.add_action(
                by=officer,
                on=TODAY,
                plan=made,
                priority=chosen,
                title=f"Action {n} {i}",
                organisation=housing,
                due_on=TODAY,
            )
            letter = intake.send(
                by=public(),
                on=TODAY,
                kind="report",
                text="Bags.",
                place=partnership.east,
                category="rubbish",
                where="Quay",
            )
            problems.accept(by=officer, on=TODAY, letter=letter, words="Thank you.")

    act(2)
    client, east = as_role("communities_officer"), partnership.east.pk
    report = {"place": str(east), "year": "2026", "quarter": "4"}
    frozen = client.post(reverse("quarters"), report)["Location"]
    pages = [reverse("publish", args=[east]), reverse("priority", args=[chosen.pk]), frozen]
    few = [asked(client, page) for page in pages]
    act(12)
    assert [asked(client, page) for page in pages] == few
    assert max(few[1:]) <= 25
