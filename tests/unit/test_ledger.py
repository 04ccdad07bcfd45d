"""Every change asks, happens whole, and leaves an entry; the seals find what was tampered with."""

import pytest

from hereabouts.core.ledger import Actor
from hereabouts.core.places import by_codes
from hereabouts.records.ledger import changes, reads, sealing
from hereabouts.records.ledger.models import AuditEntry, Seal
from hereabouts.records.partners import changes as partners
from hereabouts.records.partners.models import Organisation
from hereabouts.records.places import changes as places
from hereabouts.records.trust.access import founder
from tests.worlds import TODAY, WEST

pytestmark = pytest.mark.django_db


def register(name="Harbour Housing", by=None):
    return partners.register(by=by or founder(), on=TODAY, name=name, kind="housing")


def test_a_change_leaves_one_entry_with_its_authority():
    made = register()
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.outcome, entry.object) == ("organisation.register", "done", str(made.pk))
    assert entry.under == "the role of First set-up"
    assert entry.on == TODAY


@pytest.mark.requirement("S-47")
def test_a_refusal_changes_nothing_and_is_written_down():
    with pytest.raises(changes.NotAllowed, match="No role or agreement"):
        register(by=Actor("nobody", "Nobody"))
    assert not Organisation.objects.exists()
    assert [(e.what, e.outcome, e.actor) for e in AuditEntry.objects.all()] == [
        ("organisation.register", "refused", "nobody")
    ]


def test_a_change_that_fails_leaves_no_trace():
    register()
    with pytest.raises(partners.AlreadyThere):
        register("harbour housing ")
    assert AuditEntry.objects.count() == 1


def test_a_refusal_inside_a_change_takes_everything_back_and_is_written_down():
    @changes.change("organisation.register")
    def register_two(*, by, on):
        register("First")
        register("Second", by=Actor("nobody", "Nobody"))

    with pytest.raises(changes.NotAllowed):
        register_two(by=founder(), on=TODAY)
    assert not Organisation.objects.exists()
    assert [(e.what, e.outcome, e.actor) for e in AuditEntry.objects.all()] == [
        ("organisation.register", "refused", "founder")
    ]


def test_a_change_takes_only_keywords():
    with pytest.raises(TypeError, match="only keywords"):
        changes.change("plan.draft")(lambda by, on: None)


def test_references_are_never_given_twice():
    assert [changes.next_ref("FG", 2026, "action") for _ in range(3)] == [
        "FG-2026-A001",
        "FG-2026-A002",
        "FG-2026-A003",
    ]
    assert changes.next_ref("FG", 2027, "action") == "FG-2027-A001"


def test_each_kind_has_a_series_of_its_own():
    letters = list(changes.LETTERS.values())
    assert len(letters) == len(set(letters))
    assert {changes.next_ref("FG", 2026, kind) for kind in changes.LETTERS} == {
        f"FG-2026-{letter}001" for letter in letters
    }  # fmt: skip


@pytest.mark.requirement("X-14")
class TestSeals:
    @pytest.fixture(autouse=True)
    def trail(self, monkeypatch, past_can_change):
        monkeypatch.setattr(sealing, "BATCH", 3)
        for n in range(8):
            register(f"Partner {n}")
        assert changes.seal_entries() == 8
        self.ids = list(AuditEntry.objects.values_list("pk", flat=True))

    def bad(self):
        return reads.verify().first_bad

    def test_a_whole_trail_is_whole(self):
        found = reads.verify()
        assert (found.entries, found.batches, found.sealed_to, found.first_bad) == (8, 3, self.ids[-1], None)
        assert changes.seal_entries() == 0

    def test_an_edited_entry_is_named(self):
        AuditEntry.objects.filter(pk=self.ids[4]).update(actor_name="Somebody else")
        assert self.bad() == self.ids[4]

    def test_a_removed_entry_is_named(self):
        AuditEntry.objects.filter(pk=self.ids[1]).delete()
        assert self.bad() == self.ids[1]

    def test_an_entry_slipped_in_is_named(self):
        copy = AuditEntry.objects.get(pk=self.ids[5])
        copy.pk = None
        copy.save()
        assert self.bad() == copy.pk

    def test_a_seal_rewritten_for_an_edit_breaks_the_chain(self):
        AuditEntry.objects.filter(pk=self.ids[0]).update(outcome="refused")
        first = Seal.objects.first()
        first.digests[0][1] = sealing.print_of(AuditEntry.objects.get(pk=self.ids[0]))
        first.save()
        assert self.bad() == self.ids[0]

    def test_a_removed_batch_breaks_the_chain(self):
        second = Seal.objects.all()[1]
        AuditEntry.objects.filter(seal=second).delete()
        second.delete()
        assert self.bad() == self.ids[6]

    @pytest.mark.parametrize("digests", [[], {}, "gone", [[1]], [[1, None]], 7])
    def test_a_seal_that_was_emptied_is_no_whole_trail(self, digests):
        AuditEntry.objects.filter(pk=self.ids[4]).update(actor_name="Somebody else")
        Seal.objects.filter(pk=Seal.objects.all()[1].pk).update(digests=digests)
        found = reads.verify()
        assert (found.first_bad, found.sealed_to) == (self.ids[3], self.ids[2])
        assert "does not follow" in found.because

    def test_an_emptied_seal_without_entries_is_named_by_where_they_stood(self):
        AuditEntry.objects.filter(pk__in=self.ids[3:6]).delete()
        Seal.objects.filter(pk=Seal.objects.all()[1].pk).update(digests=[])
        assert self.bad() == self.ids[3]

    def test_the_page_says_that_an_emptied_trail_is_not_whole(self, as_role):
        from django.urls import reverse

        Seal.objects.update(digests=[])
        assert "The trail is not whole" in as_role("ig_lead").get(reverse("audit")).content.decode()

    def test_the_page_gives_the_whole_head_to_keep_and_says_what_waits(self, as_role):
        from django.urls import reverse

        page = as_role("ig_lead").get(reverse("audit")).content.decode()
        assert reads.head() in page
        waiting = AuditEntry.objects.filter(seal=None).count()
        assert reads.verify().unsealed == waiting > 0
        assert f"{waiting} entries wait for their seal" in page

    def test_an_end_that_was_cut_off_and_sealed_anew_misses_the_head_that_was_kept(self, command):
        kept = reads.head()
        command("trust", "audit", "--verify", "--against", kept)
        last = Seal.objects.last()
        AuditEntry.objects.filter(seal=last).update(seal=None, actor_name="Somebody else")
        last.delete()
        assert command("trust", "audit", "--verify").returncode == 0  # from inside nothing is to be seen
        refused = command("trust", "audit", "--verify", "--against", kept, check=False)
        assert refused.returncode == 2
        assert "cut off" in refused.stderr


@pytest.mark.requirement("L-01")
def test_partners_of_every_kind_stand_in_one_register(partnership):
    from hereabouts.records.partners.reads import organisations

    assert {(o.name, o.kind) for o in organisations()} == {
        ("Larkhaven Council", "council"), ("Harbour Housing", "housing"), ("Friends of East", "community group"),
    }  # fmt: skip


@pytest.mark.requirement("I-19")
def test_a_place_keeps_its_versions(evidence):
    by = founder()
    place = places.define(by=by, on=TODAY, name="Pilot", rule=by_codes("S01009001"))
    assert places.define(by=by, on=TODAY, name="pilot", rule=by_codes("s01009001 , S01009001")) == place
    places.define(by=by, on=TODAY, name="Pilot", rule=by_codes(WEST))
    assert [(v.number, v.rule) for v in place.versions.all()] == [(2, WEST), (1, "S01009001")]
