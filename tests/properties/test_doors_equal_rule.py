"""``visible()`` in SQL and ``may()`` in Python are two texts of one rule: held equal, row by row."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereabouts.core.ledger import Actor, Grant, Sensitivity, Trained, may
from hereabouts.records.ledger.access import NotFound, one, seen
from hereabouts.records.ledger.changes import name_only
from hereabouts.records.partners.models import Organisation
from hereabouts.records.places.models import Place
from hereabouts.records.trust.models import Agreement

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
PLACES = [uuid.UUID(int=n) for n in (1, 2)]
ORGS = [uuid.UUID(int=n) for n in (11, 12)]
THINGS = [uuid.UUID(int=n) for n in (21, 22)]  # the first of the things that are made: one case, one group
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
COURSES = ["Sharing information", "Fire safety"]


@pytest.fixture
def ground():
    for n, pk in enumerate(PLACES):
        Place.objects.create(pk=pk, name=f"P{n}", prefix=f"P{n}")
    for n, pk in enumerate(ORGS):
        Organisation.objects.create(pk=pk, name=f"O{n}", kind="other")


maybe = lambda values: st.one_of(st.none(), st.sampled_from([str(v) for v in values]))  # noqa: E731
days = st.integers(-2, 2).map(lambda n: DAY + timedelta(n))
grants = st.builds(
    Grant,
    kind=st.sampled_from(["agreement", "plan"]),
    verb=st.sampled_from(["see", "*", "draft"]),
    under=st.just("something"),
    place=maybe(PLACES),
    organisation=maybe(ORGS),
    purpose=st.sampled_from([None, "early help"]),
    agreement=st.sampled_from([None, "ISA-07"]),
    since=st.one_of(st.none(), days),
    until=st.one_of(st.none(), days),
    about=maybe(THINGS),
    needs=st.lists(st.sampled_from(COURSES), max_size=2).map(tuple),
    glass=st.sampled_from([None, None, NOW, NOW + timedelta(minutes=1)]),
)
courses = st.lists(st.builds(Trained, course=st.sampled_from(COURSES), until=st.one_of(st.none(), days)), max_size=2)
rows = st.tuples(maybe(PLACES), maybe(ORGS), st.sampled_from(list(Sensitivity)), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=st.lists(grants, max_size=4),
    things=st.lists(rows, min_size=1, max_size=6),
    purpose=st.sampled_from([None, "early help", "fraud"]),
    trained=courses,
    conflicts=st.frozensets(st.sampled_from([str(one) for one in THINGS]), max_size=2),
    at=st.sampled_from([None, NOW]),
)
@pytest.mark.requirement("X-11")
def test_the_door_equals_the_rule(ground, given, things, purpose, trained, conflicts, at):
    Agreement.objects.all().delete()
    who = Actor("sam", "Sam", grants=tuple(given), trained=tuple(trained), conflicts=conflicts, at=at)
    for n, (place, organisation, sensitivity, named) in enumerate(things):
        made = Agreement.objects.create(
            pk=THINGS[n] if n < len(THINGS) else uuid.uuid4(),
            ref=f"A{n}",
            place_id=place,
            organisation_id=organisation,
            sensitivity=sensitivity,
            starts_on=DAY,
            ends_on=DAY,
        )
        if named:
            name_only(made, ["sam"])
    allowed = {a.pk for a in Agreement.objects.all() if may(who, "see", a.subject(), DAY, purpose=purpose)}
    assert set(seen(Agreement.objects.all(), who, on=DAY, purpose=purpose).values_list("pk", flat=True)) == allowed
    for a in Agreement.objects.all():
        if a.pk not in allowed:
            with pytest.raises(NotFound):
                one(Agreement.objects.all(), who, a.pk, on=DAY, purpose=purpose)
