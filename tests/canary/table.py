"""The hand-written table of what may be seen where (allowed.csv), and how it is held against what was seen.

A row names marks (of whom, and which fields), pages, formats and readers, each with * and several divided by bars. What was seen and stands
in no row is a leak; a row that nothing was seen for is no permission but a mistake, and fails as well.
"""

import csv
import re
from fnmatch import translate
from pathlib import Path

ROWS = list(csv.DictReader(Path(__file__).with_name("allowed.csv").read_text(encoding="utf-8").splitlines()))


def _pattern(text):
    return re.compile("|".join(translate(one.strip()) for one in text.split("|")))


def _marks(row):
    return "|".join(f"{of}/{what}" for of in row["of"].split("|") for what in row["fields"].split("|"))


PATTERNS = [tuple(map(_pattern, (_marks(row), row["pages"], row["formats"], row["readers"]))) for row in ROWS]


def leaks(seen):
    """Give what was seen and stands in no row."""
    known = {}
    return sorted(one for one in seen if not _allowed(one, known))


def _allowed(one, known):
    if one not in known:
        known[one] = any(all(p.fullmatch(v) for p, v in zip(row, one, strict=True)) for row in PATTERNS)
    return known[one]


def unused(seen, readers):
    """Give the rows about these readers that let through nothing that was seen."""
    return [
        row
        for row, patterns in zip(ROWS, PATTERNS, strict=True)
        if any(patterns[3].fullmatch(reader) for reader in readers)
        and not any(all(p.fullmatch(v) for p, v in zip(patterns, one, strict=True)) for one in seen)
    ]


def folded(found):
    """Fold what was seen together for reading: mark and page -> formats and readers."""
    told = {}
    for mark, page, kind, reader in found:
        kinds, readers = told.setdefault((mark, page), (set(), set()))
        kinds.add(kind)
        readers.add(reader)
    return [
        f"{mark} on {page}: {', '.join(sorted(k))} for {', '.join(sorted(r))}"
        for (mark, page), (k, r) in sorted(told.items())
    ]
