"""What `voice themes` of a file prints and writes: suggestions by row, how good they are, proposed themes."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hereabouts.cli.shared import Format, as_json, as_table, json_of, plain
from hereabouts.core.sentences import Sentence, counted
from hereabouts.core.voice.proposing import Proposal
from hereabouts.core.voice.quality import Averages, Quality
from hereabouts.core.voice.suggesting import Answer
from hereabouts.engines.tables import as_csv


class NotWritten(Sentence):
    """A place for the answer where nothing can be written."""


def row(number: int, said: str, one: Answer) -> dict:
    """Give what is written of one answer: its row in the sheet, its suggestions, and why there is none."""
    return {
        "row": number, "text": said, "suggested": [plain(s) for s in one.suggested], "apart": one.apart or None,
        "same_as_answer": None if one.same_as is None else one.same_as + 1, "because": one.because or None,
    }  # fmt: skip


def tell(file: Path, rows: list[dict], held: Quality | None, out: Path | None, format: Format) -> None:
    """Print how many suggestions there are, and how good; write each answer's to a file, or print them for programs."""
    _written(out, format, rows)
    summary = {
        "file": file.name, "answers": len(rows), "suggested": sum(bool(one["suggested"]) for one in rows),
        "says_nothing": sum(bool(one["apart"]) for one in rows), "repeats": sum(one["same_as_answer"] is not None for one in rows),
        "codes": dict(Counter(s["code"] for one in rows for s in one["suggested"]).most_common()),
        "counts": "Nothing here counts until a person accepts it.", "quality": held,
    }  # fmt: skip
    if format is Format.json:
        as_json(summary if out else {**summary, "rows": rows})
        return
    if not out and format is Format.csv:
        return
    print(
        f"{file.name}: {counted(len(rows), 'answer')}, a suggestion for {summary['suggested']:,}. {summary['counts']}"
    )
    print(f"{summary['says_nothing']:,} say nothing; {summary['repeats']:,} repeat an earlier one.")
    as_table([{"code": c, "suggested for": n} for c, n in summary["codes"].items()], Format.text)
    if held:
        _tell_quality(held)


def _tell_quality(held: Quality) -> None:
    print(f"Against the accepted codes of {counted(held.answers, 'answer')}, {held.exact.value:.1%} exactly right:")
    as_table(
        [_average("every coding alike (micro)", held.micro), _average("every code alike (macro)", held.macro)],
        Format.text,
    )
    rows = [
        {"code": c.code, "both": c.both, "only suggested": c.only_suggested, "only accepted": c.only_accepted,
         "precision": _two(c.precision), "recall": _two(c.recall), "F1": _two(c.f1), "kappa": _two(c.kappa)}
        for c in held.codes
    ]  # fmt: skip
    as_table(rows, Format.text)


def _average(name: str, one: Averages) -> dict[str, object]:
    interval = f"{one.f1.lo:.2f} to {one.f1.hi:.2f}"
    return {
        "": name,
        "precision": _two(one.precision),
        "recall": _two(one.recall),
        "F1": _two(one.f1.value),
        "likely": interval,
    }


def tell_themes(file: Path, answers: int, found: Proposal, out: Path | None, format: Format) -> None:
    """Print and write proposed themes."""
    themes = [plain(theme) for theme in found.themes]
    summary = {
        "file": file.name, "answers": answers, "themes": themes, "left_out": list(found.left_out),
        "says_nothing": found.says_nothing, "in_none": found.in_none,
    }  # fmt: skip
    if out and _kind(out, format) is Format.json:
        _write(out, json_of(summary) + "\n")
    elif out:
        kept = [[t["label"], t["statement"], t["size"], t["stability"], " | ".join(t["quotes"])] for t in themes]
        _write(out, as_csv(["label", "statement", "size", "stability", "quotes"], kept))
    if format is Format.json:
        as_json(summary)
        return
    title = f"{file.name}: {counted(answers, 'answer')}, {counted(len(themes), 'theme')} proposed. A person names, joins and drops them."
    lines = [
        {"theme": t["label"], "answers": t["size"], "stable": f"{t['stability']:.2f}", "for example": t["quotes"][0]}
        for t in themes
    ]  # fmt: skip
    as_table(lines, format, title=title)
    if format is Format.text:
        print(
            f"{found.says_nothing:,} say nothing, {found.in_none:,} are in no theme. {_left_out(found.left_out)}".strip()
        )


def _written(out: Path | None, format: Format, rows: list[dict]) -> None:
    if out and _kind(out, format) is Format.json:
        _write(out, json_of(rows) + "\n")
    elif out or format is Format.csv:
        table = as_csv(["row", "text", "codes", "scores", "why", "apart"], [
            [one["row"], one["text"], ";".join(s["code"] for s in one["suggested"]), ";".join(f"{s['score']}" for s in one["suggested"]),
             "; ".join(" ".join(s["why"]) for s in one["suggested"]), one["apart"] or ""]
            for one in rows
        ])  # fmt: skip
        if out:
            _write(out, table)
        else:
            print(table, end="")


def _kind(out: Path, format: Format) -> Format:
    """Say as what a file is written: as asked, else as its name says."""
    if format is Format.text:
        return Format.json if out.suffix.lower() == ".json" else Format.csv
    return format


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _left_out(themes: Sequence[str]) -> str:
    return f"Left out, for half of the answers do not show them again: {'; '.join(themes)}." if themes else ""


def _write(out: Path, content: str) -> None:
    try:
        out.write_text(content, encoding="utf-8")
    except OSError as problem:
        raise NotWritten("{out} cannot be written: {why}.", out=str(out), why=str(problem.strerror)) from None
