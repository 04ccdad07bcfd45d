"""Trust: protect a table, attack what is published, verify the seal of the audit trail."""

import ctypes
import math
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from hereabouts.cli.shared import AsFormat, Format, as_json, as_table, json_of, operator, today
from hereabouts.core.sentences import Sentence, counted

app = typer.Typer(help="Disclosure control and its attacker; the audit trail.", no_args_is_help=True)


class NotWhole(Sentence):
    """An audit trail that is not what was sealed."""


@app.command()
def audit(
    verify: Annotated[
        bool, typer.Option("--verify", help="Recompute every seal and name the first bad entry.")
    ] = False,
    head: Annotated[bool, typer.Option("--head", help="Print the head only, to be kept off this machine.")] = False,
    against: Annotated[
        list[str] | None,
        typer.Option(help="A head that was kept elsewhere: the trail must still go through it. Again for more."),
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Seal what waits, and with --verify check the whole trail."""
    by = operator()
    from hereabouts.records.ledger import changes, checks, reads

    if not (verify or against):
        sealed = changes.seal_entries()
        print(reads.head() if head else f"Sealed {sealed:,} entries. Head: {reads.head()}")
        return
    found = checks.check(by=by, on=today(), against=against or ())
    if format is Format.json:
        as_json(found)
    if found.first_bad is not None:
        raise NotWhole("The audit trail is not whole: {because}", because=found.because)
    if format is not Format.json:
        print(f"Whole: {found.entries:,} entries in {found.batches:,} sealed batches. Head: {reads.head()}")


@app.command()
def digest(
    send: Annotated[bool, typer.Option("--send", help="E-mail it to everybody who may read the trail.")] = False,
) -> None:
    """Say the day's head of the audit trail and what waits for review. Keep it off this machine."""
    by = operator()
    from hereabouts.records.trust.daily import digest_of, send_digest

    print(send_digest(by=by, on=today()) if send else digest_of(on=today()))


class Nobody(Sentence):
    """An account that nobody has, or a day that is none."""


@app.command()
def may(
    user: Annotated[str, typer.Option("--as", help="Who would do it: the e-mail address of an account.")],
    verb: Annotated[str, typer.Option(help="What they would do: see, screen, decide.")],
    subject: Annotated[
        str, typer.Option(help="With what: a reference such as FH-2026-0069, or kind:id.", metavar="REF")
    ],
    on: Annotated[str, typer.Option(help="On which day, such as 2026-11-24; today if not given.", metavar="DATE")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say whether somebody could do something with a record on a day, and why: by the rule of the doors."""
    by = operator()
    from hereabouts.records.partners.reads import called
    from hereabouts.records.trust.changes import ask

    account = called(user)
    if account is None:
        raise Nobody("Nobody signs in as {user}.", user=user)
    day = _day(on)
    from django.utils import timezone

    asked = {"who": str(account.pk), "verb": verb, "subject": subject, "day": day, "at": timezone.now()}
    answer = ask(by=by, on=today(), account=account, **asked)
    verdict = answer.verdict
    if format is Format.json:
        as_json({"allowed": verdict.allowed, "because": verdict.because, "reasons": verdict.reasons, "under": verdict.under,
                 "fields": None if verdict.fields is None else sorted(verdict.fields), "on": day, "verb": verb,
                 "subject": f"{answer.kind} {answer.ref}", "as": account.name})  # fmt: skip
        return
    print(f"{'Yes' if verdict else 'No'}: {account.name}, {verb} {answer.kind} {answer.ref}, {day:%-d %B %Y}.")
    for reason in (verdict.because, *(r for r in verdict.reasons if not verdict and r != verdict.because)):
        print(f"  {reason}")
    if verdict and verdict.fields is not None:
        print(f"  Fields: {', '.join(sorted(verdict.fields))}.")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words) if words else today()
    except ValueError:
        raise Nobody("“{words}” is no day. Write it as 2026-11-24.", words=words) from None


@app.command()
def agreements(format: AsFormat = Format.text) -> None:
    """Mark agreements whose review is due or whose last day is over, say which are near, and write to who reviews them.

    The worker does it once a day; by hand it does no harm: nobody is told twice.
    """
    by = operator()
    from hereabouts.records.trust.alerting import tell

    found = tell(by=by, on=today())
    rows = [{"agreement": a.ref, "what": a.alert.what, "on": str(a.alert.day), "days": a.alert.days} for a in found]
    as_table(rows, format, title="Nothing ends or is to be reviewed within 90 days." if not rows else "")


@app.command()
def retention(
    on: Annotated[str, typer.Option(help="On which day, such as 2026-11-24; today if not given.", metavar="DATE")] = "",
    format: AsFormat = Format.text,
) -> None:
    """Say what is due under the schedule of keeping on a day, and why. A dry run: it never empties anything.

    What is restricted to named people is not in it.
    """
    by = operator()
    from hereabouts.records.rights.keeping import due

    day = _day(on)
    found = due(by, on=day)
    rows = [
        {"class": one.thing.rule, "record": found.refs.get(one.thing.id) or one.thing.words, "kept_until": str(one.until),
         "because": one.because}
        for one in found.shown
    ]  # fmt: skip
    none = f"Nothing is due on {day:%-d %B %Y}."
    as_table(rows, format, title=none if not rows else f"Due on {day:%-d %B %Y}; nothing was emptied.")


@app.command()
def transparency(
    out: Annotated[
        Path | None, typer.Option(help="The file to write: .md, .docx or .json; printed if not given.")
    ] = None,
    format: AsFormat = Format.text,
) -> None:
    """Draft the public record (ATRS) of each algorithmic tool from the rules as they run and the agreements in force."""
    by = operator()
    from hereabouts.core.account.transparency import markdown
    from hereabouts.records.account.transparency import as_word, records

    drafts, kind = records(by, on=today()), out.suffix.lower() if out else ""
    if out and kind not in {".md", ".docx", ".json"}:
        raise NotARecord(
            "{name} is no Markdown, Word or JSON file. End its name with .md, .docx or .json.", name=out.name
        )
    if out and kind == ".docx":
        out.write_bytes(as_word(drafts, on=today()))
    elif out:
        out.write_text(markdown(drafts, today()) if kind == ".md" else json_of(drafts), encoding="utf-8")
    elif format is Format.json:
        as_json(drafts)
    else:
        print(markdown(drafts, today()), end="")
    if out:
        print(f"{out}: {len(drafts)} records, {sum(one.blanks for one in drafts)} fields left for the council to fill.")


class NotARecord(Sentence):
    """A file name that says no format in which the record can be written."""


class NoSuchProfile(Sentence):
    """A disclosure rule that nobody wrote."""


Grows = Annotated[
    str,
    typer.Option(help="A column of periods over which the count only grows, so that one is subtracted from the next."),
]
Tables = Annotated[list[Path], typer.Argument(help="Published tables, read together: dimensions, then the count.")]


@app.command()
def protect(
    table: Annotated[Path, typer.Argument(help="A long table as CSV: one column a dimension, then the count.")],
    out: Annotated[Path, typer.Option(help="The protected table to write, with its totals.")],
    profile: Annotated[str, typer.Option(help="The disclosure rule to keep: open, health, or a TOML file.")] = "open",
    earlier: Annotated[list[Path] | None, typer.Option(help="A table published before; may be given again.")] = None,
    grows: Grows = "",
) -> None:
    """Hide small counts, and what they could be worked out from, and prove it with the attacker."""
    from hereabouts.core.trust.disclosure import hidden_totals
    from hereabouts.core.trust.disclosure import protect as protect_table
    from hereabouts.engines.count_tables import absent, guessed, read_counts, read_published, write

    rule = _rule(profile)
    true, before = read_counts(table), [read_published(path) for path in earlier or []]
    with _solver_aside():
        protected = protect_table(true, rule, earlier=before, links=_grown([true, *before], grows))
    with out.open("w", encoding="utf-8", newline="") as file:
        write(protected, file, mark=rule.mark)
    totals = len(hidden_totals(protected))
    said = f", {totals:,} of them totals" if totals else ""
    print(f"{out}: {len(protected.hidden()):,} of {len(protected.cells):,} counts are hidden{said}. {rule.words}")
    _say_absent(table.name, absent(table, true))
    if told := guessed(table):
        print(f"{table.name}: {told}. Head the column of counts “count” to be sure.", file=sys.stderr)


def _say_absent(file: str, cells: list[str]) -> None:
    """Say aloud what was taken as nobody: whether somebody was counted there, only the giver of the table knows."""
    if cells:
        named = "; ".join(cells[:3]) + (f"; and {len(cells) - 3:,} more" if len(cells) > 3 else "")
        said = (
            "1 combination has no row and was"
            if len(cells) == 1
            else f"{len(cells):,} combinations have no row and were"
        )
        print(f"{file}: {said} taken as 0: {named}. Add a row where 0 is not known to be true.", file=sys.stderr)


@app.command()
def attack(
    tables: Tables,
    profile: Annotated[
        str, typer.Option(help="The rule the tables were made under, where it rounds; else the table tells by itself.")
    ] = "",
    grows: Grows = "",
    format: AsFormat = Format.text,
) -> None:
    """Work out as much of the hidden counts as anybody could who has these tables and a linear program.

    Percentages are read from columns headed "percent" (of all) or "percent of ZONE" (of the total of that zone).
    """
    from hereabouts.core.trust.disclosure import attack as attack_tables
    from hereabouts.engines.count_tables import read_published, read_shares

    rounding = _rule(profile).rounding if profile else None
    read = [read_published(path, rounding) for path in tables]
    shares = [share for path in tables for share in read_shares(path)]
    with _solver_aside():
        found = attack_tables(read, links=_grown(read, grows), shares=shares)
    rows, differences = _rows(found.intervals), _rows(found.differences)
    counts = {
        "tables": found.tables,
        "hidden_cells": len(rows),
        "recovered_exactly": found.recovered_exactly,
        "recovered_within_3": found.recovered_within_3,
    }
    if format is Format.json:
        as_json({**counts, "intervals": rows, "differences": differences})
        return
    for row in rows:
        row["cell"] = ", ".join(f"{d} {v}" for d, v in row["cell"].items()) or "all"
    if format is Format.text:
        print(
            f"{counted(len(rows), 'hidden cell')}: {found.recovered_exactly:,} recovered exactly, {found.recovered_within_3:,} within 3."
        )
    as_table(rows, format)


@contextmanager
def _solver_aside() -> Iterator[None]:
    """Keep what the solver prints by itself off our answer: now and then it writes a line of its own to the standard output."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        with suppress(OSError, TypeError):  # where the system has no such library, what it kept back is printed later
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)


def _rows(found) -> list[dict]:
    return [
        {"cell": dict(sorted(cell)), "min": int(range_.lo), "max": _end(range_.hi)} for cell, range_ in found.items()
    ]


def _grown(tables, dimension: str) -> list:
    """Say of which periods a count only grows, where a dimension was named."""
    from hereabouts.core.trust.links import grown

    cells = list(dict.fromkeys(cell for table in tables for cell in table.cells))
    periods = sorted({value for cell in cells for name, value in cell if name == dimension})
    return grown(cells, periods, dimension=dimension) if dimension else []


def _rule(profile: str):
    from hereabouts.engines.definitions import disclosure, disclosure_of

    if profile.endswith(".toml"):
        return disclosure_of(Path(profile))
    if profile not in disclosure():
        known = ", ".join(disclosure())
        raise NoSuchProfile("There is no disclosure rule called “{name}”, only: {known}.", name=profile, known=known)
    return disclosure()[profile]


def _end(hi: float) -> int | None:
    return None if math.isinf(hi) else int(hi)
