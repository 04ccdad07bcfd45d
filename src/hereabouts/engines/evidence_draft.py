"""A first draft of a description from a file nobody described: a person corrects a draft faster than she writes one."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hereabouts.core.evidence.personal import WHY, personal
from hereabouts.core.evidence.quirks import Layout
from hereabouts.core.evidence.written import within
from hereabouts.engines import definitions
from hereabouts.engines.evidence_raw import alone
from hereabouts.engines.raw_tables import Faulty
from hereabouts.engines.source_tables import Row, Source, opened

LOOKED_AT = 500  # rows; what a column holds shows in far fewer
KINDS_OF_PART = 60  # texts in a column of parts, at most
MARKS = ("*", "-", "..", ":", "x", "c", "NA", "N/A")  # what publishers write where they hide or lack a figure


def draft(file: Path, *, sheet: str = "", on: date) -> str:
    """Write a description of a file as TOML: the area column by its codes, a measure for every column of numbers.

    Raises Faulty where the file is no table, or no column holds area codes that we know.
    """
    source = opened(file)
    if source.kind not in {"text", "workbook"}:
        raise Faulty("{file} is no text table and no workbook: nothing to draft from.", file=file.name)
    for name in [sheet] if sheet else source.sheets:
        found = _table(source, name)
        if found:
            headings, rows, area, generation = found
            if about := personal(headings):
                raise Faulty("{file}, column “{column}”: {why}.", file=file.name, column=about[0], why=WHY)
            above, notes = _above(source, name, headings), _notes(source, name, headings, area)
            bare = Layout(heading_notes=True).named(headings)
            lines = ["heading_notes = true   # marks such as [note 1] are no part of a heading"] * (bare != headings)
            lines += [
                "footer = true   # below the table stand notes: it ends at the first row that is none of it"
            ] * notes
            lines += [f"sheet = {_quoted(name)}"] * bool(name)
            facts = {"title": _title(above, file), "period": _period(above, file) or "?"}
            return _text(file, facts, bare, rows, bare[headings.index(area)], generation, lines, on)
    raise Faulty(
        "No column of {file} holds codes of areas that we know (S01…, E01…). A dataset needs one row for each area.",
        file=file.name,
    )


def _table(source: Source, sheet: str) -> tuple[tuple[str, ...], list[Row], str, str] | None:
    """Find the headings: the row above the first area code, in the column of the area codes."""
    rows = [(n, [cell.strip() for cell in cells]) for n, cells in source.rows(sheet)[:LOOKED_AT]]
    for at, (_, cells) in enumerate(rows):
        for column, cell in enumerate(cells):
            generation = _generation(cell)
            above = next((r for _, r in reversed(rows[:at]) if sum(map(bool, r)) > 1), None)
            if generation and above and column < len(above) and above[column]:
                return tuple(above), rows[at:], above[column], generation
    return None


def _above(source: Source, sheet: str, headings: tuple[str, ...]) -> list[str]:
    """Give what stands above the headings, cell by cell: the title, and what time the file is of."""
    told = [tuple(cell.strip() for cell in cells) for _, cells in source.rows(sheet)[:LOOKED_AT]]
    return [cell for row in told[: told.index(headings)] for cell in row if cell]


def _period(above: Sequence[str], file: Path) -> str:
    """Find what time the file is of: a cell above the headings says so, or a year in its name; else nobody knows."""
    bare = [cell for cell in above if within(cell) == cell]
    named = [within(cell) for cell in above if not re.search("publish|releas|updat|taken", cell, re.IGNORECASE)]
    year = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", file.stem)
    return next(filter(None, bare + named), year[0] if year else "")


def _title(above: Sequence[str], file: Path) -> str:
    """Take the first words above the headings; without any, the name of the file."""
    return next((cell for cell in above if " " in cell and cell != within(cell)), file.stem.replace("_", " "))


def _notes(source: Source, sheet: str, headings: tuple[str, ...], area: str) -> bool:
    """Say whether something stands below the table that is no row of it."""
    at, begun = headings.index(area), False
    for _, cells in source.rows(sheet):
        code = cells[at].strip() if len(cells) > at else ""
        begun = begun or bool(_generation(code))
        if begun and (alone(cells, len(headings)) or (not code and any(cell.strip() for cell in cells))):
            return True
    return False


def _generation(cell: str) -> str:
    """Name the newest generation whose codes look like this."""
    fitting = [g["id"] for g in definitions.generations().values() if "codes" in g and re.fullmatch(g["codes"], cell)]
    return fitting[-1] if fitting else ""


def _text(
    file: Path,
    told: dict[str, str],
    headings: tuple[str, ...],
    rows: Sequence[Row],
    area: str,
    generation: str,
    quirks: list[str],
    on: date,
) -> str:
    values = {h: [c[i] for _, c in rows if len(c) > i and c[i]] for i, h in enumerate(headings) if h}
    numbers = [h for h, told in values.items() if told and h != area and all(map(_number, told))]
    texts = [h for h in values if h != area and h not in numbers]
    repeated = len(set(values[area])) < len(values[area])
    part = next((h for h in texts if repeated and _parts(rows, headings, area, h)), "")
    marks = sorted({v for h in numbers for v in values[h] if v in MARKS})
    facts: dict[str, Any] = {
        "id": _slug(file.stem), "title": told["title"], "publisher": "?", "licence": "?", "source": "?",
        "published": "?", "period": told["period"], "generation": generation, "area": area,
    }  # fmt: skip
    lines = ["# A draft: put in what stands as “?”, correct the rest, and try it with `hereabouts data check`."]
    lines += [f"{key} = {_quoted(value)}" for key, value in facts.items()]
    lines += quirks
    lines += [f"marks = [{', '.join(map(_quoted, marks))}]   # hidden by the publisher: never zero"] * bool(marks)
    lines += ['caveats = ["?"]   # what somebody must know before quoting this']
    for heading in numbers:
        lines += ["", "[[measure]]", f"id = {_quoted(_slug(heading))}", f"column = {_quoted(heading)}"]
        lines += ['written = "percent"'] * all(v.endswith("%") for v in values[heading] if v not in MARKS)
        lines += _part(rows, headings, area, heading, part)
    left = [h for h in texts if h != part]
    lines += ["", f"# Not read: {', '.join(left)}."] * bool(left)
    counts = [h for h in numbers if not any(v.endswith("%") for v in values[h])]
    largest = max(counts, key=lambda h: sum(float(v.replace(",", "")) for v in values[h] if v not in MARKS), default="")
    counts.sort(key=lambda h: h != largest)
    return "\n".join([*lines, *_indicator(facts["id"], generation, counts, on)]) + "\n"


def _indicator(dataset: str, generation: str, numbers: Sequence[str], on: date) -> list[str]:
    """Draft the indicator that a profile would show, for a person to take out of its comments."""
    if len(numbers) < 2:
        return []
    of, part = f"{dataset}/{_slug(numbers[0])}/all", f"{dataset}/{_slug(numbers[1])}/all"
    return f"""
# To see it in profiles, take the # away from these lines and correct them: what out of how many?
# [[indicator]]
# id = "{dataset}"
# label = "?"
# topic = "T01"                # T01 to T20: definitions/topics
# kind = "proportion"          # or rate, or mean
# polarity = "high_bad"        # or high_good, or neutral
# unit = "share of ..."
# why = "?"
# author = "?"
# reviewed_on = {on}
# next_review_on = {on.year + 1}-{on:%m-%d}
# [[indicator.formula]]        # boundaries: {generation}
# numerator = "{part}"
# denominator = "{of}"
""".splitlines()


def _parts(rows: Sequence[Row], headings: tuple[str, ...], area: str, heading: str) -> bool:
    """Say whether a column tells the rows of an area apart."""
    a, h = headings.index(area), headings.index(heading)
    pairs = [(cells[a], cells[h]) for _, cells in rows if len(cells) > max(a, h)]
    return len(set(pairs)) == len(pairs) and len({text for _, text in pairs}) <= KINDS_OF_PART


def _part(rows: Sequence[Row], headings: tuple[str, ...], area: str, heading: str, part: str) -> list[str]:
    """Say which column names the part; a figure that is the same in every row of an area is read once."""
    if not part:
        return []
    a, h, p = (headings.index(name) for name in (area, heading, part))
    told = {(cells[a], cells[h]) for _, cells in rows if len(cells) > max(a, h)}
    if len(told) > len({code for code, _ in told}):
        return [f"part_in = {_quoted(part)}"]
    return [f"only = {{ {_quoted(part)} = {_quoted(rows[0][1][p])} }}"]


def _number(cell: str) -> bool:
    return cell in MARKS or bool(re.fullmatch(r"-?[\d,]+(\.\d+)?(e-?\d+)?%?", cell, re.IGNORECASE))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "measure"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
