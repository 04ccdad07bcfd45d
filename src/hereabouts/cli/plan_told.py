"""Plans: ask leads how it goes, freeze what they told, and name what does not move."""

from datetime import date, datetime
from typing import Annotated
from urllib.parse import urljoin

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, named, plain, today
from hereabouts.core.sentences import Sentence, counted

Plan = Annotated[str, typer.Argument(metavar="PLAN", help="The reference or the title of the plan.")]
As = Annotated[str, typer.Option("--as", help="Who does it: the e-mail address they sign in with.")]
When = Annotated[str, typer.Option("--quarter", help="Such as “2026 quarter 3”; without it, the one that runs.")]


class TooEarly(Sentence):
    """Leads who would be asked long before anybody reads what they tell."""


def ask(
    name: Plan,
    as_: As,
    online: Annotated[str, typer.Option(help="The address of the running app, for the links.")],
    quarter: When = "",
    meeting: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The meeting that reads it; the links are good until then."),
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Ask although it is early.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Remind those who were asked and have not told.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Send every lead of a plan one link by e-mail, by which they tell of their actions: from 15 working days before the meeting."""
    by = named(as_)
    from hereabouts.core.plans.quarters import named as quarter_named
    from hereabouts.core.plans.quarters import of
    from hereabouts.records.plans import access, reads

    plan = access.called(by, name, on=today())
    when = quarter_named(quarter or of(today()).name, on=today())
    found = reads.asking(by, plan, when, on=today(), meeting_on=meeting.date() if meeting else None)
    if meeting and today() < found.from_on and not now:
        raise TooEarly("Leads are asked from {day}. With --now they are asked today.", day=f"{found.from_on:%-d %B %Y}")
    said = _asked(by, plan, when.name, found, online, again=again, until=max(found.until, today()))
    if format is Format.json:
        as_json({"plan": plan.ref, "quarter": when.name, **said, "nobody": [ref for _, ref, *_ in found.nobody]})
        return
    print(
        f"{plan.ref}, {when.name}: {counted(len(said['asked']), 'person', 'people')} asked, {len(said['waiting'])} asked before."
    )
    for who, why in said["refused"].items():
        print(f"{who}: {why}")
    if found.nobody:
        print(
            f"Nobody to ask about {', '.join(ref for _, ref, *_ in found.nobody)}: name a lead, or an e-mail address on its page."
        )


def _asked(by, plan, period: str, found, online: str, *, again: bool, until: date) -> dict:
    """Send the links, each by itself, and say who was asked, who waits since before, and who could not be asked and why."""
    from django.urls import reverse

    from hereabouts.records.partners.reads import person
    from hereabouts.records.plans import access, changes

    def where(pk) -> str:
        return urljoin(online, reverse("tell-by-link", args=[pk]))

    said: dict = {
        "asked": [],
        "waiting": [lead.name for lead in found.leads if lead.asked and not again],
        "refused": {},
    }
    for lead in [lead for lead in found.leads if again or not lead.asked]:
        account = person(lead.account_id)
        rows = list(access.actions(by, on=today()).filter(pk__in=[pk for pk, *_ in lead.actions]))
        try:
            changes.ask(
                by=by, on=today(), plan=plan, period=period, actions=rows, name=account.name, email=account.email,
                account=account, organisation=rows[0].organisation, expires_on=until, where=where,
            )  # fmt: skip
        except changes.NotAsked as problem:
            said["refused"][lead.name] = str(problem)
        else:
            said["asked"].append(lead.name)
    return said


def freeze(name: Plan, as_: As, quarter: When = "") -> None:
    """Freeze what was told of a plan for a quarter: once, word for word. What changes later is shown beside it."""
    by = named(as_)
    from hereabouts.core.plans.quarters import of
    from hereabouts.records.plans import access, changes

    plan = access.called(by, name, on=today())
    made = changes.freeze_quarter(by=by, on=today(), plan=plan, period=quarter or of(today()).name)
    told = sum(bool(row["narrative"]) for row in made.text["rows"])
    print(
        f"{plan.ref}, {made.period}: {told} of {counted(len(made.text['rows']), 'action')} told, frozen. SHA-256 {made.sha256}"
    )


def still(
    as_: As,
    name: Annotated[str, typer.Option("--plan", help="One plan, by reference or title; without it, all.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Name what has not moved for two quarters, and how long ago anybody told of it."""
    by = named(as_)
    from hereabouts.core.plans.movement import last_told
    from hereabouts.records.plans import access, reads

    plan = access.called(by, name, on=today()) if name else None
    rows = [
        {"ref": one.ref, "title": one.title, "plan": one.plan, "lead": one.person or one.lead, "quarters still": one.still,
         "told": last_told(one.told_on, today())}
        for one in reads.not_moving(by, on=today(), plan=plan)
    ]  # fmt: skip
    as_table(plain(rows), format, title="No movement for two quarters or more.")
