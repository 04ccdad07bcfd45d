"""A canary person in every field of every table: the search finds all of them, the pack hides the others, and emptying leaves none."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from hereabouts.core.ledger import Sensitivity
from hereabouts.core.ledger.held import ABOUT, OWN_RIGHT, Who
from hereabouts.core.rights.clock import NotARequest
from hereabouts.engines.definitions import personal
from hereabouts.records.families import changes as families_changes
from hereabouts.records.families.models import Household, Person, Referral
from hereabouts.records.ledger.changes import looked
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.rights import changes, gathering, packs
from tests import families
from tests.doors import things
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
NAME = "Zi Qu"
TEXTS = (models.CharField, models.TextField, models.JSONField)


def every_model():
    return list(apps.get_app_config("hereabouts").get_models())


def called(model):
    return f"{model.__module__.split('.')[2]}.{model.__name__}"


@pytest.mark.requirement("X-15")
def test_every_text_of_every_model_is_declared():
    """Whoever adds a field decides what it is about, or this fails."""
    declared, missing = personal(), []
    for model in every_model():
        texts = {f.name for f in model._meta.concrete_fields if isinstance(f, TEXTS)}
        told = declared.get(called(model), {})
        missing += [f"{called(model)}.{name}" for name in texts - told.keys()]
        known = {f.name for f in model._meta.concrete_fields}
        missing += [f"{called(model)}.{name} is no field" for name in told.keys() - known]
    assert missing == []
    assert {word for fields in declared.values() for word in fields.values()} == set(ABOUT)
    assert declared.keys() - {called(model) for model in every_model()} == set()


def test_every_room_with_something_personal_is_searched():
    with_people = {key.partition(".")[0] for key, fields in personal().items() if set(fields.values()) - {"no"}}
    assert with_people - gathering.ROOMS.keys() == {"account"}  # who froze a quarter; nothing of the public


def one_of(model, made):
    """Make a row of a model that the world has none of, with what it needs."""
    facts = {}
    for f in model._meta.concrete_fields:
        if f.primary_key or f.null or f.has_default():
            continue
        if f.is_relation:
            facts[f.name] = f.related_model._default_manager.first() or one_of(f.related_model, made)
        elif isinstance(f, models.DateTimeField):
            facts[f.name] = timezone.now()
        elif isinstance(f, models.DateField):
            facts[f.name] = TODAY
        elif isinstance(f, models.BooleanField):
            facts[f.name] = False
        elif isinstance(f, models.UUIDField):
            facts[f.name] = "00000000-0000-4000-8000-00000000000a"
        elif isinstance(f, models.IntegerField | models.DecimalField):
            facts[f.name] = 1
        elif f.choices and not f.blank:
            facts[f.name] = f.choices[0][0]
        elif isinstance(f, models.JSONField):
            facts[f.name] = {}
        elif isinstance(f, models.CharField | models.TextField) and not f.blank:
            facts[f.name] = "x"
    return model._default_manager.create(**facts | made.get(model.__name__, {}))


def planted(partnership):
    """Put a canary into every declared text of one row of every model; give token -> where it was put."""
    things.all_of(partnership)
    two = [apps.get_model("hereabouts", "Outcome").objects.create(statement=words, tier="short") for words in "ab"]
    pair = apps.get_model("hereabouts", "Action").objects.order_by("ref")[:2]
    made = {
        "ActionPair": {"a": pair[0], "b": pair[1]},
        "OutcomeLink": {"from_outcome": two[0], "to_outcome": two[1]}, "SharingDecision": {"outcome": "shared"},
        "RightsRequest": {"kind": "access", "place": partnership.east}, "DisposalBatch": {"proposed_by": "a"}, "NeedChallenge": {"upheld": True, "answer": "x"},
    }  # fmt: skip
    for model in (m for m in every_model() if hasattr(m, "LOCKED")):  # what is restricted is not there: asked below
        model.objects.filter(sensitivity=Sensitivity.RESTRICTED).update(sensitivity=Sensitivity.CASE)
    found = {}
    for key, fields in personal().items():
        model = apps.get_model("hereabouts", key.partition(".")[2])
        texts = [
            n
            for n, about in fields.items()
            if about not in {"no", "coded"} and isinstance(model._meta.get_field(n), TEXTS)
        ]
        if not texts or key.startswith("account."):
            continue
        tokens = {name: f"{NAME}{len(found) + n:03d}" for n, name in enumerate(texts)}
        values = {
            n: [t, {"a": t}] if isinstance(model._meta.get_field(n), models.JSONField) else t for n, t in tokens.items()
        }
        if model is AuditEntry:  # the trail may only grow
            AuditEntry.objects.create(at=timezone.now(), on=TODAY, actor="a", what="plan.see", outcome="seen", **values)
        else:
            row = model._default_manager.first() or one_of(model, made)
            if getattr(
                model, "WITHIN_FIELD", ""
            ):  # kept within an organisation: it is found by who answers for that one
                values["organisation_id"] = partnership.actor("ig_lead").organisation
            model._default_manager.filter(pk=row.pk).update(**values)
        found |= {token: f"{key}.{name}" for name, token in tokens.items()}
    return found


def missed(tokens, found):
    text = "\n".join(one.text for one in found)
    return sorted(where for token, where in tokens.items() if token not in text)


@pytest.mark.slow
@pytest.mark.requirement("X-15")
def test_a_canary_in_every_field_is_found(partnership, monkeypatch):
    """Promise 81: planted == found; and its negative control: each room left out of the search loses some."""
    tokens = planted(partnership)
    lead, who = partnership.actor("ig_lead"), Who((NAME,))
    assert len(tokens) > 200
    assert missed(tokens, gathering.gathered(who, lead)) == []
    for room in list(gathering.ROOMS):
        lost = {where for where in tokens.values() if where.startswith(f"{room}.")}
        if lost:
            monkeypatch.delitem(gathering.ROOMS, room)
            assert set(missed(tokens, gathering.gathered(who, lead))) >= lost
            monkeypatch.undo()
    named_only = [one for one in gathering.gathered(who, lead) if one.about not in {"others", "safety"}]
    assert named_only == []  # in nobody's own record: all of it waits for a person, or never goes


@pytest.mark.requirement("X-15")
@pytest.mark.parametrize(
    "said", ["Zoë O’Niall came", "ZOË O'NIALL", "O'Niall, Zoë", "zoë o’niall", "Zoë O'Niall’s brother"]
)
def test_a_name_is_found_however_it_is_written_also_inside_a_list(partnership, said):
    from hereabouts.records.evidence.models import LocalNote
    from hereabouts.records.governance.models import Group

    LocalNote.objects.create(place=partnership.east, text=said, written_by="a", written_on=TODAY)
    Group.objects.create(name="Forum", tier="delivery", nation="SCT", cadence="monthly", standing=[said])
    LocalNote.objects.create(place=partnership.east, text="Zoë Okoro came", written_by="a", written_on=TODAY)
    found = gathering.gathered(Who(("Zoë O'Niall",)), partnership.actor("ig_lead"))
    assert sorted((one.model, one.text) for one in found if said in one.text) == [("Group", said), ("LocalNote", said)]
    assert "Okoro" not in str(found)


# --- one family


@pytest.fixture
def family(partnership):
    families.in_force(partnership)
    referral = families.refer(partnership)
    families.screened(partnership, referral)
    families_changes.decide(
        by=partnership.actor("triage_coordinator"), on=TODAY, at=families.NOW, referral=referral, route="no further action",
        why="Skye’s teacher rings every day", done="Rowan was told",
    )  # fmt: skip
    return partnership, referral


def registered(partnership, *, name="Rowan Tarrant", kind="access", role="ig_lead", **more):
    lead = partnership.actor(role)
    request = changes.register(
        by=lead, on=TODAY, place=partnership.east, kind=kind, name=name, received_on=TODAY - timedelta(3), **more
    )
    other = replace(lead, id="another lead")
    return changes.settle(by=other, on=TODAY, request=request, words="Passport seen", settled_on=TODAY - timedelta(1))


def in_review(partnership, **more):
    request = registered(partnership, **more)
    lead = partnership.actor("ig_lead")
    found = gathering.candidates(packs.who_of(request), request.dob, lead)
    return changes.gather(by=lead, on=TODAY, request=request, chosen=[id_ for _, id_, _ in found]), found


def pack_of(partnership, request):
    return {
        (one.held.model, one.held.field, one.held.text): one
        for one in packs.laid(partnership.actor("ig_lead"), request, on=TODAY).all
    }


@pytest.mark.requirement("X-15")
def test_a_pack_holds_her_own_and_marks_the_others(family):
    partnership, referral = family
    request, found = in_review(partnership, dob=date(1992, 5, 14))
    assert [kind for kind, _, _ in found] == ["person"]
    held = pack_of(partnership, request)
    assert held["Person", "first_name", "Rowan"].stands == "open"
    assert held["Person", "first_name", "Skye"].stands == "waiting"
    assert held["Referral", "worry", referral.worry].stands == "waiting"
    assert held["Household", "address", "3 Kiln Row"].stands == "sealed"
    assert held["Referral", "safe_contact", "Text only, not after 6pm"].stands == "sealed"
    assert (
        held["TriageDecision", "route", "no further action"].stands == "waiting"
    )  # a word of a list, and it tells of all who live there
    why = held["TriageDecision", "why", "Skye’s teacher rings every day"]
    assert why.masked == "[somebody else]’s teacher rings every day"
    assert ("SafetyAnswer", "note", "By text.") in held
    with pytest.raises(Exception, match="have not been looked at"):
        changes.issue(by=partnership.actor("ig_lead"), on=TODAY, request=request, read="")


@pytest.mark.requirement("X-15")
def test_it_goes_out_once_each_passage_was_looked_at_and_never_with_a_hidden_word(family):
    partnership, _ = family
    request, _ = in_review(partnership)
    lead = partnership.actor("ig_lead")
    waits = [one for one in packs.laid(lead, request, on=TODAY).all if one.stands == "waiting"]
    assert {one.first for one in waits} == {"hide"}
    send = {"worry": "mask", "why": "mask"}
    decided = {one.held.key: (send.get(one.held.field, "hide"), "About somebody else") for one in waits}
    read = {one.held.key: one.held.print for one in waits}
    changes.review_passages(by=lead, on=TODAY, request=request, decided=decided, read=read)
    changes.issue(by=lead, on=TODAY, request=request, read=packs.laid(lead, request, on=TODAY).read)
    request.refresh_from_db()
    assert (request.state, request.closed_on) == ("answered", TODAY)
    pack = packs.laid(lead, request, on=TODAY)
    assert request.issued["print"] == pack.print
    word = docx.Document(io.BytesIO(packs.document(request, pack, at=timezone.now(), words={})))
    text = "\n".join([p.text for p in word.paragraphs] + [c.text for t in word.tables for r in t.rows for c in r.cells])
    assert "heating is off" in text
    assert "Rowan" in text
    for never in ("Skye", "Kiln Row", "Text only", "07700 900123", "Test Triage"):
        assert never not in text, never
    with pytest.raises(Exception, match="no pack to prepare"):
        changes.review_passages(by=lead, on=TODAY, request=request, decided=decided, read=read)


@pytest.mark.requirement("X-15", "X-12")
def test_a_restricted_family_is_not_there_for_who_prepares_the_pack(family):
    partnership, referral = family
    families_changes.restrict(
        by=partnership.actor("triage_coordinator"), on=TODAY, referral=referral, named=[], why="abuse", words="At risk"
    )
    request, found = in_review(partnership)
    assert found == []
    assert "heating" not in str(pack_of(partnership, request))
    lead = partnership.actor("ig_lead")
    with pytest.raises(Exception, match="Choose among"):
        changes.gather(by=lead, on=TODAY, request=request, chosen=[str(Person.objects.get(first_name="Rowan").pk)])
    request.about = [["person", str(Person.objects.get(first_name="Rowan").pk), "forged"]]
    request.save()
    assert "heating" not in str(pack_of(partnership, request))
    families_changes.restrict(  # whoever is named may add the lead, who then prepares this part, too
        by=partnership.actor("triage_coordinator"),
        on=TODAY,
        referral=referral,
        named=[lead.id],
        why="abuse",
        words="At risk",
    )
    assert "heating" in str(pack_of(partnership, request))


@pytest.mark.requirement("X-15")
def test_an_interest_shuts_the_pack_to_her(family):
    partnership, referral = family
    request, _ = in_review(partnership)
    lead = partnership.actor("ig_lead")
    own = replace(lead, conflicts=frozenset({str(referral.household_id)}))
    assert "heating" in str(packs.laid(lead, request, on=TODAY).all)
    assert "heating" not in str(packs.laid(own, request, on=TODAY).all)


@pytest.mark.requirement("X-15")
def test_nothing_is_searched_before_it_is_known_who_asks(family):
    partnership, _ = family
    lead = partnership.actor("ig_lead")
    request = changes.register(
        by=lead, on=TODAY, place=partnership.east, kind="access", name="Rowan Tarrant", received_on=TODAY
    )
    rowan = str(Person.objects.get(first_name="Rowan").pk)
    with pytest.raises(NotARequest, match="does not follow"):
        changes.gather(by=lead, on=TODAY, request=request, chosen=[rowan])
    with pytest.raises(NotARequest, match=r"You registered this\. Somebody else"):  # nobody opens a family alone
        changes.settle(by=lead, on=TODAY, request=request, words="Passport", settled_on=TODAY)
    request.refresh_from_db()
    assert (request.state, request.settled_on) == ("received", None)


@pytest.mark.requirement("X-15")
def test_looking_at_a_pack_leaves_an_entry_for_each_record(family):
    partnership, referral = family
    request, _ = in_review(partnership)
    packs.laid(partnership.actor("ig_lead"), request, on=TODAY)
    entry = AuditEntry.objects.filter(object=str(referral.pk), actor=str(partnership.people["ig_lead"].pk)).last()
    assert (entry.outcome, entry.purpose) == ("seen", OWN_RIGHT)
    assert "worry" in entry.detail["fields"]
    assert "safe_contact" not in entry.detail["fields"]
    looked(partnership.actor("triage_coordinator"), [referral], on=TODAY, purpose="early help")
    found = gathering.gathered(packs.who_of(request), partnership.actor("ig_lead"))
    told = [(one.text[:11], one.about) for one in found if one.room == "ledger"]
    assert told == [("Opened once", "person"), ("Test Triage", "others")]  # who prepares the answer is not told again


@pytest.mark.requirement("X-15")
def test_only_who_leads_governance_registers_and_prepares(family):
    from hereabouts.records.ledger.access import NotFound
    from hereabouts.records.ledger.changes import NotAllowed
    from hereabouts.records.rights import access

    partnership, _ = family
    request, _ = in_review(partnership)
    for role in partnership.people:
        if role == "ig_lead":
            continue
        actor = partnership.actor(role)
        with pytest.raises(NotAllowed):
            changes.register(
                by=actor, on=TODAY, place=partnership.east, kind="access", name="Rowan Tarrant", received_on=TODAY
            )
        with pytest.raises(NotAllowed):
            changes.issue(by=actor, on=TODAY, request=request, read="")
        with pytest.raises(NotFound):
            access.find(actor, request.pk, on=TODAY)


@pytest.mark.requirement("X-15")
def test_other_kinds_are_answered_in_words_and_refused_by_an_exemption(family):
    partnership, _ = family
    lead = partnership.actor("ig_lead")
    request, _ = in_review(partnership, kind="erase")
    with pytest.raises(Exception, match="Say what was done"):
        changes.answer(by=lead, on=TODAY, request=request, words=" ")
    with pytest.raises(Exception, match="exemption"):
        changes.refuse(by=lead, on=TODAY, request=request, exemption="we like it", words="No")
    changes.refuse(by=lead, on=TODAY, request=request, exemption="public task", words="We still help you")
    assert (request.state, request.exemption) == ("refused", "public task")
    access, _ = in_review(partnership)
    with pytest.raises(Exception, match="answered by its pack"):
        changes.answer(by=lead, on=TODAY, request=access, words="Here")
    entries = AuditEntry.objects.filter(object=str(request.pk), outcome="done").values_list("what", "detail")
    assert ("rights_request.move", {"step": "refuse", "exemption": "public task"}) in list(entries)
    assert Household.objects.exists()
    assert Referral.objects.exists()
