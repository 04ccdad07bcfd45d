"""The forms of the engagement programme: a plan, a gate, a standard, and one short form for each register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hereabouts.core.voice.programme import FOUND, HIGHEST, LOWEST, STAGES
from hereabouts.engines.definitions import engagement
from hereabouts.web.shared.dress import Dressed, day_field, long_field

EVERYBODY = "everybody"
LED_BY = (
    ("residents", _("Residents")), ("parents", _("Parents")), ("young people", _("Young people")), ("older people", _("Older people")),
    ("disabled people", _("Disabled people")), ("an organisation", _("An organisation")),
)  # fmt: skip
MUCH = ((1, _("Little")), (2, _("Some")), (3, _("Much")))
FOUND_WORDS = {"open": _("Not tested yet"), "held up": _("Held up"), "did not": _("Did not hold up")}


def chosen(label, choices=(), *, required: bool = True, help_text: str = "", initial=None) -> forms.ChoiceField:
    """Give a list to choose one from."""
    empty = [] if required else [("", _("None of these"))]
    return forms.ChoiceField(
        label=label, choices=[*empty, *choices], required=required, help_text=help_text, initial=initial
    )


def line(label, *, required: bool = True, help_text: str = "", most: int = 160) -> forms.CharField:
    """Give a field for one line."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def whole(label, *, required: bool = False, help_text: str = "") -> forms.IntegerField:
    """Give a field for a count."""
    return forms.IntegerField(label=label, min_value=0, required=required, help_text=help_text)


class PlanForm(Dressed):
    """A plan to listen. Only its name is needed at first; the gates ask for the rest."""

    name = line(_("What is it called?"))
    decision = long_field(_("Which decision does it inform?"), rows=2)
    decided_on = day_field(_("When is that decided?"))
    level = chosen(_("How far do people take part?"), required=False)
    aimed_at = forms.MultipleChoiceField(
        label=_("Whom is it for?"), required=False, widget=forms.CheckboxSelectMultiple(),
        help_text=_("Everybody, or the groups it goes to."),
    )  # fmt: skip
    barriers = long_field(_("What could keep people away?"), rows=2)
    support = long_field(_("What is done about it?"), rows=2)
    lead = chosen(_("Who leads it?"))

    def __init__(self, *args, partners, communities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", _("Not decided yet")), *engagement().levels.items()]
        self.fields["aimed_at"].choices = [(EVERYBODY, _("Everybody here")), *communities]
        self.fields["lead"].choices = [(str(p.id), p.name) for p in partners]
        for stage in STAGES:
            label = _("Gate after “%(stage)s”: by when?") % {"stage": engagement().stages[stage]["label"]}
            self.fields[f"due_{STAGES.index(stage)}"] = day_field(label)
            self.fields[f"due_{STAGES.index(stage)}"].widget.attrs["class"] = "govuk-input"

    def due(self) -> dict:
        """Give the day each gate is due."""
        return {stage: self.cleaned_data[f"due_{n}"] for n, stage in enumerate(STAGES)}

    def facts(self) -> dict:
        """Give everything else."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("due_")}


class GateForm(Dressed):
    """Passing the gate of a stage."""

    note = long_field(_("What was decided at the gate?"), rows=2)


class ToldForm(Dressed):
    """What those who spoke were told."""

    told = long_field(
        _("What were those who spoke told, and how?"), rows=3, required=True,
        help_text=_("What will happen, what will not and why, and where they can read it."),
    )  # fmt: skip


class StandardForm(Dressed):
    """One national standard judged."""

    value = chosen(_("From 1 (not met) to 6 (met in full)"), [(n, str(n)) for n in range(LOWEST, HIGHEST + 1)])
    evidence = long_field(_("What does that stand on?"), rows=2, required=True)
    improvement = long_field(_("What will be better next time?"), rows=2)


class CampaignForm(Dressed):
    """A campaign that comes again."""

    name = line(_("What is it called?"))
    purpose = long_field(_("What is it for?"), rows=2)
    questions = long_field(
        _("What is asked every time, in the same words?"), rows=3, help_text=_("One question a line.")
    )


class SettingForm(Dressed):
    """A school, a business or the like."""

    kind = chosen(_("Kind"))
    name = line(_("Name"))
    engaged = chosen(_("How far does it take part?"))
    heard_on = day_field(_("Last listened to"))
    note = long_field(_("Anything to know?"), rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(engagement().settings.items())
        self.fields["engaged"].choices = [(code, one["label"]) for code, one in engagement().engaged.items()]


class HypothesisForm(Dressed):
    """A proposed explanation."""

    about = chosen(_("What does it explain?"))
    words = long_field(_("What do you think explains it?"), rows=2, required=True)
    test = long_field(_("How would we find out?"), rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [(f"setting: {code}", label) for code, label in engagement().settings.items()]


class SettleForm(Dressed):
    """What became of an explanation."""

    found = chosen(_("What came of it?"), [(one, FOUND_WORDS[one]) for one in FOUND])
    words = long_field(_("By what do we know?"), rows=2, required=True)


class GroupForm(Dressed):
    """A community group that formed."""

    name = line(_("What is it called?"))
    formed_on = day_field(_("When did it form?"), required=True)
    led_by = chosen(_("Who leads it?"), LED_BY)
    purpose = long_field(_("What is it for?"), rows=2)
    prompted_by = long_field(_("What prompted it?"), rows=2)
    people = whole(_("How many people?"))


class GrowthForm(Dressed):
    """A group counted again, and the help it was given."""

    people = whole(_("How many people now?"))
    support = long_field(_("What help was it given?"), rows=2)


class StakeholderForm(Dressed):
    """Somebody with a stake."""

    name = line(_("Who?"))
    kind = line(_("What are they?"), most=40, help_text=_("A landlord, a head teacher, a tenants’ group."))
    interest = chosen(_("How much does it matter to them?"), MUCH, initial=2)
    influence = chosen(_("How much can they move?"), MUCH, initial=2)
    wants = long_field(_("What do they want?"), rows=2)
    reach_at = line(_("How to reach them"), required=False, most=200)


class ContactForm(Dressed):
    """One time we were in touch."""

    made_on = day_field(_("When?"), required=True)
    mode = chosen(_("How?"))
    outcome = chosen(_("What came of it?"))
    words = long_field(_("What was said?"), rows=3)
    next_on = day_field(_("Next contact"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = list(engagement().modes.items())
        self.fields["outcome"].choices = [(code, one["label"]) for code, one in engagement().outcomes.items()]


class VisitForm(Dressed):
    """A link worker's visit."""

    community = line(_("Which community?"), most=80)
    visited_on = day_field(_("When?"), required=True)
    mode = chosen(_("How?"))
    outcome = chosen(_("What came of it?"))
    people = whole(_("How many people?"))
    words = long_field(
        _("What matters to them?"), rows=3, help_text=_("No names. Only your own organisation reads this.")
    )
    area = chosen(_("Where?"), required=False)
    next_on = day_field(_("Next visit"))

    def __init__(self, *args, areas, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = list(engagement().modes.items())
        self.fields["outcome"].choices = [(code, one["label"]) for code, one in engagement().outcomes.items()]
        self.fields["area"].choices = [("", _("Somewhere else, or all over")), *areas]


class ConnectorForm(Dressed):
    """Somebody who wants to help and agrees to stand in the register."""

    name = line(_("Name"))
    agreed = forms.BooleanField(
        label=_("I said what this register is for, and they agree to stand in it"),
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
        error_messages={"required": _("Tick this once they agree. Without it, write nothing down.")},
    )
    agreed_on = day_field(_("They agreed on"), required=True)
    agreed_until = day_field(
        _("Until when?"), required=True, help_text=_("Ask again before that day, or they drop out.")
    )
    reach_at = line(_("How to reach them"), required=False, most=200)
    offers = long_field(_("What can they do, and want to?"), rows=2)
    communities = line(_("Which communities do they know?"), required=False, most=200)
    languages = line(_("Which languages do they speak?"), required=False, most=200)
    reporter = forms.BooleanField(
        label=_("They want to be a community reporter"), required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
    )  # fmt: skip


class EquipForm(Dressed):
    """A community reporter trained and given the kit."""

    trained_on = day_field(_("Trained on"))
    kit_given_on = day_field(_("Given the kit on"))


class AnnounceForm(Dressed):
    """How anybody can take part."""

    joining = long_field(
        _("How can anybody take part?"), rows=3,
        help_text=_("“Just come; there is tea and a crèche. Ring 01382 000000 for an interpreter.” Leave it empty to take it off."),
    )  # fmt: skip


class BackgroundForm(Dressed):
    """Where somebody lives and what they have lived through."""

    number = line(_("Number they were given"), most=12, help_text=_("Like K7Q2-9FXM."))
    area = chosen(_("Where do they live?"))
    asked = chosen(
        _("Were they asked what they have lived through?"),
        [("not asked", _("Not asked")), ("asked", _("Asked, and they answered")), ("did not want to say", _("Did not want to say"))],
    )  # fmt: skip
    lived = forms.MultipleChoiceField(
        label=_("What of this have they lived through?"), required=False, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *args, areas, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [
            ("not asked", _("Not asked")), *areas, ("did not want to say", _("Did not want to say")),
        ]  # fmt: skip
        self.fields["lived"].choices = [(code, one["label"]) for code, one in engagement().lived.items()]
