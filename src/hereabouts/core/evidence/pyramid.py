"""Who lives here by age and sex, against the council: the pyramid of a place, from single years of age or from bands.

Bands of five years are made wherever the publisher's own parts allow it; a part that straddles a border keeps its two
bands together. Nothing is split: nobody knows how.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hereabouts.core.evidence.readings import COUNCIL
from hereabouts.core.steps import Row, Step

WIDTH = 5  # years
OLDEST = 150  # nobody is older; where an open band ends
_PART = re.compile(r"(?:(female|male) )?age (\d+)(?: to (\d+)|(\+| and over))?")

PYRAMID = (
    *COUNCIL,
    Step(
        "whose",
        """
        SELECT 'place' AS who, area, weight FROM portion UNION ALL SELECT 'council', area, 1 FROM in_council
        """,
    ),
    Step(
        "aged",
        """
        SELECT w.who, (SELECT any_value(name) FROM council) AS council, c.dataset, any_value(d.title) AS source, c.period,
               any_value(d.population <> 'mid-year') AS late, c.part, sum(c.value * w.weight) AS people
        FROM cell c JOIN whose w ON w.area = c.area
        JOIN dataset d ON d.id = c.dataset AND d.generation = (SELECT any_value(generation) FROM chosen)
        WHERE c.measure = 'people' AND d.population <> '' AND c.part LIKE '%age %'
        GROUP BY w.who, c.dataset, c.period, c.part HAVING count(c.value) = count(*)
        ORDER BY late, c.period DESC, c.dataset, w.who, c.part
        """,
    ),
)


@dataclass(frozen=True)
class AgeGroup:
    """One band: people of the place, women and men where the publisher tells them apart, and their shares of everybody."""

    label: str
    people: int
    women: int | None
    men: int | None
    share: float
    share_women: float | None
    share_men: float | None
    council_share: float | None
    council_women: float | None
    council_men: float | None


@dataclass(frozen=True)
class Pyramid:
    """The bands of a place, the youngest first, beside its council; ``council`` is empty where there is none."""

    bands: tuple[AgeGroup, ...]
    by_sex: bool
    people: int
    council: str
    source: str


def pyramid(rows: Sequence[Row]) -> Pyramid | None:
    """Give the pyramid from the rows of ``PYRAMID``; None where no dataset has ages for all areas of the place.

    A dataset with ages by sex goes before one without, an estimate before a census, the newest first.
    """
    offers: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in rows:
        if _PART.fullmatch(str(row["part"])):
            offers.setdefault((str(row["dataset"]), str(row["period"])), {}).setdefault(str(row["who"]), []).append(row)
    told = [offer for offer in offers.values() if _ages(offer.get("place", ()), "")]
    told.sort(key=lambda offer: not _ages(offer["place"], "female"))  # stable: otherwise the order of the query
    return _made(told[0]) if told else None


def _ages(rows: Sequence[Row], sex: str) -> dict[tuple[int, int], float]:
    """Give people by first and last age, of one sex or of all; where only the sexes are told, both together are all."""
    found: dict[tuple[int, int], float] = {}
    for row in rows:
        read = _PART.fullmatch(str(row["part"]))
        if read and (read[1] or "") == sex:
            first = int(read[2])
            found[first, OLDEST if read[4] else int(read[3] or first)] = float(row["people"])
    if not found and not sex:
        women, men = _ages(rows, "female"), _ages(rows, "male")
        return {span: women[span] + men[span] for span in women if span in men}
    return found


def _made(offer: dict[str, list[Row]]) -> Pyramid:
    ours, theirs = offer["place"], offer.get("council", [])
    everybody = _ages(ours, "")
    whole, council_whole = sum(everybody.values()), sum(_ages(theirs, "").values())
    by_sex = set(_ages(ours, "female")) == set(everybody) == set(_ages(ours, "male"))
    beside = council_whole > whole and set(_ages(theirs, "")) == set(everybody)
    sexes = ("", "female", "male") if by_sex else ("",)
    here = {sex: _banded(_ages(ours, sex)) for sex in sexes}
    there = {sex: _banded(_ages(theirs, sex)) if beside else {} for sex in sexes}
    bands = [_group(span, here, there, whole, council_whole) for span in here[""]]
    first = ours[0]
    council = str(first["council"] or "") if beside else ""
    return Pyramid(tuple(bands), by_sex, round(whole), council, f"{first['source']} ({first['period']})")


_Bands = dict[str, dict[tuple[int, int], float]]  # people by sex ("" is everybody) and by first and last age


def _group(span: tuple[int, int], here: _Bands, there: _Bands, whole: float, council_whole: float) -> AgeGroup:
    women, men = (here.get(sex, {}).get(span) for sex in ("female", "male"))
    theirs = [_share(there.get(sex, {}).get(span), council_whole) for sex in ("", "female", "male")]
    return AgeGroup(
        label=_label(*span), people=round(here[""][span]), women=_whole(women), men=_whole(men), share=here[""][span] / whole,
        share_women=_share(women, whole), share_men=_share(men, whole), council_share=theirs[0], council_women=theirs[1],
        council_men=theirs[2],
    )  # fmt: skip


def _banded(ages: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    last = max(first for first, _ in ages)
    cuts = [c for c in range(0, last + 1, WIDTH) if not any(first < c <= end for first, end in ages)]
    bands: dict[tuple[int, int], float] = {}
    for n, low in enumerate(cuts):
        high = cuts[n + 1] - 1 if n + 1 < len(cuts) else max(end for _, end in ages)
        bands[low, high] = sum(people for (first, _), people in ages.items() if low <= first <= high)
    return bands


def _label(first: int, last: int) -> str:
    return f"{first} and over" if last == OLDEST else str(first) if first == last else f"{first} to {last}"


def _whole(people: float | None) -> int | None:
    return None if people is None else round(people)


def _share(people: float | None, of: float) -> float | None:
    return None if people is None or not of else people / of
