"""C14: kappa, alpha and the published quality of suggestions, by golden numbers and against a longer way."""

from math import isclose

import numpy as np
import pytest

from hereabouts.core.figures.kappa import kappa
from hereabouts.core.voice.coders import agreements, alpha
from hereabouts.core.voice.proposing import propose
from hereabouts.core.voice.quality import quality

RUBBISH = ["bins overflow", "litter and bins", "rubbish, bins, rats", "bins full of rubbish", "empty our bins", "litter by the bins daily",
           "bins not emptied: rubbish", "rubbish and litter"]  # fmt: skip
BUSES = ["bus late", "late bus, wrong timetable", "bus never on time", "timetable of the bus", "no bus on Sundays", "bus late again, sigh",
         "the bus timetable is late", "timetable late"]  # fmt: skip
A, B, AB, NONE = frozenset("a"), frozenset("b"), frozenset("ab"), frozenset()


def dice():
    return np.random.default_rng(7)


@pytest.mark.requirement("X-34")
def test_kappa_of_the_golden_table():
    assert isclose(kappa(np.array([[20, 5], [10, 15]])), 0.4)
    assert kappa(np.array([[5, 0], [0, 0]])) is None  # they could not but agree
    assert kappa(np.zeros((2, 2))) is None


def test_alpha_of_krippendorffs_own_example():
    """Four coders, twelve units, values missing: nominal alpha .743 (Krippendorff 2011, Computing Krippendorff's alpha-reliability)."""
    coders = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    units = list(zip(*[[None if v == "." else v for v in row.split()] for row in coders], strict=True))
    assert isclose(alpha(units), 0.743, abs_tol=0.0005)
    assert alpha([("x", "x"), ("x", "x")]) is None
    assert isclose(alpha([("x", "y"), ("y", "x")]), -0.5)


@pytest.mark.requirement("X-34")
def test_agreement_is_told_code_by_code_with_its_counts():
    table = [(A, A)] * 20 + [(A, NONE)] * 5 + [(NONE, A)] * 10 + [(NONE, NONE)] * 15
    codings = {
        "Isla": {str(n): left for n, (left, _) in enumerate(table)},
        "Femi": {str(n): right for n, (_, right) in enumerate(table)},
    }
    codings["Isla"]["only Isla"] = AB
    one, other = agreements(codings)
    assert (one.code, one.answers, one.by_anybody, one.by_all) == ("a", 50, 35, 20)
    assert isclose(one.kappa, 0.4)
    assert isclose(one.alpha, 0.4, abs_tol=0.02)
    assert (other.code, other.by_anybody, other.kappa, other.alpha) == ("b", 0, None, None)
    three = agreements(codings | {"Jo": dict(codings["Isla"])})
    assert three[0].kappa is None
    assert three[0].alpha > one.alpha


def test_quality_counts_and_averages():
    held = quality([A, A, A, B, AB], [A, B, NONE, B, A], dice())
    a, b = held.codes
    assert (a.both, a.only_suggested, a.only_accepted) == (2, 0, 2)
    assert (a.precision, a.recall, isclose(a.f1, 2 / 3)) == (1, 0.5, True)
    assert (b.both, b.only_suggested, b.only_accepted, b.f1) == (1, 1, 1, 0.5)
    assert isclose(held.micro.precision, 3 / 4)
    assert isclose(held.micro.recall, 3 / 6)
    assert isclose(held.micro.f1.value, 0.6)
    assert isclose(held.macro.f1.value, (2 / 3 + 1 / 2) / 2)
    assert (held.answers, held.exact.value, held.nothing_suggested) == (5, 0.4, 1)


def test_a_code_nobody_accepted_costs_precision_and_is_in_no_macro():
    held = quality([A, A], [A, B], dice())
    assert isclose(held.micro.precision, 0.5)
    assert isclose(held.macro.f1.value, 2 / 3)


def test_intervals_are_drawn_and_the_same_seed_gives_the_same():
    truth, told = [A] * 60 + [B] * 40, [A] * 50 + [B] * 50
    one, again = quality(truth, told, dice()), quality(truth, told, dice())
    assert one == again
    assert one.exact.lo < 0.9 < one.exact.hi
    assert abs((one.exact.hi - one.exact.lo) - 2 * 1.96 * np.sqrt(0.9 * 0.1 / 100)) < 0.02


def test_themes_are_proposed_with_quotes_and_say_how_stable_they_are():
    told = [*RUBBISH, *BUSES] * 3 + ["None", "n/a", "Xylophone"]
    found = propose(told, dice(), most=2)
    assert {word for theme in found.themes for word in theme.words} >= {"bins", "bus"}
    assert [theme.size for theme in found.themes] == [24, 24]
    assert all(theme.stability > 0.5 and set(theme.quotes) <= set(told) and theme.quotes for theme in found.themes)
    assert (found.says_nothing, found.in_none, found.of[-1]) == (2, 1, None)
    assert found == propose(told, dice(), most=2)


@pytest.mark.parametrize("told", [[], ["None"], ["One answer about bins"], ["the", "and", "it"]])
def test_too_little_for_a_theme_proposes_none(told):
    assert propose(told, dice()).themes == ()


def test_what_another_half_would_not_show_is_left_out():
    words = [f"word{n}" for n in range(40)]
    told = [" ".join(np.random.default_rng(n).choice(words, 4, replace=False)) for n in range(80)]
    found = propose(told, dice(), most=8)
    assert len(found.left_out) > len(found.themes)
