"""The law of the formats: whatever protected table is released, every format holds the same cells, and none another number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.releases.audit import Scope, written
from hereabouts.core.trust.disclosure import CannotProtect, protect
from hereabouts.core.trust.tables import counted
from hereabouts.engines.definitions import disclosure
from tests.formats import wrong_in
from tests.released_secrets import files_of

RULES = disclosure()
QUICK = {"html", "docx", "xlsx", "csv", "json", "svg"}
# Names that people give: with commas, quotes, tags, formulas, another script, a line's end, and what looks like a total.
NAMES = st.lists(
    st.one_of(
        st.sampled_from(["=North", "<b>Mill</b> & Co", 'The "Hill"', "Quay, East", "درب", "a\nb", "Totally", "-", "A " * 30, "731"]),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cn", "Co"]), min_size=1, max_size=12),
    ),
    min_size=1, max_size=4, unique_by=lambda name: name.strip().lower(),
).filter(lambda names: not {"total", "all", ""} & {name.strip().lower() for name in names})  # fmt: skip
COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 3000))


@st.composite
def releases(draw):
    """Give one to two tables of one to three dimensions, protected under either rule, as a release."""
    made = []
    for n in range(draw(st.integers(1, 2))):
        names = [draw(NAMES) for _ in range(draw(st.integers(1, 3 if n == 0 else 1)))]
        rows = [()]
        for values in names:
            rows = [(*row, value) for row in rows for value in values]
        rule = RULES[draw(st.sampled_from(sorted(RULES)))]
        true = counted([f"by {k}" for k in range(len(names))], [(row, draw(COUNTS)) for row in rows])
        try:
            made.append(written(protect(true, rule), Scope(f"things {n}")))
        except CannotProtect:
            continue
    return {"tables": made, "said": draw(st.text(max_size=20).filter(lambda t: t.isprintable()))}


@pytest.mark.slow
@pytest.mark.requirement("X-04", "X-36")
@settings(max_examples=12, deadline=None)
@given(content=releases())
def test_any_protected_table_is_the_same_in_every_format(content):
    assert wrong_in("notice", content, files_of("notice", content, QUICK)) == []


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(content=releases())
def test_any_protected_table_is_the_same_as_pdf(content):
    latin = {**content, "tables": [{**t, "rows": [[*(_plain(v) for v in r[:-1]), r[-1]] for r in t["rows"]]} for t in content["tables"]], "said": ""}  # fmt: skip
    assert wrong_in("notice", latin, files_of("notice", latin, {"pdf"})) == []


def _plain(name):
    """Leave the letters that the fonts of any machine have; what others look like is the font's to say."""
    return "".join(c if c.isascii() else f"u{ord(c)}" for c in name)
