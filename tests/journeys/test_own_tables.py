"""An analyst loads a table of her council's own; it stands in the profile for whoever may see it, and nowhere else."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hereabouts.records.account import changes as account
from hereabouts.records.account.content import profile as leaving
from hereabouts.records.evidence.own import access, changes, reads
from hereabouts.records.ledger.access import NotFound
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import changes as plans
from hereabouts.web.public.export import write_site
from tests import own_tables, released
from tests.own_tables import SAID, WAITING, load, table
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
TITLE = "Households on the waiting list"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def analyst(partnership):
    return partnership.actor("analyst")


def upload(client, content, name="waiting.csv"):
    return client.post(reverse("own-choose"), {"file": SimpleUploadedFile(name, content)})


def form_of(said):
    return {name: value for name, value in said.items() if name != "within"} | {"within": "yes" if said["within"] else "no"}  # fmt: skip


def walk(client, content, *, heading_row=1, columns=own_tables.COLUMNS, name="waiting.csv", **said):
    """Go from the file to the check, as somebody does who looks at each step; give the page of the check."""
    sent = upload(client, content, name)
    assert sent.status_code == 302, sent.content.decode()
    assert client.get(sent.url).status_code == 200
    sent = client.post(sent.url, {"heading_row": heading_row})
    assert client.get(sent.url).status_code == 200
    sent = client.post(sent.url, columns)
    assert client.get(sent.url).status_code == 200
    sent = client.post(sent.url, form_of(SAID | said))
    assert sent.status_code == 302, sent.content.decode()
    return client.get(sent.url), sent.url


@pytest.mark.requirement("W-10", "X-03", "X-36")
def test_from_the_file_to_the_profile_and_back(as_role, partnership):
    client, place = as_role("analyst"), partnership.east
    page, check = walk(client, table())
    assert "<b>6</b> new" in page.content.decode()
    assert (
        TITLE not in client.get(reverse("place", args=[place.pk])).content.decode()
    )  # nothing before the confirmation
    made = client.post(check, {"step": "load"}, follow=True)
    assert "Housing register, 1 April 2025" in made.content.decode()
    profile = client.get(reverse("place", args=[place.pk])).content.decode()
    assert TITLE in profile
    assert "own table of Larkhaven Council (for the partnership only)" in profile  # never taken for a published figure
    one = reads.tables(partnership.actor("analyst"), on=TODAY)[0]
    depth = client.get(reverse("place-indicator", args=[place.pk]), {"of": f"own-{one.id}"}).content.decode()
    assert "It counts 200 of 1,400." in depth  # 60 + 90 + 12 + 38 of 400 + 400 + 200 + 400
    assert "14.3%" in depth
    assert "10.9%" in depth  # the council: 219 of 2,000
    assert "waiting.csv" in depth
    assert one.sha256 in depth
    assert re.search(r"S01009001(?:(?!</tr>).)*>2</td></tr>", depth)  # it stands in row 2 of the file
    client.post(reverse("own-undo", args=[one.id]))
    assert TITLE not in client.get(reverse("place", args=[place.pk])).content.decode()
    assert reads.tables(partnership.actor("analyst"), on=TODAY) == []


@pytest.mark.slow
def test_a_second_file_is_laid_beside_the_first_and_taken_back_exactly(as_role, partnership, analyst):
    one = load(analyst)
    before = reads.standing(one)
    newer = {**WAITING, "S01009001": (61, 400), "S01009007": (5, 300)}
    del newer["S01009006"]
    client = as_role("analyst")
    page, check = walk(client, table(newer))
    html = page.content.decode()
    for told in ("<b>1</b> new", "<b>1</b> changed", "<b>4</b> unchanged", "<b>1</b> removed"):
        assert told in html
    assert "60 of 400" in html
    assert "61 of 400" in html
    assert "S01009006 (2025)" in html
    client.post(check, {"step": "load"})
    assert reads.standing(one)["S01009001", "2025"] == (61, 400)
    assert ("S01009006", "2025") not in reads.standing(one)
    client.post(reverse("own-undo", args=[one.pk]))
    assert reads.standing(one) == before


def test_a_file_of_another_year_leaves_the_years_before(analyst, as_role, partnership):
    one = load(analyst)
    load(analyst, table({"S01009001": (70, 400)}), period="2026")
    assert reads.standing(one)["S01009001", "2025"] == (60, 400)
    assert len(reads.standing(one)) == 7
    found = reads.prepared(own_tables.put_aside(analyst, table(), period="2025"))
    assert (found.plan.counts["unchanged"], found.plan.stays) == (6, ("2026",))


@pytest.mark.slow
def test_what_was_said_of_the_last_table_is_filled_in(as_role, analyst):
    load(analyst, note="Counted on one day")
    client = as_role("analyst")
    sheet = upload(client, table()).url
    columns = client.post(sheet, {"heading_row": 1}).url
    assert "Filled in as it was with the last such table." in client.get(columns).content.decode()
    facts = client.post(columns, own_tables.COLUMNS).url
    html = client.get(facts).content.decode()
    assert "Counted on one day" in html
    assert "Data zones 2011: 6 codes recognised" in html


def test_headings_under_titles_and_another_sheet_are_found(as_role, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Numbers")
    for row in [
        ["Waiting list, 2025"],
        [],
        ["Data zone", "Waiting", "Households"],
        *([c, *n] for c, n in WAITING.items()),
    ]:
        sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    client = as_role("analyst")
    url = upload(client, (tmp_path / "book.xlsx").read_bytes(), "book.xlsx").url
    html = client.get(url, {"sheet": "Numbers"}).content.decode()
    assert 'value="3" class="govuk-radios__input"' in html or "Waiting list, 2025" in html
    columns = client.post(url, {"sheet": "Numbers", "heading_row": 3}).url
    assert "“Data zone” holds codes of Data zones 2011: 6 of those looked at are known." in client.get(columns).content.decode()  # fmt: skip


@pytest.mark.slow
def test_a_map_layer_is_read_by_its_codes_and_one_without_is_told_what_it_lacks(as_role, partnership):
    def layer(**properties):
        features = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}, "properties": one} for one in properties["rows"]]  # fmt: skip
        return json.dumps({"type": "FeatureCollection", "features": features}).encode()

    client = as_role("analyst")
    coded = layer(rows=[{"Data zone": code, "Waiting": n, "Households": of} for code, (n, of) in WAITING.items()])
    page, _ = walk(client, coded, heading_row=0, name="layer.geojson")
    assert "<b>6</b> new" in page.content.decode()
    url = upload(client, layer(rows=[{"Food bank": "St Mary", "Visits": 12}]), "points.geojson").url
    told = client.get(client.post(url, {"heading_row": 0}).url).content.decode()
    assert "join the codes to it first" in told


@pytest.mark.requirement("D-87")
def test_a_list_of_people_is_refused_and_let_go_of(as_role, settings, django_capture_on_commit_callbacks):
    client = as_role("analyst")
    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(client, b"Surname,Date of birth,Data zone,Waiting\nPoe,1990-01-01,S01009001,1\n")
    assert answer.status_code == 422
    assert "This sheet lists people" in answer.content.decode()
    assert list(settings.UPLOADS.glob("*.waiting")) == []
    counted = upload(client, table())  # the same zones counted are welcome
    assert counted.status_code == 302


def test_a_table_too_long_for_a_page_goes_in_by_the_command_line(as_role):
    answer = upload(as_role("analyst"), b"Data zone,Waiting\n" + b"S01009001,1\n" * 50_000)
    assert answer.status_code == 422
    assert "hereabouts data import" in answer.content.decode()


@pytest.mark.slow
def test_faults_come_with_rows_and_as_a_file_to_mend(as_role, partnership):
    wrong = {**WAITING, "S01009001": (500, 400), "X99": (1, 2)}
    page, check = walk(as_role("analyst"), table(wrong))
    html = page.content.decode()
    assert "2 faults to mend" in html
    assert "Row 2" in html
    assert "500 is more than the 400 it is out of" in html
    client = as_role("analyst")
    mend = client.get(check.replace("check/", "what-to-mend.csv"))
    rows = list(csv.reader(io.StringIO(mend.content.decode("utf-8-sig"))))
    assert rows[1][0] == "2"
    assert "Waiting: 500 is more than" in rows[1][1]
    assert rows[2][1] == ""
    assert client.post(check, {"step": "load"}).status_code == 422
    assert reads.tables(partnership.actor("analyst"), on=TODAY) == []


@pytest.mark.slow
@pytest.mark.requirement("L-05")
def test_what_is_for_partners_never_leaves_until_it_is_cleared(as_role, partnership, analyst, client, tmp_path, no_pdf):
    """The page, the files and the site of the public profile: without the table, then with it once somebody cleared it."""
    one, place = load(analyst), partnership.east
    assert TITLE in as_role("elected_member").get(reverse("place", args=[place.pk])).content.decode()
    client.logout()
    plan = plans.draft_plan(by=partnership.actor("communities_officer"), on=TODAY, place=place, title="East, together")
    account.propose_plan(by=partnership.actor("locality_leader"), on=TODAY, place=place, plan=plan)
    released.approve_waiting(partnership)

    def public():
        """Give all that anybody can read: the page, its data, and the site in a folder."""
        notice = released.numbers(partnership, place)
        site = write_site(place.pk, tmp_path / "site")
        pages = [reverse("public-profile", args=[place.pk]), *(reverse(f"released-{end}", args=[notice.pk]) for end in ("json", "csv"))]  # fmt: skip
        told = [client.get(page).content.decode() for page in pages] + [p.read_text(errors="ignore") for p in site]
        assert all("income deprived" in one for one in told[:3])  # the numbers that may leave are there
        return told

    assert TITLE not in "".join(public())
    with pytest.raises(NotAllowed):
        changes.clear(by=analyst, on=TODAY, own_table=one)  # who loads it does not clear it
    changes.clear(by=partnership.actor("ig_lead"), on=TODAY, own_table=one)
    told = public()
    assert all(TITLE in one for one in told[:3])
    assert "own table of Larkhaven Council" in told[0]
    assert "S01009001" not in told[2]  # the place's figure leaves; those of its areas never do
    load(analyst, table({**WAITING, "S01009001": (61, 400)}))
    assert TITLE not in json.dumps(leaving(place))  # new numbers are looked at first
    changes.take_back(by=analyst, on=TODAY, own_table=one)
    assert TITLE in json.dumps(leaving(place))  # what was cleared stands again


def test_a_cleared_table_of_few_is_still_hidden(partnership, analyst):
    few = dict.fromkeys(WAITING, (1, 400))
    one = load(analyst, table(few))
    changes.clear(by=partnership.actor("ig_lead"), on=TODAY, own_table=one)
    row = next(r for r in leaving(partnership.east)["rows"] if r["label"] == TITLE)
    assert row["hidden"]
    assert row["value"] is None


def test_areas_of_few_people_are_told_to_those_who_counted_alone(as_role, partnership, analyst):
    one, place = load(analyst, table({**WAITING, "S01009003": (3, 200)})), partnership.east
    for role, told in (("analyst", True), ("locality_leader", True), ("community_rep", False), ("practitioner", False)):
        client = as_role(role)
        html = client.get(reverse("place-indicator", args=[place.pk]), {"of": f"own-{one.pk}"}).content.decode()
        assert "It counts 191 of 1,400." in html
        assert ("S01009003" in html) is told
        assert ("Some areas here count too few people" in html) is not told
        book = client.get(reverse("own-table", args=[one.pk])).content.decode()
        assert ("S01009003" in book) is told
        assert ("too few people to be told apart" in book) is not told
    wide = load(analyst, title="No area has few")
    html = as_role("community_rep").get(reverse("own-table", args=[wide.pk])).content.decode()
    assert "S01009003" in html


@pytest.mark.slow
def test_the_same_file_over_other_years_is_not_an_old_answer(partnership, analyst, as_role):
    def seen():
        return as_role("analyst").get(reverse("place-indicator", args=[partnership.east.pk]), {"of": f"own-{one.pk}"}).content.decode()  # fmt: skip

    one = load(analyst)
    newer = table({code: (n + 1, of) for code, (n, of) in WAITING.items()})
    load(analyst, newer, period="2026")
    assert "14.3%" in seen()  # 2025
    changes.take_back(by=analyst, on=TODAY, own_table=one)
    changes.take_back(by=analyst, on=TODAY, own_table=one)
    load(analyst, table({code: (2 * n, of) for code, (n, of) in WAITING.items()}))
    load(analyst, newer, period="2026")
    assert "28.6%" in seen()
    assert "14.3%" not in seen()


def test_who_may_not_see_it_sees_it_nowhere(as_role, partnership, analyst):
    one, place = load(analyst, within=True), partnership.east
    assert [t.title for t in reads.tables(analyst, on=TODAY)] == [TITLE]
    outside = partnership.actor("practitioner")  # of Harbour Housing
    with pytest.raises(NotFound):
        access.find(outside, one.pk, on=TODAY)
    with pytest.raises(changes.KeptWithin):
        changes.clear(by=partnership.actor("ig_lead"), on=TODAY, own_table=one)
    for role in ("practitioner", "community_rep", "administrator"):
        client = as_role(role)
        assert TITLE not in client.get(reverse("place", args=[place.pk])).content.decode()
        assert TITLE not in client.get(reverse("place-csv", args=[place.pk])).content.decode()
        assert client.get(reverse("own-table", args=[one.pk])).status_code in {403, 404}
        hidden = client.get(reverse("place-indicator", args=[place.pk]), {"of": f"own-{one.pk}"})
        assert hidden.status_code == 404
    assert TITLE in as_role("elected_member").get(reverse("place-csv", args=[place.pk])).content.decode()
    partnership.add("analyst", key="other analyst", organisation="Harbour Housing")
    waiting = own_tables.put_aside(analyst, table())
    with pytest.raises(NotFound):
        reads.waiting(partnership.actor("other analyst"), waiting.pk, on=TODAY)


def test_a_rate_of_the_people_who_live_there_needs_no_second_column(partnership, analyst, as_role):
    one = load(analyst, table(), columns={"area": "Data zone", "value": "Waiting"}, shape="rate of people", of="people")
    assert reads.standing(one)["S01009001", "2025"] == (60, 955)
    html = as_role("analyst").get(reverse("place-indicator", args=[partnership.east.pk]), {"of": f"own-{one.pk}"})
    assert "Out of the people who live there" in html.content.decode()


def test_half_a_council_is_no_comparator(partnership, analyst, as_role):
    one = load(analyst, table({code: WAITING[code] for code in list(WAITING)[:5]}))
    html = as_role("analyst").get(reverse("place-indicator", args=[partnership.east.pk]), {"of": f"own-{one.pk}"})
    assert "It counts 200 of 1,400." in html.content.decode()
    assert "Larkhaven:" not in html.content.decode()
