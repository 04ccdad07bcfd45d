"""Exports of the tools councils use, made by hand in each layout: recognised by their headings, made plain, proposed."""

from datetime import date

import pytest

from hereabouts.core.imports.checking import checked, planned
from hereabouts.core.imports.tables import SheetRow
from hereabouts.core.voice.layouts import NotALayout, OnlyVotes, laid_out, layout, meant, one_answer_a_row, recognised
from hereabouts.core.voice.profile import NOT_ASKED, NOT_SAID
from hereabouts.core.voice.responses import fields
from hereabouts.engines.definitions import profile_questions, survey_layouts

ON = date(2026, 11, 22)
BINS, PARK, BUS = "The bins are never emptied", "A park for all ages please", "No bus after seven at night"

SURVEYMONKEY = [
    ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name",
     "What would you change here?", "Which of these do you use?", None, None, "How old are you?", "Anything else?"),
    (None, None, None, None, None, None, None, None,
     "Open-Ended Response", "Library", "Park", "Other (please specify)", "Response", "Open-Ended Response"),
    (118, 9, "11/03/2026 9:00:01", "11/03/2026 9:05:00", "10.0.0.1", "a@example.org", "Ann", "Other",
     BINS, "Library", "Park", None, "16-24", BUS),
    (119, 9, "11/19/2026 9:00:01", "11/19/2026 9:05:00", "10.0.0.2", None, None, None,
     PARK, None, "Park", "The old mill", "Prefer not to say", None),
]  # fmt: skip
MICROSOFT = [
    (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "What matters most to you?",
        "Where do you go?",
        "Age group",
    ),
    (1, date(2026, 11, 3), date(2026, 11, 3), "anonymous", None, BINS, "Library;Park;", "16-24"),
    (2, date(2026, 11, 4), date(2026, 11, 4), "anonymous", None, PARK, "Park;", ""),
]
GOOGLE = [
    ("Timestamp", "Email Address", "In your own words, what matters?", "Gender", "Can we quote you?"),
    ("03/11/2026 09:05:11", "a@example.org", BINS, "F", "Yes"),
    ("19/11/2026 10:00:00", "b@example.org", PARK, "Prefer not to say", "No"),
]
CITIZEN_SPACE = [
    ("Response ID", "Date Started", "Date Submitted", "What is your name?", "What is your email address?", "1: Your views on the plan", "2: Sex"),
    ("ANON-1AB2-C", "2026-11-03 08:00", "2026-11-03 08:20", "Ann Other", "a@example.org", BINS, "Female"),
    ("ANON-1AB2-D", "2026-11-04 08:00", "2026-11-04 08:20", None, None, PARK, "Male"),
]  # fmt: skip
ENGAGEMENTHQ = [
    ("Login (Screen name)", "Contribution ID", "Date of contribution", "Member ID", "What would you change?"),
    ("ann", 51, "3 Nov 2026 08:20", "m1", BINS),
    ("bob", 52, "Nov 4, 2026, 08:20 PM", "m2", PARK),
]
COMMONPLACE = [
    ("Comment ID", "Respondent ID", "Date", "Latitude", "Longitude", "Comment", "Age"),
    ("c1", "r1", "03/11/2026", 56.4, -2.9, BINS, "34"),
    ("c2", "r1", "03/11/2026", 56.5, -2.9, PARK, "34"),
]
POLIS = [
    ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"),
    ("1762160400000", "Mon Nov 03 09:00:00 GMT 2025", "4", "12", "5", "1", "1", BINS),
    ("1762160500000", "Mon Nov 03 09:01:40 GMT 2025", "5", "12", "5", "1", "0", PARK),
    ("1762160600000", "Mon Nov 03 09:03:20 GMT 2025", "6", "13", "0", "9", "-1", "Buy my watches at this address"),
]
DECIDIM = [
    ("id", "created_at", "ip_hash", "user_status", "1. What should change?", "2. Age"),
    ("a1", "2026-11-03 09:00:00 +0000", "ffff", "registered", BINS, "45"),
    ("a2", "2026-11-04 09:00:00 +0000", "eeee", "unregistered", PARK, ""),
]
PROPOSALS = [
    ("id", "title/en", "body/en", "published_at", "state"),
    ("7", "Bins", BINS, "2026-11-03 09:00:00 +0000", "accepted"),
    ("8", "Park", PARK, "2026-11-04 09:00:00 +0000", ""),
]
EXPORTS = {
    "surveymonkey": SURVEYMONKEY, "microsoft_forms": MICROSOFT, "google_forms": GOOGLE, "citizen_space": CITIZEN_SPACE,
    "engagementhq": ENGAGEMENTHQ, "commonplace": COMMONPLACE, "polis_comments": POLIS, "decidim_survey": DECIDIM,
    "decidim_proposals": PROPOSALS,
}  # fmt: skip


def sheet(rows, above=()):
    return [SheetRow(n, tuple(cells)) for n, cells in enumerate([*above, *rows], 1)]


def opened(rows, above=()):
    told = sheet(rows, above)
    found = recognised(told, list(survey_layouts().values()))
    assert found is not None
    return laid_out(told, *found, FIELDS)


FIELDS = fields(list(profile_questions().values()), on=ON)


def loaded(rows, above=()):
    """What the import would keep: every row read, all its faults told."""
    made = opened(rows, above)
    mapping, flat = meant(made, FIELDS), made.table
    if len(made.questions) > 1 and "words" not in made.layout.columns:
        flat, mapping = one_answer_a_row(flat, made.questions, mapping)
    return made, mapping, checked(flat, FIELDS, mapping)


def test_every_layout_says_what_it_was_checked_on():
    told = {one.id: one.checked_on for one in survey_layouts().values()}
    assert set(EXPORTS) | {"polis_votes", "polis_votes_list"} == set(told)
    assert {layout_id for layout_id, mark in told.items() if mark == "real file"} == {
        "polis_comments",
        "polis_votes",
        "polis_votes_list",
    }
    assert all(one.source for one in survey_layouts().values())


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_is_recognised_and_goes_in(name):
    made, _, found = loaded(EXPORTS[name])
    assert made.layout.id == name
    assert found.faults == []
    said = [one.values["words"] for one in found.good]
    assert set(said) >= {BINS, PARK}
    assert {one.values["heard_on"].month for one in found.good} == {11}
    assert {one.values["heard_on"].day for one in found.good} <= {3, 4, 19}
    assert planned(found.good, {}).faults == ()


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_of_who_somebody_is_comes_through(name):
    made, _, _ = loaded(EXPORTS[name])
    cells = {str(cell) for row in made.table.rows for cell in row.cells}
    assert not cells & {
        "a@example.org",
        "b@example.org",
        "10.0.0.1",
        "Ann",
        "Ann Other",
        "ann",
        "ffff",
        "anonymous",
        "56.4",
    }


def test_two_rows_of_headings_become_one_and_ticks_one_cell():
    made, mapping, found = loaded(SURVEYMONKEY)
    assert made.questions == (
        "What would you change here?", "Which of these do you use? [Other (please specify)]", "Anything else?",
    )  # fmt: skip
    at = made.table.headings.index("Which of these do you use?")
    assert [row.cells[at] for row in made.table.rows] == ["Library; Park", "Park"]
    assert [row.number for row in made.table.rows] == [3, 4]
    assert mapping["age"] == "How old are you?"
    ages = {one.values["person"]: one.values["age"] for one in found.good}
    assert ages == {"118": "16 to 24", "119": NOT_SAID}


def test_one_row_a_person_becomes_one_row_an_answer_by_the_same_person():
    _, _, found = loaded(SURVEYMONKEY)
    told = [(one.row, one.values["ref"], one.values["person"], one.values["words"]) for one in found.good]
    assert told == [
        (3, "118/1", "118", BINS),
        (3, "118/3", "118", BUS),
        (4, "119/1", "119", PARK),
        (4, "119/2", "119", "The old mill"),
    ]


def test_what_was_ticked_is_written_the_same_way_and_words_are_left_alone():
    made, _, _ = loaded(
        [*MICROSOFT, (3, date(2026, 11, 5), date(2026, 11, 5), "", "", "Bins; and rats, everywhere", "Mill;", "")]
    )
    at = made.table.headings.index("Where do you go?")
    assert [row.cells[at] for row in made.table.rows] == ["Library; Park", "Park", "Mill"]
    words = made.table.headings.index("What matters most to you?")
    assert made.table.rows[2].cells[words] == "Bins; and rats, everywhere"


def test_the_column_says_itself_which_comes_first_the_day_or_the_month():
    american = [GOOGLE[0], ("11/3/2026 9:05:11", "", BINS, "F", "Yes"), ("11/19/2026 9:00:00", "", PARK, "M", "No")]
    _, _, found = loaded(american)
    assert [one.values["heard_on"] for one in found.good] == [date(2026, 11, 3), date(2026, 11, 19)]
    unsure = [GOOGLE[0], ("03/11/2026 9:05:11", "", BINS, "F", "Yes"), ("04/11/2026 9:00:00", "", PARK, "M", "No")]
    assert [one.values["heard_on"].month for one in loaded(unsure)[2].good] == [11, 11]


def test_what_the_moderators_refused_is_left_out_and_counted():
    made, _, found = loaded(POLIS)
    assert made.left_out == 1
    assert [one.values["words"] for one in found.good] == [BINS, PARK]
    assert {one.values["person"] for one in found.good} == {"12"}


def test_a_title_above_the_headings_changes_nothing():
    _, _, found = loaded(CITIZEN_SPACE, above=[("Your views, downloaded in November",), ()])
    assert [(one.row, one.values["sex"]) for one in found.good] == [(4, "female"), (5, "male")]


def test_a_file_of_votes_is_sent_where_it_belongs():
    for rows in ([("participant", "group-id", "n-comments", "n-votes", "0"), ("1", "0", "0", "1", "1")],
                 [("timestamp", "comment-id", "voter-id", "vote"), ("1", "1", "1", "1")]):  # fmt: skip
        with pytest.raises(OnlyVotes, match="use hereabouts voice opinions FILE"):
            opened(rows)


def test_a_sheet_of_ones_own_is_no_tools_export():
    own = sheet([("Date", "Comment", "Age"), ("2026-11-03", BINS, "34")])
    assert recognised(own, list(survey_layouts().values())) is None


def test_a_wrong_cell_is_told_by_the_row_and_column_of_the_export():
    wrong = [*CITIZEN_SPACE, ("ANON-2", "", "yesterday", "", "", BUS, "purple")]
    _, _, found = loaded(wrong)
    assert [(fault.row, fault.column) for fault in found.faults] == [(4, "Date Submitted"), (4, "2: Sex")]


def test_a_blank_is_not_asked():
    _, _, found = loaded(DECIDIM)
    assert [one.values["age"] for one in found.good] == ["45 to 64", NOT_ASKED]


@pytest.mark.parametrize(
    "wrong", [{"checked_on": "hearsay"}, {"heading_rows": 3}, {"headings": []}, {"colour": "red"}, {"columns": None}]
)
def test_a_layout_that_cannot_be_used_says_so(wrong):
    good = {"id": "x", "title": "X", "checked_on": "real file", "source": "s", "headings": ["a"], "columns": {}}
    assert layout(good).id == "x"
    with pytest.raises(NotALayout, match="“x”"):
        layout({**good, **wrong})
