"""Could somebody see something, and why? Asked of the rule that the doors ask, and written down."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.records.partners import reads as partners
from hereabouts.records.trust import changes
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed, day_field
from hereabouts.web.shared.middleware import said

VERBS = [
    ("see", gettext_lazy("see it")), ("screen", gettext_lazy("ask the safety questions")), ("decide", gettext_lazy("decide about it")),
    ("update", gettext_lazy("change it")), ("count", gettext_lazy("count it")),
    ("keep_safe", gettext_lazy("read its emergency sheet, by broken glass")),
]  # fmt: skip


class AskForm(Dressed):
    """Who, what, with which record, on which day."""

    account = forms.ChoiceField(label=gettext_lazy("Who"))
    verb = forms.ChoiceField(label=gettext_lazy("What they would do"), choices=VERBS)
    subject = forms.CharField(
        label=gettext_lazy("The record"), max_length=120,
        help_text=gettext_lazy("A referral such as FH-2026-0069, or a household such as H-FH-2026-0069. Names are not searched."),
    )  # fmt: skip
    day = day_field(gettext_lazy("Day"), help_text=gettext_lazy("Today, if you leave it empty."))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        works: dict[str, list] = {}
        for p in sorted(people, key=lambda p: (p.organisation.name, p.name)):
            works.setdefault(p.organisation.name, []).append((str(p.pk), f"{p.name}{', ' if p.job else ''}{p.job}"))
        self.fields["account"].choices = [("", _("Choose")), *works.items()]


@holding("access.ask")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whether somebody could, and show the answer with every reason. The question leaves an entry."""
    people = {str(p.pk): p for p in partners.people(on=request.today)}
    form = AskForm(request.GET if "subject" in request.GET else None, people=people.values())
    answer = None
    if form.is_bound and form.is_valid():
        facts = form.cleaned_data
        who = people[facts["account"]]
        day = facts["day"] or request.today
        asked = {
            "verb": facts["verb"],
            "subject": facts["subject"],
            "account": who,
            "who": str(who.pk),
            "day": day,
            "at": timezone.now(),
        }
        try:
            answer = changes.ask(by=request.actor, on=request.today, **asked)
        except Sentence as problem:
            form.add_error("subject", said(problem))
    context = {"form": form, "answer": answer, "section": "access"}
    if answer:
        context |= {"who": who, "day": day, "verb": dict(VERBS)[facts["verb"]]}
    return render(request, "stewardship/ask.html", context, status=422 if form.errors else 200)


urlpatterns = [path("could-they-see/", ask, name="access-ask")]
