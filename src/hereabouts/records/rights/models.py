"""Rights requests with the review of their passages, notes of what is said to be wrong, holds, disposals, public-task requests."""

from django.db import models
from django.db.models import F, Q

from hereabouts.core.rights.clock import KINDS, STATES
from hereabouts.core.rights.disclosing import OUTCOMES
from hereabouts.core.rights.pack import DECISIONS
from hereabouts.records.ledger.record import Guarded, Record

BATCH_STATES = ("proposed", "reviewed", "executed", "dropped")
NOTE_STATES = ("stands", "corrected", "refused")


def _one_of(words) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class RightsRequest(Guarded):
    """That somebody asks for what the law gives them over what is held of them: what, since when the clock runs, how it ended.

    ``about`` are the records that whoever prepares the answer found to be theirs: [kind, id, words].
    """

    KIND = "rights_request"

    ref = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=_one_of(KINDS))
    name = models.CharField(max_length=160)
    known_as = models.TextField(blank=True, help_text="Other names, one a line")
    contacts = models.TextField(
        blank=True, help_text="Phone numbers, e-mail addresses and letter references, one a line"
    )
    dob = models.DateField(null=True, blank=True)
    asks = models.TextField(blank=True, help_text="In their words")
    received_on = models.DateField()
    identity = models.TextField(blank=True, help_text="What was asked to know who they are, or how it is known")
    state = models.CharField(max_length=16, default="received", choices=_one_of(STATES))
    settled_on = models.DateField(null=True, blank=True)
    longer_on = models.DateField(null=True, blank=True)
    why_longer = models.TextField(blank=True)
    about = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    exemption = models.CharField(max_length=40, blank=True)
    issued = models.JSONField(
        default=dict, help_text="How many passages went out, how many did not, and the fingerprint"
    )
    registered_by = models.CharField(max_length=200)
    registrar = models.CharField(max_length=80, help_text="Their id: somebody else must say who the person is")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["received_on", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("answered", "refused"), closed_on__isnull=False)
                | ~Q(state__in=("answered", "refused")) & Q(closed_on=None),
                name="rights_request_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(exemption=""), name="rights_refused_with_exemption"
            ),
            models.CheckConstraint(condition=Q(longer_on=None) | ~Q(why_longer=""), name="rights_longer_with_reason"),
        ]


class Redaction(Record):
    """What a person decided of one passage of a pack, why, and the fingerprint of what they read."""

    UNDER = ""

    request = models.ForeignKey(RightsRequest, models.CASCADE, related_name="redactions")
    key = models.CharField(max_length=32)
    decision = models.CharField(max_length=6, choices=_one_of(DECISIONS))
    reason = models.TextField()
    print = models.CharField(max_length=32)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()

    class Meta:
        ordering = ["request", "key"]
        constraints = [
            models.UniqueConstraint(fields=["request", "key"], name="redaction_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="redaction_has_reason"),
        ]


class RectificationNote(Record):
    """What somebody says is wrong in a record about them. It stands beside the record for every reader, whatever is decided."""

    request = models.ForeignKey(RightsRequest, models.PROTECT, related_name="notes")
    object = models.UUIDField(db_index=True, help_text="The record it stands beside")
    what = models.CharField(max_length=120, help_text="Which part of the record")
    says = models.TextField()
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="stands", choices=_one_of(NOTE_STATES))
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="stands") | ~Q(reason=""), name="rectification_decided_with_reason"
            )
        ]


class LegalHold(Guarded):
    """That nothing of some records, or of a whole class of the schedule, is disposed of: why, by whom, until when."""

    KIND = "legal_hold"

    rule = models.CharField(max_length=20, blank=True, help_text="A class of the schedule; else the records named")
    ids = models.JSONField(default=list)
    words = models.CharField(max_length=160, help_text="What it is on, as it was typed")
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    set_by = models.CharField(max_length=200)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason")]


class DisposalBatch(Guarded):
    """Records that somebody proposed to dispose of; somebody else reviews each; only then is anything emptied."""

    KIND = "disposal"

    state = models.CharField(max_length=10, default="proposed", choices=_one_of(BATCH_STATES))
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=80)
    proposed_name = models.CharField(max_length=200)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_name = models.CharField(max_length=200, blank=True)
    executed_on = models.DateField(null=True, blank=True)
    executed_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-proposed_on", "pk"]
        verbose_name_plural = "disposal batches"
        constraints = [
            models.CheckConstraint(condition=~Q(reviewed_by=F("proposed_by")), name="disposal_reviewed_by_another"),
            models.CheckConstraint(
                condition=~Q(state="executed")
                | Q(reviewed_on__isnull=False, executed_on__isnull=False) & Q(executed_on__gte=F("reviewed_on")),
                name="disposal_executed_after_review",
            ),
        ]


class Disposal(Record):
    """One record of a batch: until when it was to be kept and why it is due; whether it was kept after all; what was done."""

    batch = models.ForeignKey(DisposalBatch, models.CASCADE, related_name="items")
    rule = models.CharField(max_length=20)
    object = models.UUIDField(db_index=True)
    kept_until = models.DateField()
    because = models.TextField()
    keep = models.BooleanField(default=False)
    why_kept = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["batch", "rule", "kept_until", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "rule", "object"], name="disposal_once"),
            models.CheckConstraint(condition=Q(keep=False) | ~Q(why_kept=""), name="kept_with_reason"),
            models.CheckConstraint(condition=Q(keep=False) | Q(done_on=None), name="kept_is_not_done"),
        ]


class PublicTaskDisclosureRequest(Guarded):
    """That a public body asks another for data for a task in law, and what the holder answered. It opens nothing by itself."""

    KIND = "disclosure_request"

    ref = models.CharField(max_length=20, unique=True)
    asker = models.CharField(max_length=160, help_text="Which body asks")
    holder = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    task = models.TextField(help_text="The task in law")
    what = models.TextField(help_text="Which data, about whom")
    necessary = models.TextField(help_text="Why nothing less will do")
    written_on = models.DateField()
    written_by = models.CharField(max_length=200)
    needed_by = models.DateField()
    state = models.CharField(max_length=10, default="waiting", choices=_one_of(("waiting", *OUTCOMES)))
    shared = models.TextField(blank=True)
    basis = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["needed_by", "ref"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting") | ~Q(why="") & Q(replied_on__isnull=False),
                name="disclosure_replied_with_reason",
            )
        ]
