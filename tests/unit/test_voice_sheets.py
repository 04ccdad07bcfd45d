"""Two thousand messy rows load or explain themselves; twice is once; taking back is exact."""

import csv
import io
import random
from datetime import date

import pytest
from django.apps import apps

from hereabouts.core.imports.checking import suggested
from hereabouts.core.sentences import Sentence
from hereabouts.core.voice.responses import fields
from hereabouts.records.imports import changes as imports
from hereabouts.records.imports import reads as batches
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.trust.access import public as by_public
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.models import Coding, Contribution, Participant
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
OFFICER = "communities_officer"
SAID = [
    "The bins are never emptied",
    "Café closed; nothing to do",
    "Damp in the flat",
    "“Lovely” park",
    "Nie ma nic",
    "Litter",
]
DAYS = ["2026-03-04", "04/03/2026", "4.3.26", "4 March 2026", "Wed 4th Mar 2026"]


def messy(n=2000, *, seed=7, wrong=()):
    """A survey tool's sheet: a merged title, blank lines, headings again on every page, stray spaces, five ways of writing a day."""
    dice = random.Random(seed)
    rows = [["Survey of East, spring 2026", "", "", "", "", ""], [], ["downloaded by A. Person"]]
    rows.append(["Response ID ", "Submission date", " Any other comment? ", "Age group", "Sex", "Can we quote you?"])
    faults = []
    for at in range(1, n + 1):
        if at % 97 == 0:
            rows.append([])
        if at % 250 == 0:
            rows.append(rows[3])
        row = [
            at, dice.choice(DAYS), f"  {dice.choice(SAID)}   {at} ", dice.choice(["34", "16-24", "65+", "", "Prefer not to say"]),
            dice.choice(["F", "male", "", "n/a"]), dice.choice(["Yes", "no ", ""]),
        ]  # fmt: skip
        if at in wrong:
            row[wrong[at][0]] = wrong[at][1]
            faults.append((len(rows) + 1, wrong[at][0]))
        rows.append(row)
    return rows, faults


def as_csv(rows, encoding="cp1252", delimiter=";", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.fixture
def by(partnership):
    return partnership.actor(OFFICER)


@pytest.fixture
def load(partnership, by, settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"

    def load(content, *, activity=None, mapping=None, dry=False, name="answers.csv"):
        batch = imports.start(
            by=by, on=TODAY, place=partnership.east, about="contribution", file_name=name, chunks=[content]
        )
        fields = reads.fields_of(activity, on=TODAY)
        table = batches.table_of(batch, fields)
        columns = mapping or batches.columns_for("contribution", table, fields)[0]
        if dry:
            return reads.prepared(partnership.east, activity, table, columns, on=TODAY)
        imports.give_meaning(by=by, on=TODAY, batch=batch, table=table, mapping=columns)
        return changes.import_responses(
            by=by, on=TODAY, place=partnership.east, batch=batch, table=table, mapping=columns, activity=activity
        )

    return load


def everything():
    """Every row of every table but the audit, the batches, and the columns remembered for the next sheet."""
    kept = {"auditentry", "batch", "columns", "session"}
    models = [m for m in apps.get_app_config("hereabouts").get_models() if m._meta.model_name not in kept]
    return {m._meta.model_name: sorted(map(str, m.objects.values_list())) for m in models}


def undo(by, partnership, batch):
    return changes.undo_import(by=by, on=TODAY, place=partnership.east, batch=batch)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "end"),
    [
        ("cp1252", ";", "\r\n"),
        pytest.param("utf-8-sig", ",", "\n", marks=pytest.mark.slow),
        pytest.param("utf-16", "\t", "\r", marks=pytest.mark.slow),
    ],
)
def test_two_thousand_messy_rows_load_twice_is_once_and_undo_is_exact(load, by, partnership, encoding, delimiter, end):
    content = as_csv(messy()[0], encoding, delimiter, end)
    before = everything()
    batch = load(content)
    assert batch.counts == {"new": 2000, "changed": 0, "unchanged": 0}
    assert (Contribution.objects.count(), Participant.objects.count()) == (2000, 2000)
    assert Coding.objects.filter(accepted_on=None).count() == Coding.objects.count() > 0
    one = Contribution.objects.get(key="sheet/ref:1")
    assert (one.row, one.heard_on) == (
        5,
        date(2026, 3, 4),
    )  # the title, a blank line, a note and the headings stand above
    loaded = everything()
    again = load(content)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2000}
    assert everything() == loaded
    undo(by, partnership, batch)
    assert everything() == before
    assert batches.line(batch).state == "undone"


def test_faults_stand_at_the_rows_a_person_sees_and_nothing_is_loaded(load, partnership):
    wrong = {5: (1, "31/02/2026"), 300: (3, "purple"), 1999: (2, "  "), 700: (5, "maybe"), 701: (0, 6)}
    rows, places = messy(wrong=wrong)
    content = as_csv(rows)
    prepared = load(content, dry=True)
    told = [
        (fault.row, rows[3].index(next(h for h in rows[3] if h.strip() == fault.column))) for fault in prepared.faults
    ]
    assert told == sorted(places)
    assert (prepared.rows, prepared.blank, prepared.repeated) == (2000, 20, 8)
    with pytest.raises(
        Sentence,
        match=r"5 faults in the sheet. Nothing was loaded. The first: Row 9, column “Submission date”: “31/02/2026” is not a day",
    ):
        load(content)
    assert not Contribution.objects.exists()


def test_a_corrected_answer_changes_and_is_taken_back_as_it_stood(load, by, partnership):
    head = ["id", "comment", "date", "age", "quote"]
    first = load(as_csv([head, [1, "Bins", "2026-03-04", "34", "yes"], [2, "Dogs", "2026-03-04", "", "no"]]))
    changes.code(by=by, on=TODAY, contribution=Contribution.objects.get(key="sheet/ref:1"), accept={"T13": "problem"})
    before = everything()
    second = load(as_csv([head, [2, "DOGS ", "04/03/2026", "", "no"], [1, "Bins and rats", "2026-03-04", "65+", "no"]]))
    assert second.counts == {"new": 0, "changed": 1, "unchanged": 1}
    one = Contribution.objects.get(key="sheet/ref:1")
    assert (one.words, one.participant.age, one.coded_on) == ("Bins and rats", "65 and over", None)
    assert reads.quotes(partnership.east, on=TODAY) == []
    with pytest.raises(Sentence, match="A later import changed 1 of these rows"):
        undo(by, partnership, first)
    undo(by, partnership, second)
    assert everything() == before
    undo(by, partnership, first)
    assert not Contribution.objects.exists()
    with pytest.raises(Sentence, match="there is nothing to take back"):
        undo(by, partnership, first)


def test_rows_of_one_person_are_one_person_and_who_says_no_once_has_said_no(load, partnership):
    rows = [["comment", "date", "participant", "age", "quote"], ["Bins", "2026-03-04", "A1", "", "yes"],
            ["Dogs", "2026-03-04", "A1", "70", "no"], ["Rats", "2026-03-04", "A2", "16-24", "yes"]]  # fmt: skip
    load(as_csv(rows, delimiter=","))
    assert reads.people(partnership.east, on=TODAY) == 2
    assert Participant.objects.get(own_ref="A1").age == "65 and over"
    assert [quote.words for quote in reads.quotes(partnership.east, on=TODAY)] == ["Rats"]
    load(as_csv([*rows, ["More", "2026-03-05", "A1", "", ""]], delimiter=","))
    assert reads.people(partnership.east, on=TODAY) == 2


def test_who_took_their_words_back_is_not_given_again(load, by, partnership):
    rows = [["id", "comment", "date"], [1, "Bins", "2026-03-04"], [2, "Dogs", "2026-03-04"]]
    batch = load(as_csv(rows))
    second = load(as_csv([["id", "comment", "date"], [1, "Bins!!", "2026-03-04"]]))
    gone = Contribution.objects.get(key="sheet/ref:1")
    changes.withdraw_consent(by=by, on=TODAY, contribution=gone, kind="taking part")
    rows[1][1] = "Bins are bad"
    assert load(as_csv(rows)).counts == {"new": 0, "changed": 0, "unchanged": 2}
    undo(by, partnership, second)
    assert not Contribution.objects.filter(words__contains="Bins").exists()
    assert [c.words for c in access.visible(by, on=TODAY)] == ["Dogs"]
    undo(by, partnership, batch)
    assert not Contribution.objects.exists()


def test_what_was_taken_back_since_is_not_given_again_with_the_sheet(load, by, partnership):
    head = ["id", "comment", "date", "quote"]
    load(as_csv([head, [1, "Bins", "2026-03-04", "yes"]]))
    second = load(as_csv([head, [1, "Bins and rats", "2026-03-04", "yes"]]))
    who = Contribution.objects.get().participant
    changes.take_back(by=by_public(), on=TODAY, number=who.key, kind="quote")
    undo(by, partnership, second)
    assert Contribution.objects.get().words == "Bins"
    assert reads.quotes(partnership.east, on=TODAY) == []
    assert who.consents.get(kind="quote").withdrawn_on == TODAY


def test_who_says_no_on_a_later_sheet_has_said_no(load, by, partnership):
    head = ["comment", "date", "participant", "quote"]
    load(as_csv([head, ["Bins", "2026-03-04", "A1", "yes"], ["Dogs", "2026-03-04", "A2", "yes"]]))
    load(as_csv([head, ["My neighbour is loud", "2026-04-04", "A1", "no"]]))
    assert [quote.words for quote in reads.quotes(partnership.east, on=TODAY)] == ["Dogs"]
    load(as_csv([head[:3], ["Cats", "2026-04-05", "A2"]]))  # nobody was asked again
    assert {quote.words for quote in reads.quotes(partnership.east, on=TODAY)} == {"Dogs", "Cats"}


def test_their_own_no_after_a_sheets_no_stands_when_the_sheet_is_taken_back(load, by, partnership):
    head = ["id", "comment", "date", "quote"]
    load(as_csv([head, [1, "Bins", "2026-03-04", "yes"]]))
    second = load(as_csv([head, [1, "Bins", "2026-03-04", "no"]]))
    who = Contribution.objects.get().participant
    changes.take_back(by=by_public(), on=TODAY, number=who.key, kind="quote")
    undo(by, partnership, second)
    assert reads.quotes(partnership.east, on=TODAY) == []


def test_what_stands_under_a_theme_is_not_taken_back(load, by, partnership):
    batch = load(as_csv([["comment", "date"], ["Bins", "2026-03-04"]]))
    one = Contribution.objects.get()
    changes.code(by=by, on=TODAY, contribution=one, accept={"T13": "problem"})
    theme = changes.accept_theme(
        by=by, on=TODAY, place=partnership.east, statement="Bins", topic="T13", contributions=[one]
    )
    before = everything()
    with pytest.raises(Sentence, match="stand under 1 theme"):
        undo(by, partnership, batch)
    assert everything() == before
    changes.drop_theme(by=by, on=TODAY, theme=theme)
    undo(by, partnership, batch)
    assert not Contribution.objects.exists()


def test_the_columns_of_the_last_sheet_are_remembered(load, by, partnership):
    rows = [["Q1", "Q2"], ["2026-03-04", "Bins"]]
    load(as_csv(rows), mapping={"words": "Q2", "heard_on": "Q1"})
    assert (
        load(
            as_csv([["Q2 ", "q1"], ["Dogs", "2026-03-05"]])[:0] or as_csv([["Q1", "Q2"], ["2026-03-05", "Dogs"]])
        ).counts["new"]
        == 1
    )


def test_a_sheet_whose_days_show_that_the_month_comes_first_is_read_so(load, partnership):
    load(as_csv([["comment", "date"], ["Bins", "02/13/2026"], ["Buses", "03/04/2026 10:12"]]))
    assert {c.words: c.heard_on for c in Contribution.objects.all()} == {
        "Bins": date(2026, 2, 13),
        "Buses": date(2026, 3, 4),
    }


def test_a_sheet_whose_days_are_of_both_orders_is_told_row_by_row(load, partnership):
    with pytest.raises(Sentence, match="month first"):
        load(as_csv([["comment", "date"], ["Bins", "02/13/2026"], ["Buses", "25/03/2026"]]))


def test_the_day_of_the_activity_stands_in_for_a_missing_day(load, by, partnership):
    content = as_csv([["comment", "date"], ["Bins", ""]])
    assert "It is empty" in str(load(content, dry=True).faults[0])
    held = changes.plan_activity(
        by=by,
        on=TODAY,
        place=partnership.east,
        name="Survey",
        method="survey",
        held_on=date(2026, 5, 1),
        purpose="Plan",
    )
    load(content, activity=held)
    assert Contribution.objects.get().heard_on == date(2026, 5, 1)


def test_the_sample_loads_without_a_fault(load):
    fields = reads.fields_of(None, on=TODAY)
    rows = [[f.label for f in fields]] + [[f.examples[n] if f.examples else "" for f in fields] for n in (0, 1)]
    assert load(as_csv(rows, "utf-8-sig", ",")).counts == {"new": 2, "changed": 0, "unchanged": 0}


@pytest.mark.slow
@pytest.mark.parametrize("at", range(0, 120, 10))
def test_a_failure_anywhere_leaves_nothing(load, by, partnership, at, monkeypatch):
    """All or nothing: the statement that fails may be any of them."""
    from django.db import connection

    content = as_csv(messy(40)[0])
    before = everything()
    count = iter(range(100_000))

    def fail(execute, sql, params, many, context):
        if next(count) == at and not sql.startswith("RELEASE"):  # the end of the test's own savepoint is no step
            raise RuntimeError("the database is gone")
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(fail):
            load(content)
    except RuntimeError:
        assert everything() == before
    else:
        assert Contribution.objects.count() == 40


def test_others_may_not_load_nor_take_back(load, partnership):
    batch = load(as_csv([["comment", "date"], ["Bins", "2026-03-04"]]))
    leader = partnership.actor("locality_leader")
    with pytest.raises(NotAllowed):
        imports.start(by=leader, on=TODAY, place=partnership.east, about="contribution", file_name="x", chunks=[b"x"])
    with pytest.raises(NotAllowed):
        undo(leader, partnership, batch)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(
    "heading", ["What would you change?", "What would you like to see here?", "Tell us why", "Your views on the park"]
)
def test_an_open_question_is_known_as_what_they_said(heading):
    """A survey puts its question over the answers; the columns about people stay what they are."""
    found = suggested(["Timestamp", heading, "Age group", "What is your postcode?"], fields((), on=TODAY))
    assert (found["words"], found["heard_on"]) == (heading, "Timestamp")
    assert "words" not in suggested(["Timestamp", "What is your age?"], fields((), on=TODAY))
