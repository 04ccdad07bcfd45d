"""`voice themes FILE --endpoint URL`: a codebook and suggestions proposed by a model that a person named, if answers may leave."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hereabouts.cli.shared import Format, as_json, as_table, json_of
from hereabouts.core.sentences import Sentence, counted
from hereabouts.core.voice.wording import repeats, says_nothing, words
from hereabouts.engines.theme_finder import Endpoint, Found, checked, find

KEY = "HEREABOUTS_MODEL_KEY"
QUOTES = 3


class NotSent(Sentence):
    """Answers that nobody said may leave."""


@dataclass(frozen=True)
class Asked:
    """What the command line says of a model: nothing of it is ever kept."""

    address: str = ""
    model: str = ""
    question: str = ""
    may_leave: bool = False

    def allowed(self) -> Endpoint:
        """Give the endpoint if these answers may go there; NotSent otherwise."""
        if not self.address:
            raise NotSent("--model, --question and --may-leave belong to a model of your own. Name it: --endpoint URL.")
        endpoint = checked(self.address, self.model, os.environ.get(KEY, ""))
        if not self.may_leave:
            raise NotSent(
                "Nothing was sent. {address} would read every answer of this column as it was written. If the people who answered"
                " were told so and your agreement allows it, add --may-leave.", address=self.address,
            )  # fmt: skip
        return endpoint


def propose(name: str, told: Sequence[str], rows: Sequence[int], question: str, endpoint: Endpoint) -> dict:
    """Ask for themes of what says something, each wording once, and give them in the shape of `voice themes` with no endpoint."""
    first = repeats([words(text) for text in told])
    silent = [says_nothing(text) for text in told]
    sent = [at for at, same in enumerate(first) if at == same and not silent[at]]
    if not sent:
        raise NotSent("No answer says anything. Nothing was sent.")
    found = find([told[at] for at in sent], question, endpoint)
    of = dict(zip(sent, found.of, strict=True))
    mine = [() if silent[at] else of.get(same) for at, same in enumerate(first)]
    lines = [_row(rows[at], told[at], mine[at], found, silent[at], first[at], at) for at in range(len(told))]
    return {
        "file": name, "answers": len(told), "themes": _themes(found, told, mine, len(told) - sum(silent)), "left_out": [],
        "says_nothing": sum(silent), "in_none": sum(not m for m in mine) - sum(silent),
        "read_by": {"endpoint": endpoint.address, "model": endpoint.model, "answers_sent": len(sent)},
        "counts": "Nothing here counts until a person accepts it.", "rows": lines,
    }  # fmt: skip


def _themes(found: Found, told: Sequence[str], mine: Sequence, said: int) -> list[dict]:
    themes = []
    for n, (label, statement) in enumerate(found.themes):
        theirs = [at for at, codes in enumerate(mine) if n in (codes or ())]
        quotes = list(dict.fromkeys(told[at].strip() for at in theirs))[
            :QUOTES
        ]  # verbatim from the sheet, not the model's
        themes.append({
            "label": label, "statement": statement, "words": [], "size": len(theirs), "share": round(len(theirs) / said, 4),
            "stability": None, "quotes": quotes,
        })  # fmt: skip
    return sorted(themes, key=lambda theme: -theme["size"])


def _row(number: int, said: str, mine, found: Found, silent: bool, first: int, at: int) -> dict:
    because = (
        "says nothing" if silent else "the model did not give it back" if mine is None else "in none of the themes"
    )
    return {
        "row": number, "text": said,
        "suggested": [{"code": found.themes[n][0], "score": None, "why": []} for n in mine or ()],
        "apart": "says nothing" if silent else None, "same_as_answer": first + 1 if first != at else None,
        "because": None if mine else because,
    }  # fmt: skip


def tell(summary: dict, out: Path | None, format: Format) -> None:
    """Print the themes and who read the answers; write all of it, as JSON, where it was asked for."""
    if out:
        try:
            out.write_text(json_of(summary) + "\n", encoding="utf-8")
        except OSError as problem:
            raise NotSent("{out} cannot be written: {why}.", out=str(out), why=str(problem.strerror)) from None
    if format is Format.json:
        as_json(summary)
        return
    lines = [
        {
            "theme": t["label"],
            "answers": t["size"],
            "statement": t["statement"],
            "for example": "".join(t["quotes"][:1]),
        }
        for t in summary["themes"]
    ]
    as_table(lines, format, title=f"{summary['file']}: {counted(len(lines), 'theme')} proposed. {summary['counts']}")
    if format is Format.text:
        by = summary["read_by"]
        print(f"{counted(by['answers_sent'], 'answer')} were read by {by['model']} at {by['endpoint']}.")
