"""What a fresh attacker tried on the formats of a release: each of these told more in one format than in another, or broke one."""

import csv
import io
import zipfile

import docx
import openpyxl
import pytest
from django.urls import reverse

from hereabouts.core.figures.printed import HIDDEN
from hereabouts.core.releases.audit import NotSafe, Scope, safe, tables, written
from hereabouts.core.releases.content import NotReleasable, checked
from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.trust.disclosure import protect
from hereabouts.core.trust.tables import counted
from hereabouts.engines.definitions import disclosure
from hereabouts.engines.tables import as_csv, as_workbook
from hereabouts.records.releases import reads
from hereabouts.records.releases.models import Release
from hereabouts.records.releases.written import csv_tables, file_of
from tests.released import by_two, content, release
from tests.worlds import TODAY

OPEN = disclosure()["open"]
FORMULA = "=HYPERLINK(1)"


class Here:
    name, pk = "East", "00000000-0000-4000-8000-000000000007"


def hidden_row(**told):
    row = {"label": "Canary", "topic": "x", "unit": "of all people", "period": "", "value": None, "lo": None, "hi": None,
           "compared_with": "All", "council": 0.12, "words": "not compared", "hidden": True}  # fmt: skip
    return {**row, **told}


@pytest.mark.requirement("X-04")
def test_a_hidden_figure_is_compared_with_nothing_in_any_format():
    told = content("profile", Here)
    worse = {**told, "rows": [hidden_row(words="worse")]}
    table = laid_out("profile", worse).table("measures")
    assert table.rows[0][table.at("in_words")] == "not compared"
    assert table.rows[0][table.at("value")] is HIDDEN
    with pytest.raises(NotReleasable, match="nor how it compares"):
        checked("profile", worse)
    checked("profile", {**told, "rows": [hidden_row()]})


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize(
    ("kind", "part"), [("profile", ""), ("profile", "rows"), ("profile", "areas"), ("plan", ""), ("plan", "priorities")]
)
def test_nothing_leaves_in_the_json_that_nobody_saw_before(kind, part):
    told = content(kind, Here)
    checked(kind, told)
    (told[part][0] if part else told)["looked_after"] = 2
    with pytest.raises(NotReleasable, match="Nobody would see looked_after"):
        checked(kind, told)


@pytest.mark.requirement("X-04")
def test_the_headings_of_a_table_are_no_formula_either():
    head, row = list(csv.reader(io.StringIO(as_csv([FORMULA, "n"], [["x", 1]]))))
    assert (head, row) == ([f"'{FORMULA}", "n"], ["x", "1"])
    made = as_workbook([("t", [FORMULA, "odd\x0b"], [["x", 1]])])
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet[1]] == [
        (FORMULA, "s", True),
        ("odd", "s", False),
    ]
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.django_db
def test_an_odd_title_breaks_no_format_and_no_header(client, partnership):
    title = 'Pl\x0ban\x01 "q" =1+1 <b>&amp; \u202e'
    for kind in ("plan", "profile"):
        made = by_two(
            partnership, place=partnership.east, kind=kind, title=title, content=content(kind, partnership.east)
        )
        assert made.title == 'Plan "q" =1+1 <b>&amp; \u202e'
        for ending in ("json", "csv", "xlsx", "docx", "svg"):
            answer = client.get(reverse(f"released-{ending}", args=[made.pk]))
            assert (ending, answer.status_code) == (ending, 200)
    Release.objects.filter(pk=made.pk).update(title="Old\x0b title")  # from before titles were cleaned
    assert docx.Document(io.BytesIO(file_of(reads.one(made.pk), "docx"))).core_properties.title == "Old title"


@pytest.mark.django_db
@pytest.mark.requirement("X-04")
def test_a_free_release_with_odd_names_is_whole_in_every_format(client, partnership):
    table = {"dimensions": ["=dim"], "rows": [["a", 20], ["b", 30], ["Total", 50]], "scope": {"counts": "co\x01unt"}}
    table["scope"] |= {"place": "", "areas": [], "period": "", "grows": False}
    free = {
        "table-1": [{FORMULA: "x", "odd\x0b": 3}],
        "about": [{"a": 1}],
        "mixed": [{"a": 1}, "text", None],
        "tables": [table],
    }
    made = by_two(partnership, place=partnership.east, kind='a"/../b', title="t", content=free)
    names = [one.name for one in laid_out(made.kind, free).tables]
    assert len(names) == len({name.casefold() for name in names}) == 4
    assert sorted(csv_tables(reads.one(made.pk))) == sorted(names)  # none stands in for another
    for name in names:
        answer = client.get(reverse("released-csv", args=[made.pk]), {"table": name})
        assert answer.status_code == 200
        assert answer["Content-Disposition"].count('"') == 2
        assert "/" not in answer["Content-Disposition"]
        assert not answer.content.startswith(b"=")
    for ending in ("xlsx", "docx", "svg"):
        assert client.get(reverse(f"released-{ending}", args=[made.pk])).status_code == 200


@pytest.mark.django_db
@pytest.mark.requirement("X-04")
def test_a_table_is_attacked_with_those_of_the_place_it_counts_wherever_it_is_put_forward(partnership):
    """Put forward for another place, the counts of East would be read with nothing of East."""
    east, areas = str(partnership.east.pk), ("S01009001", "S01009002", "S01009003")
    true = counted(("area",), [((area,), n) for area, n in zip(areas, (3, 50, 60), strict=True)])
    told = written(protect(true, OPEN), Scope("people", east, areas))
    by_two(partnership, place=partnership.east, kind="people", title="t", content={"tables": [told]})
    partnership.add("locality_leader", key="west", place=partnership.west)
    rest = {"dimensions": ["area"], "rows": [["S01009002", 50]], "scope": {**told["scope"], "areas": ["S01009002"]}}
    with pytest.raises(NotSafe, match="earlier release"):  # 113 less 60 less 50
        by_two(partnership, place=partnership.west, kind="rest", title="t", content={"tables": [rest]}, role="west")


@pytest.mark.requirement("X-04")
@pytest.mark.parametrize(
    ("rows", "of"),
    [
        (
            [["S01009002", 50], ["S01009003", 60], ["Total", 110]],
            ("S01009002", "S01009003"),
        ),  # East without its first area
        ([["S01009002", 50], ["S01009003", 60]], ("S01009001", "S01009002", "S01009003")),  # one row simply left out
        ([["S01009002", 50]], ("S01009002",)),
        (
            [["S01009002", 50], ["S01009003", 60], ["S01009004", 70], ["Total", 180]],
            ("S01009002", "S01009003", "S01009004"),
        ),
    ],
)
def test_a_place_drawn_anew_is_subtracted_from_what_it_was(rows, of):
    areas, place = ("S01009001", "S01009002", "S01009003"), str(Here.pk)
    true = counted(("area",), [((area,), n) for area, n in zip(areas, (3, 50, 60), strict=True)])
    old = tables({"tables": [written(protect(true, OPEN), Scope("people", place, areas))]})
    scope = {"counts": "people", "place": place, "areas": list(of), "period": "", "grows": False}
    new = tables({"tables": [{"dimensions": ["area"], "rows": rows, "scope": scope}]})
    assert safe(new, [], OPEN).recovered_exactly == 0
    with pytest.raises(NotSafe, match="earlier release"):
        safe(new, [old], OPEN)


@pytest.mark.django_db
def test_a_withdrawn_release_is_gone_in_every_format_though_it_was_written_before(client, partnership):
    from hereabouts.records.releases import changes

    made = release(partnership, "profile")
    for ending in ("json", "csv", "xlsx", "docx", "svg", "geojson"):
        assert client.get(reverse(f"released-{ending}", args=[made.pk])).status_code == 200
    changes.withdraw(by=partnership.actor("ig_lead"), on=TODAY, release=made, because="A name")
    for ending in ("json", "csv", "xlsx", "docx", "pdf", "svg", "geojson"):
        answer = client.get(reverse(f"released-{ending}", args=[made.pk]))
        assert (answer.status_code, "X-Release" in answer.headers) == (404, False)
        assert "public" not in answer.headers.get("Cache-Control", "")
