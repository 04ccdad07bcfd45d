"""Who was heard, from two tables: those who took part, one row a person, and who lives here (``by,group,population``).

The groups are the population's. What a participant answered that it does not count is told without a share; a blank, "not
asked" and "prefer not to say" are unknown, and never a group.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hereabouts.core.imports.fields import plain, shown
from hereabouts.core.imports.tables import SheetRow, Table
from hereabouts.core.sentences import Sentence, listed, meant
from hereabouts.core.voice.profile import DECLINED, NOT_ASKED, NOT_SAID, UNASKED, Answer, Question
from hereabouts.core.voice.reach import GroupReach, QuestionReach, reached

NEEDED = ("by", "group", "population")
PERSON = {"person", "person id", "participant", "participant id"}
# What C13 calls them, and the order in which a reader needs them.
CLASSES = {
    "not heard": "not heard", "under-heard": "under", "no clear gap": "uncertain", "over-heard": "over",
    "no population figure": "no population figure", "nobody asked": "nobody asked",
}  # fmt: skip
UNKNOWN = {plain(word) for word in (*DECLINED, *UNASKED, "", "prefer not to answer", "not stated", "no answer")}
Population = Mapping[str, Mapping[str, float]]


class NotPeople(Sentence):
    """A table of participants, or of the people who live here, that cannot be compared."""


def population(table: Table) -> dict[str, dict[str, float]]:
    """Read who lives here: by what, group, how many (or what share of all). NotPeople names the row and the column."""
    at = [_column(table, name, "the population") for name in NEEDED]
    found: dict[str, dict[str, float]] = {}
    for row in table.rows:
        by, group, cell = (row.cells[n] for n in at)
        name = " ".join(str("" if group is None else group).split())
        if plain(by) == "" or plain(name) == "":
            raise NotPeople(
                "Row {row}, column “{column}”: it is empty. Fill it in, or take the row out.",
                row=row.number, column=table.headings[at[0] if plain(by) == "" else at[1]],
            )  # fmt: skip
        told = next((one for one in found if plain(one) == plain(by)), " ".join(str(by).split()))
        groups = found.setdefault(told, {})
        if plain(name) in UNKNOWN:
            continue
        if plain(name) in map(plain, groups):
            raise NotPeople(
                "Row {row}, column “{column}”: “{group}” stands in an earlier row already. Each group needs one row.",
                row=row.number, column=table.headings[at[1]], group=shown(name),
            )  # fmt: skip
        groups[name] = _number(cell, row, table.headings[at[2]])
    return found


def _number(cell: Any, row: SheetRow, column: str) -> float:
    told = str("" if cell is None else cell).strip()
    plainly = re.fullmatch(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?", told)
    if not plainly:
        raise NotPeople(
            "Row {row}, column “{column}”: “{cell}” is not a number of people. Write it like 3800, or a share like 0.38.",
            row=row.number, column=column, cell=shown(cell),
        )  # fmt: skip
    return float(told.replace(",", ""))


def _column(table: Table, name: str, what: str) -> int:
    at = next((n for n, heading in enumerate(table.headings) if plain(heading) == plain(name)), None)
    if at is None:
        raise NotPeople(
            "The file of {what} has no column “{name}”.{meant} Its columns are {all}.",
            what=what, name=name, meant=meant(name, table.headings), all=listed(table.headings[:30]),
        )  # fmt: skip
    return at


def by_file(participants: Table, people: Population, by: Sequence[str]) -> dict[str, QuestionReach]:
    """Lay those who took part beside those who live here, for each thing asked of them. NotPeople says what is missing."""
    if not participants.rows:
        raise NotPeople(
            "The file of participants holds nobody. It needs headings, and a row for each person below them."
        )
    return {name: _by_one(participants, people, name) for name in by}


def _by_one(participants: Table, people: Population, name: str) -> QuestionReach:
    here = next((groups for by, groups in people.items() if plain(by) == plain(name)), {})
    if not sum(here.values()):
        raise NotPeople(
            "The population file counts nobody by “{name}”. It counts by {all}.",
            name=name,
            all=listed(list(people)) or "nothing",
        )
    question = Question(name, name, tuple(Answer(group, group, ages=_ages(group)) for group in here))
    counts: dict[str, int] = {}
    for answer in _answers(participants, _column(participants, name, "participants"), question):
        counts[answer] = counts.get(answer, 0) + 1
    if counts.keys() - {NOT_ASKED, NOT_SAID} and not counts.keys() & here.keys():
        raise NotPeople(
            "No group of “{name}” stands in both files: one says {ours}, the other {theirs}. Write them alike.",
            name=name, ours=listed(sorted(counts.keys() - {NOT_ASKED, NOT_SAID})[:3]), theirs=listed(list(here)[:3]),
        )  # fmt: skip
    others = [Answer(told, told) for told in counts if told not in here and told not in {NOT_ASKED, NOT_SAID}]
    return reached(Question(name, name, (*question.answers, *others)), counts, here, "the population file")


def _answers(table: Table, at: int, question: Question) -> list[str]:
    """Give one answer for each person: where somebody stands in several rows, the first that says something."""
    person = next((n for n, heading in enumerate(table.headings) if plain(heading) in PERSON and n != at), None)
    told: dict[str, str] = {}
    for row in table.rows:
        who = plain(row.cells[person]) if person is not None else ""
        key, answer = who or f"row {row.number}", _answer(row.cells[at], question)
        if told.get(key, NOT_ASKED) in {NOT_ASKED, NOT_SAID}:
            told[key] = answer if answer != NOT_ASKED else told.get(key, answer)
    return list(told.values())


def _answer(cell: Any, question: Question) -> str:
    told = plain(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    if told in UNKNOWN:
        return NOT_SAID if told in map(plain, DECLINED) else NOT_ASKED
    known = {plain(answer.id): answer.id for answer in question.answers}
    if told in known:
        return known[told]
    alike = [a.id for a in question.answers if a.ages and a.ages == _ages(str(cell))]  # 16-24 is 16 to 24
    if alike:
        return alike[0]
    banded = [a.id for a in question.answers if a.ages and told.isdigit() and a.ages[0] <= int(told) <= a.ages[1]]
    return banded[0] if banded else " ".join(str(cell).split())


def _ages(group: str) -> tuple[int, int] | None:
    """Read a band of ages in a group's name, so that an age in years finds it: 16-24, 16 to 24, 65+, under 16."""
    told = group.casefold().strip()
    if match := re.fullmatch(r"(?:aged? )?(\d+)\s*(?:-|–|to)\s*(\d+)(?: years)?", told):
        return int(match[1]), int(match[2])
    if match := re.fullmatch(r"(?:aged? )?(\d+)\s*(?:\+|and over|or over|plus|and older)", told):
        return int(match[1]), 200
    match = re.fullmatch(r"under (\d+)", told)
    return (0, int(match[1]) - 1) if match else None


def told(found: Mapping[str, QuestionReach]) -> dict[str, Any]:
    """Write it as the command line prints it: those not heard first, then those heard least for how many they are."""
    pairs = [(by, group) for by, question in found.items() for group in question.groups]
    order = {name: n for n, name in enumerate(CLASSES)}
    pairs.sort(key=lambda pair: (order[pair[1].judged], pair[1].index.value if pair[1].index else 0))
    return {
        "groups": [_group(by, group) for by, group in pairs],
        "unknown": {by: _unknown(question) for by, question in found.items()},
        "dissimilarity": {by: question.dissimilarity for by, question in found.items()},
        "n_eff": {by: question.n_eff for by, question in found.items()},
    }


def _group(by: str, group: GroupReach) -> dict[str, Any]:
    index = group.index
    return {
        "by": by, "group": group.label, "heard": group.heard, "share": group.share_heard, "population_share": group.share_here,
        "index": index.value if index else None, "lo": index.lo if index else None, "hi": index.hi if index else None,
        "class": CLASSES[group.judged], "more_for_parity": group.more if index else None,
    }  # fmt: skip


def _unknown(question: QuestionReach) -> dict[str, Any]:
    return {
        "people": question.not_asked + question.not_said, "share": question.unknown_share,
        "not_asked": question.not_asked, "did_not_want_to_say": question.not_said,
    }  # fmt: skip
