"""Target groups: criteria and a count for all who plan, and in a step of its own the families, for whom a clause names."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.families.target_group import COUNTS_A_PLACE, COUNTS_DAYS, Criteria
from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import disclosure, severities
from hereabouts.records.families import access, changes, targeting
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

PURPOSE = access.PURPOSE
BOX = {"class": "govuk-checkboxes__input"}


class TargetForm(Dressed):
    """Criteria, each of which a household has to meet."""

    title = forms.CharField(label=gettext_lazy("What is the group called?"), max_length=120,
                            help_text=gettext_lazy("The same name again makes its next version."))  # fmt: skip
    aim = long_field(gettext_lazy("What do you want to do for these families?"), required=True)
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Which needs, all of them?"), required=False, widget=forms.CheckboxSelectMultiple(BOX)
    )
    severity = forms.TypedChoiceField(label=gettext_lazy("How serious at least?"), coerce=int, initial=2)
    services = forms.IntegerField(
        label=gettext_lazy("How many services at least are written down here as active with them?"),
        required=False,
        min_value=0,
        max_value=20,
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Which priority family groups, any of them?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(BOX),
    )
    child_under = forms.IntegerField(
        label=gettext_lazy("A child under which age?"), required=False, min_value=1, max_value=18
    )

    def __init__(self, *args, place, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        words = {value: one["label"] for value, one in severities().items()}
        self.fields["severity"].choices = [(n, words[n]) for n in (1, 2, 3)]
        self.fields["needs"].choices = [(one, one) for one in targeting.domains(place.pk)]
        self.fields["groups"].choices = [(one, one) for one in targeting.GROUPS]

    def asked(self) -> Criteria:
        """Give the criteria that were chosen."""
        told = self.cleaned_data
        return Criteria(
            tuple(told["needs"]), told["severity"], told["services"] or 0, tuple(told["groups"]), told["child_under"]
        )


@holding("target_group.see", purpose=PURPOSE)
def index(request: HttpRequest) -> HttpResponse:
    """Show the groups with their counts, and define one; a POST keeps it."""
    known = places.visible(request.actor, on=request.today)
    here = targeting.places_to_define(request.actor, known, on=request.today)
    if not here:
        raise NotFound
    wanted = request.POST.get("place") or request.GET.get("place")
    place = next((p for p in here if str(p.pk) == wanted), here[0])
    form = TargetForm(sent_by(request), place=place)
    if request.method == "POST" and form.is_valid() and (made := _defined(request, place, form)):
        messages.success(request, _("Written down, with the count of today."))
        return redirect("target-group", id=made.pk)
    context = {
        "form": form, "place": place, "places": here, "groups": targeting.groups(request.actor, on=request.today),
        "rule": disclosure()["open"], "most": COUNTS_A_PLACE, "days": COUNTS_DAYS, "section": "families",
    }  # fmt: skip
    return render(request, "desk/targets.html", context, status=422 if form.errors else 200)


def _defined(request: HttpRequest, place, form: TargetForm):
    words = {name: form.cleaned_data[name] for name in ("title", "aim")}
    try:
        return changes.define_group(by=request.actor, on=request.today, place=place, criteria=form.asked(), **words)
    except NotAllowed:
        raise
    except Sentence as problem:
        form.add_error(problem.values.get("field"), said(problem))
        return None


@holding("target_group.see", purpose=PURPOSE)
def group(request: HttpRequest, id) -> HttpResponse:
    """Show one version of a group: its criteria, its purpose, its count, and what it takes to learn who it is."""
    found = targeting.find(request.actor, id, on=request.today)
    context = {
        "group": found, "criteria": targeting.said(found), "section": "families", "rule": disclosure()["open"],
        "may_identify": targeting.may_identify(request.actor, found, on=request.today),
    }  # fmt: skip
    return render(request, "desk/target.html", context)


@holding("referral.identify", purpose=PURPOSE)
def who(request: HttpRequest, id) -> HttpResponse:
    """Show the families of a group, cut to the clause that opens them."""
    found = targeting.find(request.actor, id, on=request.today)
    if not targeting.may_identify(request.actor, found, on=request.today):
        raise NotFound
    context = {"group": found, "criteria": targeting.said(found), "section": "families"}
    context["families"] = targeting.families(request.actor, found, on=request.today)
    return render(request, "desk/target_who.html", context)


urlpatterns = [
    path("families/targets/", index, name="target-groups"),
    path("families/targets/<uuid:id>/", group, name="target-group"),
    path("families/targets/<uuid:id>/who/", who, name="target-group-who"),
]
