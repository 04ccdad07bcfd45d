"""An administrator registers a partner and invites somebody; that person sets a password by the link and signs in."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import invitations
from hereabouts.records.partners.reads import everybody, nobody_yet

pytestmark = pytest.mark.django_db
GOOD = "lamp harbour seven onions"


@pytest.fixture
def admin(as_role):
    return as_role("administrator")


@pytest.fixture
def today():
    return timezone.localdate()


def invite(admin, partnership, **more):
    form = {
        "email": "kim@example.org", "name": "Kim Archer", "organisation": partnership.organisations["Harbour Housing"].pk,
        "role": "community_rep", "place": partnership.east.pk,
    }  # fmt: skip
    answer = admin.post(reverse("person-invite"), form | more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_a_new_partnership_leads_its_administrator_to_what_is_missing(admin):
    page = admin.get(reverse("my-work")).content.decode()
    assert "Set the partnership up" in page  # no agreement is in force
    assert f'href="{reverse("getting-started")}"' in page


def test_where_a_role_holds_is_chosen_and_never_everywhere_by_itself(admin, partnership):
    form = {"email": "kim@example.org", "name": "Kim", "organisation": partnership.organisations["Harbour Housing"].pk,
            "role": "community_rep"}  # fmt: skip
    refused = admin.post(reverse("person-invite"), form | {"place": ""})
    assert refused.status_code == 422
    assert "“Where” needs an answer." in refused.content.decode()
    assert admin.post(reverse("person-invite"), form | {"place": "everywhere"}).status_code == 302


def link_on(admin, page):
    answer = admin.post(page, {"step": "link"}, follow=True)
    return re.search(r"<code>http://testserver(.+?)</code>", answer.content.decode())[1].replace("&amp;", "&")


def set_password(link, password=GOOD, client=None):
    client = client or Client()
    landed = client.get(link, follow=True)
    if landed.status_code != 200:
        return landed
    return client.post(landed.redirect_chain[-1][0], {"password": password, "again": password})


def sign_in(email="kim@example.org", password=GOOD):
    client = Client()
    return client, client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.requirement("S-47", "L-01")
def test_the_whole_path_from_the_invitation_to_the_first_page(admin, partnership):
    admin.post(
        reverse("partner-register"),
        {"name": "Tenants of Kiln Lane", "kind": "community group", "contact": "Ropery Hall"},
    )
    assert "Tenants of Kiln Lane" in admin.get(reverse("partners")).content.decode()
    page = invite(admin, partnership)
    assert "Has no password yet" in admin.get(reverse("people")).content.decode()
    client, refused = sign_in()
    assert refused.status_code == 200  # without a password nobody gets in
    assert not client.session.get("_auth_user_id")
    done = set_password(link_on(admin, page))
    assert done.url == reverse("account_login")
    client, answer = sign_in()
    assert answer.url == reverse("my-work")
    assert "Kim Archer" in client.get(reverse("my-work")).content.decode()
    assert client.get(reverse("meetings")).status_code == 200  # the role she was given
    assert client.get(reverse("people")).status_code == 403  # and nothing more
    whats = list(
        AuditEntry.objects.filter(what__startswith="account.").order_by("id").values_list("what", "actor_name", "under")
    )[-3:]
    assert whats == [
        ("account.invite", "Test Administrator", "the role of Administrator"),
        ("account.invite", "Test Administrator", "the role of Administrator"),
        ("account.set_password", "Kim Archer", "the invitation link"),
    ]


class TestTheLink:
    @pytest.fixture
    def page(self, admin, partnership):
        return invite(admin, partnership)

    def test_it_works_once(self, admin, page):
        link = link_on(admin, page)
        assert set_password(link).status_code == 302
        again = set_password(link, "another long password here")
        assert again.status_code == 404
        assert sign_in()[1].status_code == 302

    def test_two_links_made_both_end_when_one_is_used(self, admin, page):
        first, second = link_on(admin, page), link_on(admin, page)
        assert set_password(second).status_code == 302
        assert set_password(first).status_code == 404

    def test_it_lives_seven_days(self, admin, page, monkeypatch):
        link = link_on(admin, page)
        now = invitations._keys._now()
        monkeypatch.setattr(invitations._keys, "_now", lambda: now + timedelta(days=8))
        assert set_password(link).status_code == 404
        monkeypatch.setattr(invitations._keys, "_now", lambda: now + timedelta(days=6))
        assert set_password(link).status_code == 302

    def test_it_opens_one_account_only(self, admin, page, partnership):
        other = reverse("invitation", args=[partnership.people["clerk"].pk])
        assert set_password(other + "?" + link_on(admin, page).partition("?")[2]).status_code == 404

    def test_wrong_used_and_unknown_get_the_same_page(self, admin, page, partnership):
        link = link_on(admin, page)
        set_password(link)
        nobody = reverse("invitation", args=["00000000-0000-4000-8000-000000000000"]) + "?key=x"
        pages = [
            re.sub(r'name="csrf\w+" value="\w+"', "", Client().get(a, follow=True).content.decode())
            for a in (link, nobody)
        ]
        assert pages[0] == pages[1]

    def test_the_key_leaves_the_address_at_once(self, admin, page):
        answer = Client().get(link_on(admin, page))
        assert answer.status_code == 302
        assert "key" not in answer.url

    def test_it_is_shown_once(self, admin, page):
        link = link_on(admin, page)
        assert link.partition("key=")[2] not in admin.get(page).content.decode()

    def test_after_signing_in_an_older_link_is_dead(self, admin, page):
        set_password(link_on(admin, page))
        reset = link_on(admin, page)
        sign_in()
        assert set_password(reset).status_code == 404

    @pytest.mark.parametrize(("password", "said"), [("short", "too short"), ("password1234", "too common"),
                                                    ("kim@example.org", "too similar")])  # fmt: skip
    def test_a_password_that_would_be_guessed_is_refused(self, admin, page, password, said):
        answer = set_password(link_on(admin, page), password)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert sign_in(password=password)[1].status_code == 200

    def test_two_that_differ_are_refused(self, admin, page):
        client = Client()
        where = client.get(link_on(admin, page), follow=True).redirect_chain[-1][0]
        answer = client.post(where, {"password": GOOD, "again": GOOD + "x"})
        assert "not the same" in answer.content.decode()


def test_a_role_that_is_ended_ends_with_the_next_request(admin, partnership):
    page = invite(admin, partnership)
    set_password(link_on(admin, page))
    client, _ = sign_in()
    assert client.get(reverse("meetings")).status_code == 200
    held = re.search(r'name="held" value="([^"]+)"', admin.get(page).content.decode())[1]
    admin.post(page, {"step": "end", "held": held})
    assert client.get(reverse("meetings")).status_code == 403
    assert "None: sees nothing" in admin.get(reverse("people")).content.decode()


def test_a_role_held_for_longer_keeps_its_history(partnership, today):
    from hereabouts.records.partners import changes, reads
    from hereabouts.records.trust.access import actor_of, founder, public

    clerk = partnership.people["clerk"]
    (held,) = reads.roles_held(clerk, on=today)
    changes.end_role(by=founder(), on=today, held=held)
    assert actor_of(clerk, on=today).grants == public().grants
    assert reads.roles_held(clerk, on=today - timedelta(1)) == [held]


def test_a_role_is_given_and_somebody_else_cannot_give_it(admin, partnership, as_role):
    page = invite(admin, partnership)
    admin.post(page, {"step": "give", "role": "clerk", "place": "everywhere"})
    assert "Clerk, everywhere" in admin.get(page).content.decode()
    assert as_role("clerk").post(page, {"step": "give", "role": "ig_lead", "place": "everywhere"}).status_code == 403


def test_an_address_or_a_partner_that_is_there_already_is_said_on_the_form(admin, partnership):
    invite(admin, partnership)
    form = {"email": "KIM@example.org", "name": "Kim Two", "role": "clerk", "place": "everywhere",
            "organisation": partnership.organisations["Harbour Housing"].pk}  # fmt: skip
    answer = admin.post(reverse("person-invite"), form)
    assert (answer.status_code, "has an account already" in answer.content.decode()) == (422, True)
    answer = admin.post(reverse("partner-register"), {"name": "harbour housing", "kind": "housing"})
    assert (answer.status_code, "in the register already" in answer.content.decode()) == (422, True)


def test_the_page_of_people_shows_nothing_of_what_they_did(partnership, today):
    assert set(everybody(on=today)[0].__dataclass_fields__) == {
        "id", "name", "email", "organisation", "job", "before", "can_sign_in", "last_sign_in", "roles",
    }  # fmt: skip
    assert not nobody_yet()


def test_getting_started_says_what_is_left(admin, partnership, settings, tmp_path, today):
    def page():
        return admin.get(reverse("getting-started")).content.decode()

    assert "1 thing is left to do." in page()  # everything but an agreement in force
    settings.EVIDENCE = tmp_path / "none.duckdb"
    assert "2 things are left to do." in page()
    from hereabouts.records.trust import changes
    from hereabouts.records.trust.access import actor_of
    from tests import agreements

    lead = actor_of(partnership.people["ig_lead"], on=today)
    made = changes.draft(
        by=lead, on=today, ref="ISA-02", title="Early help", purpose="early help", basis="Public task", starts_on=today,
        ends_on=today + timedelta(300), parties=list(partnership.organisations.values()), clauses=[],
    )  # fmt: skip
    assert "2 things are left to do." in page()
    agreements.in_force(lead, made, on=today)
    assert "1 thing is left to do." in page()


def test_a_role_is_for_a_group_or_for_a_case_never_for_both(admin, partnership):
    from hereabouts.records.governance import changes as governance

    someone = partnership.people["analyst"]
    clerk = {"by": partnership.actor("clerk"), "on": timezone.localdate()}
    group = governance.set_up_group(
        **clerk, name="CPP", tier="strategic", place=partnership.east, nation="SCT", cadence="quarterly"
    )
    form = {"step": "give", "role": "clerk", "place": "everywhere", "group": str(group.pk), "case": "FH-2026-0001"}
    refused = admin.post(reverse("person", args=[someone.pk]), form)
    assert refused.status_code == 422
    assert "not both" in refused.content.decode()
