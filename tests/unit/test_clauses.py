"""What a clause promises, and whose things it reaches."""

import pytest

from hereabouts.core.trust.clauses import NotAPromise, promised
from hereabouts.engines.definitions import model_agreement
from hereabouts.records.families.models import Case
from hereabouts.records.trust import changes
from hereabouts.records.trust.models import Agreement
from tests import families
from tests.worlds import TODAY


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("referral.see", ("referral", "see", "")),
        ("referral.see of own", ("referral", "see", "own")),
        ("stub.see of parties", ("stub", "see", "parties")),
    ],
)
def test_a_grant_says_whose_things_it_reaches(text, read):
    assert promised(text) == read


@pytest.mark.parametrize("text", ["referral", "referral.see of everybody", ".see", "referral. of own", ""])
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(NotAPromise, match="is not a grant"):
        promised(text)


@pytest.mark.django_db
def test_an_agreement_with_such_a_clause_is_not_drafted(partnership):
    clause = {"number": "1", "words": "x", "roles": ["practitioner"], "grants": ["referral.see of everybody"]}
    with pytest.raises(NotAPromise):
        changes.draft(
            by=partnership.actor("ig_lead"), on=TODAY, ref="X", title="x", purpose="early help", basis="x", starts_on=TODAY,
            ends_on=TODAY, parties=[], clauses=[clause],
        )  # fmt: skip
    assert not Agreement.objects.exists()


def test_the_model_agreement_leaves_no_case_open_to_anybody():
    """Every grant on a case says whose things it reaches: there is none that reaches everybody's."""
    kinds = {model.KIND for model in Case.__subclasses__()}
    grants = [promised(grant) for clause in model_agreement("early_help")["clause"] for grant in clause["grants"]]
    assert {kind for kind, _, _ in grants} <= kinds | {"letter", "need"}  # a need is asked about as its referral is
    assert all(whose in {"own", "parties"} for kind, _, whose in grants if kind != "letter")
    assert any(
        kind == "letter" for kind, _, _ in grants
    )  # who asks for help writes to the partnership: it is nobody's own


@pytest.mark.django_db
def test_of_own_and_of_parties_become_grants_that_name_the_owner(partnership):
    families.in_force(partnership)
    own = {g.organisation for g in partnership.actor("practitioner").grants if g.agreement}
    assert own == {str(partnership.organisations["Harbour Housing"].pk)}
    wide = {g.organisation for g in partnership.actor("triage_coordinator").grants if g.agreement and g.kind == "match"}
    assert wide == {str(partnership.organisations[name].pk) for name in families.PARTIES}
