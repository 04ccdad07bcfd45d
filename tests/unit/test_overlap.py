"""Household overlap (C17) by golden numbers, under disclosure control, and refused with row and column where it cannot be read."""

import json
from datetime import date
from itertools import combinations

import pytest
from typer.testing import CliRunner

from hereabouts.cli.families import app
from hereabouts.core.families import episodes as reading
from hereabouts.core.families.episodes import Contact, Episode, Link, NotAnOverlap
from hereabouts.core.families.overlap import INDEPENDENT, jaccard, overlap, unseen
from hereabouts.core.families.overlap_told import CANNOT, NOBODY, told
from hereabouts.core.families.together import together
from hereabouts.engines.definitions import disclosure
from hereabouts.engines.overlap_files import read_contacts, read_episodes, read_links

OPEN = disclosure()["open"]
DAY = date(2026, 11, 20)


def help_from(agency, id, need="rent", state="open", start=date(2026, 1, 1), end=None):
    return Episode(id, agency, "A service", need, state, "Lee Sandford", start, end)


@pytest.fixture
def five():
    """Households: 1 with A and B on rent; 2 with A, B and C on three needs; 3 with A; 4 with B, ended; 5 waits for debt help."""
    return [
        help_from("A", "a1"), help_from("B", "b1"), help_from("A", "a2"), help_from("B", "b2", "debt"), help_from("C", "c2", "food"),
        help_from("A", "a3"), help_from("B", "b4", end=date(2026, 11, 19)), help_from("C", "c5", "debt", "waiting"),
    ]  # fmt: skip


LINKS = [
    Link("a1", "b1", "confirm"),
    Link("a2", "b2", "confirm"),
    Link("c2", "b2", "confirm"),
    Link("a3", "c5", "review"),
]


@pytest.mark.requirement("I-26")
@pytest.mark.requirement("I-25")
def test_agencies_by_household_and_similar_support(five):
    found = overlap(LINKS, five, on=DAY)
    assert found.sets == {frozenset("AB"): 1, frozenset("ABC"): 1, frozenset("A"): 1}
    assert (found.households, found.several, found.twice) == (3, 2, 1)
    assert found.unknown is None


@pytest.mark.requirement("I-35")
@pytest.mark.requirement("I-14")
def test_gaps_by_need(five):
    needs = {c.need: (c.assessed, c.met, c.gap, c.twice) for c in overlap(LINKS, five, on=DAY).coverage}
    assert needs == {"rent": (3, 3, 0, 1), "debt": (2, 1, 1, 0), "food": (1, 1, 0, 0)}


def test_the_day_decides_who_is_active(five):
    assert overlap(LINKS, five, on=date(2026, 11, 19)).sets[frozenset("B")] == 1
    assert overlap(LINKS, five, on=date(2025, 12, 31)).households == 0


def test_links_for_review_only_widen(five):
    more = [*five, help_from("C", "c3")]
    found = overlap([*LINKS, Link("c3", "a3", "review")], more, on=DAY)
    assert (found.several, found.households) == (2, 4)
    assert found.with_review == (3, 3)


@pytest.mark.requirement("I-26")
@pytest.mark.parametrize(
    ("contact", "unknown"),
    [
        (Contact("a1", "b1", DAY), 1), (Contact("b1", "a1", date(2026, 8, 22)), 1), (Contact("a1", "b1", date(2026, 8, 21)), 2),
        (Contact("a1", "b2", DAY), 2), (Contact("a1", "b1", date(2026, 11, 21)), 2),
    ],
    ids=["today", "90 days ago", "91 days ago", "other household", "tomorrow"],
)  # fmt: skip
def test_unknown_overlap_is_no_contact_in_ninety_days(five, contact, unknown):
    assert overlap(LINKS, five, on=DAY, contacts=[contact]).unknown == unknown


def test_chapman_and_jaccard_golden():
    estimate = unseen(120, 90, 40)
    assert estimate.value == pytest.approx(267.6, abs=0.05)
    assert (estimate.hi - estimate.value) / 1.96 == pytest.approx(25.0, abs=0.05)
    assert jaccard(40, 120, 90) == pytest.approx(40 / 170)
    assert jaccard(0, 0, 0) is None


def _many(a, b, both, *, twice=0, unknown=0):
    """Make households of two agencies, with as many shared."""
    rows = [help_from("A", f"a{n}") for n in range(a)] + [
        help_from("B", f"b{n}", "rent" if n < twice else "debt") for n in range(b)
    ]
    contacts = [Contact(f"a{n}", f"b{n}", DAY) for n in range(unknown, both)]
    return overlap([Link(f"a{n}", f"b{n}", "confirm") for n in range(both)], rows, on=DAY, contacts=contacts)


@pytest.mark.requirement("I-26")
def test_the_report_of_many():
    found = told(_many(120, 90, 40, twice=20, unknown=12), OPEN)
    assert (found.households, found.several, found.by_number) == (170, 40, {1: 130, 2: 40})
    assert found.rate.value == pytest.approx(40 / 170)
    assert (found.unknown, found.twice) == (12, 20)
    assert found.pairs[0].jaccard == pytest.approx(40 / 170)
    assert found.total.value == pytest.approx(267.6, abs=0.05)
    assert NOBODY in found.warnings
    assert INDEPENDENT in found.warnings
    assert CANNOT not in found.warnings


@pytest.mark.parametrize("both", [1, 3, 4], ids=str)
def test_a_small_overlap_cannot_be_worked_out(both):
    found = told(_many(120, 90, both), OPEN)
    assert found.pairs[0].households is None
    assert found.twice == 0  # every need says so, and it tells nothing of the three
    assert (found.several, found.rate, found.total, found.pairs[0].jaccard) == (None, None, None, None)
    known = [n for n in (found.households, found.by_number[1], *found.agencies.values()) if n is not None]
    assert len(known) < 3  # with the totals of both and of all in hand, three would be told by subtraction


def test_few_with_no_contact_are_not_told():
    found = told(_many(120, 90, 40, unknown=3), OPEN)
    assert found.unknown is None
    assert found.unknown_rate is None


def test_a_need_of_few_is_hidden_with_its_gap():
    rows = [help_from("A", f"a{n}") for n in range(50)] + [help_from("C", f"c{n}", "rent", "waiting") for n in range(2)]
    (need,) = told(overlap([], rows, on=DAY), OPEN).needs
    assert need.gap is None
    assert None in (need.assessed, need.met)


def test_a_need_of_few_is_not_even_named():
    rows = [help_from("A", f"a{n}") for n in range(50)] + [
        help_from("C", f"c{n}", "the fire at No 9") for n in range(2)
    ]
    found = told(overlap([], rows, on=DAY), OPEN)
    assert ([one.need for one in found.needs], found.needs_of_few) == (["rent"], 1)


def test_no_help_at_all_is_an_answer():
    found = told(overlap([], [], on=DAY), OPEN)
    assert (found.households, found.rate, found.pairs, found.needs) == (0, None, (), ())


def test_twelve_agencies_are_protected_in_a_moment():
    names = [f"Agency {n}" for n in range(12)]
    sets = {frozenset(two): 3 + 7 * n for n, two in enumerate(combinations(names, 2))}
    found = together(names, sets | {frozenset(names[:3]): 2}, OPEN)
    assert found.pairs[names[0], names[1]] is None or found.pairs[names[0], names[1]] > 4
    assert sum(n is None for n in found.pairs.values()) < 30


EPISODES = "id,agency,service,need,status,worker,start,end\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("episodes", "id,agency\n1,A\n", "missing: need"),
        ("episodes", EPISODES + "1,A,S,rent,open,L,2026-01-01,\n,A,S,rent,open,L,,\n", "row 3: id is empty"),
        ("episodes", EPISODES + "1,A,S,rent,maybe,L,,\n", "row 2: status says “maybe”. Write open, closed or waiting"),
        ("episodes", EPISODES + "1,A,S,rent,open,L,31/03/2026,\n", "row 2: start says “31/03/2026”. Write a date as"),
        (
            "episodes",
            EPISODES + "1,A,S,rent,open,L,2026-03-01,2026-02-01\n",
            "row 2: end is 2026-02-01, before the start",
        ),
        ("links", "id_a,id_b,band\n1,2,sure\n", "row 2: band says “sure”"),
        ("links", "id_a,id_b,band\n1,1,confirm\n", "row 2: id_b is the same record"),
        ("contacts", "id_a,id_b,on\n1,,2026-01-01\n", "row 2: id_b is empty"),
        ("contacts", "id_a,id_b,on\n1,2,\n", "row 2: on is empty"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_said_with_row_and_column(tmp_path, name, text, said):
    (tmp_path / f"{name}.csv").write_text(text)
    read = {"episodes": read_episodes, "links": read_links, "contacts": read_contacts}[name]
    with pytest.raises(NotAnOverlap, match=said):
        read(tmp_path / f"{name}.csv")
    with pytest.raises(NotAnOverlap, match="no file called"):
        read(tmp_path / "none.csv")


def test_a_status_left_out_is_told_by_the_end():
    rows = reading.table(
        (EPISODES + "1,A,S,rent,,L,2026-01-01,\n2,A,S,rent,,L,2026-01-01,2026-02-01\n").splitlines(), "episodes", "x"
    )
    assert [one.state for one in reading.episodes(rows, "x")] == ["open", "closed"]


@pytest.fixture
def files(tmp_path):
    rows = [f"a{n},Council,Advice,rent,open,L,2026-01-01,\n" for n in range(120)]
    rows += [f"b{n},Housing,Tenancies,{'rent' if n < 20 else 'debt'},open,L,2026-01-01,\n" for n in range(90)]
    (tmp_path / "e.csv").write_text(EPISODES + "".join(rows))
    links = [f"a{n},b{n},12.0,.999,{'confirm' if n < 40 else 'review'}\n" for n in range(50)]
    (tmp_path / "l.csv").write_text("id_a,id_b,weight,probability,band\n" + "".join(links))
    return tmp_path


def _run(*args):
    done = CliRunner().invoke(app, ["overlap", *map(str, args), "--on", "2026-11-20"])
    assert done.exit_code == 0, done.exception
    return done.stdout


def test_the_command_tells_programs_and_people(files):
    found = json.loads(_run(files / "l.csv", files / "e.csv", "--format", "json"))
    assert (found["households"], found["several"]) == (170, 40)
    assert found["wider"]["value"] == pytest.approx(50 / 160)
    assert found["unknown_can_be_said"] is False
    text = _run(files / "l.csv", files / "e.csv")
    assert "With two agencies or more: 40, 24% (from 18% to 30%), with links for review 31%" in text
    assert CANNOT in text
    assert INDEPENDENT in text
    assert "a17" not in text
    (files / "c.csv").write_text("id_a,id_b,on\n" + "".join(f"a{n},b{n},2026-11-01\n" for n in range(15)))
    assert "no contact in 90 days: 25" in _run(files / "l.csv", files / "e.csv", "--contacts", files / "c.csv")
