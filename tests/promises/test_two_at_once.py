"""Two people at once: the second, whose page is older, sees what the first did and undoes nothing of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from uuid import uuid4

import pytest
from django.db import connection

from hereabouts.core.ledger import Sensitivity
from hereabouts.records.families import changes as families_changes
from hereabouts.records.families.models import Referral, TriageDecision
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.problems import changes as problems
from hereabouts.records.problems.models import Problem
from hereabouts.records.releases.changes import withdraw
from hereabouts.records.releases.models import Release
from hereabouts.records.trust.access import public
from hereabouts.records.voice import changes as voice
from hereabouts.records.voice.changes import speaking
from hereabouts.records.voice.models import Theme
from tests import families
from tests.families import NOW
from tests.released import by_two
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def both(model, thing):
    """Give the thing as each of two people has it on their page."""
    return model.objects.get(pk=thing.pk), model.objects.get(pk=thing.pk)


def test_a_release_is_withdrawn_once_with_the_first_reason(partnership):
    given = {"by": partnership.actor("communities_officer"), "on": TODAY}
    made = by_two(partnership, place=partnership.east, kind="notice", title="Bins", content={"bins": 1})
    first, second = both(Release, made)
    withdraw(**given, release=first, because="It named somebody.")
    withdraw(**given, release=second, because="Another reason.")
    assert Release.objects.get().withdrawn_because == "It named somebody."


def test_a_problem_is_closed_once_and_its_reporters_are_told_once(partnership):
    given = {"by": partnership.actor("communities_officer"), "on": TODAY}
    letter = intake.send(by=public(), on=TODAY, kind="report", text="Rats", place=partnership.east)
    report = problems.accept(**given, letter=letter, words="Thanks")
    spoc = partnership.people["practitioner"]
    made = problems.open_problem(
        **given, place=partnership.east, title="Rats", topic="T13", spoc=spoc, reports=[report]
    )
    first, second = both(Problem, made)
    problems.close(**given, problem=first, outcome="The bins are locked.")
    problems.close(**given, problem=second, outcome="Nothing was done.")
    assert Problem.objects.get().outcome == "The bins are locked."
    assert [r.words for r in letter.replies.all()].count("The bins are locked.") == 1
    assert "Nothing was done." not in [r.words for r in letter.replies.all()]


def test_what_became_restricted_in_between_is_not_decided_by_who_is_not_named(partnership):
    families.in_force(partnership)
    given = {"by": partnership.actor("triage_coordinator"), "on": TODAY}
    old = Referral.objects.get(pk=families.refer(partnership).pk)
    Referral.objects.update(sensitivity=Sensitivity.RESTRICTED)
    with pytest.raises(NotAllowed, match="named people"):
        families_changes.decide(**given, at=NOW, referral=old, route="step up")
    assert AuditEntry.objects.filter(what="referral.decide").get().outcome == "refused"


def test_what_is_gone_is_not_there(partnership):
    given = {"by": partnership.actor("communities_officer"), "on": TODAY}
    words = voice.record(**given, place=partnership.east, words="The bins are full.", heard_on=TODAY)
    voice.code(**given, contribution=words, accept={"T13": "problem"})
    made = voice.accept_theme(**given, place=partnership.east, statement="Bins", topic="T13", contributions=[words])
    first, second = both(Theme, made)
    voice.drop_theme(**given, theme=first)
    with pytest.raises(NotFound):
        voice.drop_theme(**given, theme=second)


def test_a_decision_sent_twice_is_one_and_another_stands_beside_it(partnership):
    families.in_force(partnership)
    given = {"by": partnership.actor("triage_coordinator"), "on": TODAY, "at": NOW}
    first, second = both(Referral, families.refer(partnership))
    made = families_changes.decide(**given, referral=first, route="step up", shared="All of it, with social work")
    again = families_changes.decide(**given, referral=second, route="step up", shared="All of it, with social work")
    assert (again, TriageDecision.objects.count()) == (made, 1)
    families_changes.decide(**given, referral=second, route="step up", shared="And with the police")
    assert TriageDecision.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one write at a time, so that there is no such moment"
)
def test_the_same_conversation_sent_twice_in_the_same_moment_is_one(partnership, monkeypatch):
    """A phone that heard no answer sends again while the first is still being written down."""
    given = {"by": partnership.actor("communities_officer"), "on": TODAY, "place": partnership.east, "once": uuid4()}
    began, follow = Event(), speaking.follow

    def slowly(made):
        began.set()
        sleep(0.5)  # long enough for the second to ask whether it was sent already
        return follow(made)

    monkeypatch.setattr(speaking, "follow", slowly)

    def send():
        try:
            return voice.record(**given, words="The bins", heard_on=TODAY).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as two:
        first = two.submit(send)
        began.wait(10)
        second = two.submit(send)
        assert first.result() == second.result()
