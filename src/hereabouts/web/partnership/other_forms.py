"""A text of ours in other forms: what is hard in it, and the same in another language, easy to read, or signed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.other_forms import EASY, FORMS, SIGNED, called
from hereabouts.core.voice.plain_english import plainness
from hereabouts.engines.definitions import guides, plain_english
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listening import place_for, room
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, long_field
from hereabouts.web.shared.forms import sent_by
from hereabouts.web.shared.middleware import said

KIND = {
    "invitation": gettext_lazy("How anybody can take part"), "told": gettext_lazy("What those who spoke were told"),
    "question": gettext_lazy("A question we ask"),
}  # fmt: skip


class OtherFormForm(Dressed):
    """A text in another form."""

    form = forms.ChoiceField(label=gettext_lazy("In which form?"))
    words = long_field(
        gettext_lazy("The words"), rows=6,
        help_text=gettext_lazy("For Easy Read: one idea a line, short words, no more than ten words a line."),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("The film’s address, of a text that is signed"), required=False, assume_scheme="https"
    )
    made_by = forms.CharField(label=gettext_lazy("Who translated, wrote or signed it?"), max_length=160)
    checked_by = forms.CharField(
        label=gettext_lazy("Who checked it, of those who need it?"), max_length=160, required=False,
        help_text=gettext_lazy("Somebody who reads it at home, uses Easy Read, or signs."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        first = [(one, called(one)) for one in (EASY, SIGNED)]
        self.fields["form"].choices = first + [(one, called(one)) for one in FORMS if one not in {EASY, SIGNED}]


def page_of(place, about: str) -> str:
    """Give the address of the page of a text's other forms."""
    return f"{reverse('other-forms', args=[place.pk])}?{urlencode({'about': about})}"


@holding("engagement.see")
def other_forms(request: HttpRequest, id) -> HttpResponse:
    """Show a text (?about=) with what is hard in it and its other forms, and take one more."""
    place = place_for(request, id, "engagement.see")
    about = request.GET.get("about", "")
    ours = reads.text_of(about, place)
    form = OtherFormForm(sent_by(request), initial={"form": request.GET.get("form", EASY)})
    if form.is_bound and form.is_valid():
        try:
            changes.say_otherwise(by=request.actor, on=request.today, place=place, about=about, **form.cleaned_data)
            messages.success(request, _("Kept."))
            return redirect(page_of(place, about))
        except NotAllowed:
            raise
        except Sentence as problem:
            form.add_error(None, said(problem))
    context = room(request, place, "programme") | {
        "ours": ours, "kind": KIND[about.partition(": ")[0]], "plain": plainness(ours, plain_english()), "form": form,
        "forms": reads.forms_of(about, ours, place, on=request.today), "most": plain_english().most,
        "may_write": access.holds_here(request.actor, "engagement.plan", place, on=request.today),
    }  # fmt: skip
    return render(request, "partnership/listen/other_forms.html", context, status=422 if form.errors else 200)


@holding("engagement.see")
def asked_in(request: HttpRequest, id) -> HttpResponse:
    """List the questions of every guide with the forms each is there in: what a survey can be printed in."""
    place = place_for(request, id, "engagement.see")
    rows = []
    for guide in guides().values():
        for prompt in guide.prompts:
            about = f"question: {guide.id}/{prompt.id}"
            found = reads.forms_of(about, prompt.ask, place, on=request.today)
            rows.append((guide.title, prompt.ask, page_of(place, about), found))
    context = room(request, place, "record") | {"rows": rows}
    return render(request, "partnership/listen/asked_in.html", context)


urlpatterns = [
    path("places/<uuid:id>/listening/in-other-forms/", other_forms, name="other-forms"),
    path("places/<uuid:id>/listening/questions/", asked_in, name="asked-in"),
]
