"""Pages of whoever keeps the directory of help: a service is listed or revised, a sheet or a feed is taken in and back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from hereabouts.core.imports.checking import suggested
from hereabouts.core.partners.directory import STATES
from hereabouts.core.partners.sheets import fields
from hereabouts.core.sentences import Sentence
from hereabouts.records.imports import access as batches
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as imported
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.partners import access, changes, reads
from hereabouts.records.places import access as places
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.importing import FAULTS
from hereabouts.web.shared.middleware import said

ABOUT = "service"
STATE_WORDS = {
    "draft": _lazy("Draft: shown to nobody yet"), "live": _lazy("Open"), "paused": _lazy("Paused for now"),
    "closed": _lazy("Closed: shown to nobody"),
}  # fmt: skip


class ServiceForm(Dressed):
    """One service. Only a public office stands here, never somebody's own number."""

    name = forms.CharField(label=_lazy("Name"), max_length=200)
    organisation = forms.ChoiceField(label=_lazy("Run by a partner"), required=False)
    provider = forms.CharField(label=_lazy("Or run by"), max_length=200, required=False)
    description = long_field(_lazy("What it is"), rows=3)
    who_for = long_field(_lazy("Who it is for"), rows=2)
    how = long_field(_lazy("How to get help"), rows=2, help_text=_lazy("Ring, drop in, or ask somebody to refer you."))
    when = long_field(_lazy("When"), rows=2)
    fees = forms.CharField(label=_lazy("Cost"), max_length=200, required=False)
    minimum_age = forms.IntegerField(label=_lazy("Youngest age"), min_value=0, max_value=120, required=False)
    maximum_age = forms.IntegerField(label=_lazy("Oldest age"), min_value=0, max_value=120, required=False)
    phone = forms.CharField(label=_lazy("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_lazy("E-mail"), required=False)
    url = forms.URLField(label=_lazy("Website"), required=False, assume_scheme="https", max_length=400)
    address = forms.CharField(label=_lazy("Address"), max_length=300, required=False)
    city = forms.CharField(label=_lazy("Town"), max_length=80, required=False)
    postcode = forms.CharField(label=_lazy("Postcode"), max_length=10, required=False)
    accessibility = long_field(_lazy("Getting in"), rows=2, help_text=_lazy("Steps, hearing loop, toilets, parking."))
    topics = forms.MultipleChoiceField(
        label=_lazy("Topics"), required=False, widget=forms.SelectMultiple({"class": "govuk-select", "size": 6})
    )
    place = forms.ChoiceField(label=_lazy("Place"), required=False)
    state = forms.ChoiceField(label=_lazy("State"), choices=[(s, STATE_WORDS[s]) for s in STATES], initial="live")

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        partners = [(str(o.id), o.name) for o in reads.organisations()]
        self.fields["organisation"].choices = [("", _("Nobody of them")), *partners]
        self.fields["place"].choices = [("", _("The whole area")), *((str(p.pk), p.name) for p in places)]
        self.fields["topics"].choices = [(code, _(label)) for code, label in reads.topic_words().items()]

    def clean_postcode(self) -> str:
        """Read the postcode as a sheet's would be."""
        reader = next(f.read for f in fields({}) if f.name == "postcode")
        try:
            return reader(self.cleaned_data["postcode"])
        except Sentence as problem:
            raise forms.ValidationError(said(problem)) from None


class FileForm(Dressed):
    """A file, and the place whose directory it is for."""

    file = forms.FileField(
        label=_lazy("File"), help_text=_lazy("CSV, Excel or OpenDocument; or an Open Referral feed as JSON."),
        widget=forms.FileInput({"class": "govuk-file-upload"}),
    )  # fmt: skip
    place = forms.ChoiceField(label=_lazy("Place"))

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose")), *((str(p.pk), p.name) for p in places)]


def _here(request: HttpRequest) -> list:
    return list(places.visible(request.actor, on=request.today))


@holding("service.list")
def add(request: HttpRequest) -> HttpResponse:
    """Put a service into the directory."""
    here = _here(request)
    form = ServiceForm(sent_by(request), places=here)
    if form.is_bound and form.is_valid():
        facts = dict(form.cleaned_data)
        place = next((p for p in here if str(p.pk) == facts["place"]), None)
        organisation = reads.organisation(facts.pop("organisation") or None)
        del facts["place"]
        try:
            made = changes.list_service(
                by=request.actor, on=request.today, facts=facts, place=place, organisation=organisation
            )
        except changes.FaultyServices as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("The service is in the directory."))
            return redirect("service", id=made.pk)
    return render(
        request, "data/service_form.html", {"form": form, "here": "services"}, status=422 if form.is_bound else 200
    )


@holding("service.list")
def revise(request: HttpRequest, id) -> HttpResponse:
    """Say anew what a service is; it counts as checked today."""
    found = access.find_service(request.actor, id, on=request.today)
    offer = reads.offer(found)
    start = {name: getattr(offer, name) for name in ServiceForm.base_fields if hasattr(offer, name)}
    form = ServiceForm(sent_by(request), places=_here(request), initial=start)
    for fixed in ("organisation", "place"):  # where it belongs stays
        del form.fields[fixed]
    if form.is_bound and form.is_valid():
        facts = dict(form.cleaned_data)
        state = facts.pop("state")
        facts["provider"] = facts["provider"] or offer.provider
        given = {"by": request.actor, "on": request.today, "service": found}
        changes.revise_service(**given, facts=facts)
        if state != offer.state:
            changes.move_service(**given, state=state)
        messages.success(request, _("Saved. It counts as checked today."))
        return redirect("service", id=id)
    context = {"form": form, "one": offer, "here": "services"}
    return render(request, "data/service_form.html", context, status=422 if form.is_bound else 200)


@holding("service.list")
def take_in(request: HttpRequest) -> HttpResponse:
    """Choose a file of services; show those taken in before, each to be taken back."""
    here = _here(request)
    step = request.POST.get("step")
    form = FileForm(request.POST if step == "file" else None, request.FILES or None, places=here)
    if step == "back":
        batch = _batch(request, request.POST.get("batch"))
        changes.undo_services(by=request.actor, on=request.today, batch=batch, place=batch.place)
        messages.success(request, _("Taken back: the directory is as it was."))
        return redirect("services-import")
    if form.is_bound and form.is_valid():
        place = next(p for p in here if str(p.pk) == form.cleaned_data["place"])
        file = form.cleaned_data["file"]
        batch = imports.start(
            by=request.actor, on=request.today, place=place, about=ABOUT, file_name=file.name, chunks=file.chunks()
        )
        return redirect("services-check", id=batch.pk)
    history = imported.history(request.actor, on=request.today, about=ABOUT)
    context = {"form": form, "history": history, "here": "services"}
    return render(request, "data/services_import.html", context, status=422 if form.is_bound else 200)


def _batch(request: HttpRequest, id):
    batch = batches.find(request.actor, id, on=request.today)
    if batch.about != ABOUT:
        raise NotFound
    return batch


@holding("service.list")
def check(request: HttpRequest, id) -> HttpResponse:
    """Show what a file would add and change, and every fault; then take it in, or leave it out."""
    batch = _batch(request, id)
    given = {"by": request.actor, "on": request.today, "batch": batch}
    if request.POST.get("step") == "leave":
        imports.cancel(**given)
        return redirect("services-import")
    table = reads.services_in(batch)
    mapping = suggested(table.headings, fields(reads.topic_words()))
    found = reads.prepared(table, mapping)
    if request.POST.get("step") == "take" and not found.faults:
        changes.import_services(**given, table=table, mapping=mapping, place=batch.place)
        messages.success(request, _("Taken in."))
        return redirect("services")
    context = {
        "found": found, "faults": found.faults[:FAULTS], "more": max(0, len(found.faults) - FAULTS), "file": batch.file_name,
        "mapping": [(f.label, mapping[f.name]) for f in fields({}) if f.name in mapping], "here": "services",
        "left_out": [h for h in table.headings if h not in mapping.values()],
    }  # fmt: skip
    return render(request, "data/services_check.html", context, status=422 if request.method == "POST" else 200)


urlpatterns = [
    path("services/add/", add, name="service-add"),
    path("services/<uuid:id>/revise/", revise, name="service-revise"),
    path("services/import/", take_in, name="services-import"),
    path("services/import/<uuid:id>/", check, name="services-check"),
]
