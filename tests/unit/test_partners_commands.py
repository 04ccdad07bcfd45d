"""The partners on the command line: who they are, what they promised and what came of it, the directory in and out."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from hereabouts.records.partners import changes
from hereabouts.records.partners.models import Service
from hereabouts.records.trust.access import founder
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
PASSWORD = "three words that do not belong"
LIST = (
    "Name,Run by,Opening times,Address,Postcode,Telephone\n"
    "Warm room,Friends of East,Not known,1 Quay Street,lh12ab,01632 960170\n"
    "Advice,Larkhaven Council,Tuesdays,2 Quay Street,LH1 2AC,01632 960171\n"
)


@pytest.fixture
def as_(partnership, monkeypatch):
    """Give the e-mail address of whoever holds a role, who can sign in on the command line."""
    monkeypatch.setenv("HEREABOUTS_PASSWORD", PASSWORD)

    def named(role):
        account = partnership.people[role]
        account.set_password(PASSWORD)
        account.save()
        return account.email

    return named


@pytest.mark.requirement("L-01")
def test_the_register_is_printed_for_people_and_for_programs(command, partnership):
    changes.sign_up(
        by=founder(), on=TODAY, partner=partnership.organisations["Harbour Housing"], signed_on=TODAY - timedelta(9)
    )
    rows = command.json("partners", "list")
    assert [(r["partner"], r["kind"]) for r in rows] == [
        ("Friends of East", "Community group, with or without a constitution"), ("Harbour Housing", "Social landlord"),
        ("Larkhaven Council", "Council"),
    ]  # fmt: skip
    assert rows[1]["signed up"] == "2026-11-11"
    read = list(csv.DictReader(io.StringIO(command("partners", "list", "--format", "csv").stdout)))
    assert [r["partner"] for r in read] == [r["partner"] for r in rows]
    said = command("partners", "list").stdout
    assert "not yet" in said


def test_without_partners_it_says_so(command, db):
    assert "There are no partners yet." in command("partners", "list").stdout


@pytest.mark.requirement("L-08", "I-29")
def test_promised_against_delivered_with_its_sums(command, partnership, as_):
    today = timezone.localdate()
    by = {"by": partnership.actor("communities_officer", on=today), "on": today}
    hall = changes.promise(
        **by, organisation=partnership.organisations["Harbour Housing"], kind="room", what="The hall", quantity=10,
        promised_on=today - timedelta(60), due_on=today - timedelta(5),
    )  # fmt: skip
    for quantity in (4, 3):
        changes.deliver(**by, commitment=hall, words="Mondays", quantity=quantity)
    told = command.json("partners", "promised", "--as", as_("elected_member"))
    line = told["lines"][0]
    assert (line["quantity"], line["delivered"], line["status"]) == (10, 7, "late")
    assert (told["kept"], told["due"]) == (0, 1)
    assert set(told["nothing_yet"]) == {"Friends of East", "Larkhaven Council"}
    changes.deliver(**by, commitment=hall, words="The rest", quantity=3)
    said = command("partners", "promised", "--as", as_("elected_member")).stdout
    assert "1 of 1 that were due are kept." in said
    assert "Promised nothing yet: Friends of East; Larkhaven Council." in said


def test_whose_role_or_password_does_not_let_them_is_told_and_sees_nothing(command, partnership, as_, monkeypatch):
    refused = command("partners", "promised", "--as", as_("triage_coordinator"), check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Your role does not include what partners promised." in refused.stderr
    monkeypatch.setenv("HEREABOUTS_PASSWORD", "wrong")
    wrong = command("partners", "promised", "--as", partnership.people["clerk"].email, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.strip() == "That e-mail address and password do not belong together."


class TestTheDirectory:
    @pytest.fixture
    def sheet(self, tmp_path):
        file = tmp_path / "list.csv"
        file.write_text(LIST)
        return file

    @pytest.mark.slow
    def test_a_dry_run_changes_nothing_the_real_one_takes_all_and_the_second_changes_nothing(
        self, command, partnership, as_, sheet
    ):
        args = ("partners", "import", sheet, "--place", "East", "--as", as_("communities_officer"))
        dry = command.json(*args, "--dry-run")
        assert (dry["rows"], dry["new"], dry["loaded"], Service.objects.count()) == (2, 2, False, 0)
        assert command.json(*args)["loaded"] is True
        assert Service.objects.count() == 2
        again = command.json(*args)
        assert (again["new"], again["unchanged"]) == (0, 2)
        near = command.json("partners", "services", "--near", "LH1 9ZZ")
        assert {one["service"] for one in near} == {"Warm room", "Advice"}
        assert [one["service"] for one in command.json("partners", "services", "--search", "advice")] == ["Advice"]
        assert "No service fits." in command("partners", "services", "--search", "submarine").stdout

    def test_a_fault_is_told_with_its_row_and_nothing_is_taken_in(self, command, partnership, as_, sheet):
        sheet.write_text(LIST.replace("LH1 2AC", "nowhere"))
        args = ("partners", "import", sheet, "--place", "East", "--as", as_("communities_officer"))
        refused = command(*args, check=False)
        assert refused.returncode == 2
        assert "Nothing was taken in." in refused.stderr
        assert "3" in refused.stderr
        assert "nowhere" in refused.stderr
        assert not Service.objects.exists()

    def test_a_role_that_may_not_and_a_file_that_is_not_there(self, command, partnership, as_, sheet):
        args = ("--place", "East", "--as", as_("elected_member"))
        assert command("partners", "import", sheet, *args, check=False).returncode == 2
        assert not Service.objects.exists()
        gone = command("partners", "import", "nowhere.csv", *args, check=False)
        assert (gone.returncode, gone.stderr.strip()) == (2, "There is no file called nowhere.csv.")
