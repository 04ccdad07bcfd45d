"""Which family of the need list is next: the first that nobody has taken up or put off (C19). So "against the order" has one meaning."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hereabouts.core.families.need_list import NeedRow, NeedRule, Taken


def stands(taken: Taken, rule: NeedRule, *, on: date) -> bool:
    """Say whether a decision still holds: taken up for as long as nobody decides otherwise, "not now" for the rule's days."""
    return taken.taken_up or on < taken.on + timedelta(days=rule.again_after)


def waiting(rows: Sequence[NeedRow], newest: Mapping[str, Taken], rule: NeedRule, *, on: date) -> list[NeedRow]:
    """Give the rows that wait for a decision, in their order; the first of them is next. ``newest`` is by reference."""
    return [row for row in rows if row.ref not in newest or not stands(newest[row.ref], rule, on=on)]


def place_of(row: NeedRow, rows: Sequence[NeedRow], newest: Mapping[str, Taken], rule: NeedRule, *, on: date) -> int:
    """Give the place of a row among those that wait (1 is next). One that was decided is decided anew as if it waited."""
    others = {ref: one for ref, one in newest.items() if ref != row.ref}
    return [one.ref for one in waiting(rows, others, rule, on=on)].index(row.ref) + 1
