"""An agreement on the pages alone: the governance lead drafts it from the model text and puts it in force."""

import pytest
from django.urls import reverse
from django.utils.html import conditional_escape

from hereabouts.engines.definitions import model_agreement
from hereabouts.records.trust.models import Agreement
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


def given(partnership, **more):
    parties = [str(partnership.organisations[name].pk) for name in ("Larkhaven Council", "Harbour Housing")]
    told = {"ref": "ISA-07", "starts_on": "2026-04-01", "ends_on": "2099-03-31", "parties": parties}
    return {**told, **more}


@pytest.mark.requirement("I-43")
def test_it_is_drafted_from_the_model_read_and_put_in_force(as_role, partnership):
    def triage_opens():
        return as_role("triage_coordinator").get(reverse("triage")).status_code == 200

    def lead():
        return as_role("ig_lead")

    assert reverse("agreement-draft") in lead().get(reverse("agreements")).content.decode()
    form = lead().get(reverse("agreement-draft")).content.decode()
    answer = lead().post(reverse("agreement-draft"), given(partnership))
    assert answer.status_code == 302
    page = lead().get(answer.url).content.decode()
    for clause in model_agreement("early_help")["clause"]:
        assert conditional_escape(clause["words"]) in form
        assert conditional_escape(clause["words"]) in page
    assert not triage_opens()  # a draft opens nothing
    lead().post(answer.url, {"step": "in force"})
    assert triage_opens()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"parties": []}, "Tick everybody who signs it."),
        ({"ends_on": "2026-03-31"}, "The last day lies before the first."),
        ({"ref": "isa-01"}, "There is an agreement isa-01 already."),
        ({"starts_on": ""}, "First day"),
    ],
)
def test_what_cannot_stand_is_said_and_the_answers_are_kept(as_role, partnership, wrong, words):
    from tests.doors.things import trust

    trust.made(partnership)
    lead = as_role("ig_lead")
    answer = lead.post(reverse("agreement-draft"), given(partnership, **wrong))
    page = answer.content.decode()
    assert (answer.status_code, words in page, Agreement.objects.count()) == (422, True, 1)
    assert f'value="{wrong.get("ref", "ISA-07")}"' in page


def test_one_party_is_no_agreement(as_role, partnership):
    alone = [str(partnership.organisations["Larkhaven Council"].pk)]
    answer = as_role("ig_lead").post(reverse("agreement-draft"), given(partnership, parties=alone))
    assert "between two partners or more" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_getting_started_leads_there(as_role, partnership):
    from hereabouts.records.partners import changes
    from hereabouts.records.trust.access import founder

    admin = as_role("administrator")
    assert reverse("agreement-draft") not in admin.get(reverse("getting-started")).content.decode()
    person = partnership.people["administrator"]
    changes.give_role(by=founder(), on=TODAY, account=person, role="ig_lead")
    assert reverse("agreement-draft") in admin.get(reverse("getting-started")).content.decode()
