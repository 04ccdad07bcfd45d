"""What stands beside a record for others never opens a letter and never names a family that only named people may know of."""

import json
import re
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.urls import reverse
from typer.main import get_command

from hereabouts.cli import trust
from hereabouts.records.families import changes as family_changes
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger import reads as ledger
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.trust import changes, interests
from hereabouts.records.trust.models import Interest
from tests import families
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(partnership):
    officer = partnership.actor("communities_officer")
    return intake.send(by=officer, on=TODAY, kind="words", text="The swings are broken.", place=partnership.east)


@pytest.fixture
def restricted(partnership, monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)
    families.in_force(partnership)
    referral = families.refer(partnership)
    by = partnership.actor("triage_coordinator")
    return family_changes.restrict(by=by, on=TODAY, referral=referral, named=[], why="abuse", words="A canary.")


def asked_of(partnership, client, subject):
    sent = {"account": str(partnership.people["practitioner"].pk), "verb": "see", "subject": subject, "day": ""}
    answer = client.get(reverse("access-ask"), sent)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def followed(client, page):
    """Follow every link of the trail to one record, and every link of those pages to who saw it."""
    found = set(re.findall(r'href="(\?thing=[^"]+)"', page))
    assert found
    pages = [client.get(reverse("audit") + link.replace("&amp;", "&")).content.decode() for link in found]
    more = {link for one in pages for link in re.findall(r'href="(/audit/who-saw/\?thing=[^"]+)"', one)}
    return pages + [client.get(link).content.decode() for link in more]


@pytest.mark.requirement("X-12")
def test_no_page_prints_the_reference_that_opens_a_letter(as_role, client, partnership, letter):
    as_role("ig_lead")
    page = client.get(reverse("audit")).content.decode()
    assert str(letter.pk) not in page
    pages = [page, *followed(client, page), asked_of(partnership, client, f"letter:{letter.pk}")]
    assert f"letter:{letter.pk}" in pages[-1]  # what was asked is said again, and nothing that was found
    for one in pages:
        assert letter.ref not in one
    assert letter.ref not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


@pytest.mark.requirement("X-12")
@pytest.mark.parametrize("form", ["text", "json"])
def test_nor_does_the_command_line(monkeypatch, partnership, letter, form):
    monkeypatch.setattr("hereabouts.cli.trust.operator", lambda: partnership.actor("ig_lead"))
    user = partnership.people["practitioner"].email
    asked = ["trust", "may", "--as", user, "--verb", "see", "--subject", f"letter:{letter.pk}", "--format", form]
    said = CliRunner().invoke(get_command(trust.app), asked[1:])
    assert said.exit_code == 0, said.output
    assert letter.ref not in said.output
    if form == "json":
        assert json.loads(said.output)["subject"] == f"letter {letter.pk}"


@pytest.mark.requirement("X-12")
def test_the_one_function_gives_references_to_those_only_who_may_read_them(partnership, letter, restricted):
    lead, named = partnership.actor("ig_lead"), partnership.actor("triage_coordinator")
    ids = [str(letter.pk), str(restricted.pk), str(restricted.household_id)]
    assert ledger.referred(ids, lead) == {}
    assert ledger.referred(ids, named) == {ids[1]: restricted.ref, ids[2]: restricted.household.ref}


@pytest.mark.requirement("X-12")
def test_no_link_of_the_trail_names_a_restricted_family(as_role, client, partnership, restricted):
    as_role("ig_lead")
    page = client.get(reverse("audit")).content.decode()
    pages = [page, *followed(client, page)]
    pages += [
        client.get(reverse("audit"), {"thing": str(one)}).content.decode()
        for one in (restricted.pk, restricted.household_id)
    ]
    assert any("Restricted a referral" in one for one in pages[1:])  # the trail itself is there
    for kind, pk in [("referral", restricted.pk), ("household", restricted.household_id)]:
        pages.append(asked_of(partnership, client, f"{kind}:{pk}"))
        assert "restricted to named people" in pages[-1]
    for one in pages:
        assert restricted.ref not in one
    for words in (str(restricted.pk), str(restricted.household_id)):
        assert words not in page
    said = asked_of(partnership, client, restricted.household.ref)
    assert restricted.household.ref in said
    assert restricted.ref not in said.replace(restricted.household.ref, "")


@pytest.mark.requirement("X-12")
def test_whoever_is_named_is_told_the_reference(as_role, client, partnership, restricted):
    by = partnership.actor("triage_coordinator")
    assert ledger.referred([str(restricted.pk)], by) == {str(restricted.pk): restricted.ref}


@pytest.mark.requirement("X-12", "X-39")
def test_an_interest_in_what_is_not_there_looks_like_one_in_what_is(as_role, client, partnership, restricted):
    worker = partnership.people["practitioner"]
    for ref in (restricted.ref, "FH-2026-XXXX"):
        facts = {"account": worker, "why": "family", "ref": ref}
        changes.declare_interest(by=partnership.actor("practitioner"), on=TODAY, **facts)
    as_role("ig_lead")
    page = client.get(reverse("interests")).content.decode()
    sent = re.findall(r'<input type="hidden" name="(\w+)" value="([0-9a-f-]{36})"', page)
    rows = {str(pk): thing for pk, thing in Interest.objects.values_list("pk", "object")}
    assert sorted(value for _, value in sent) == sorted(rows)
    assert {UUID(value).version for _, value in sent} == {4}
    assert not [thing for thing in rows.values() if str(thing) in page]
    where = reverse("interest-approve", args=[worker.pk])
    for step, approved in [("open", 2), ("shut", 0)]:
        for name, value in sent:
            done = client.post(where, {name: value, "step": step, "reason": "Nobody else"}, follow=True)
            assert done.status_code == 200
        assert Interest.objects.exclude(approved_on=None).count() == approved
    somebody_else = reverse("interest-approve", args=[partnership.people["clerk"].pk])
    assert client.post(somebody_else, {"interest": sent[0][1], "reason": "x y"}).status_code == 404
    assert not Interest.objects.exclude(approved_on=None).exists()
    assert interests.register(partnership.actor("ig_lead"), {})
