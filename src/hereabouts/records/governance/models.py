"""Groups with their terms and members; meetings with agenda, attendance, decisions and actions."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from hereabouts.core.governance.decisions import VERBS
from hereabouts.core.governance.groups import CADENCES, TIERS
from hereabouts.core.governance.meetings import CLEAR_DAYS, HERE, PURPOSES, STATES
from hereabouts.records.ledger.record import Guarded, Record


def _one_of(words):
    return [(word, word) for word in words]


class Group(Guarded):
    """People who meet and decide together. Without a place it is for the whole area of the partnership."""

    KIND = "group"

    name = models.CharField(max_length=120)
    tier = models.CharField(max_length=20, choices=_one_of(TIERS))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    nation = models.CharField(max_length=3, choices=_one_of(CLEAR_DAYS))
    cadence = models.CharField(max_length=20, choices=_one_of(CADENCES))
    quorum = models.PositiveSmallIntegerField(default=0)
    standing = models.JSONField(default=list, help_text="What always stands on the agenda")
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    about_words = models.CharField(max_length=200, blank=True)
    outcomes = models.ManyToManyField("hereabouts.Outcome", related_name="+", blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="To be set up by")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="group_name_once")]


class TermsOfReference(Record):
    """One version of what a group is for. Approved versions are never changed."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="terms")
    number = models.PositiveIntegerField()
    text = models.TextField()
    written_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "-number"]
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="terms_number_once")]


class Membership(Record):
    """A seat: a person's, or an organisation's to fill."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    account = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, default="member")
    voting = models.BooleanField(default=True)
    substitute = models.CharField(max_length=120, blank=True, help_text="Who comes when the holder cannot")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="membership_ends_after_start"
            )
        ]


class Meeting(Guarded):
    """One meeting of a group. It is never deleted: a cancelled one says so, in every calendar too."""

    KIND = "meeting"
    ABOUT_FIELDS = ("group_id",)

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200)
    access_note = models.TextField(blank=True, help_text="Steps, loop, interpreters, parking")
    support_note = models.TextField(blank=True, help_text="Travel, childcare and other costs: how to get them paid")
    public = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="planned", choices=_one_of(STATES))
    papers_out_on = models.DateField(null=True, blank=True)
    minutes_agreed_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_start")
        ]


class AgendaItem(Record):
    """One thing on the table, with its paper, what it asks for and what was said."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10, choices=_one_of(PURPOSES))
    because = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    recommend_verb = models.CharField(max_length=20, blank=True, choices=_one_of(VERBS))
    recommend_text = models.TextField(blank=True)
    background = models.TextField(blank=True, help_text="Background papers, one a line")
    exempt_under = models.CharField(max_length=4, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.CharField(max_length=80, blank=True)
    discussion = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="item_number_once")]


class Attendance(Record):
    """How one seat was filled, or a guest who came."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=12, choices=_one_of(HERE))
    name = models.CharField(max_length=120, blank=True, help_text="Of a guest or a substitute")

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="attendance_once")]


class Decision(Guarded):
    """What a meeting decided, in the words of the minute, with why and what else was on the table."""

    KIND = "decision"
    ABOUT_FIELDS = ("meeting_id", "meeting__group_id")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    ref = models.CharField(max_length=20, unique=True)
    verb = models.CharField(max_length=20, choices=_one_of(VERBS))
    text = models.TextField()
    reasons = models.TextField(blank=True)
    options = models.TextField(blank=True, help_text="What else was considered, one a line")
    dissent = models.TextField(blank=True)
    touches = models.JSONField(null=True, blank=True, help_text="The groups it touches; null: nobody said yet")
    decided_on = models.DateField(db_index=True)
    implement_by = models.DateField(null=True, blank=True)
    update_on = models.DateField(null=True, blank=True)
    carried_out_on = models.DateField(null=True, blank=True)
    account = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("hereabouts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-ref"]


class MeetingAction(Record):
    """What somebody took away from a meeting to do, by when."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="actions")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.TextField()
    account = models.ForeignKey("hereabouts.Account", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("hereabouts.Organisation", models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
