"""Whatever stands in a tracker, reading it never guesses, never fails, and ends: every question can be answered."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hereabouts.core.plans.tracker import Tracked, own_refs, paired
from hereabouts.core.plans.tracker_asking import Asking
from hereabouts.core.plans.tracker_days import plain_day, quarter_day
from hereabouts.core.plans.tracker_heads import HEADINGS, NotATracker
from hereabouts.core.plans.tracker_leads import LATER, Leads, lead
from hereabouts.core.plans.tracker_read import Known, read
from hereabouts.core.plans.tracker_sheet import Book, Sheet, SheetCell, SheetLine, place_of

TODAY = date(2026, 11, 20)
PARTNERS = ("Larkhaven Council", "Harbour Housing", "NHS", "Police")
KNOWN = Known(Leads(PARTNERS, {"Jo Brown": "NHS"}), TODAY, ("Warm homes",), date(2028, 3, 31))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
SAID = st.sampled_from(
    [
        "Q3",
        "Q1 2026/27",
        "ongoing",
        "TBC",
        "March 2027",
        "2027",
        "NHS / Police",
        "NHS and somebody",
        "Jo",
        "Amber",
        "£5k",
        "in kind",
        "Total",
    ]
)
VALUES = st.one_of(
    st.none(),
    st.text(max_size=12),
    SAID,
    DAYS,
    st.integers(-5, 60_000),
    st.floats(allow_nan=False, width=32),
    st.booleans(),
)
CELLS = st.builds(SheetCell, VALUES, st.sampled_from(["", "", "C00000", "00B050"]), st.booleans())
HEADED = st.lists(
    st.sampled_from([names[0] for names in HEADINGS.values()] + ["Comments", ""]), min_size=3, max_size=8, unique=True
)


@st.composite
def books(draw):
    """Give a sheet with the heading of an action and some of the others, in any order."""
    headings = draw(st.permutations([*{*draw(HEADED), "title", "lead"}]))
    rows = draw(st.lists(st.tuples(st.lists(CELLS, max_size=len(headings)), st.booleans()), max_size=8))
    head = SheetLine(1, tuple(map(SheetCell, headings)))
    lines = [SheetLine(n, tuple(cells), hidden) for n, (cells, hidden) in enumerate(rows, start=2)]
    return Book((Sheet("", (head, *lines)),))


def reading(book, answers):
    try:
        return read(book, known=KNOWN, answers=answers)
    except NotATracker:
        return None


def answered(book, pick):
    """Answer whatever is open until nothing is, each with the option that ``pick`` chooses."""
    answers = {}
    for _ in range(4):
        found = reading(book, answers)
        if found is None or not found.open:
            return answers, found
        answers |= {one.key: one.options[pick % len(one.options)].value for one in found.open}
    raise AssertionError(f"still open: {[one.key for one in reading(book, answers).open]}")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books(), st.integers(0, 5))
def test_every_question_can_be_answered_and_the_same_answers_read_the_same(book, pick):
    answers, found = answered(book, pick)
    assert found == reading(book, answers)
    if found is None:
        return
    last = max(line.number for line in book.sheets[0].lines)
    for one in found.questions:
        assert str(one.words)
        assert 1 <= one.row <= last
    for row in found.rows:
        assert 2 <= row.row <= last
        assert row.title
        assert row.lead in {*PARTNERS, ""}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books())
def test_nothing_that_was_asked_about_is_guessed(book):
    """While a question about a cell is open, nothing is ready to be taken in."""
    found = reading(book, {})
    assert found is None or not (found.open and found.ready)


@given(st.integers(1, 4), st.integers(2000, 2098), st.booleans())
def test_quarters_follow_each_other_without_a_gap(n, year, april):
    first, last = (quarter_day(n, year, april=april, end=end) for end in (False, True))
    after = quarter_day(n % 4 + 1, year + n // 4, april=april, end=False)
    assert (89 <= (last - first).days <= 91, last + timedelta(1)) == (True, after)


@given(DAYS)
def test_a_day_is_read_however_it_is_plainly_written(day):
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%-d %B %Y", "%d.%m.%y", "%a %-d %b %Y", "%A %-d %B %Y"):
        assert plain_day(f"{day:{pattern}}") == day


@given(st.permutations(PARTNERS), st.integers(2, 4), st.sampled_from([" / ", "; ", "\n", ", ", " and ", " & "]))
def test_of_several_leads_one_leads_and_the_others_support(names, n, joint):
    line, text = SheetLine(2, ()), joint.join(names[:n]).replace("\n", " / ")
    asking = Asking({f"leads: {text}": names[0]})
    found = lead(text, KNOWN.leads, asking, line=line, column=1)
    assert (found.partner, set(found.supporting)) == (names[0], set(names[1:n]))
    open_ = lead(text, KNOWN.leads, Asking({f"leads: {text}": LATER}), line=line, column=1)
    assert (open_.partner, open_.words) == ("", text)


ROWS = st.lists(
    st.builds(Tracked, st.integers(2, 99), st.sampled_from(["Dry the flats", "Light the path", "Sow"]), ref=st.sampled_from(["", "1", "EA-1", "EA-2"])),
    max_size=6,
)  # fmt: skip


@given(ROWS, st.dictionaries(st.sampled_from(["1", "2"]), st.sampled_from(["EA-1", "EA-2"])))
def test_each_action_is_one_row_at_most_and_always_the_same(rows, theirs):
    known = {
        "refs": ["EA-1", "EA-2"],
        "titles": [("EA-1", "Dry the flats"), ("EA-2", "Light the path")],
        "theirs": theirs,
    }
    pairs = paired(rows, **known)
    taken = [ref for _, ref in pairs if ref]
    assert (len(taken), [row for row, _ in pairs], pairs) == (len(set(taken)), rows, paired(rows, **known))
    assert set(own_refs(pairs)) <= {row.ref for row in rows if row.ref}


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40))
def test_places_are_told_with_their_rows(numbers):
    said = place_of([SheetLine(n, ()) for n in numbers], [2])
    assert said.startswith("Row")
    assert said.endswith("column C")
    assert str(min(numbers)) in said
