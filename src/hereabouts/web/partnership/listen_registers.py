"""The registers of the programme: campaigns, schools and businesses with their explanations, groups that formed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.sentences import Sentence
from hereabouts.engines.definitions import engagement
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.voice import access, changes, reads
from hereabouts.web.partnership.listen_tables import day_or_none, share_said, table
from hereabouts.web.partnership.listening import asked, place_for, room
from hereabouts.web.partnership.programme_forms import (
    FOUND_WORDS,
    LED_BY,
    CampaignForm,
    GroupForm,
    GrowthForm,
    HypothesisForm,
    SettingForm,
    SettleForm,
)
from hereabouts.web.shared.doors import holding
from hereabouts.web.shared.dress import Dressed
from hereabouts.web.shared.middleware import said

ALL_HERE = gettext_lazy("Everybody who works in the partnership here.")


def kept(
    request: HttpRequest, place, form: Dressed | None, save: Callable[..., Any], context: Callable[[], dict[str, Any]], back: str
) -> HttpResponse:  # fmt: skip
    """Show a register with its form below; what is sent is saved, and the register shown again with it."""
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            save(**form.cleaned_data)
            return redirect(back)
        except Sentence as problem:
            if isinstance(problem, NotAllowed):
                raise
            form.add_error(None, said(problem))
    status = 422 if form is not None and form.errors else 200
    return render(
        request,
        "partnership/listen/register.html",
        room(request, place, "programme") | context() | {"form": form},
        status=status,
    )


def posted(request: HttpRequest, form: type[Dressed], prefix: str = "", **kwargs) -> Dressed:
    """Give a form with what was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, prefix=prefix or None, **kwargs)


def mine(request: HttpRequest, place, what: str) -> bool:
    """Say whether to show a form: to whoever may use it, and to whoever sent it."""
    return request.method == "POST" or access.holds_here(request.actor, what, place, on=request.today)


@holding("engagement.see")
def campaigns(request: HttpRequest, id) -> HttpResponse:
    """Show the campaigns that come again, and name a new one."""
    place = place_for(request, id, "engagement.see")
    form = posted(request, CampaignForm) if mine(request, place, "engagement.plan") else None

    def save(**facts) -> None:
        changes.begin_campaign(by=request.actor, on=request.today, place=place, **facts)

    def context() -> dict[str, Any]:
        rows = reads.campaigns(request.actor, on=request.today, place=place)
        return {
            "title": _("Campaigns"), "lede": _("A campaign has a name, comes again, and asks the same questions, so that years "
                "can be compared."),
            "tables": [table(
                [_("Campaign"), _("For"), _("Activities"), _("Years")], [(c.name, c.purpose, n, years) for c, n, years in rows],
                caption=_("Campaigns"), hrefs=[reverse("campaign", args=[c.pk]) for c, _n, _years in rows],
                empty=_("None yet. Name one, and tie the activities of each year to it."),
            )],
            "form_title": _("Name a campaign"), "who_sees": ALL_HERE,
        }  # fmt: skip

    return kept(request, place, form, save, context, request.path)


@holding("engagement.see")
def campaign(request: HttpRequest, id) -> HttpResponse:
    """Show one campaign year beside year."""
    found = access.programmed_one("campaign", request.actor, id, on=request.today)
    told = reads.campaign_sheet(found, on=request.today)
    context = room(request, found.place, "programme") | {
        "campaign": told,
        "rows": [(label, [y.topics.get(code) for y in told.years]) for code, label in told.topics],
    }
    return render(request, "partnership/listen/campaign.html", context)


@holding("engagement.see")
def settings_here(request: HttpRequest, id) -> HttpResponse:
    """Show schools, businesses and the like, how far they take part by kind, and what is thought to explain it."""
    place = place_for(request, id, "engagement.see")
    step = request.POST.get("step", "")
    form = SettingForm(request.POST if step == "setting" else None)
    why = HypothesisForm(request.POST if step == "explain" else None, prefix="why")
    given = {"by": request.actor, "on": request.today, "place": place}
    sent, save = (why, changes.explain) if step == "explain" else (form, changes.note_setting)
    if request.method == "POST" and sent.is_valid():
        save(**given, **sent.cleaned_data)
        return redirect(request.path)
    context = room(request, place, "programme") | _settings(request, place) | {
        "form": sent, "setting_form": form, "why_form": why, "may_note": mine(request, place, "engagement.plan"),
    }  # fmt: skip
    return render(request, "partnership/listen/settings.html", context, status=422 if request.method == "POST" else 200)


def _settings(request: HttpRequest, place) -> dict[str, Any]:
    rows = access.programmed("setting", request.actor, on=request.today, place=place)
    labels, engaged = engagement().settings, engagement().engaged
    thought = access.programmed("hypothesis", request.actor, on=request.today, place=place)
    return {
        "shares": [(one, share_said(one.share)) for one in reads.setting_shares(request.actor, on=request.today, place=place)],
        "settings": [(one, labels.get(one.kind, one.kind), engaged[one.engaged]["label"]) for one in rows],
        "hypotheses": [(one, labels.get(one.about.partition(": ")[2], one.about), FOUND_WORDS[one.found]) for one in thought],
    }  # fmt: skip


@holding("engagement.plan")
def hypothesis(request: HttpRequest, id) -> HttpResponse:
    """Say whether an explanation held up."""
    found = access.programmed_one("hypothesis", request.actor, id, on=request.today)
    place_for(request, found.place_id, "engagement.plan")
    form = posted(request, SettleForm)
    if request.method == "POST" and form.is_valid():
        changes.find_out(by=request.actor, on=request.today, hypothesis=found, **form.cleaned_data)
        return redirect("settings-here", id=found.place_id)
    return asked(request, found.place, "programme", form, title=_("Did it hold up?"), lede=found.words)


@holding("engagement.see")
def new_groups(request: HttpRequest, id) -> HttpResponse:
    """Show the community groups that formed, who leads them and what prompted them."""
    place = place_for(request, id, "engagement.see")
    form = posted(request, GroupForm) if mine(request, place, "engagement.plan") else None

    def save(**facts) -> None:
        changes.note_group(by=request.actor, on=request.today, place=place, **facts)

    def context() -> dict[str, Any]:
        rows = reads.formed_groups(request.actor, on=request.today, place=place)
        led = {who: sum(one.led_by == who for one in rows) for who, _label in LED_BY}
        told = [f"{label}: {led[who]}" for who, label in LED_BY if led[who]]
        return {
            "title": _("Groups that formed"),
            "lede": _("A group that residents found themselves is the surest sign that people gained say. Led by: %(led)s.")
            % {"led": ", ".join(told)} if told else _("None is written down yet. A group that residents found themselves is the "
                "surest sign that people gained say."),
            "tables": [table(
                [_("Group"), _("Formed"), _("Led by"), _("Prompted by"), _("People when last counted")],
                [(g.name, day_or_none(g.formed_on), dict(LED_BY).get(g.led_by, g.led_by), g.prompted_by, g.people) for g in rows],
                caption=_("Community groups that formed"), hrefs=[reverse("new-group", args=[g.id]) for g in rows],
            )],
            "form_title": _("Write down a group"), "who_sees": ALL_HERE,
        }  # fmt: skip

    return kept(request, place, form, save, context, request.path)


@holding("engagement.see")
def new_group(request: HttpRequest, id) -> HttpResponse:
    """Show one group with its growth, and count it again."""
    found = access.programmed_one("new group", request.actor, id, on=request.today)
    form = posted(request, GrowthForm) if mine(request, found.place, "engagement.plan") else None

    def save(**facts) -> None:
        changes.count_group(by=request.actor, on=request.today, group=found, **facts)

    def context() -> dict[str, Any]:
        one = next(
            g for g in reads.formed_groups(request.actor, on=request.today, place=found.place) if g.id == found.pk
        )
        return {
            "title": one.name, "lede": one.purpose or _("What it is for is not written down."),
            "tables": [table(
                [_("Counted on"), _("People"), _("Help it was given")], [(day_or_none(d), n, words) for d, n, words in one.growth],
                caption=_("How the group grew"), empty=_("Nobody has counted it yet."),
            )],
            "form_title": _("Count it again, or note help given"), "who_sees": ALL_HERE,
            "links": [(reverse("new-groups", args=[found.place_id]), _("All groups that formed"))],
        }  # fmt: skip

    return kept(request, found.place, form, save, context, request.path)


urlpatterns = [
    path("places/<uuid:id>/listening/campaigns/", campaigns, name="campaigns"),
    path("campaigns/<uuid:id>/", campaign, name="campaign"),
    path("places/<uuid:id>/listening/settings/", settings_here, name="settings-here"),
    path("hypotheses/<uuid:id>/", hypothesis, name="hypothesis"),
    path("places/<uuid:id>/listening/groups/", new_groups, name="new-groups"),
    path("formed-groups/<uuid:id>/", new_group, name="new-group"),
]
