"""The whole family on one page, and what is written down on it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import severities
from hereabouts.records.families import access, changes, whole
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.web.desk import gain_forms as gains
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field, long_field
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE
STATES = (("offered", gettext_lazy("Offered")), ("accepted", gettext_lazy("Accepted")), ("active", gettext_lazy("Active")),
          ("ended", gettext_lazy("Ended")))  # fmt: skip
AGREED = (("plan", gettext_lazy("With the family, in its plan")),
          ("local solutions group", gettext_lazy("In the local solutions group")))  # fmt: skip

RELATED = (
    ("", gettext_lazy("Not known yet")), ("mother", gettext_lazy("Mother")), ("father", gettext_lazy("Father")),
    ("parent", gettext_lazy("Parent")), ("step-parent", gettext_lazy("Step-parent")), ("partner", gettext_lazy("Partner")),
    ("child", gettext_lazy("Child")), ("brother or sister", gettext_lazy("Brother or sister")),
    ("grandparent", gettext_lazy("Grandparent")), ("other relative", gettext_lazy("Other relative")),
    ("carer", gettext_lazy("Carer")), ("friend", gettext_lazy("Friend")),
)  # fmt: skip
LIVES = (("here", gettext_lazy("Yes")), ("part of the time", gettext_lazy("Part of the time")),
         ("elsewhere", gettext_lazy("No, elsewhere")))  # fmt: skip

WRITES = {"assess": changes.assess, "support": changes.support, "plan": changes.plan, "hear": changes.hear,
          "relate": changes.relate, "gain": changes.gain, "work": changes.work, "lead": changes.lead, "close": changes.close}  # fmt: skip


class OfMember(Dressed):
    """What is said of one need of one member."""

    domain = forms.ChoiceField(label=gettext_lazy("Which need?"))
    person = forms.ChoiceField(label=gettext_lazy("Whose?"), required=False)

    def __init__(self, *args, domains, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", ""), *((one, one) for one in domains)]
        self.fields["person"].choices = [("", _("The whole family")), *people]


class NeedForm(OfMember):
    """One judgement of one need, by written words."""

    severity = forms.TypedChoiceField(label=gettext_lazy("How serious is it?"), coerce=int)
    evidence = long_field(gettext_lazy("What did you see, or were you told?"), required=True)
    strength = long_field(gettext_lazy("What is going well with it?"))
    view = long_field(gettext_lazy("What do they say of it themselves?"), help_text=gettext_lazy("Their own words."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said_of = [(value, f"{one['label']}: {one['words']}") for value, one in sorted(severities().items())]
        self.fields["severity"].choices = [("", ""), *said_of]


class SupportForm(OfMember):
    """Where support stands."""

    agency = forms.CharField(label=gettext_lazy("Which agency?"), max_length=120)
    service = forms.CharField(label=gettext_lazy("What support is it?"), max_length=120)
    state = forms.ChoiceField(label=gettext_lazy("Where does it stand?"), choices=STATES)
    why_ended = long_field(gettext_lazy("If it ended: why?"))


class PlanForm(Dressed):
    """One action with somebody who does it, and a day."""

    goal = long_field(gettext_lazy("For which of their goals?"), help_text=gettext_lazy("Their own words."))
    words = long_field(gettext_lazy("What is to be done?"), required=True)
    owner = forms.CharField(label=gettext_lazy("Who does it?"), max_length=120)
    due_on = day_field(gettext_lazy("By when?"), required=True)
    agreed_in = forms.ChoiceField(label=gettext_lazy("Where was it agreed?"), choices=AGREED)


class RelateForm(Dressed):
    """How somebody belongs to the family, and whether they live here."""

    person = forms.ChoiceField(label=gettext_lazy("Who?"), required=False)
    name = forms.CharField(label=gettext_lazy("If it is somebody new: their name"), max_length=160, required=False)
    relation = forms.ChoiceField(
        label=gettext_lazy("Who are they to the children, or to whom it is about?"), required=False, choices=RELATED
    )
    lives = forms.ChoiceField(
        label=gettext_lazy("Do they live here?"),
        choices=LIVES,
        help_text=gettext_lazy("Where else is written nowhere."),
    )

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Somebody new")), *people]


@holding("referral.assess", purpose=PURPOSE)
def household(request: HttpRequest, id) -> HttpResponse:
    """Show the whole family; a POST writes down one thing of it, or that an action is done, a gain is seen."""
    referral = access.find_for(request.actor, id, "assess", on=request.today)
    do = request.POST.get("do", "")
    sent = {do: request.POST}
    known = {
        "domains": whole.domains(referral.place_id),
        "people": whole.members(request.actor, referral, on=request.today),
    }
    made = {
        "assess": NeedForm(sent.get("assess"), prefix="n", **known),
        "support": SupportForm(sent.get("support"), prefix="s", **known),
        "plan": PlanForm(sent.get("plan"), prefix="p"),
        "relate": RelateForm(sent.get("relate"), prefix="r", people=known["people"]),
        **gains.gain_forms(do, request.POST, people=known["people"]),
    }
    if request.method == "POST" and _written(request, referral, do, made.get(do)):
        messages.success(request, _("Written down."))
        return redirect("household", id=id)
    sheet = whole.sheet(request.actor, referral, on=request.today)
    context = {
        "sheet": sheet, "gained": sheet.gained, "worded": gains.worded(sheet.gained), "section": "families", **made,
        "form": made.get(do),
    }  # fmt: skip
    return render(request, "desk/household.html", context, status=422 if request.method == "POST" else 200)


def _written(request: HttpRequest, referral, do: str, form) -> bool:
    given = {"by": request.actor, "on": request.today, "referral": referral}
    if do == "finish":
        changes.finish(**given, step=request.POST.get("step", ""))
        return True
    if do == "verify":
        changes.verify(**given, gain=request.POST.get("gain", ""))
        return True
    if form is None or not form.is_valid():
        return False
    now = {"at": timezone.now()} if do in {"assess", "hear", "lead"} else {}
    try:
        WRITES[do](**given, **now, **form.cleaned_data)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return False
    return True


urlpatterns = [path("triage/<uuid:id>/household/", household, name="household")]
