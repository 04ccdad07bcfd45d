"""Place Standard: fourteen themes of a place, each scored from 1 (much room to improve) to 7 (little): calculation C12.

What one person scored and what a group agreed on are two measures, kept apart and never pooled. The drawing has its axis
from 1 to 7, always.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Any, Literal

import numpy as np
from scipy.special import ndtr, stdtrit

from hereabouts.core.figures import Interval
from hereabouts.core.imports.fields import plain, shown, text
from hereabouts.core.imports.tables import SheetRow, Table
from hereabouts.core.sentences import Sentence

Mode = Literal["individual", "group"]
MODES: Mapping[str, Mode] = {
    "": "individual", "individual": "individual", "person": "individual", "one person": "individual",
    "group": "group", "consensus": "group", "group consensus": "group",
}  # fmt: skip
ENOUGH = 10  # scores before a mean is given (C12)


class NotScores(Sentence):
    """A table that holds no Place Standard scores, or a cell of it that is no score."""


@dataclass(frozen=True)
class Scale:
    """A version of the tool: its themes with the headings they are known by, and the ends of its scale."""

    id: str
    themes: Mapping[str, tuple[str, ...]]
    lowest: int = 1
    highest: int = 7
    title: str = ""


@dataclass(frozen=True)
class ThemeScores:
    """One theme in one mode: how many scored it and how, the middle, and the mean where ten or more did.

    ``gap`` is how far it stands below the mean of all themes: what is above nothing needs more than the others do.
    """

    theme: str
    mode: Mode
    n: int
    median: float | None
    quartiles: tuple[float, float] | None
    mean: Interval | None
    gap: float | None
    spread: tuple[int, ...]


@dataclass(frozen=True)
class Differing:
    """Whether two groups of people score a theme differently (Mann-Whitney): the p-value with both counts."""

    n: int
    others: int
    u: float
    p: float


def scale(told: Mapping[str, Any]) -> Scale:
    """Read a version of the tool from its document."""
    themes = {one["id"]: tuple(one.get("words", ())) for one in told["theme"]}
    return Scale(told["id"], themes, told["lowest"], told["highest"], told.get("title", ""))


def given(told: Mapping[str, int], of: Scale) -> dict[str, int]:
    """Give the scores of one person or one group as they are kept. NotScores for a theme or a score that is none, and for none at all."""
    for theme, score in told.items():
        if theme not in of.themes or not of.lowest <= score <= of.highest:
            raise NotScores(
                "“{theme}”: {score} is no score of {title}. It goes from {low} to {high}.",
                theme=theme, score=score, title=of.title or of.id, low=of.lowest, high=of.highest,
            )  # fmt: skip
    if not told:
        raise NotScores("Score at least one theme; leave out what they did not talk about.")
    return dict(told)


def corners(scored: Iterable[ThemeScores], of: Scale, *, size: float) -> dict[Mode, list[tuple[float, float]]]:
    """Give where each theme's middle score lies on a spider of that radius, by mode; a theme nobody scored has no corner.

    The centre is nought, the rim the best score: the axis is the same for every place, or two pictures could not be compared.
    """
    names = list(of.themes)
    found: dict[Mode, list[tuple[float, float]]] = {}
    for one in scored:
        if one.median is not None:
            corner = spoke(names.index(one.theme), of, size * one.median / of.highest)
            found.setdefault(one.mode, []).append(corner)
    return found


def spoke(nth: int, of: Scale, far: float) -> tuple[float, float]:
    """Give the point so far out on the spoke of the nth theme; the first points straight up."""
    turn = 2 * pi * nth / len(of.themes)
    return far * sin(turn), -far * cos(turn)


def scores(table: Table, of: Scale) -> dict[Mode, dict[str, list[int]]]:
    """Read a table, one row a person or a group: the scores by mode and theme. NotScores names the row and the column.

    A column ``mode`` says individual or group; without one everybody scored alone. A blank is no score.
    """
    columns = {name: at for name, words in of.themes.items() if (at := _at(table, (name, *words))) is not None}
    if not columns:
        raise NotScores(
            "Row {row}: no column is a theme of the Place Standard. Head them {all}.",
            row=table.heading_row, all=", ".join(of.themes),
        )  # fmt: skip
    mode = _at(table, ("mode", "scoring mode", "scored by"))
    found: dict[Mode, dict[str, list[int]]] = {"individual": {}, "group": {}}
    for row in table.rows:
        by = found[_mode(row, mode, table)]
        for name, at in columns.items():
            if (told := text(row.cells[at])) != "":
                by.setdefault(name, []).append(_score(told, row, table.headings[at], of))
    return found


def _at(table: Table, words: Iterable[str]) -> int | None:
    named = {plain(word) for word in words}
    return next((n for n, heading in enumerate(table.headings) if plain(heading) in named), None)


def _mode(row: SheetRow, at: int | None, table: Table) -> Mode:
    told = plain(row.cells[at]) if at is not None else ""
    if told not in MODES:
        raise NotScores(
            "Row {row}, column “{column}”: “{cell}” is neither individual nor group.",
            row=row.number, column=table.headings[at or 0], cell=shown(row.cells[at or 0]),
        )  # fmt: skip
    return MODES[told]


def _score(told: str, row: SheetRow, column: str, of: Scale) -> int:
    if not told.isdecimal() or not of.lowest <= int(told) <= of.highest:
        raise NotScores(
            "Row {row}, column “{column}”: “{cell}” is not a score. Write a whole number from {low} to {high}, or leave it empty.",
            row=row.number, column=column, cell=shown(told), low=of.lowest, high=of.highest,
        )  # fmt: skip
    return int(told)


def summed(found: Mapping[Mode, Mapping[str, Sequence[int]]], of: Scale) -> tuple[ThemeScores, ...]:
    """Say how each theme was scored, individuals and groups apart, in the order of the tool."""
    return tuple(
        _theme(name, mode, by[name], _mean_of_all(by), of)
        for mode, by in found.items()
        for name in of.themes
        if by.get(name)
    )


def _mean_of_all(by: Mapping[str, Sequence[int]]) -> float:
    return float(np.mean([np.mean(given) for given in by.values()])) if by else 0.0


def _theme(name: str, mode: Mode, given: Sequence[int], all_of_them: float, of: Scale) -> ThemeScores:
    lower, middle, upper = (float(q) for q in np.quantile(given, (0.25, 0.5, 0.75)))
    spread = tuple(list(given).count(score) for score in range(of.lowest, of.highest + 1))
    return ThemeScores(
        name, mode, len(given), middle, (lower, upper), mean(given), all_of_them - float(np.mean(given)), spread
    )


def mean(given: Sequence[int]) -> Interval | None:
    """Give the mean with its t interval; None from fewer than ten scores, for which the median has to do."""
    n = len(given)
    if n < ENOUGH:
        return None
    value, error = float(np.mean(given)), float(np.std(given, ddof=1)) / sqrt(n)
    reach = float(stdtrit(n - 1, 0.975)) * error
    return Interval(value, value - reach, value + reach, "C12")


def differing(ours: Sequence[int], others: Sequence[int]) -> Differing | None:
    """Compare two groups' scores (Mann-Whitney, ties and continuity corrected); None where one of them has none."""
    n, m = len(ours), len(others)
    if not n or not m:
        return None
    both = np.array([*ours, *others], dtype=float)
    below = (both[None, :] < both[:, None]).sum(axis=1)
    same = (both[None, :] == both[:, None]).sum(axis=1)
    u = float((below + (same + 1) / 2)[:n].sum() - n * (n + 1) / 2)
    ties = float((same**2 - 1).sum())
    variance = n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1)))
    if variance <= 0:
        return Differing(n, m, u, 1.0)
    z = max(0.0, abs(u - n * m / 2) - 0.5) / sqrt(variance)
    return Differing(n, m, u, min(1.0, float(2 * ndtr(-z))))
