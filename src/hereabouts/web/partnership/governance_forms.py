"""The forms of groups and meetings."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hereabouts.core.governance.decisions import VERBS
from hereabouts.core.governance.groups import CADENCES
from hereabouts.engines.definitions import text
from hereabouts.records.partners import reads as partners
from hereabouts.web.shared.dress import Dressed, day_field, long_field

TIER_WORDS = {
    "strategic": _("Strategic: sets direction"), "committee": _("Committee of a council"), "tactical": _("Tactical: runs the plan"),
    "tasking": _("Tasking: places and problems"), "triage": _("Triage: referrals"), "lsg": _("Local solutions group"),
    "working": _("Working group on a priority"), "community": _("Community group"),
}  # fmt: skip
NATIONS = [("SCT", _("Scotland")), ("ENG", _("England")), ("WLS", _("Wales"))]
PURPOSES = [("note", _("To note")), ("discuss", _("To discuss")), ("decide", _("To decide"))]
VERB_CHOICES = [(verb.id, _(verb.past)) for verb in VERBS.values()]
SEATS = [("member", _("Member")), ("chair", _("Chair")), ("vice-chair", _("Vice-chair")), ("secretary", _("Secretary")),
         ("community representative", _("Community representative")), ("observer", _("Observer"))]  # fmt: skip


def owners(*, on) -> list:
    """Everybody who can own something: organisations first, then people."""
    people = [(f"account:{p.pk}", f"{p.name}, {p.organisation.name}") for p in partners.people(on=on)]
    organisations = [(f"organisation:{o.id}", o.name) for o in partners.organisations()]
    return [("", _("Choose")), (_("Organisations"), organisations), (_("People"), people)]


def owner(value: str) -> tuple:
    """Turn the choice into the account (or none) and the organisation (or none)."""
    kind, _colon, id_ = value.partition(":")
    account = partners.person(id_) if kind == "account" else None
    organisation = partners.organisation(id_) if kind == "organisation" else account.organisation if account else None
    return account, organisation


class GroupForm(Dressed):
    """Everything a group needs to be set up."""

    name = forms.CharField(label=_("Name"), max_length=120)
    tier = forms.ChoiceField(label=_("Tier"), choices=list(TIER_WORDS.items()))
    place = forms.ChoiceField(label=_("Place"), required=False)
    parent = forms.ChoiceField(label=_("Answers to"), required=False)
    nation = forms.ChoiceField(
        label=_("Nation"), choices=NATIONS, help_text=_("Decides holidays and when papers are due.")
    )
    cadence = forms.ChoiceField(label=_("Meets"), choices=[(c, _(c)) for c in CADENCES])
    quorum = forms.IntegerField(
        label=_("Quorum"), min_value=0, initial=0, help_text=_("Voting members needed to decide; 0 for none.")
    )
    standing = long_field(_("Always on the agenda"), help_text=_("One a line, such as: Delivery plans"))
    about_words = forms.CharField(
        label=_("Priority it acts on"), max_length=200, required=False, help_text=_("For a working group.")
    )
    about_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    about_id = forms.CharField(required=False, widget=forms.HiddenInput)
    due_on = day_field(_("To be set up by"), help_text=_("If it does not exist yet."))
    terms = long_field(
        _("Terms of reference"), rows=12, help_text=_("A draft until approved. Each version is kept."), required=False
    )

    def __init__(self, *args, places, groups, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("The whole area")), *((str(p.pk), p.name) for p in places)]
        self.fields["parent"].choices = [("", _("Nobody")), *((str(g.id), g.name) for g in groups)]
        self.fields["terms"].initial = text("governance")["terms"].strip()


class MemberForm(Dressed):
    """One seat."""

    who = forms.ChoiceField(label=_("Who"), help_text=_("An organisation can hold a seat and fill it itself."))
    role = forms.ChoiceField(label=_("Role in the group"), choices=SEATS)
    voting = forms.BooleanField(label=_("Votes"), required=False, initial=True)
    substitute = forms.CharField(
        label=_("Substitute"), max_length=120, required=False, help_text=_("Who comes when they cannot.")
    )
    since = day_field(_("Since"))

    def __init__(self, *args, on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = owners(on=on)


class OutcomesForm(Dressed):
    """The outcomes that a group's remit is to deliver."""

    outcomes = forms.MultipleChoiceField(
        label=_("Outcomes"), required=False, widget=forms.SelectMultiple({"class": "govuk-select", "size": 6})
    )

    def __init__(self, *args, outcomes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcomes"].choices = [(str(one.pk), one.statement) for one in outcomes]


class TermsForm(Dressed):
    """A new version of the terms."""

    text = long_field(_("Terms of reference"), rows=16, required=True)


class TimeForm(Dressed):
    """When and where a meeting is."""

    day = day_field(_("Day"), required=True)
    starts = forms.TimeField(label=_("Starts"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    where = forms.CharField(label=_("Where"), max_length=200)
    access_note = long_field(
        _("Getting in and taking part"),
        rows=2,
        help_text=_("Steps, hearing loop, interpreters, parking, joining online."),
    )

    def times(self) -> dict:
        """Give the form as the changes want it: times in the time of the place, never of the machine."""
        facts = self.cleaned_data
        start, end = (timezone.make_aware(datetime.combine(facts["day"], facts[key])) for key in ("starts", "ends"))
        return {"starts_at": start, "ends_at": end, "where": facts["where"], "access_note": facts["access_note"]}


class CallForm(TimeForm):
    """A new meeting of a group."""

    group = forms.ChoiceField(label=_("Group"))
    support_note = long_field(
        _("Costs for community representatives"),
        rows=2,
        help_text=_("Travel, childcare, an interpreter: how to get them paid."),
    )
    public = forms.BooleanField(label=_("Residents may come and read the papers"), required=False)
    field_order = ["group"]

    def __init__(self, *args, groups, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Choose")), *((str(g.id), g.name) for g in groups)]


class CancelForm(Dressed):
    """Why a meeting does not take place."""

    because = forms.CharField(label=_("Why it is cancelled"), max_length=300)


class ItemForm(Dressed):
    """Something for an agenda, with its paper."""

    meeting = forms.ChoiceField(label=_("Meeting"))
    title = forms.CharField(label=_("Title"), max_length=200)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=PURPOSES)
    summary = long_field(_("In plain words"), rows=2, help_text=_("What it is about, for somebody new to it."))
    paper = long_field(_("Paper"), rows=10)
    recommend_verb = forms.ChoiceField(
        label=_("What the meeting is asked to do"),
        required=False,
        choices=[("", _("Nothing")), *((v, _(v)) for v in VERBS)],
    )
    recommend_text = long_field(_("Recommendation"), rows=2)
    background = long_field(_("Background papers"), rows=2, help_text=_("One a line."))
    exempt_under = forms.ChoiceField(label=_("Kept from the public"), required=False)
    about_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    about_id = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, meetings, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(m.id), f"{m.group}, {timezone.localtime(m.starts_at):%-d %B %Y}") for m in meetings]
        self.fields["meeting"].choices = [("", _("Choose")), *choices]
        exempt = [
            (dict(NATIONS)[nation], [(f"{nation} {n}", f"{n}: {words}") for n, words in law["paragraphs"].items()])
            for nation, law in text("governance")["exempt"].items()
        ]
        self.fields["exempt_under"].choices = [("", _("No, everybody may read it")), *exempt]

    def clean_exempt_under(self) -> str:
        """Keep the number of the paragraph; the change knows the nation of the group."""
        return self.cleaned_data["exempt_under"].rpartition(" ")[2]


class DecisionForm(Dressed):
    """What was decided on one item."""

    verb = forms.ChoiceField(label=_("Decision"), choices=VERB_CHOICES)
    text = long_field(_("In the words of the minute"), rows=2, required=True)
    reasons = long_field(_("Why"), rows=2)
    options = long_field(_("What else was considered"), rows=2, help_text=_("One a line."))
    dissent = long_field(_("Who disagreed, and why"), rows=2)
    owner = forms.ChoiceField(label=_("Who carries it out"), required=False)
    implement_by = day_field(_("By when"))
    update_on = day_field(_("Tell the group how it goes by"))

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = choices


class ActionForm(Dressed):
    """Who does what by when."""

    what = forms.CharField(label=_("What"), max_length=300)
    owner = forms.ChoiceField(label=_("Who"))
    due_on = day_field(_("By when"))
    decision = forms.ChoiceField(label=_("Follows from"), required=False)

    def __init__(self, *args, choices, decisions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = choices
        self.fields["decision"].choices = [("", _("No decision")), *((str(d.id), d.ref) for d in decisions)]
