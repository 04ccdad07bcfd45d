"""A tracker through the pages, as somebody who has never seen them: file, questions, check, done, taken back."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from hereabouts.core.plans.tracker import Tracked
from hereabouts.records.plans import changes
from tests import trackers
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(partnership):
    officer = partnership.actor("communities_officer")
    made = changes.draft_plan(by=officer, on=TODAY, place=partnership.east, title="East plan")
    changes.add_outcome(by=officer, on=TODAY, plan=made, statement="Warm homes", tier="short")
    return made


def sent(client, plan, path):
    content = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("plan-import", args=[plan.pk]), {"file": content})


def answered(page, **others):
    """Answer every question of the page as the officer of our tracker would."""
    form, told = page.context["form"], {}
    for name, question in form.asked.items():
        said = {**trackers.ANSWERS, **others}.get(question.key, question.answer)
        listed = {option.value for option in question.options}
        told[name] = said if said in listed else "another day"
        if said not in listed:
            told[f"{name}-day"] = said
    return told


@pytest.mark.requirement("S-51")
def test_three_hundred_rows_from_file_to_plan_and_back(as_role, plan, tmp_path):
    client = as_role("communities_officer")
    path = trackers.workbook(tmp_path / "tracker.xlsx")
    asked = client.get(sent(client, plan, path).url)
    said = asked.content.decode()
    for words in ["Rows 16–19 are hidden. Take them in?", "In which month does your year begin?", "What does the colour mean?",
                  "“Harbour Housing / Friends of East” names 2. Who leads?"]:  # fmt: skip
        assert words in said
    nothing = client.post(asked.request["PATH_INFO"], {})
    assert (nothing.status_code, "Choose an answer." in nothing.content.decode()) == (422, True)
    check = client.post(asked.request["PATH_INFO"], answered(asked))
    shown = client.get(check.url).content.decode()
    assert ("<b>298</b> added" in shown, "“Third Sector Forum”: " in shown, plan.actions.count()) == (True, True, 0)
    done = client.post(check.url, {"step": "load"}, follow=True).content.decode()
    assert ("298 added" in done, plan.actions.count(), "Whom is meant?" in done) == (True, 298, True)
    again = client.get(sent(client, plan, path).url).content.decode()
    assert ("<b>0</b> added" in again, "<b>298</b> unchanged" in again) == (True, True)  # no question a second time
    more = tmp_path / "more.csv"
    more.write_text("Action,Due\nA bus,ongoing\nA path,after Easter\n", encoding="utf-8")
    asked = client.get(sent(client, plan, more).url).context["form"]
    assert [question.key for _, question, _ in asked.open] == [
        "due: after easter"
    ]  # what was answered before stands in the fold
    batch = next(
        one.id for one in client.get(reverse("plan-import", args=[plan.pk])).context["history"] if one.counts["added"]
    )
    client.post(reverse("plan-import-undo", args=[batch]))
    assert plan.actions.count() == 0


def test_a_lead_is_settled_on_the_page(as_role, partnership, plan, tmp_path):
    client = as_role("communities_officer")
    asked = client.get(sent(client, plan, trackers.workbook(tmp_path / "t.xlsx", n=40)).url)
    check = client.post(asked.request["PATH_INFO"], answered(asked))
    client.post(check.url, {"step": "load"})
    home = client.get(reverse("plan-import", args=[plan.pk]))
    words, actions, form = next(one for one in home.context["waiting"] if one[0] == "Third Sector Forum")
    address = reverse("plan-leads", args=[plan.pk])
    assert client.post(address, {f"{form.prefix}-words": words}).status_code == 422
    friends = partnership.organisations["Friends of East"]
    client.post(address, {f"{form.prefix}-words": words, f"{form.prefix}-organisation": friends.pk})
    assert {one.organisation for one in plan.actions.filter(pk__in=[a.pk for a in actions])} == {friends}


@pytest.fixture
def turned(tmp_path):
    """A tracker with an action that would be due before it starts."""
    path = tmp_path / "t.csv"
    path.write_text("Action,Start,Due\nDry the flats,1/4/2027,1/3/2027\nLight the path,,\n", encoding="utf-8")
    return path


def test_a_row_that_somebody_will_mend_is_named_and_nothing_is_taken_in(as_role, plan, turned):
    client = as_role("communities_officer")
    asked = sent(client, plan, turned).url
    assert (
        "Row 2, column C: the action is due before it starts. Which of the two days counts?"
        in client.get(asked).content.decode()
    )
    address = client.post(asked, {"q0": "mend"}).url
    page = client.get(address)
    assert (page.status_code, "Row 2, column C: the action is due before it starts." in page.content.decode()) == (
        422,
        True,
    )
    assert client.post(address, {"step": "load"}).status_code == 422
    client.post(address, {"step": "leave"})
    assert plan.actions.count() == 0
    again = client.get(sent(client, plan, turned).url)  # the mended one is asked no question a second time
    assert again.status_code == 422


def test_an_answer_lets_it_in_with_one_of_the_two_days(as_role, plan, turned):
    client = as_role("communities_officer")
    address = client.post(sent(client, plan, turned).url, {"q0": "due"}).url
    assert client.post(address, {"step": "load"}).status_code == 302
    assert list(plan.actions.values_list("title", "starts_on", "due_on")) == [
        ("Dry the flats", None, date(2027, 3, 1)), ("Light the path", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"no table at all", b"PK\x03\x04"], ids=["empty", "words", "broken"])
def test_what_is_no_tracker_is_refused_in_a_sentence(as_role, plan, tmp_path, content):
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(content)
    assert sent(as_role("communities_officer"), plan, path).status_code == 422


def test_a_typed_day_is_an_answer(as_role, plan, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Action,Due\nDry the flats,after Easter\n", encoding="utf-8")
    client = as_role("communities_officer")
    asked = client.get(sent(client, plan, path).url)
    empty = client.post(asked.request["PATH_INFO"], {"q0": "another day"})
    assert (empty.status_code, "Give the day." in empty.content.decode()) == (422, True)
    check = client.post(asked.request["PATH_INFO"], {"q0": "another day", "q0-day": "2027-04-05"})
    client.post(check.url, {"step": "load"})
    assert str(plan.actions.get().due_on) == "2027-04-05"


@pytest.mark.parametrize("page", ["plan-docx", "plan-one-page"])
def test_the_plan_stands_on_a_page_of_its_own(as_role, plan, page):
    assert as_role("clerk").get(reverse(page, args=[plan.pk])).status_code == 200


def test_the_plan_is_written_into_a_template_that_is_sent(as_role, plan):
    client, address = as_role("clerk"), reverse("plan-docx", args=[plan.pk])
    assert client.post(address).content[:2] == b"PK"
    bad = client.post(address, {"template": SimpleUploadedFile("t.docx", b"nothing")})
    assert (bad.status_code, "The template cannot be opened." in bad.content.decode()) == (422, True)
    pdf = client.get(reverse("plan-pdf", args=[plan.pk]))
    assert pdf.content[:5] == b"%PDF-"


@pytest.mark.parametrize("n", [5, 18, 30], ids=["few", "as many as the demo", "many"])
def test_the_plan_on_one_page_is_one_page(as_role, partnership, plan, n):
    officer = partnership.actor("communities_officer")
    rows = [Tracked(k, f"{title} for those who need it most in East", "Harbour Housing", due_on=TODAY, outcome="Warm homes")
            for k, (_, _, title, *_) in enumerate(trackers.rows(n))]  # fmt: skip
    changes.import_actions(by=officer, on=TODAY, plan=plan, rows=rows, organisations=partnership.organisations)
    content = as_role("clerk").get(reverse("plan-pdf", args=[plan.pk])).content
    pages = PdfReader(io.BytesIO(content)).pages
    assert (len(pages), float(pages[0].mediabox.width) > float(pages[0].mediabox.height)) == (1, True)
