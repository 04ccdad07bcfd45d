"""The referral form cut into pages, one question each, and what stands on the page that is read before it is sent."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from hereabouts.core.sentences import Sentence
from hereabouts.web.desk.forms import ReferralForm
from hereabouts.web.desk.referral_told import people_of
from hereabouts.web.shared.middleware import said

# Each page with its question and its fields; the gravest first. The first field of a page says whether it was answered.
STEPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "danger": (_("Is anybody in danger right now?"), ("danger",)),
    "place": (_("Where do they live?"), ("place",)),
    "who": (_("Who is it about?"), ("name", "dob", "others")),
    "worry": (_("What is the worry?"), ("worry", "topics")),
    "agreement": (_("Did they agree to be helped?"), ("agreement",)),
    "contact": (_("How may we contact them safely?"), ("safe_contact", "not_when", "must_not_know")),
    "home": (_("Where and how do we find them?"), ("address", "postcode", "protect", "phone", "language")),
    "wants": (_("What do they want?"), ("wants", "going_well")),
    "first": (_("What is known at first contact?"), ("household_known", "work", "priority_group", "source", "channel")),
}
BASELINE = ("household_known", "work", "priority_group")  # asked always, and "not known yet" is an answer


class StepForm(ReferralForm):
    """One page of a referral: the fields of one question, everything else left out."""

    def __init__(self, *args, step: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.step, mine = step, STEPS[step][1]
        for name in [name for name in self.fields if name not in mine]:
            del self.fields[name]
        _ask_baseline(self)

    def clean(self) -> dict[str, Any]:
        """Read the people now: whoever wrote a date that is none is told on the page where it stands."""
        told = super().clean()
        if "name" in told and "others" in told:
            try:
                people_of(told)
            except Sentence as problem:
                self.add_error("others", said(problem))
        return told

    def asked(self) -> list:
        """Give the fields of the page in their order."""
        return [self[name] for name in STEPS[self.step][1]]


def whole(answers: Mapping[str, Any], *, places, once: object) -> ReferralForm:
    """Give the whole form filled in from a draft, so that what is sent was checked as on the one page."""
    told = {
        name: value if isinstance(value, list) else [value]
        for name, value in answers.items()
        if value not in ("", False)
    }
    form = ReferralForm(MultiValueDict({**told, "once": [str(once)]}), places=places)
    _ask_baseline(form)
    return form


def _ask_baseline(form: forms.Form) -> None:
    for name in set(BASELINE) & set(form.fields):
        form.fields[name].required = True


def pages(form: forms.Form) -> list[str]:
    """Give the pages that are asked here: where there is one place only, nobody is asked which."""
    return [step for step in STEPS if step != "place" or not form["place"].is_hidden]


def told_back(form: ReferralForm) -> list[dict[str, Any]]:
    """Give every page with its answers in words, and whether an answer is missing."""
    return [
        {
            "step": step, "question": STEPS[step][0], "missing": any(form.errors.get(name) for name in STEPS[step][1]),
            "answers": [(form[name].label, words) for name in STEPS[step][1] if (words := _words(form, name))],
        }
        for step in pages(form)
    ]  # fmt: skip


def _words(form: ReferralForm, name: str) -> str:
    value = form[name].value()
    if not value:
        return ""
    labels = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(labels.get(one, one)) for one in value)
    return str(_("Yes")) if name == "protect" else str(labels.get(value, value))
