"""Days as people write them in a tracker. A plain day is read; a quarter, a month, "ongoing" or "TBC" is asked about.

Nothing is guessed: "Q3" is October to December where a council counts from April, and July to September where from January.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hereabouts.core.plans.tracker_asking import Asking, Option, option
from hereabouts.core.plans.tracker_sheet import SheetLine, Value

DATES = (
    "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d %B %y",
    "%d %b %y", "%d-%b-%y", "%d-%b-%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS = ("%B %Y", "%b %Y", "%b %y", "%B %y", "%b-%y", "%b-%Y", "%m/%Y")
ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?: of)?", re.IGNORECASE)
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[ ,]+", re.IGNORECASE)
YEAR = r"(?:fy ?)?(?P<{0}>\d{{4}}|\d{{2}}(?=[/-]\d{{2}}\b))(?:[/–-]\d{{2,4}})?"
QUARTER = re.compile(
    rf"(?:{YEAR.format('before')}[ ,]*)?(?:q|qtr|quarter) ?(?P<n>[1-4])(?:[ ,/-]*(?:of )?{YEAR.format('after')})?",
    re.IGNORECASE,
)
WHOLE_YEAR = re.compile(r"(?:fy ?)?(?P<year>\d{4})(?:(?P<financial>[/–-])\d{2,4})?", re.IGNORECASE)
SEASON = re.compile(r"(?P<name>spring|summer|autumn|winter)[ ,]*(?P<year>(?:20)?\d{2})", re.IGNORECASE)
FINANCIAL = re.compile(r"(?:fy ?)?(?P<year>\d{4}|\d{2})[/–-]\d{2,4}", re.IGNORECASE)
BEFORE = re.compile(r"^(?:by |before )?(?:the )?end of ", re.IGNORECASE)
WORDS = """ongoing, on going, tbc, tba, tbd, to be confirmed, asap, as soon as possible, annually, annual, yearly, quarterly, monthly,
weekly, continuous, rolling, various, started, complete, completed, done, n/a, none, not set, in place, business as usual, bau"""
NO_DAYS = frozenset(word.strip() for word in WORDS.split(","))
EACH = "each"
EXCEL = date(1899, 12, 30)  # day 0 of a spreadsheet's numbers
SERIAL = (36_526, 73_051)  # 2000 to 2099: such a number is a day whose format was lost


def plain_day(value: Value) -> date | None:
    """Give the day that a cell plainly says, or None. 04/05/2026 is 4 May, as everybody here writes it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = WEEKDAY.sub("", ORDINAL.sub(r"\1", " ".join(str(value).split()))).replace(",", "").strip()
    return next(_read(text, DATES), None)


def _read(text: str, patterns: tuple[str, ...]) -> Iterator[date]:
    for pattern in patterns:
        try:
            yield datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue


def day(
    value: Value, asking: Asking, *, line: SheetLine, column: int, end: bool, on: date, until: date | None
) -> date | None:
    """Read the day of a cell, or ask. ``end`` says that it is a last day; ``until`` is the last day of the plan."""
    text = " ".join(str(value).split()) if value is not None else ""
    if not text:
        return None
    if found := plain_day(value):
        return found
    if quarter := QUARTER.fullmatch(text):
        return _quarter(quarter, text, asking, line=line, column=column, end=end, on=on)
    return _asked(value, text, asking, line=line, column=column, end=end, until=until)


def _quarter(
    found: re.Match[str], text: str, asking: Asking, *, line: SheetLine, column: int, end: bool, on: date
) -> date | None:
    n, year = int(found["n"]), found["before"] or found["after"]
    begins = asking.ask(
        "quarters", "{where}: there are quarters, such as “{text}”. In which month does your year begin?",
        [option("april", "In April (a financial year: Q1 is April to June)"),
         option("january", "In January (a calendar year: Q1 is January to March)")],
        line=line, column=column, text=text,
    )  # fmt: skip
    if not year:
        year = asking.ask(
            f"year of Q{n}", "{where}: “{text}” has no year. Which year is meant?",
            [option(str(y), "The year that begins in {y}", y=y) for y in range(on.year - 1, on.year + 4)],
            line=line, column=column, text=text,
        )  # fmt: skip
    if not begins or not year:
        return None
    return quarter_day(n, int(year) % 100 + 2000, april=begins == "april", end=end)


def quarter_day(n: int, year: int, *, april: bool, end: bool) -> date:
    """Give the first or the last day of a quarter of the year that begins in that year."""
    month = (n - 1) * 3 + (3 if april else 0)
    first = date(year + month // 12, month % 12 + 1, 1)
    return _last(first, 3) if end else first


def _last(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(1)


def _asked(
    value: Value, text: str, asking: Asking, *, line: SheetLine, column: int, end: bool, until: date | None
) -> date | None:
    which = "due" if end else "start"
    if not asking.answered(f"{which}: {text}"):
        told = _together(text, asking, line=line, column=column, end=end, until=until)
        if told != EACH:
            return told if isinstance(told, date) else None
    said = asking.ask(
        f"{which}: {text}", "{where}: “{text}” is not one day. Which day is meant?",
        lambda: _choices(value, text, end=end, until=until), line=line, column=column, free=plain_day, text=text[:60],
    )  # fmt: skip
    return plain_day(said) if said and said != "open" else None


def _together(text: str, asking: Asking, *, line: SheetLine, column: int, end: bool, until: date | None) -> date | str:
    """Ask once about all months of a column, and once about all words that are no day: "" while it is open, EACH to ask singly."""
    which, edge = ("due", "last") if end else ("start", "first")
    if period := next(_period(text, end=end), None):
        said = asking.ask(
            f"periods {which}", "{where}: there are months, seasons and years, such as “{text}”. Is the {edge} day of each meant?",
            [option("edge", "Yes, the {edge} day", edge=edge), option(EACH, "No: ask me about each")],
            line=line, column=column, text=text[:60], edge=edge,
        )  # fmt: skip
        return period if said == "edge" else said
    if text.casefold().rstrip(".") not in NO_DAYS:
        return EACH
    ends = [option("until", "The last day of the plan: {day}", day=f"{until:%-d %B %Y}")] if end and until else []
    said = asking.ask(
        f"no days {which}", "{where}: there are words that are no day, such as “{text}”. What now?",
        [option("open", "Leave the day open"), *ends, option(EACH, "Ask me about each")],
        line=line, column=column, text=text[:60],
    )  # fmt: skip
    return until if said == "until" and until else EACH if said == EACH else ""


def _period(text: str, *, end: bool) -> Iterator[date]:
    """Give the last day (or the first) of a month, a season or a financial year that words name and nothing else."""
    text = BEFORE.sub("", text.rstrip("? ")).strip()
    for first in _read(re.sub(r"\bsept\b", "Sep", text, flags=re.IGNORECASE), MONTHS):
        yield _last(first, 1) if end else first
    if season := SEASON.fullmatch(text):
        first = date(int(season["year"]) % 100 + 2000, SEASONS[season["name"].casefold()], 1)
        yield _last(first, 3) if end else first
    if year := FINANCIAL.fullmatch(text):
        first = date(int(year["year"]) % 100 + 2000, 4, 1)
        yield _last(first, 12) if end else first


def _choices(value: Value, text: str, *, end: bool, until: date | None) -> list[Option]:
    days = dict.fromkeys(_meant(value, text, end=end))
    made = [option(found.isoformat(), "{day}", day=f"{found:%-d %B %Y}") for found in days]
    if end and until and until not in days:
        made.append(option(until.isoformat(), "Until the plan ends: {day}", day=f"{until:%-d %B %Y}"))
    return [*made, option("open", "No day: leave it open")]


def _meant(value: Value, text: str, *, end: bool) -> Iterator[date]:
    """Give the days that somebody may have meant by words that name none."""
    if isinstance(value, int | float) and not isinstance(value, bool) and SERIAL[0] <= value < SERIAL[1]:
        yield EXCEL + timedelta(int(value))
    yield from _period(text, end=end)
    yield from _read(text, ("%m/%d/%Y",))
    if (year := WHOLE_YEAR.fullmatch(text)) and 2000 <= int(year["year"]) < 2100:
        first = date(int(year["year"]), 4, 1)
        calendar = date(first.year, 12, 31) if end else date(first.year, 1, 1)
        yield from [_last(first, 12) if end else first] + ([] if year["financial"] else [calendar])
