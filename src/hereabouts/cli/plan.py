"""Plans: import an action tracker, check what a plan must hold, find actions planned twice, export a plan."""

from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli import plan_told
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, operator, plain, today
from hereabouts.core.sentences import Sentence, counted, listed

app = typer.Typer(help="Plans: import, check, find actions planned twice, export.", no_args_is_help=True)
app.command()(plan_told.ask)
app.command()(plan_told.freeze)
app.command()(plan_told.still)


class NotThere(Sentence):
    """A person, plan or kind of file that a command names and nobody knows."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="An action tracker: CSV or Excel, headings in row 1.")],
    plan: Annotated[str, typer.Option(help="The reference or the title of the plan.")],
    as_: Annotated[
        str, typer.Option("--as", help="Who imports: an account's e-mail address. Without it, you do.")
    ] = "",
    place: Annotated[str, typer.Option(help="Begin the plan in this place if it is not there yet.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Take the actions of a tracker into a plan: all, or none with every fault named. The same sheet again adds nothing."""
    by = operator()
    from hereabouts.core.plans.tracker import read
    from hereabouts.engines.tables import rows_of
    from hereabouts.records.partners import reads as partners
    from hereabouts.records.plans import access, changes
    from hereabouts.records.trust.access import actor_of

    if as_:
        account = partners.called(as_)
        if account is None:
            raise NotThere("Nobody here has the e-mail address {email}.", email=as_)
        by = actor_of(account, on=today())
    named = {o.name: partners.organisation(o.id) for o in partners.organisations()}
    if not place:
        found = access.called(by, plan, on=today())
    people = {p.name: p for p in partners.people(on=today())}
    rows = read(
        rows_of(file), organisations=list(named), people={name: p.organisation.name for name, p in people.items()}
    )
    if place:
        found = _begun(by, plan, place)
    made = changes.import_actions(by=by, on=today(), plan=found, rows=rows, organisations=named, people=people)
    if format is Format.json:
        said = [
            {"ref": i.action.ref, "title": i.action.title, "lead": r.lead, "result": i.how}
            for i, r in zip(made, rows, strict=True)
        ]
        as_json(said)
        return
    print(f"{found.ref} from {counted(len(made), 'row')}: {_sorted_out(made)}.")
    open_ = [
        f"row {r.row} ({i.action.ref})"
        for i, r in zip(made, rows, strict=True)
        if not (r.lead or i.action.organisation_id)
    ]
    if open_:
        print(
            f"No lead is named in {listed(open_)}. Next time write a partner of the register, or somebody who works for one, "
            "in the column “Lead”."
        )


def _sorted_out(made) -> str:
    """Say how many actions were added, changed and unchanged, the added ones by their references."""
    refs = [i.action.ref for i in made if i.how == "added"]
    span = f" ({refs[0]} to {refs[-1]})" if len(refs) > 1 else f" ({refs[0]})" if refs else ""
    told = [
        f"{len(refs)} added{span}",
        *(f"{sum(i.how == how for i in made)} {how}" for how in ("changed", "unchanged")),
    ]
    ended = [i.action.ref for i in made if i.how == "ended"]
    return ", ".join(told) + (f"; {listed(ended)} ended earlier, and left as it was" if ended else "")


def _begun(by, title: str, place: str):
    """Give the plan of that title in a place, begun as a draft where it is not there yet."""
    from hereabouts.records.places.access import called
    from hereabouts.records.plans import access, changes

    here = called(by, place, on=today())
    rows = access.visible(by, on=today()).filter(place=here)
    found = rows.filter(title__iexact=title.strip()).first() or rows.filter(ref__iexact=title.strip()).first()
    return found or changes.draft_plan(by=by, on=today(), place=here, title=title)


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
    plans = access.visible(by, on=today()).filter(place=place) if place else [access.called(by, name, on=today())]
    rows = [
        {"plan": p.ref, "title": p.title, "item": item.label, "held": "yes" if item.held else "no",
         "must": "yes" if item.blocks else "should", "missing": "" if item.held else item.missing}
        for p in plans for item in reads.completeness(p)
    ]  # fmt: skip
    if not rows:
        raise NotThere("{name} has no plan yet.", name=name)
    as_table(rows, format, title="What the law and the remit ask for comes first.")


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
    out: Annotated[Path, typer.Option(help="Where to write: a name that ends in .csv, .xlsx or .json.")],
) -> None:
    """Write a plan to a file; text that a spreadsheet would run as a formula stays text."""
    by = operator()
    import json

    from hereabouts.engines.tables import as_csv, as_xlsx
    from hereabouts.records.plans import access, reads

    found = access.called(by, name, on=today())
    text = reads.text(found, on=today())
    rows = [list(action.values()) for action in text["actions"]]
    kind = out.suffix.lower()
    if kind == ".csv":
        content: bytes = as_csv(reads.HEADINGS, rows).encode("utf-8-sig")
    elif kind == ".xlsx":
        content = as_xlsx(found.title, reads.HEADINGS, rows)
    elif kind == ".json":
        content = json.dumps(plain(text), ensure_ascii=False, indent=2).encode()
    else:
        raise NotThere("Name a file that ends in .csv, .xlsx or .json; {name} does not.", name=out.name)
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise NotThere(
            "{path} cannot be written: {why}.", path=str(out), why=problem.strerror or "no reason"
        ) from problem
    print(f"{counted(len(rows), 'action')} of {found.ref} written to {out}.")
