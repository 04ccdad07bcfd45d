"""Voice: load what people said, count who was heard, see what they raise."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.answers import layouts, say, sheet
from hereabouts.cli.opinions import opinions
from hereabouts.cli.place_standard import place_standard
from hereabouts.cli.reach import from_files, is_file
from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, named, operator, today
from hereabouts.cli.suggest import suggest
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import Sentence

app = typer.Typer(
    help="What people said: load sheets of answers, who was heard, what they raise.", no_args_is_help=True
)

app.command()(opinions)
app.command()(layouts)
app.command()(suggest)
app.command("place-standard")(place_standard)
Place = Annotated[str, typer.Argument(help="The name of the place.")]
PlaceOrFile = Annotated[
    str, typer.Argument(metavar="PLACE or PARTICIPANTS.csv", help="The name of the place, or a file, one row a person.")
]
FAULTS = 20  # faults told at once; the rest are counted


class NoFile(Sentence):
    """A file that is not there."""


class NotLoaded(Sentence):
    """A sheet with faults, or an activity that nobody planned."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV, XLSX, XLS or ODS file.")],
    place: Annotated[str, typer.Option(help="The name of the place.")],
    as_: Annotated[str, typer.Option("--as", help="Whose account: their e-mail address. The password is asked for.")],
    map: Annotated[
        str, typer.Option(help="column=field, several joined by commas. Fields are suggested by headings.")
    ] = "",
    activity: Annotated[str, typer.Option(help="The name of the activity the answers are from.")] = "",
    layout: Annotated[
        str, typer.Option(help="Whose export it is, as voice layouts lists them; none: by its headings alone.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Load a sheet of answers: every row, or none. The same sheet twice changes nothing."""
    if not file.is_file():
        raise NoFile("There is no file called {file}.", file=str(file))
    by = named(as_)
    from hereabouts.records.places import access as places
    from hereabouts.records.voice import access, reads

    where = access.here(by, "contribution.import", places.called(by, place, on=today()), on=today())
    held = _activity(by, where, activity) if activity else None
    fields = reads.fields_of(held, on=today())
    table, proposed, how = sheet(file, fields, layout=layout, chosen="=words" in map.replace(" ", ""))
    mapping = _mapping(proposed, map)
    found = reads.prepared(where, held, table, mapping, on=today())
    if found.faults:
        _tell_faults(found.faults, format)
    if not dry_run:
        _load(by, where, held, file, table, mapping)
    told = {
        "file": file.name,
        "rows": found.rows,
        **found.plan.counts,
        "loaded": not dry_run,
        "columns": mapping,
        **how,
    }
    if format is Format.json:
        as_json(told)
    else:
        say(how)
        done = "would be" if dry_run else "are"
        print(f"{file.name}, {found.rows:,} rows: {_counts(found.plan.counts, done)}.")
        print("Columns: " + "; ".join(f"{heading} is {name}" for name, heading in mapping.items()) + ".")


def _load(by: Actor, where, held, file: Path, table, mapping: Mapping[str, str]) -> None:
    from hereabouts.records.imports import changes as imports
    from hereabouts.records.voice import changes

    batch = imports.start(
        by=by, on=today(), place=where, about="contribution", file_name=file.name, chunks=[file.read_bytes()],
        facts={"activity": str(held.pk) if held else ""},
    )  # fmt: skip
    imports.give_meaning(by=by, on=today(), batch=batch, table=table, mapping=mapping)
    changes.import_responses(by=by, on=today(), place=where, batch=batch, table=table, mapping=mapping, activity=held)


def _activity(by: Actor, where, name: str):
    from hereabouts.records.voice import access

    found = access.activities(by, on=today()).filter(place=where, name__iexact=name.strip()).first()
    if found is None:
        raise NotLoaded("No activity here is called “{name}”. Plan it first.", name=name)
    return found


def _mapping(suggested: Mapping[str, str], told: str) -> dict[str, str]:
    """Read column=field pairs over what the headings suggest; a column that is given away is taken from its old field."""
    pairs = [one.rpartition("=") for one in told.split(",") if one.strip()]
    given = {field.strip(): column.strip() for column, _, field in pairs}
    kept = {name: heading for name, heading in suggested.items() if heading not in given.values()}
    return kept | given


def _tell_faults(faults, format: Format) -> None:
    rows = [{"row": f.row, "column": f.column, "fault": str(f.problem)} for f in faults]
    as_table(rows if format is Format.json else rows[:FAULTS], format, title="What is wrong, by row")
    raise NotLoaded("{n} to mend. Nothing was loaded.", n=f"{len(rows):,} fault{'' if len(rows) == 1 else 's'}")


def _counts(counts: Mapping[str, int], done: str) -> str:
    return f"{counts['new']:,} {done} new, {counts['changed']:,} changed, {counts['unchanged']:,} unchanged"


@app.command()
def reach(
    place: PlaceOrFile,
    population: Annotated[Path | None, typer.Option(help="With a file: who lives here, by,group,population.")] = None,
    by: Annotated[str, typer.Option(help="With a file: its columns to compare, joined by commas.")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say who was heard, beside who lives here: of a place, or from two files. Counts only."""
    if is_file(place, population):
        from_files(Path(place), population, by, format)
        return
    by = operator()
    from hereabouts.records.places import access as places
    from hereabouts.records.places.reads import sheet
    from hereabouts.records.voice import access, reads

    where = access.here(by, "contribution.count", places.called(by, place, on=today()), on=today())
    found = reads.reach(sheet(where), on=today())
    if format is Format.json:
        as_json(found)
        return
    rows = [
        {"question": q.label, "group": g.label, "of people here": _share(g.share_here), "of those heard": _share(g.share_heard),
         "heard": g.heard, "index": f"{g.index.value:.0f}" if g.index else None,
         "likely": f"{g.index.lo:.0f} to {g.index.hi:.0f}" if g.index else None, "in words": g.judged,
         "unknown": _share(q.unknown_share)}
        for q in found.questions
        for g in q.groups
    ]  # fmt: skip
    of = f" of {found.population:,} ({found.share:.1%})" if found.population else ""
    as_table(rows, format, title=f"{found.place}: {found.people:,} different residents heard{of}. 100 is a fair share.")


@app.command()
def themes(
    place: Annotated[str, typer.Argument(metavar="PLACE or FILE", help="The name of a place, or a sheet of answers.")],
    as_: Annotated[str, typer.Option("--as", help="Whose account, to see themes with their quotes.")] = "",
    text: Annotated[str, typer.Option(help="Of a file: the heading of the column with the answers.")] = "",
    codebook: Annotated[
        Path | None, typer.Option(help="code, label, definition, inclusion: a code in each row.")
    ] = None,
    examples: Annotated[Path | None, typer.Option(help="text, code: accepted examples, learned from.")] = None,
    gold: Annotated[
        str, typer.Option(help="Of a file: the column of accepted codes, to say how good suggestions are.")
    ] = "",
    multi: Annotated[bool, typer.Option("--multi", help="An answer may have several codes.")] = False,
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="Read meaning too; needs the embeddings extra.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The seed of what is drawn: intervals, and how stable themes are.")] = 1,
    out: Annotated[
        Path | None, typer.Option(help="Of a file: where every answer with its suggestions is written.")
    ] = None,
    endpoint: Annotated[
        str, typer.Option(help="Of a file: the address of a language model of yours that proposes the codebook.")
    ] = "",
    model: Annotated[str, typer.Option(help="The name of that model. Its key: HEREABOUTS_MODEL_KEY.")] = "",
    question: Annotated[str, typer.Option(help="What was asked, for that model; else the column's heading.")] = "",
    may_leave: Annotated[bool, typer.Option("--may-leave", help="These answers may be sent to that endpoint.")] = False,
    format: AsFormat = Format.text,
) -> None:
    """Count what people raised in a place by topic; of a file of answers, suggest codes, or propose a codebook.

    What is suggested for a file counts nowhere: a person accepts it first. Nothing leaves this computer, unless you name an
    endpoint and say --may-leave.
    """
    from hereabouts.cli.themes import Asked, asked_of_file, of_file

    asked = Asked(endpoint, model, question, may_leave)

    if not as_ and asked_of_file(place, text, codebook, examples, gold, out, multi or embeddings or asked != Asked()):
        of_file(
            Path(place), text, codebook=codebook, examples=examples, gold=gold, multi=multi, embeddings=embeddings, seed=seed,
            out=out, format=format, model=asked,
        )  # fmt: skip
        return
    _of_place(place, as_, format)


def _of_place(place: str, as_: str, format: Format) -> None:
    """Count what people raised by topic; with --as, give the themes too."""
    by = named(as_) if as_ else operator()
    from hereabouts.records.places import access as places
    from hereabouts.records.voice import access, reads

    what = "theme.see" if as_ else "contribution.count"
    where = access.here(by, what, places.called(by, place, on=today()), on=today())
    told = {
        "place": where.name,
        "heard": reads.people_coded(where, on=today()),
        "topics": reads.topic_counts(by, where, on=today()),
        "themes": reads.theme_lines(by, where, on=today()),
    }
    if format is Format.json:
        as_json(told)
        return
    rows = [
        {"topic": t.label, "people": t.people, "problems": t.problems, "requests": t.requests, "praise": t.praise}
        for t in told["topics"]
    ]
    as_table(rows, format, title=f"{where.name}: {told['heard']:,} people’s words are coded")
    for theme in told["themes"] if format is Format.text else ():
        print(f"{theme.statement} ({theme.people:,} of {theme.of:,} people; {theme.topic_label})")


def _share(value: float | None) -> str:
    return "not known" if value is None else f"{value:.0%}"
