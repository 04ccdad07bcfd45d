"""Who must not see a family does not: not in a list, a page, an address or a count. Each time the data are really there.

The same referral, list, confirmed match and note stand in East. The control sees them; every other reader below differs
from the control in one thing only, and must get exactly what somebody gets for whom nothing was ever there.
"""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hereabouts.core.ledger import Sensitivity
from hereabouts.records.families import access, changes, others, reads
from hereabouts.records.families.models import Match, Pointer, Referral, Restriction, Stub
from hereabouts.records.partners import changes as partners
from hereabouts.records.trust import changes as trust
from hereabouts.records.trust.access import actor_of, founder
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.doors.test_doors import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRETS = (
    "Tarrant", "Rowan", "Skye", "Kiln Row", "behind with rent", "text, instead", "FH-2026", "Lee Sandford", "960118", "Tenancy",
    "after 6pm", "health visitor", "T1,", "1 family", "Record T1",
)  # fmt: skip
LISTS = (
    "triage",
    "solutions-group",
    "triage-figures",
    "gains",
    "overlap",
    "overlap-csv",
    "linkage-quality",
    "need-list",
    "need-watch",
    "target-groups",
    "matches",
    "referrals",
    "pointers",
    "extracts",
    "my-work",
)
OF_REFERRAL = ("need", "referral", "triage-card", "triage-who", "triage-restrict")
POSTS = ("triage-screen", "triage-decide", "triage-tell", "triage-restrict")


class Scene:
    """The data, and everything that a request can be about."""

    def __init__(self, partnership, **agreement):
        self.p, self.day = partnership, timezone.localdate()
        self.made_on = self.day - timedelta(days=1)
        spans = {"starts_on": self.day - timedelta(days=100), "ends_on": self.day + timedelta(days=100)}
        self.agreement = families.in_force(partnership, on=self.made_on, **{**spans, **agreement})
        partnership.add("triage_coordinator", key="second")
        at = timezone.localtime() - timedelta(days=1)
        triage = partnership.actor("triage_coordinator", on=self.made_on)
        self.referral = families.refer(partnership, at=at, on=self.made_on)
        self.extract = families.listed(partnership, on=self.made_on)
        changes.screen(by=triage, on=self.made_on, at=at, referral=self.referral, answers=families.SAFE)
        self.match = Match.objects.get()
        changes.decide_match(by=triage, on=self.made_on, at=at, match=self.match, answer="yes")
        self.pointer = changes.send_pointer(
            by=triage, on=self.made_on, place=partnership.east, referral=self.referral, stub=self.match.stub
        )
        changes.decide(
            by=triage, on=self.made_on, at=at, referral=self.referral, route="local solutions group", why="x", done="y"
        )

    def addresses(self, referral, match, pointer, extract):
        found = [("GET", reverse(page)) for page in LISTS]
        found += [("GET", reverse(page, args=[referral])) for page in OF_REFERRAL]
        found += [("POST", reverse(page, args=[referral])) for page in POSTS]
        return [
            *found, ("POST", reverse("match", args=[match])), ("POST", reverse("pointer", args=[pointer])),
            ("POST", reverse("extract-undo", args=[extract])),
        ]  # fmt: skip

    def theirs(self):
        return self.addresses(self.referral.pk, self.match.pk, self.pointer.pk, self.extract.pk)

    def absent(self):
        return self.addresses(*(uuid.UUID(int=n) for n in (1, 2, 3, 4)))


@pytest.fixture
def scene(partnership):
    return Scene(partnership)


def asked(client, method, address):
    answer = getattr(client, method.lower())(address, {"answer": "no", "do": "stepup", "stub": ""})
    return answer.status_code, re.sub(
        r'name="csrfmiddlewaretoken" value="[^"]+"|href="/[^"]*"|value="[0-9a-f-]{36}"', "", answer.content.decode()
    )


def assert_shut(client, scene, account):
    """Nothing is told: every address answers as it does about nothing at all, and no secret stands on any page."""
    client.force_login(account, backend=BACKEND)
    before = [list(model.objects.order_by("pk").values()) for model in (Referral, Match, Pointer, Stub)]
    for (method, theirs), (_, absent) in zip(scene.theirs(), scene.absent(), strict=True):
        status, page = asked(client, method, theirs)
        assert (status, page) == asked(client, method, absent), theirs
        assert not [secret for secret in SECRETS if secret in page], theirs
    assert [list(model.objects.order_by("pk").values()) for model in (Referral, Match, Pointer, Stub)] == before
    actor = actor_of(account, on=scene.day)
    for door in (
        access.visible,
        access.for_triage,
        access.matches,
        access.stubs,
        access.pointers,
        access.extracts,
    ):
        assert not door(actor, on=scene.day).exists()
    assert access.counted(actor, on=scene.day, until=scene.day) == []
    assert (
        others.pairs(actor, on=scene.day)
        == others.notes(actor, on=scene.day)
        == others.given(actor, on=scene.day)
        == []
    )
    assert (
        reads.queue(actor, on=scene.day, now=timezone.now(), show="all")
        == reads.mine(actor, on=scene.day, now=timezone.now())
        == []
    )


def decided_by(scene):
    """Count as the figures do, at the end of this very day."""
    facts = {"on": scene.day, "since": scene.day - timedelta(days=7), "until": scene.day}
    return reads.figures(scene.p.actor("second", on=scene.day), scene.p.east, **facts)[0].decided


def test_the_control_sees_it(client, scene):
    """Without this the other tests would prove nothing."""
    client.force_login(scene.p.people["second"], backend=BACKEND)
    pages = [client.get(reverse("triage") + "?show=all"), client.get(reverse("triage-card", args=[scene.referral.pk])),
             client.get(reverse("matches")), client.get(reverse("solutions-group")), client.get(reverse("triage-figures"))]  # fmt: skip
    assert {page.status_code for page in pages} == {200}
    said = "".join(page.content.decode() for page in pages)
    assert {s for s in SECRETS if s in said} >= {
        "Tarrant",
        "FH-2026",
        "Lee Sandford",
        "960118",
        "Kiln Row",
        "behind with rent",
    }
    assert decided_by(scene) == 1
    client.force_login(scene.p.people["practitioner"], backend=BACKEND)
    said = client.get(reverse("referrals")).content.decode() + client.get(reverse("pointers")).content.decode()
    assert scene.referral.ref in said
    assert "Your record T1" in said


EVERYBODY = ("second", "triage_coordinator", "practitioner", "locality_leader")


@pytest.mark.requirement("X-11")
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_suspended_agreement_shows_nothing(client, scene, who):
    trust.suspend(by=scene.p.actor("ig_lead", on=scene.day), on=scene.day, agreement=scene.agreement, reason="A breach")
    assert_shut(client, scene, scene.p.people[who])


@pytest.mark.requirement("X-11")
@pytest.mark.parametrize("who", EVERYBODY)
def test_an_agreement_that_ended_yesterday_shows_nothing(client, scene, who):
    Agreement.objects.update(ends_on=scene.day - timedelta(days=1))
    assert_shut(client, scene, scene.p.people[who])


def test_on_its_last_day_it_still_shows(client, scene):
    Agreement.objects.update(ends_on=scene.day)
    client.force_login(scene.p.people["second"], backend=BACKEND)
    assert client.get(reverse("triage-card", args=[scene.referral.pk])).status_code == 200


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_agreement_that_starts_tomorrow_shows_nothing(client, scene, who):
    Agreement.objects.update(starts_on=scene.day + timedelta(days=1))
    assert_shut(client, scene, scene.p.people[who])


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_draft_shows_nothing(client, scene, who):
    Agreement.objects.update(state="draft")
    assert_shut(client, scene, scene.p.people[who])


@pytest.mark.parametrize("role", ["triage_coordinator", "practitioner"])
def test_a_partner_that_did_not_sign_sees_nothing(client, scene, role):
    assert_shut(client, scene, scene.p.add(role, organisation="Friends of East", key="outsider"))


@pytest.mark.parametrize("role", ["triage_coordinator", "practitioner"])
def test_another_place_sees_nothing(client, scene, role):
    scene.p.add(role, place=scene.p.west, key="westerner")
    assert_shut(client, scene, scene.p.people["westerner"])


def test_a_role_that_ended_yesterday_sees_nothing(client, scene):
    scene.p.people["second"].roles.update(until=scene.day - timedelta(days=1))
    assert_shut(client, scene, scene.p.people["second"])


@pytest.mark.parametrize(
    "who", ["communities_officer", "analyst", "ig_lead", "clerk", "community_rep", "elected_member", "administrator"]
)
def test_no_office_opens_a_family(client, scene, who):
    assert_shut(client, scene, scene.p.people[who])


def test_an_agreement_for_another_purpose_shows_nothing(client, scene):
    Agreement.objects.update(purpose="fraud")
    assert_shut(client, scene, scene.p.people["second"])


def test_a_practitioner_sees_own_organisations_referrals_only(client, scene):
    """A second partner signs: its workers see neither Housing's referral nor Housing's notes and lists."""
    scene.agreement.parties.add(scene.p.organisations["Friends of East"])
    colleague = scene.p.add("practitioner", organisation="Friends of East", key="neighbour")
    assert_shut(client, scene, colleague)
    own = scene.p.add("practitioner", key="colleague")
    client.force_login(own, backend=BACKEND)
    assert client.get(reverse("referral", args=[scene.referral.pk])).status_code == 200
    assert client.get(reverse("triage-card", args=[scene.referral.pk])).status_code == 403
    page = client.get(reverse("referral", args=[scene.referral.pk])).content.decode()
    assert not [s for s in ("Kiln Row", "after 6pm", "Seen on Tuesday", "Lee Sandford") if s in page]


def test_restricted_to_named_people_it_is_not_there_for_anybody_else(client, scene):
    triage = scene.p.actor("triage_coordinator", on=scene.day)
    referral = access.find(triage, scene.referral.pk, on=scene.day)
    changes.restrict(by=triage, on=scene.day, referral=referral, named=[], why="risk", words="They must not be found.")
    client.force_login(scene.p.people["second"], backend=BACKEND)
    pages = [asked(client, *pair) for pair in scene.theirs()]
    for (status, page), (_, address) in zip(pages, scene.theirs(), strict=True):
        assert not [s for s in SECRETS if s in page], address
        if str(scene.referral.pk) in address or str(scene.match.pk) in address:
            assert status == 404, address
    assert decided_by(scene) == 0
    actor = scene.p.actor("second", on=scene.day)
    assert not access.visible(actor, on=scene.day).exists()
    assert not access.matches(actor, on=scene.day).exists()
    assert changes.find_matches(by=actor, on=scene.day, place=scene.p.east) == 0
    # nor for the worker who was told, nor for the organisation that referred
    client.force_login(scene.p.people["practitioner"], backend=BACKEND)
    said = client.get(reverse("pointers")).content.decode() + client.get(reverse("referrals")).content.decode()
    assert "T1" not in said
    assert "FH-2026" not in said
    # and the named one still sees it, and all that hangs on it
    client.force_login(scene.p.people["triage_coordinator"], backend=BACKEND)
    card = client.get(reverse("triage-card", args=[scene.referral.pk])).content.decode()
    assert "Restricted." in card
    assert "960118" in card
    assert Restriction.objects.get().review_by == scene.day + timedelta(days=90)


def test_what_is_found_about_a_restricted_family_is_restricted_too(scene):
    triage = scene.p.actor("triage_coordinator", on=scene.day)
    changes.restrict(
        by=triage,
        on=scene.day,
        referral=access.find(triage, scene.referral.pk, on=scene.day),
        named=[],
        why="risk",
        words="They must not be found.",
    )
    families.listed(scene.p, by="triage_coordinator", rows=(families.ROWAN,), on=scene.day)
    changes.find_matches(by=triage, on=scene.day, place=scene.p.east)
    new = Match.objects.get(state="candidate", person__isnull=False)
    assert new.sensitivity == Sensitivity.RESTRICTED
    assert not access.matches(scene.p.actor("second", on=scene.day), on=scene.day).filter(pk=new.pk).exists()
    assert access.matches(triage, on=scene.day).filter(pk=new.pk).exists()


def test_what_belongs_to_a_partner_that_left_is_shut(client, scene):
    """Housing leaves the agreement: its list, and what was linked to it, closes for those who stay."""
    scene.agreement.parties.remove(scene.p.organisations["Harbour Housing"])
    assert_shut(client, scene, scene.p.people["second"])


def test_an_agreement_of_others_does_not_open_our_partners_records(client, scene):
    """Friends and Council have an agreement of their own, in force; it does not reach what Housing gave under another."""
    trust.suspend(by=scene.p.actor("ig_lead", on=scene.day), on=scene.day, agreement=scene.agreement, reason="A breach")
    families.in_force(scene.p, parties=("Larkhaven Council", "Friends of East"), ref="ISA-08", on=scene.day,
                      starts_on=scene.day, ends_on=scene.day)  # fmt: skip
    assert_shut(client, scene, scene.p.people["second"])
    assert actor_of(scene.p.people["second"], on=scene.day).grants


def test_a_changed_job_closes_at_once(client, scene):
    """Somebody is moved between two requests: the next page knows."""
    client.force_login(scene.p.people["second"], backend=BACKEND)
    address = reverse("triage-card", args=[scene.referral.pk])
    assert client.get(address).status_code == 200
    scene.p.people["second"].roles.update(place=scene.p.west)
    assert client.get(address).status_code == 404


def test_titles_and_addresses_hold_no_names(client, scene):
    for who, pages in {"second": [*LISTS[:4], *OF_REFERRAL], "practitioner": [*LISTS[4:7], "referral"]}.items():
        client.force_login(scene.p.people[who], backend=BACKEND)
        for name in pages:
            address = reverse(name, args=[scene.referral.pk] if name in OF_REFERRAL else [])
            page = client.get(address).content.decode()
            title = re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1)
            links = "".join(re.findall(r'(?:href|action)="([^"]+)"', page))
            assert not [s for s in ("Tarrant", "Rowan", "Skye", "Sandford") if s in title + links + address]


def test_the_founder_and_the_command_line_see_no_family(scene):
    from hereabouts.records.trust.access import local_operator, public

    for actor in (founder(), local_operator("sam"), public()):
        assert not access.visible(actor, on=scene.day).exists()
        assert not access.stubs(actor, on=scene.day).exists()
    partners.give_role(by=founder(), on=scene.day, account=scene.p.people["analyst"], role="administrator")
    assert not access.visible(actor_of(scene.p.people["analyst"], on=scene.day), on=scene.day).exists()


def test_the_walk_would_notice(client, scene):
    """The negative control: for somebody who may see, the walk fails at once."""
    with pytest.raises(AssertionError):
        assert_shut(client, scene, scene.p.people["second"])
