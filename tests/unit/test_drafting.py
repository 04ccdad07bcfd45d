"""What a draft can still become: fewer fields, a course asked for, the law of the nation its parties work in."""

from datetime import date

import pytest

from hereabouts.engines.definitions import nations, need_frameworks, text
from hereabouts.records.families import changes as families
from hereabouts.records.families.reads import framed
from hereabouts.records.partners import changes as partners
from hereabouts.records.partners.reads import nations_of
from hereabouts.records.places.models import PlaceArea
from hereabouts.records.places.reads import nation_here, nation_of, working_calendar
from hereabouts.records.trust import changes
from hereabouts.records.trust.reads import could_open
from hereabouts.records.trust.sheets import sheet, steps
from tests import agreements
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(partnership):
    return partnership.actor("ig_lead")


def drafted(partnership, lead, ref="ISA-07", parties=("Larkhaven Council", "Harbour Housing"), **more):
    return families.draft_agreement(
        by=lead, on=TODAY, ref=ref, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31),
        parties=[partnership.organisations[name] for name in parties], **more,
    )  # fmt: skip


def moved_to_england(place):
    PlaceArea.objects.filter(version__place=place).update(generation="LSOA2021")


@pytest.mark.requirement("X-11")
def test_a_clause_opens_fewer_fields_never_others_and_never_all(partnership, lead):
    agreement = drafted(partnership, lead)
    given = {"by": lead, "on": TODAY, "agreement": agreement, "number": "4.2"}
    made = changes.narrow(**given, fields=["worker", "dob", "phone"], requires=[])
    assert made.fields == ["worker", "phone"]  # a field that the model text does not offer is not let in
    with pytest.raises(changes.NotAnAgreement, match="with none ticked it would open all"):
        changes.narrow(**given, fields=[], requires=[])
    assert "service" in could_open(made)  # taken away by mistake, it can be given back
    assert "service" in changes.narrow(**given, fields=["worker", "service"], requires=[]).fields


def test_a_clause_asks_only_for_courses_of_the_catalogue(partnership, lead):
    agreement = drafted(partnership, lead)
    given = {"by": lead, "on": TODAY, "agreement": agreement, "number": "4.9", "fields": []}
    with pytest.raises(changes.NotAnAgreement, match="“Juggling” is not in the catalogue"):
        changes.narrow(**given, requires=["Juggling"])
    partners.offer_course(by=partnership.actor("administrator"), on=TODAY, name="Juggling")
    assert changes.narrow(**given, requires=["Juggling"]).requires == ["Juggling"]
    with pytest.raises(changes.NotAnAgreement, match=r"no clause 9\.9"):
        changes.narrow(**{**given, "number": "9.9"}, requires=[])


@pytest.mark.requirement("X-01")
def test_the_nation_is_that_of_the_parties(partnership, lead):
    """The same two partners, once at home in Scotland and once in England: nobody has to say so."""
    assert nation_here() == "SCT"
    assert drafted(partnership, lead).nation == "SCT"
    moved_to_england(partnership.east)
    found = drafted(partnership, lead, ref="ISA-08")
    assert found.nation == "ENG"
    told = sheet(found, on=TODAY)
    assert any("16LA" in duty.law and "Commencement to be checked" in duty.check for duty in told.duties)
    assert not any("Scotland" in duty.law for duty in told.duties)


@pytest.mark.requirement("X-01")
def test_parties_of_two_nations_have_to_choose(partnership, lead):
    partnership.add("practitioner", organisation="Friends of East", key="over the border", place=partnership.west)
    partners.end_role(by=lead_of_roles(), on=TODAY, held=partnership.people["community_rep"].roles.get())
    moved_to_england(partnership.west)
    found = nations_of(partnership.organisations.values(), on=TODAY)
    assert {partnership.organisations[n].pk: w for n, w in
            [("Larkhaven Council", "SCT"), ("Harbour Housing", "SCT"), ("Friends of East", "ENG")]} == found  # fmt: skip
    both = ("Larkhaven Council", "Friends of East")
    with pytest.raises(changes.NotAnAgreement, match="The parties work in England and Scotland"):
        drafted(partnership, lead, parties=both)
    assert drafted(partnership, lead, parties=both, nation="ENG").nation == "ENG"


def lead_of_roles():
    from hereabouts.records.trust.access import founder

    return founder()


@pytest.mark.slow
@pytest.mark.requirement("X-01")
def test_everything_that_differs_by_nation_follows_the_place(partnership, lead, as_role):
    """Forms, lawful bases, the order of a paper, calendars, the words of need: one place, moved over a border."""
    from django.urls import reverse

    from hereabouts.records.governance.reads import paper_order
    from tests.gatherings import Gathering

    def all_of_it():
        agreement = drafted(partnership, lead, ref=nation_of(partnership.east.pk))
        client = as_role("ig_lead")
        page = client.get(reverse("agreement-terms", args=[agreement.pk])).content.decode()
        form = as_role("clerk").get(reverse("group-set-up"), {"place": str(partnership.east.pk)}).content.decode()
        return (
            working_calendar(partnership.east.pk).name,
            framed(partnership.east.pk, ["T01"]),
            next(law for n in nations().values() for law in n["laws"] if law in page),
            next(n for n in ("Scotland", "England") if f"selected>{n}" in form),
        )

    calendar, need, law, group = all_of_it()
    assert ("Scotland" in calendar, need[1], "(Scotland)" in law, group) == (True, ("Included",), True, "Scotland")
    moved_to_england(partnership.east)
    calendar, need, law, group = all_of_it()
    assert ("England" in calendar, need[1], "(Scotland)" in law, group) == (
        True, ("Financial stability",), False, "England",
    )  # fmt: skip
    for nation, first, call_in in (("SCT", "Purpose", False), ("ENG", "Purpose and summary", True)):
        gathering = Gathering.of(partnership, name=f"Group {nation}", on=TODAY, nation=nation)
        meeting = gathering.call(date(2026, 12, 18), on=TODAY)
        order = paper_order(partnership.actor("clerk"), on=TODAY, meeting=meeting.pk)
        assert (order[0], order[1][0], "Call-in and urgency" in order[1]) == (nation, first, call_in)
    assert paper_order(partnership.actor("clerk"), on=TODAY) is None  # meetings of two nations: no one order


def test_every_nation_has_each_of_its_texts():
    every = set(nations())
    assert set(need_frameworks()) == set(text("governance")["paper"]) == set(text("governance")["exempt"]) == every
    assert all(told["duties"] for told in nations().values())


def test_who_did_what_with_an_agreement_stands_in_order(partnership, lead):
    agreement = agreements.in_force(lead, drafted(partnership, lead), on=TODAY)
    changes.suspend(by=lead, on=TODAY, agreement=agreement, reason="A breach")
    told = steps(agreement)
    assert [one.what for one in told] == [
        "draft", "amend", "name signatory", "begin DPIA", "answer DPIA", "finish DPIA", "clear", "sign", "sign",
        "bring_in_force", "suspend",
    ]  # fmt: skip
    assert told[-1].why == "A breach"
    assert {one.who for one in told if one.what == "sign"} == {"Head of Larkhaven Council", "Head of Harbour Housing"}
