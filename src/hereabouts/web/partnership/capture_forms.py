"""The form of a conversation: one question a page on a phone, and every question about a person may stay open.

The same form is filled in on the page, on a phone without signal, and from paper; its questions come in steps, which a script
shows one at a time and a browser without scripts shows one below the other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hereabouts.core.voice.consent import NO, NOT_SAID, YES, Agreed, months_later
from hereabouts.core.voice.guides import Guide, Prompt
from hereabouts.core.voice.profile import NOT_ASKED
from hereabouts.engines.definitions import audiences, consent_kinds, engagement, guides, profile_questions
from hereabouts.web.partnership.listen_forms import MEDIA, RADIO, VOICES, needed, tick
from hereabouts.web.shared.dress import Dressed, day_field, long_field

NOT_TOLD = (NOT_ASKED, _("Not asked")), (NOT_SAID, _("Did not want to say"))
MONTHS = (
    ("0", _("For as long as we keep their words")), ("6", _("6 months")), ("12", _("1 year")),
    ("24", _("2 years")), ("60", _("5 years")),
)  # fmt: skip
NONE_OF_IT = "none"  # asked, and nothing of the list holds
ANSWERS = ((YES, _("Yes")), (NO, _("No")), (NOT_SAID, _("Did not want to say")))
LIVED = gettext_noop("What of this have they lived through?")
OPEN = "open"
BIG = {"class": "govuk-radios__input"}


@dataclass(frozen=True)
class Question:
    """One page of the form: what it asks, and the fields on it; ``guide`` is set where it belongs to one guide."""

    id: str
    ask: str
    fields: list[Any]
    guide: str = ""
    hint: str = ""
    said: bool = False


class YesOrNo(forms.ChoiceField):
    """Yes, no, or did not want to say; nothing chosen is not asked. A tick from an older form is a yes."""

    def to_python(self, value: object) -> str:
        """Read a tick as a yes."""
        told = super().to_python(value)
        return YES if told == "on" else told


class ConversationForm(Dressed):
    """What somebody said. One question must be answered; the rest may stay open, and say so."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    number = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    guide = forms.CharField(widget=forms.HiddenInput, required=False)
    agreed = tick(_("I said what this is for, and they agree to take part"), required=True)
    behalf = forms.CharField(
        label=_("Does somebody speak for them?"), max_length=120, required=False,
        help_text=_("Who, and how: “their daughter, interpreting”. Leave it empty if they speak themselves."),
    )  # fmt: skip
    activity = forms.ChoiceField(label=_("Where did you hear it?"), required=False)
    voice = forms.ChoiceField(
        label=_("Who is speaking?"), choices=VOICES, initial="resident", required=False, widget=forms.RadioSelect(RADIO)
    )
    said_in = forms.CharField(label=_("Language they spoke"), max_length=40, required=False, initial="English")
    translation = long_field(_("In English"), rows=3)
    translated_by = forms.CharField(label=_("Translated by"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("Phone or e-mail"), max_length=200, required=False, help_text=_("Only if they may be contacted again.")
    )
    medium = forms.ChoiceField(label=_("Form"), choices=MEDIA, initial="spoken", required=False)
    kept_at = forms.CharField(label=_("Where the recording is kept"), max_length=200, required=False)
    heard_on = day_field(_("When?"), required=True)
    person = forms.CharField(
        label=_("Number they were given before"), max_length=12, required=False,
        help_text=_("Like K7Q2-9FXM. It keeps them one person."),
    )  # fmt: skip

    def __init__(self, *args, activities: Iterable[Any] = (), ask: Sequence[Guide] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(ask) or [guides()[OPEN]]
        self.fields["activity"].choices = [("", _("None of these")), *((str(a.id), a.name) for a in activities)]
        self.fields["guide"].initial = self.asked[0].id
        for one in self.asked:
            for prompt in one.prompts:
                hint = _("Their own words, in any language. No names.")
                self.fields[field_of(one, prompt)] = long_field(_(prompt.ask), rows=5, help_text=hint)
        for kind in to_ask():
            self._consent(kind)
        needed(self)
        for ask_ in profile_questions().values():
            choices = [NOT_TOLD[0], *((a.id, a.label) for a in ask_.answers), NOT_TOLD[1]]
            self.fields[ask_.id] = forms.ChoiceField(
                label=_(ask_.label), choices=choices, required=False, initial=NOT_ASKED, widget=forms.RadioSelect(BIG)
            )
        lived = [(key, _(one["label"])) for key, one in engagement().lived.items()]
        self.fields["lived"] = forms.MultipleChoiceField(
            label=_(LIVED), choices=[*lived, (NONE_OF_IT, _("None of these")), NOT_TOLD[1]], required=False,
            widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
        )  # fmt: skip
        self._dress()

    def _consent(self, kind) -> None:
        self.fields[kind.id] = YesOrNo(
            label=_(kind.ask), choices=ANSWERS, required=False, widget=forms.RadioSelect(BIG)
        )
        self.fields[f"{kind.id}_for"] = forms.ChoiceField(
            label=_("%(thing)s: by whom?") % {"thing": _(kind.label)},
            choices=[(a, _(audiences()[a])) for a in kind.audiences],
            initial=kind.audience,
            required=False,
        )
        self.fields[f"{kind.id}_months"] = forms.ChoiceField(
            label=_("%(thing)s: for how long?") % {"thing": _(kind.label)},
            choices=MONTHS,
            initial=str(kind.months),
            required=False,
        )

    def _dress(self) -> None:
        for field in self.fields.values():
            of = {forms.Textarea: "govuk-textarea", forms.Select: "govuk-select"}
            field.widget.attrs.setdefault("class", of.get(type(field.widget), "govuk-input"))
            field.widget.attrs["autocomplete"] = "off"  # nothing of it may be kept by the browser itself
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.update(
                    {"rows": field.widget.attrs.pop("data-rows", 5), "dir": "auto", "spellcheck": "false"}
                )

    @property
    def steps(self) -> list[Question]:
        """Give the form question by question."""
        told = [
            Question("agreed", _("Do they agree to take part?"), [self["agreed"], self["behalf"]]),
            *(
                Question(field_of(one, p), _(p.ask), [self[field_of(one, p)]], guide=one.id if len(self.asked) > 1 else "", said=True)
                for one in self.asked for p in one.prompts
            ),
            Question("where", _("Where, and who is speaking?"), [self["activity"], self["voice"]]),
            Question("language", _("In which language?"), [self["said_in"], self["translation"], self["translated_by"]]),
        ]  # fmt: skip
        for kind in to_ask():
            more = {"recontact": ["contact"], "show": ["medium", "kept_at"]}.get(kind.id, [])
            names = [kind.id, f"{kind.id}_for", f"{kind.id}_months", *more]
            told.append(Question(kind.id, _(kind.ask), [self[name] for name in names]))
        about = _("As far as they wish. It shows whom we have not heard yet.")
        told += [Question(q.id, _(q.label), [self[q.id]], hint=about) for q in profile_questions().values()]
        several = _("Read the list out only where it matters. Several may hold. Nothing ticked: not asked.")
        return [
            *told,
            Question("lived", _(LIVED), [self["lived"]], hint=several),
            Question("other", _("Another day, or somebody who spoke before?"), [self["heard_on"], self["person"]]),
        ]

    def clean_lived(self) -> list[str]:
        """Take no answer that says two things at once."""
        had = self.cleaned_data["lived"]
        if len(had) > 1 and {NONE_OF_IT, NOT_SAID} & set(had):
            raise forms.ValidationError(
                _("Tick what they have lived through, or that there is none, or that they did not say.")
            )
        return had

    def clean(self) -> dict:
        """Keep a contact only where it may be used, and words only of the guide that was asked."""
        told = super().clean()
        if told.get("contact") and told.get("recontact") != YES:
            self.add_error(
                "contact", _("They have not agreed to be contacted again. Say yes there, or leave this empty.")
            )
        self.chosen = next((one for one in self.asked if one.id == told.get("guide")), self.asked[0])
        self.said = {p.id: told.get(field_of(self.chosen, p), "") for p in self.chosen.prompts}
        if not any(words.strip() for words in self.said.values()) and not told.get("kept_at", "").strip():
            self.add_error(field_of(self.chosen, self.chosen.prompts[0]), _("Write down what they said."))
        return told

    def told(self) -> dict:
        """Give what the change needs, beside the place and the activity."""
        had = self.cleaned_data
        kept = (
            "heard_on",
            "contact",
            "person",
            "said_in",
            "translation",
            "translated_by",
            "kept_at",
            "behalf",
            "number",
        )
        told = {
            **{name: had[name] for name in kept}, "voice": self.chosen.voice or had["voice"] or "resident",
            "medium": had["medium"] or "spoken", "consents": ["taking part", *self._agreed()],
            "answers": {n: had[n] or NOT_ASKED for n in profile_questions()},
        }  # fmt: skip
        return {"answers_to": self.said, "once": had["once"], "told": told, "background": self._background()}

    def _background(self) -> dict[str, Any] | None:
        """Give what the list of experiences was answered with; None where nobody read it out."""
        had = self.cleaned_data["lived"]
        if not had:
            return None
        return (
            {"asked": NOT_SAID}
            if had == [NOT_SAID]
            else {"asked": "asked", "lived": [h for h in had if h != NONE_OF_IT]}
        )

    def _agreed(self) -> list[Agreed]:
        had = self.cleaned_data
        return [
            Agreed(
                kind.id, had[kind.id], had[f"{kind.id}_for"], months_later(had["heard_on"], int(had[f"{kind.id}_months"] or kind.months)),
            )
            for kind in to_ask() if had[kind.id]
        ]  # fmt: skip


def to_ask():
    """Give what is asked at a conversation, beside taking part."""
    return [kind for kind in consent_kinds().values() if kind.asked and kind.id != "taking part"]


def field_of(guide: Guide, prompt: Prompt) -> str:
    """Name the field of a prompt; the open question keeps the name it always had."""
    return "words" if not prompt.id else f"{guide.id}-{prompt.id}".replace(" ", "-")
