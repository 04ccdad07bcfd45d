"""C25: a before and after beside a comparison."""

import pytest

from hereabouts.core.account.evaluation import CELLS, NotComparable, counts, evaluate


def told(*values):
    return dict(zip(CELLS, values, strict=True))


@pytest.mark.requirement("S-43")
def test_the_golden_numbers():
    found = evaluate(told(120, 84, 200, 190))
    assert found.difference == -26
    assert (found.ratio, found.lo, found.hi, found.p) == pytest.approx((0.7368, 0.5233, 1.0376, 0.080), abs=1e-3)
    assert found.said.endswith("not clear.")


def test_a_clear_fall_is_still_no_cause():
    assert "decides whether this work did it" in evaluate(told(1200, 800, 2000, 1990)).said


def test_rows_add_up():
    rows = [{"group": g, "period": p, "count": "5"} for g, p in CELLS] + [
        {"group": "Here ", "period": "AFTER", "count": "2"}
    ]
    assert counts(rows) == told(5, 7, 5, 5)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"group": "there", "period": "before", "count": "1"}, "Row 6: group must be"),
        ({"group": "here", "period": "before", "count": "many"}, "Row 6, column “count”: “many”"),
    ],
)
def test_a_bad_row_is_named(row, said):
    rows = [{"group": g, "period": p, "count": "5"} for g, p in CELLS]
    with pytest.raises(NotComparable, match=said):
        counts([*rows, row])


def test_a_missing_quarter_of_the_table_and_a_zero():
    with pytest.raises(NotComparable, match="no row for elsewhere, after"):
        counts([{"group": g, "period": p, "count": "5"} for g, p in CELLS[:3]])
    with pytest.raises(NotComparable, match="above 0"):
        evaluate(told(0, 1, 1, 1))
