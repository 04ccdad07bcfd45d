"""Forms on paper: printed with a number each, and typed back in with that number. Typed twice is once."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.other_forms import FORMS, SIGNED, called
from hereabouts.engines.definitions import audiences, engagement, guides, profile_questions, promised_days
from hereabouts.engines.pdf import pdf_of
from hereabouts.records.releases.reads import phone
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.capture_forms import OPEN, ConversationForm, to_ask
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.partnership.profile_files import style
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said


class PrintForm(Dressed):
    """Which form, and how many copies."""

    guide = forms.ChoiceField(label=gettext_lazy("How do you ask?"), required=False)
    form = forms.ChoiceField(label=gettext_lazy("In which language?"), required=False)
    copies = forms.IntegerField(label=gettext_lazy("How many copies?"), min_value=1, max_value=50, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guide"].choices = [(one.id, one.title) for one in guides().values()]
        self.fields["form"].choices = [("", _("English")), *((one, called(one)) for one in FORMS if one != SIGNED)]


class NumberForm(Dressed):
    """The number that stands on a paper form, and what it asked."""

    number = forms.CharField(
        label=gettext_lazy("Number on the form"), max_length=12, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Type the number that stands at the top of the form.")},
    )  # fmt: skip
    guide = forms.ChoiceField(label=gettext_lazy("Which form is it?"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guide"].choices = [(one.id, one.title) for one in guides().values()]

    def clean_number(self) -> str:
        """Read the number as it was typed."""
        number = reads.number_on(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                _("This is no number of ours. It has eight letters and figures, and no zero and no one.")
            )
        return number


@holding("contribution.record")
@require_safe
def paper(request: HttpRequest, id) -> HttpResponse:
    """Offer forms to print, and to type back in."""
    place = place_for(request, id, "contribution.record")
    context = room(request, place, "record") | {
        "form": PrintForm(initial={"guide": OPEN, "copies": 10}),
        "typing": NumberForm(),
    }
    return render(request, "partnership/listen/paper.html", context)


@holding("contribution.record")
@require_safe
def sheets(request: HttpRequest, id) -> HttpResponse:
    """Print forms as PDF, each with a number of its own and a card to tear off."""
    place = place_for(request, id, "contribution.record")
    form = PrintForm(request.GET)
    had = form.cleaned_data if form.is_valid() else {}
    asked = guides().get(had.get("guide") or OPEN, guides()[OPEN])
    asks = reads.guide_in(asked.id, had.get("form", ""), place, on=request.today)
    if had.get("form") and not asks:
        messages.error(
            request, _("The questions of this form are not there in that language yet. Somebody writes them first.")
        )
        return redirect("asked-in", id=id)
    context = {
        "asks": [(prompt, asks.get(prompt.id)) for prompt in asked.prompts],
        "place": place, "guide": asked, "numbers": reads.numbers(had.get("copies") or 1), "consents": to_ask(),
        "audiences": audiences(), "questions": profile_questions().values(), "phone": phone(id), "days": promised_days(),
        "lived": engagement().lived.values(), "take_back": request.build_absolute_uri(reverse("take-back")), "style": style(),
    }  # fmt: skip
    made = pdf_of(render_to_string("partnership/listen/paper_sheets.html", context))
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="form-{asked.id.replace(" ", "-")}.pdf"'},
    )


@holding("contribution.record")
def type_in(request: HttpRequest, id) -> HttpResponse:
    """Type a paper form in, with the number printed on it."""
    place = place_for(request, id, "contribution.record")
    which = NumberForm(request.GET or None)
    if not which.is_valid():
        context = room(request, place, "record") | {
            "form": PrintForm(initial={"guide": OPEN, "copies": 10}),
            "typing": which,
        }
        return render(request, "partnership/listen/paper.html", context, status=422 if request.GET else 200)
    number, asked = which.cleaned_data["number"], guides()[which.cleaned_data["guide"]]
    if already := reads.typed_in(place, number, on=request.today):
        context = room(request, place, "record") | {"already": already, "number": number}
        return render(request, "partnership/listen/paper_already.html", context)
    held = [line for line in reads.programme(request.actor, on=request.today, place=place) if not line.planned]
    form = ConversationForm(sent_by(request), initial={"heard_on": request.today}, activities=held, ask=[asked])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["activity"]
        told = form.told()
        told |= {"once": reads.once_of(number), "told": {**told["told"], "number": number}}
        try:
            activity = access.activity(request.actor, chosen, on=request.today) if chosen else None
            changes.record_answers(by=request.actor, on=request.today, place=place, activity=activity, **told)
        except Sentence as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("%(number)s is typed in.") % {"number": number})
            return redirect("paper", id=id)
    context = room(request, place, "record") | {"form": form, "number": number, "guide": asked}
    return render(request, "partnership/listen/paper_type.html", context, status=422 if form.errors else 200)


urlpatterns = [
    path("places/<uuid:id>/paper/", paper, name="paper"),
    path("places/<uuid:id>/paper/forms.pdf", sheets, name="paper-pdf"),
    path("places/<uuid:id>/paper/type-in/", type_in, name="paper-type"),
]
