"""Account: did it work?"""

import csv
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, operator, today
from hereabouts.core.sentences import Sentence, counted

Name = Annotated[str, typer.Argument(metavar="PLACE", help="The name of the place.")]


class NothingToRelease(Sentence):
    """A place that has no plan to publish, or a file that cannot be written."""


app = typer.Typer(help="Did it work? Reports and publishing.", no_args_is_help=True)


@app.callback()
def noun() -> None:
    """Did it work? Reports and publishing."""


@app.command()
def evaluate(
    table: Annotated[Path, typer.Argument(help="A CSV of group (here, elsewhere), period (before, after) and count.")],
    format: AsFormat = Format.text,
) -> None:
    """Compare a before and after here with a comparison that was left alone."""
    from hereabouts.core.account.evaluation import NotComparable, counts
    from hereabouts.core.account.evaluation import evaluate as compare

    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise NotComparable("{path} cannot be read as a CSV in UTF-8.", path=str(table)) from None
    found = compare(counts(list(csv.DictReader(text.splitlines()))))
    if format is Format.json:
        as_json(found)
    else:
        print(
            f"{found.said}\nRatio {found.ratio:.2f}, likely between {found.lo:.2f} and {found.hi:.2f} (p {found.p:.3f}, {found.method})."
        )


@app.command()
def publish(
    name: Name,
    out: Annotated[Path, typer.Option(help="The folder to write the site into.")],
    release: Annotated[bool, typer.Option(help="Release the newest plan and the profile first.")] = False,
    online: Annotated[str, typer.Option(help="The address of the running app, for its forms.")] = "",
    index: Annotated[str, typer.Option(help="The edition of a deprivation index, such as 'SIMD 2020v2'.")] = "",
) -> None:
    """Write what is released of a place as a site that opens from a disk.

    With --release the newest plan and the profile are released first. No resident's words go out with them: the
    command line may count words, and not read them.
    """
    by = operator()
    from hereabouts.records.account import content
    from hereabouts.records.places.access import called
    from hereabouts.records.releases.reads import latest
    from hereabouts.web.public.export import take_down, write_site

    place = called(by, name, on=today())
    plan = content.newest_plan(by, place, on=today())
    if release:
        _release(by, place, plan, index)
    elif latest("plan", place.pk) is None and plan is not None:
        take_down(out)
        raise NothingToRelease(
            "“{plan}” has not been released yet. Add --release to release it first.", plan=plan.title
        )
    try:
        files = write_site(place.pk, out, online=online)
    except OSError as problem:
        raise NothingToRelease("{path} cannot be written: {why}.", path=str(out), why=problem.strerror) from problem
    print(f"{counted(len(files), 'file')} of {place.name} written to {out}. Open {out / 'index.html'}.")


def _release(by, place, plan, index: str) -> None:
    from hereabouts.records.account import changes, reads

    if plan is None:
        raise NothingToRelease(
            "{place} has no plan yet. Import one first: hereabouts plan import TRACKER --place '{place}' --plan 'TITLE'",
            place=place.name,
        )
    given = {"by": by, "on": today(), "place": place}
    made = [
        changes.publish_plan(**given, plan=plan, around=reads.around(place)),
        changes.publish_profile(**given, index=index or None),
    ]
    for one in made:
        print(f"Released: {one.title}, version {one.number}. No second person looked; the audit trail says so.")


@app.command()
def report(
    name: Name,
    year: Annotated[int, typer.Option(help="The calendar year.")],
    quarter: Annotated[int, typer.Option(help="1 to 4; 1 is January to March.")],
    out: Annotated[Path, typer.Option(help="The Word file to write.")],
) -> None:
    """Freeze a quarter of a place and write it as a Word file. The same quarter with the same figures is frozen once."""
    by = operator()
    from hereabouts.records.account import changes, documents, reads
    from hereabouts.records.places.access import called

    place = called(by, name, on=today())
    frozen = changes.report_quarter(by=by, on=today(), place=place, year=year, quarter=quarter)
    sheet = reads.sheet(frozen, on=today(), live=False)
    try:
        out.write_bytes(documents.quarter(sheet))
    except OSError as problem:
        raise NothingToRelease("{path} cannot be written: {why}.", path=str(out), why=problem.strerror) from problem
    print(f"{sheet.place}, {sheet.label}, version {sheet.number} written to {out}. SHA-256 {sheet.sha256}")
