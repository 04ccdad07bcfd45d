"""Plans: import an action tracker, check what a plan must hold, find actions planned twice, export a plan."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli import plan_told
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, today
from hereabouts.core.sentences import Sentence, counted

app = typer.Typer(help="Plans: import, check, find actions planned twice, export.", no_args_is_help=True)
app.command()(plan_told.ask)
app.command()(plan_told.freeze)
app.command()(plan_told.still)


class NotThere(Sentence):
    """A person, plan or kind of file that a command names and nobody knows."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An action tracker: Excel, Word (its tables), CSV, or JSON from here.")],
    plan: Annotated[str, typer.Option(help="The reference or the title of the plan.")],
    mapping: Annotated[
        Path | None, typer.Option(help="Answers to what the tracker asks, TOML or JSON: a key and an answer a line.")
    ] = None,
    as_: Annotated[
        str, typer.Option("--as", help="Who imports: an account's e-mail address. Without it, you do.")
    ] = "",
    place: Annotated[str, typer.Option(help="Begin the plan in this place if it is not there yet.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Take the actions of a tracker into a plan: all, or none with every fault named. The same sheet again adds nothing.

    What is not plain (a quarter, two leads, a colour) is asked; a mapping answers, and the plan remembers.
    """
    by = operator()
    from hereabouts.cli import plan_tracker as told
    from hereabouts.records.imports import changes as imports
    from hereabouts.records.partners import reads as partners
    from hereabouts.records.plans import access, changes, reads
    from hereabouts.records.trust.access import actor_of

    if as_:
        account = partners.called(as_)
        if account is None:
            raise NotThere("Nobody here has the e-mail address {email}.", email=as_)
        by = actor_of(account, on=today())
    named = partners.organisations_called()
    people = reads.by_name(partners.people(on=today()))
    found = _held(by, plan, place) if place else access.called(by, plan, on=today())
    answers = (reads.remembered(found) if found else {}) | told.mapping(mapping)
    known = reads.known(
        found, organisations=list(named), people={name: p.organisation.name for name, p in people.items()}, on=today()
    )
    reading = _read(file, known, answers)
    if not reading.ready:
        if format is Format.json:
            as_json({"added": 0, "changed": 0, "unchanged": 0, "refused": told.refused(reading), **told.told(reading)})
            raise typer.Exit(2)
        raise told.refusal(reading)
    if found is None:
        found = changes.draft_plan(by=by, on=today(), place=_place(by, place), title=plan)
    content = file.read_bytes()
    batch = imports.start(
        by=by,
        on=today(),
        place=found.place,
        about=reads.ABOUT,
        file_name=file.name,
        chunks=[content],
        facts={"thing": str(found.pk)},
    )
    made = changes.import_actions(
        by=by,
        on=today(),
        plan=found,
        rows=reading.rows,
        organisations=named,
        people=people,
        answers=told.answered(reading),
        batch=batch,
    )
    if format is Format.json:
        rows = [
            {"ref": i.action.ref, "title": i.action.title, "lead": r.lead, "result": i.how}
            for i, r in zip(made, reading.rows, strict=True)
        ]
        as_json({**batch.counts, "refused": [], "actions": rows, **told.told(reading)})
        return
    for words in (*reading.notes, *reading.says):
        print(words)
    print(f"{found.ref} from {counted(len(made), 'row')}: {told.sorted_out(made)}.")
    refs = {str(r.row): i.action.ref for i, r in zip(made, reading.rows, strict=True)}
    for line in told.queue(reading, refs):
        print(f"{line}. Say whom it means on the page of the plan, or in a mapping.")


def _read(file: Path, known, answers):
    from hereabouts.core.plans.tracker_read import read
    from hereabouts.engines.trackers import tracker

    return read(tracker(file), known=known, answers=answers)


def _place(by, name: str):
    from hereabouts.records.places.access import called

    return called(by, name, on=today())


def _held(by, title: str, place: str):
    """Give the plan of that title in a place; None where it is not there yet."""
    from hereabouts.records.plans import access

    rows = access.visible(by, on=today()).filter(place=_place(by, place))
    return rows.filter(title__iexact=title.strip()).first() or rows.filter(ref__iexact=title.strip()).first()


@app.command()
def check(
    name: Annotated[str, typer.Argument(metavar="PLACE|PLAN", help="A place, or a plan by reference or title.")],
    format: AsFormat = Format.text,
) -> None:
    """Say what a plan must hold and what it lacks; for a place, of each of its plans."""
    by = operator()
    from hereabouts.records.places.access import visible as places
    from hereabouts.records.plans import access, reads

    place = places(by, on=today()).filter(name__iexact=name.strip()).first()
    plans = list(access.visible(by, on=today()).filter(place=place)) if place else [access.called(by, name, on=today())]
    if not plans:
        raise NotThere("{name} has no plan yet.", name=name)
    checked = [(plan, reads.completeness(plan)) for plan in plans]
    if format is Format.json:
        told = [_checked(plan, items) for plan, items in checked]
        as_json({"place": place.name, "plans": told} if place else told[0])
        return
    rows = [
        {"plan": plan.ref, "title": plan.title, "item": item.label, "held": "yes" if item.held else "no",
         "must": "yes" if item.blocks else "should", "missing": "" if item.held else item.missing}
        for plan, items in checked for item in items
    ]  # fmt: skip
    as_table(rows, format, title="What the law and the remit ask for comes first.")


def _checked(plan, items) -> dict:
    """Give the statutory items and those of quality of a plan, each met or not, and why."""
    told = [
        (
            item.blocks,
            {"item": item.label, "met": item.held, "why": "It is in the plan." if item.held else item.missing},
        )
        for item in items
    ]
    return {
        "plan": plan.ref, "title": plan.title, "state": plan.state,
        "may_be_agreed": all(one["met"] for blocks, one in told if blocks),
        "statutory": [one for blocks, one in told if blocks], "quality": [one for blocks, one in told if not blocks],
    }  # fmt: skip


@app.command()
def duplicates(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A sheet with id, title and, if you have them, description, theme, groups, place, start, end, lead."
        ),
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Find actions that may be planned twice, with reasons in words: in a sheet, or in every plan here. Nothing is merged."""
    from hereabouts.core.plans.action_sheet import planned
    from hereabouts.core.plans.same_action import SHOWN, pairs
    from hereabouts.engines.tables import rows_of

    if file is not None:
        actions = planned(rows_of(file))
    else:
        by = operator()
        from hereabouts.records.plans import reads

        actions = reads.planned(by, on=today())
    found = pairs(actions)
    rows = [{"a": p.a, "b": p.b, "score": p.score, "reasons": p.reasons} for p in found]
    if format is Format.json:
        as_json({"actions": len(actions), "pairs": rows})
        return
    said: list[dict[str, object]] = [{**row, "reasons": "; ".join(row["reasons"])} for row in rows]
    left = f" The {SHOWN} surest are shown." if format is Format.text and len(said) > SHOWN else ""
    title = f"{counted(len(said), 'pair')} of {counted(len(actions), 'action')} may be the same.{left} People decide."
    as_table(said[:SHOWN] if left else said, format, title=title)


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="PLAN", help="The reference or the title of the plan.")],
    out: Annotated[Path, typer.Option(help="Where to write: a name that ends in .docx, .xlsx, .csv or .json.")],
    template: Annotated[
        Path | None,
        typer.Option(help="Your council's own Word template, for .docx: its styles, header and footer stay."),
    ] = None,
) -> None:
    """Write a plan to a file that can be imported again; text that a spreadsheet would run as a formula stays text."""
    by = operator()
    from hereabouts.records.plans import access
    from hereabouts.records.plans.paper import ENDINGS, file_of

    found = access.called(by, name, on=today())
    kind = out.suffix.lower()
    if kind not in ENDINGS:
        raise NotThere("Name a file that ends in .docx, .xlsx, .csv or .json; {name} does not.", name=out.name)
    try:
        own = template.read_bytes() if template else None
    except OSError:
        raise NotThere("There is no file called {path}.", path=str(template)) from None
    content = file_of(by, found, kind, on=today(), template=own)
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise NotThere(
            "{path} cannot be written: {why}.", path=str(out), why=problem.strerror or "no reason"
        ) from problem
    print(f"{counted(found.actions.count(), 'action')} of {found.ref} written to {out}.")
