"""A small world made by the product as the app's role, in a process of its own; prints what its tests need as one JSON line."""

import json

from hereabouts.cli.shared import ready

SECRET = "Nobody else may read this worry"


def a_team_works(world, own, others, today, now):
    """One of everything that is written down of a family after triage, so that there is something that could be seen."""
    from uuid import uuid4

    from hereabouts.core.families.target_group import Criteria
    from hereabouts.records.families import changes, whole
    from hereabouts.records.ledger.asker import on_purpose

    triage, worker = world.actor("triage_coordinator", on=today), world.actor("practitioner", on=today)
    it = {"by": triage, "on": today, "referral": own}
    with on_purpose("the test looks for itself"):
        parent, need = str(own.household.people.first().pk), whole.domains(own.place_id)[0]
    changes.begin_draft(by=worker, on=today, at=now, place=world.east, once=uuid4(), answers={"name": "Rowan"})
    changes.pause(by=triage, on=today, at=now, referral=others, reason="family")
    changes.record_huddle(by=triage, on=today, place=world.east, present=["Triage, the council"])
    drawn = changes.draw_check(by=triage, on=today, at=now, place=world.east)
    changes.judge_pair(by=triage, on=today, at=now, check=drawn, n=0, same=True)
    changes.try_contact(**it, at=now, mode="phone", outcome="reached")
    changes.assess(**it, at=now, domain=need, severity=2, evidence="Seen at home")
    changes.support(**it, domain=need, agency="Harbour Housing", service="Tenancy support", state="offered")
    changes.plan(**it, words="Ring the landlord", owner="Lee", due_on=today)
    changes.hear(**it, at=now, person=parent, words="One person to text.")
    changes.gain(**it, pounds=520, kind="benefit", what="Child Benefit", gained_on=today)
    changes.work(**it, person=parent, stage="not in work", since=today)
    changes.lead(**it, at=now, name="Lee Sandford", agency="Harbour Housing")
    changes.decide_need(**it, at=now, taken_up=True)
    changes.challenge_need(**it, who="Their mother", words="You left out the school.")
    changes.define_group(
        by=triage, on=today, place=world.east, title="Two services", aim="One talk.", criteria=Criteria(services=2)
    )
    changes.close(**it, outcome="goals met", words="It is quieter now.")


def main():
    from datetime import date, timedelta

    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse
    from django.utils import timezone

    from hereabouts.records.families import asking, changes
    from hereabouts.records.families.models import Match, Referral
    from hereabouts.records.intake import changes as intake
    from hereabouts.records.ledger.asker import Somebody, on_purpose
    from hereabouts.records.trust.access import public
    from tests import families
    from tests.worlds import Partnership

    setup_test_environment()
    today = timezone.localdate()
    now = timezone.now()
    world = Partnership.founded()
    families.in_force(world, starts_on=date(2025, 1, 1), ends_on=today + timedelta(days=100), on=date(2026, 1, 5))
    world.add("practitioner", organisation="Larkhaven Council", key="worker")
    world.add("practitioner", organisation="Friends of East", key="outsider")  # no party to the agreement
    world.add("triage_coordinator", key="named", name="Named Alone")
    own = families.refer(world, on=today, at=now, once="a")
    others = families.refer(
        world, by="worker", on=today, at=now, once="b", people=[{"first_name": "Dana", "surname": "Okoro"}]
    )
    hidden = families.refer(world, by="worker", on=today, at=now, once="c", worry=SECRET)
    families.listed(world, on=today)
    for referral in (own, others, hidden):
        changes.screen(by=world.actor("named", on=today), on=today, at=now, referral=referral, answers=families.SAFE)
    triage = world.actor("triage_coordinator", on=today)
    changes.decide(
        by=triage, on=today, at=now, referral=own, route="one agency", why="Housing leads.", shared="A number.",
        not_shared="An illness.", not_shared_test="More harm than good.",
    )  # fmt: skip
    with on_purpose("the test looks for itself"):
        match = Match.objects.filter(person__household=own.household).first()
        changes.decide_match(by=triage, on=today, at=now, match=match, answer="yes")
        changes.send_pointer(by=triage, on=today, place=world.east, referral=own, stub=match.stub)
    named = world.actor("named", on=today)
    changes.restrict(by=named, on=today, referral=hidden, named=[], why="abuse", words="At risk")
    letter = intake.send(
        by=public(), on=today, kind="help", text="I need help.", contact="07700 900555", place=world.east
    )
    asking.answer(by=triage, on=today, letter=letter, words="We will ring you.")

    a_team_works(world, own, others, today, now)

    asks = {key: Somebody(world.actor(key, on=today), today).words for key in world.people}
    late = today + timedelta(days=101)
    asks["after the agreement"] = Somebody(world.actor("triage_coordinator", on=late), late).words

    def page(role, name, thing=None):
        client = Client()
        client.force_login(world.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(reverse(name, args=[thing.pk] if thing else []))
        return [answer.status_code, "Rowan" in answer.content.decode()]

    pid = connection.connection.info.backend_pid
    pages = {
        "triage card": page("triage_coordinator", "triage-card", own),
        "own referral": page("practitioner", "referral", own),
        "somebody else's": page("practitioner", "referral", others),
        "restricted": page("triage_coordinator", "triage-card", hidden),
        "queue": page("triage_coordinator", "triage"),
        "between requests": Referral.objects.count(),
    }
    pages["kept connection"] = connection.connection.info.backend_pid == pid
    told = {
        "asks": asks, "pages": pages, "secret": SECRET, "own": own.ref, "others": others.ref, "referral": str(hidden.pk),
        "household": str(own.household_id), "other organisation": str(world.organisations["Larkhaven Council"].pk),
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    ready()
    main()
