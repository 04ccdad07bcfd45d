"""`voice themes` of a file: suggest codes for a sheet of answers, or propose a codebook. No database, no network."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hereabouts.cli.shared import Format, as_json, as_table, json_of, plain
from hereabouts.core.sentences import Sentence, counted
from hereabouts.core.voice.codebook import Code, Example, codebook, codes_in, codes_of, examples, not_known
from hereabouts.core.voice.quality import Averages, Quality, quality
from hereabouts.core.voice.suggesting import Answer, suggest
from hereabouts.engines.answers import rows_under
from hereabouts.engines.tables import as_csv

SHEETS = {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"}


class NotAsked(Sentence):
    """A file of answers without what is needed to read it."""


def asked_of_file(
    told: str, text: str, book: Path | None, learned: Path | None, gold: str, out: Path | None, more: bool
) -> bool:
    """Say whether a file is meant and not a place: an option of files was given, or it is a file or is named like one."""
    return (
        bool(text or book or learned or gold or out or more)
        or Path(told).is_file()
        or Path(told).suffix.lower() in SHEETS
    )


def of_file(
    file: Path, text: str, *, codebook: Path | None, examples: Path | None, gold: str, multi: bool, embeddings: bool, seed: int,
    out: Path | None, format: Format,
) -> None:  # fmt: skip
    """Suggest codes for every answer of a file; without a codebook and examples, propose themes instead."""
    rows = _answers(file, text, gold)
    told = [cells[text] for _, cells in rows]
    dice = np.random.default_rng(seed)
    if not codebook and not examples:
        if gold or multi:
            raise NotAsked(
                "Codes are suggested from a codebook or from accepted examples. Add --codebook FILE or --examples FILE."
            )
        _tell_themes(file, rows, told, dice, out, format)
        return
    book, accepted = _learned(codebook, examples)
    found = suggest(told, book, accepted, multi=multi, vectors=_vectors(embeddings, told, accepted, book))
    held = _quality(rows, gold, found, book, bool(codebook), multi, dice) if gold else None
    _written(out, format, [_row(number, said, one) for (number, _), said, one in zip(rows, told, found, strict=True)])
    _tell(file, rows, told, found, held, out, format)


def _answers(file: Path, text: str, gold: str) -> list:
    if not text:
        heads = rows_under(file, (), what="the answers")
        longest = {name: sum(len(cells[name]) for _, cells in heads) for name in (heads[0][1] if heads else ())}
        name = max(longest, key=lambda one: longest[one], default="Comment")
        raise NotAsked(
            "Say in which column of {file} the answers are: --text “{name}”, for example.", file=file.name, name=name
        )
    rows = rows_under(file, [text, gold] if gold else [text], what="the answers")
    if not rows:
        raise NotAsked("{file} has headings and no answers.", file=file.name)
    return rows


def _learned(book: Path | None, learned: Path | None) -> tuple[tuple[Code, ...], tuple[Example, ...]]:
    codes = codebook(rows_under(book, ["code"], what="the codebook")) if book else ()
    accepted = examples(rows_under(learned, ["text", "code"], what="the examples"), codes) if learned else ()
    return codes or codes_of(accepted), accepted


def _vectors(wanted: bool, told: Sequence[str], accepted: Sequence[Example], book: Sequence[Code]):
    if not wanted:
        return None
    from hereabouts.engines.meaning import vectors_of

    return vectors_of([*told, *(one.words for one in accepted), *(code.statement for code in book)])


def _row(number: int, said: str, one: Answer) -> dict:
    return {
        "row": number, "text": said, "suggested": [plain(s) for s in one.suggested], "apart": one.apart or None,
        "same_as_answer": None if one.same_as is None else one.same_as + 1, "because": one.because or None,
    }  # fmt: skip


def _quality(
    rows, gold: str, found: Sequence[Answer], book: Sequence[Code], from_book: bool, multi: bool, dice
) -> Quality:
    """Hold the suggestions against the accepted codes. Rows without an accepted code were not coded, and are left out."""
    known, truth, told = [code.code for code in book], [], []
    for (number, cells), one in zip(rows, found, strict=True):
        codes = codes_in(cells[gold])
        if not codes:
            continue
        if len(codes) > 1 and not multi:
            raise NotAsked("Row {row} has several codes in “{column}”. Add --multi.", row=number, column=gold)
        for code in codes:
            if from_book and code not in known:
                raise not_known(code, known, row=number, column=gold, where="the answers")
        truth.append(frozenset(codes))
        told.append(frozenset(s.code for s in one.suggested))
    if not truth:
        raise NotAsked("No row has an accepted code in “{column}”.", column=gold)
    return quality(truth, told, dice)


def _tell(
    file: Path, rows, told, found: Sequence[Answer], held: Quality | None, out: Path | None, format: Format
) -> None:
    summary = {
        "file": file.name, "answers": len(rows), "suggested": sum(bool(one.suggested) for one in found),
        "says_nothing": sum(bool(one.apart) for one in found), "repeats": sum(one.same_as is not None for one in found),
        "codes": dict(Counter(s.code for one in found for s in one.suggested).most_common()),
        "counts": "Nothing here counts until a person accepts it.", "quality": held,
    }  # fmt: skip
    if format is Format.json:
        if not out:
            summary["rows"] = [_row(n, said, one) for (n, _), said, one in zip(rows, told, found, strict=True)]
        as_json(summary)
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


def _tell_themes(file: Path, rows, told: Sequence[str], dice, out: Path | None, format: Format) -> None:
    from hereabouts.core.voice.proposing import propose

    found = propose(told, dice)
    themes = [plain(theme) for theme in found.themes]
    summary = {
        "file": file.name, "answers": len(rows), "themes": themes, "left_out": list(found.left_out),
        "says_nothing": found.says_nothing, "in_none": found.in_none,
    }  # fmt: skip
    if out and _kind(out, format) is Format.json:
        out.write_text(json_of(summary) + "\n", encoding="utf-8")
    elif out:
        out.write_text(as_csv(["label", "statement", "size", "stability", "quotes"], [
            [t["label"], t["statement"], t["size"], t["stability"], " | ".join(t["quotes"])] for t in themes
        ]), encoding="utf-8")  # fmt: skip
    if format is Format.json:
        as_json(summary)
        return
    title = f"{file.name}: {counted(len(rows), 'answer')}, {counted(len(themes), 'theme')} proposed. A person names, joins and drops them."
    as_table(
        [
            {
                "theme": t["label"],
                "answers": t["size"],
                "stable": f"{t['stability']:.2f}",
                "for example": t["quotes"][0],
            }
            for t in themes
        ],
        format,
        title=title,
    )
    if format is Format.text:
        print(
            f"{found.says_nothing:,} say nothing, {found.in_none:,} are in no theme; {len(found.left_out)} themes were not stable enough."
        )


def _written(out: Path | None, format: Format, rows: list[dict]) -> None:
    if out and _kind(out, format) is Format.json:
        out.write_text(json_of(rows) + "\n", encoding="utf-8")
    elif out or format is Format.csv:
        table = as_csv(["row", "text", "codes", "scores", "why", "apart"], [
            [one["row"], one["text"], ";".join(s["code"] for s in one["suggested"]), ";".join(f"{s['score']}" for s in one["suggested"]),
             "; ".join(" ".join(s["why"]) for s in one["suggested"]), one["apart"] or ""]
            for one in rows
        ])  # fmt: skip
        if out:
            out.write_text(table, encoding="utf-8")
        else:
            print(table, end="")


def _kind(out: Path, format: Format) -> Format:
    """Say as what a file is written: as asked, else as its name says."""
    if format is Format.text:
        return Format.json if out.suffix.lower() == ".json" else Format.csv
    return format


def _two(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
