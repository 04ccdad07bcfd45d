"""The pages round a profile: a measure down to its file's rows, places side by side, the committee, Easy Read, notes, quality."""

import csv
import re
import shutil
from datetime import date, timedelta
from urllib.parse import urlencode

import duckdb
import pytest
from django.urls import reverse

from hereabouts.core.evidence.picked import PICKED
from hereabouts.core.places import by_codes
from hereabouts.records.evidence import changes as evidence
from hereabouts.records.evidence.hotspots import of_place as hot_spots_of
from hereabouts.records.evidence.incidents import of_place as incidents_of
from hereabouts.records.evidence.notes import notes
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.places import changes as places
from hereabouts.records.places.reads import sheet
from hereabouts.records.trust.access import founder, public
from hereabouts.records.voice import changes as voice
from tests import released
from tests.conftest import FIXTURES
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("hereabouts.web.shared.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def see(as_role, partnership):
    """Open a page of East as somebody, and give its words."""

    def opened(route, role="analyst", place=None, status=200, **query):
        args = [] if route.startswith("data") else [(place or partnership.east).pk]
        answer = as_role(role).get(f"{reverse(route, args=args)}?{urlencode(query, doseq=True)}")
        assert answer.status_code == status
        return answer.content.decode()

    return opened


def words(html):
    """Give what a page says, without its marks, a space between any two words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&#x27;", "'").split())


# --- from a number on the profile to the rows of the file ("Done when" 4)


@pytest.mark.requirement("L-05")
def test_every_number_of_the_profile_leads_to_its_page(see, partnership, client):
    html = see("place")
    leads = set(re.findall(r'href="([^"]*/indicator/\?of=[a-z_]+)"', html))
    labels = re.findall(
        r'<th scope="row"><b>(?:<a href="[^"]+">)?([^<]+)', html.split('id="against"')[1].split('id="hides"')[0]
    )
    assert len(labels) >= 8
    for address in leads:
        page = words(client.get(address).content.decode())
        assert "Formula" in page
        assert "Fingerprint (SHA-256)" in page
        assert "Row of the file" in page or "Rows of the files" in page
    assert len(leads) == len(labels)  # not one number without


@pytest.mark.requirement("I-28")
def test_the_rows_named_are_the_rows_of_the_file(see):
    """The file is opened again with nothing of ours, and at the row that is named stand the area and its count."""
    html = see("place-indicator", of="income_deprived")
    page = words(html)
    assert "indicators.csv" in page
    with (FIXTURES / "data" / "indicators.csv").open(newline="") as file:
        lines = list(csv.reader(file))
    area, count, of = (lines[0].index(name) for name in ("Data_Zone", "Income_count", "Total_population"))
    table = re.search(r'<table class="hb stack"><caption class="vh">Figures of the small areas.*?</table>', html, re.S)[
        0
    ]
    told = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.S)
    assert len(told) == 4
    for row in map(words, told):
        code, row_number = re.search(r"S0100\d{4}", row)[0], int(row.rsplit(" ", 1)[1])
        line = lines[row_number - 1]  # headings are the first row
        assert line[area] == code
        assert f" {int(line[count]):,} {int(line[of]):,} " in f" {row} "
    assert "C3 Wilson" in page
    assert "income_deprived/all" in page


def test_the_page_of_a_measure_sums_what_its_areas_say(see):
    page = words(see("place-indicator", of="income_deprived"))
    assert "It counts 974 of 3,410." in page
    assert f"East: {974 / 3410:.1%} of people, 2017 to 2019." in page


@pytest.mark.requirement("X-03")
def test_a_hidden_area_is_said_on_the_measures_page_and_is_no_zero(see):
    page = words(see("place-indicator", of="recorded_crime"))
    assert "The publisher hid or lacks it." in page
    assert "1 of 4 areas are left out" in page


@pytest.mark.requirement("D-102")
def test_sorted_areas_carry_the_sentence_and_unsorted_ones_do_not(see):
    highest = see("place-indicator", of="income_deprived", sort="highest")
    assert PICKED in words(highest)
    figures = re.findall(r"data-l=\"Figure\"><b>([\d.]+)%", highest)
    assert figures == sorted(figures, key=float, reverse=True)
    lowest = see("place-indicator", of="income_deprived", sort="lowest")
    assert re.findall(r"data-l=\"Figure\"><b>([\d.]+)%", lowest) == figures[::-1]
    assert PICKED not in words(see("place-indicator", of="income_deprived"))


def test_all_measures_are_listed_by_topic_and_one_that_nobody_has_is_absent(see):
    page = words(see("place-indicator"))
    assert "Money and cost of living" in page
    assert "People who are income deprived" in page
    see("place-indicator", of="nobody_measures_this", status=404)


def test_a_place_without_any_figure_says_so_on_every_page(see, settings, tmp_path):
    bare = tmp_path / "bare.duckdb"
    shutil.copy(settings.EVIDENCE, bare)
    with duckdb.connect(str(bare)) as connection:
        connection.execute("DELETE FROM reading; DELETE FROM nation_reading")
    settings.EVIDENCE = bare
    assert "Nothing larger is here to compare East with" in words(see("place"))
    assert "No published number reaches this place yet." in words(see("place-indicator"))
    assert "Nothing here is clearly worse" in words(see("place-committee"))
    assert "We do not know yet how this place differs." in words(see("place-easy-read"))
    assert "nan" not in words(see("place")).lower().split()


# --- the profile itself


@pytest.mark.requirement("L-03", "L-04", "X-03")
def test_each_heading_says_what_is_found(see):
    html = see("place")
    headings = [words(h) for h in re.findall(r"<h2>(.*?)</h2>", html, re.S)]
    assert "Deprived nearly everywhere in every kind" in headings
    assert "3 of 4 areas are in the nation's most deprived fifth" in headings
    assert any(h.startswith("Worse than Larkhaven on") for h in headings)
    assert "None of the lists of services in the evidence file has one in these areas." in words(html)


def test_a_figure_without_counts_has_another_mark_than_one_that_is_similar(see):
    html = see("place")
    assert "Not tested: nobody publishes its counts" in html
    row = next(r for r in html.split("<tr>") if "emergency_stays" in r or "Emergency hospital" in r)
    assert "M-5 -5l10 10" in row  # a cross: never the hollow square that says similar
    assert "Not compared" in row


def test_what_is_equally_old_is_said_once(see):
    page = words(see("place"))
    assert page.count("It may not show what that did.") == 1
    assert re.search(r"2017 to 2019: \d+ measures\.", page)


@pytest.mark.requirement("D-102")
def test_what_was_picked_for_lying_apart_carries_the_sentence(see):
    assert "lies nearer to the others the next time, by chance alone" in words(see("place"))


def test_pictures_have_words_and_no_script_or_style(see):
    html = see("place")
    for picture in re.findall(r"<svg(?! x=)[^>]*>", html):
        assert 'aria-hidden="true"' in picture or ('role="img"' in picture and "aria-labelledby" in picture)
    main = html.split("<main")[1].split("</main>")[0]
    assert "<script" not in main
    assert "style=" not in main


# --- the five guards, on pages, commands and in Python ("Done when" 5)


@pytest.mark.requirement("X-02", "X-03", "L-03")
@pytest.mark.parametrize(
    ("route", "query", "says"),
    [
        ("place-indicator", {"of": "rank"}, "East, made of 4 areas, has no rank or decile of its own"),
        ("place-indicator", {"of": "decile"}, "has no rank or decile of its own"),
        ("place-indicator", {"of": "street"}, "cannot be told from published crime"),
        ("place", {"index": "SIMD 2016 and SIMD 2020v2"}, "does not cover East"),
        ("place", {"index": "IMD 2019"}, "IMD 2019 does not cover East"),
    ],
)
def test_a_page_refuses_with_a_reason(see, route, query, says):
    assert says in words(see(route, status=422, **query))


@pytest.mark.requirement("X-02", "L-03")
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"by": "rank", "way": "ratio"}, "How many times as deprived East is as West cannot be said"),
        ({"by": "rank", "way": "mean"}, "Each of East and West has no rank or decile of its own"),
        ({"by": "decile", "way": "change"}, "East and West cannot be followed over SIMD 2020v2 by rank"),
        ({"by": "address"}, "cannot be told from published crime"),
    ],
)
def test_the_compare_page_refuses_and_still_shows_what_may_be_compared(see, partnership, query, says):
    page = words(see("place-compare", "administrator", **{"with": partnership.west.pk}, **query))
    assert says in page
    assert "People who are income deprived" in page


@pytest.mark.requirement("X-02")
def test_hot_spots_refuse_ranks_and_streets(see, partnership):
    for asked, says in (
        ("rank", "has no rank or decile of its own"),
        ("street", "cannot be told from published crime"),
    ):
        assert says in words(see("hot-spots", indicator=asked))
        with pytest.raises(Exception, match=says):
            hot_spots_of(sheet(partnership.east), asked)


@pytest.mark.requirement("X-02")
def test_incidents_refuse_a_street(partnership):
    with pytest.raises(Exception, match="cannot be told from published crime"):
        incidents_of(sheet(partnership.east), "crimes", "On or near Supermarket")


@pytest.mark.requirement("X-02", "L-03")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("history", "East", "--indicator", "rank"), "East cannot be followed over SIMD 2020v2 by rank"),
        (("hotspots", "East", "--indicator", "decile"), "East has no rank or decile of its own"),
        (("hotspots", "East", "--indicator", "address"), "cannot be told from published crime"),
        (("incidents", "East", "--category", "On or near Parking Area"), "cannot be told from published crime"),
        (("compare", "East", "West", "--by", "rank"), "How many times as deprived East is as West cannot be said"),
        (("compare", "East", "West", "--by", "decile", "--way", "mean"), "has no rank or decile of its own"),
        (("profile", "East", "--index", "IMD 2019"), "IMD 2019 does not cover East"),
    ],
)
def test_the_command_line_refuses_with_a_reason(partnership, command, asked, says):
    done = command("place", *asked, check=False)
    assert done.returncode != 0
    assert says in " ".join((done.stdout + done.stderr).split())


# --- up to four side by side


@pytest.mark.requirement("L-03")
def test_two_places_stand_side_by_side_and_only_what_is_clear_is_called_better(see, partnership):
    page = words(see("place-compare", "administrator", **{"with": partnership.west.pk}))
    assert "East beside West" in page
    assert re.search(r"Of \d+ comparisons with East, \d+ are clearly worse and \d+ clearly better \(95%\)\.", page)
    assert "2017 to 2019" in page  # no number without its time
    assert PICKED in page


def test_a_place_beside_one_that_lies_in_it_is_not_compared(see, partnership):
    corner = places.define(
        by=founder(), on=date(2025, 1, 1), name="Corner", rule=by_codes("S01009001,S01009005"), prefix="CO"
    )
    assert "Not compared: they share areas" in words(see("place-compare", "administrator", **{"with": corner.pk}))


def test_alone_it_asks_whom_to_stand_beside_it_and_five_are_refused(see, partnership):
    assert "Choose up to three places to stand beside East." in words(see("place-compare"))
    five = [
        places.define(by=founder(), on=date(2025, 1, 1), name=f"P{n}", rule=by_codes("S01009007"), prefix=f"P{n}").pk
        for n in range(4)
    ]
    assert "At most 4 places" in words(see("place-compare", "administrator", status=422, **{"with": five}))
    see("place-compare", **{"with": "not an id"})


def test_the_command_line_holds_places_side_by_side_with_the_same_words(partnership, command, see):
    told = command.json("place", "compare", "East", "West", "--by", "income_deprived")
    (line,) = told["lines"]
    assert told["note"] == PICKED
    assert line["sides"][1]["words"] in {"better", "worse", "similar"}
    page = see("place-compare", "administrator", **{"with": partnership.west.pk})
    assert f"{line['sides'][1]['figure']['value']:.1%}" in page


# --- the committee, Easy Read, languages


@pytest.mark.requirement("D-75")
def test_the_committee_gets_three_findings_at_most_how_sure_and_what_is_not_known(see):
    page = words(see("place-committee"))
    assert re.search(r"East: (one finding|[23] findings)", page)
    assert "The true figure is likely to lie between" in page
    assert "They were picked because they are large: the next figures will probably be a little less so." in page
    assert "What we do not know" in page
    assert "3 of 4 are in the nation's most deprived fifth (SIMD 2020v2)." in page


@pytest.mark.requirement("D-75")
def test_easy_read_says_so_many_in_a_hundred_in_the_words_of_every_day(see):
    html = see("place-easy-read")
    assert "People with very little money." in html
    assert f"About {round(100 * 974 / 3410)} in every 100 in East." in html
    assert html.count('fill="#12436D" stroke="#12436D"') >= round(100 * 974 / 3410)
    assert "income deprived" not in words(html)
    assert "Nobody who needs Easy Read has tested it yet" in html


@pytest.mark.requirement("D-86")
def test_languages_that_nobody_counted_are_said_to_be_unknown(see):
    assert "No dataset in the evidence file says which languages are spoken here." in words(see("place-languages"))


@pytest.mark.requirement("D-86")
def test_a_small_count_of_speakers_reads_too_few_to_show_and_its_number_is_nowhere(see, monkeypatch):
    from hereabouts.core.evidence import languages as core
    from hereabouts.core.steps import Step

    rows = [
        ("S01009001", "polish", 23),
        ("S01009001", "kurdish", 3),
        ("S01009002", "polish", 61),
        ("S01009002", "kurdish", 47),
    ]
    values = ", ".join(
        f"('{a}', 'Area {a[-1]}', 'main language {w}', {n}, 'Made-up census', '2022')" for a, w, n in rows
    )
    step = Step("spoken", f"SELECT * FROM (VALUES {values}) t(area, name, part, people, source, period)")
    monkeypatch.setattr("hereabouts.records.evidence.languages.LANGUAGES", (step,))
    html = see("place-languages")
    assert f"{core.WORDS}polish" not in html
    assert "too few to show" in html
    cells = re.findall(r'<td class="n">(.*?)</td>', html, re.S)
    assert len(cells) == 6
    assert "3" not in [words(c) for c in cells]
    assert sum("too few" in c for c in cells) >= 2


# --- what residents say beside the number


def say(partnership, text, *, quote=True):
    officer = partnership.actor("communities_officer")
    for n in range(7):
        made = voice.record(
            by=officer, on=TODAY, place=partnership.east, words=f"{text} {n}.", heard_on=date(2026, 9, 1) + timedelta(days=n),
            answers={"age": "25 to 44"}, consents=("taking part", "quote") if quote else ("taking part",),
        )  # fmt: skip
        voice.code(by=officer, on=TODAY, contribution=made, accept={"T01": "problem"}, reject=())


@pytest.mark.requirement("L-04")
def test_a_quote_stands_beside_its_number_for_those_who_may_read_it_and_for_nobody_else(see, partnership):
    say(partnership, "By the third week there is nothing left")
    assert "By the third week there is nothing left" in see("place", "communities_officer")
    for role in ("clerk", "elected_member", "analyst"):
        assert "By the third week there is nothing left" not in see("place", role)


def test_words_that_were_not_to_be_quoted_are_not(see, partnership):
    say(partnership, "Never print this", quote=False)
    assert "Never print this" not in see("place", "communities_officer")


# --- local notes


@pytest.mark.requirement("I-04")
def test_a_note_is_written_on_one_page_and_read_beside_its_number_on_another(as_role, see, partnership):
    client = as_role("practitioner")
    address = reverse("note-write", args=[partnership.east.pk])
    text = "The rent office moved here in 2018, so people who live elsewhere are counted."
    answer = client.post(address, {"indicator": "income_deprived", "text": text})
    assert answer.status_code == 302
    page = see("place", "clerk")
    assert text in page
    assert "Test Practitioner" in page
    assert text in see("place-indicator", "clerk", of="income_deprived")
    assert AuditEntry.objects.filter(what="local_note.write").count() == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 601])
def test_a_note_that_says_nothing_or_too_much_keeps_what_was_typed(as_role, partnership, text):
    answer = as_role("practitioner").post(
        reverse("note-write", args=[partnership.east.pk]), {"indicator": "", "text": text}
    )
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert text.strip()[:50] in answer.content.decode()


def test_a_note_about_a_number_that_nobody_has_is_refused(as_role, partnership):
    answer = as_role("practitioner").post(
        reverse("note-write", args=[partnership.east.pk]), {"indicator": "luck", "text": "Hm"}
    )
    assert answer.status_code == 422
    with pytest.raises(evidence.NotANote, match="no indicator called"):
        evidence.write_note(
            by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text="Hm", indicator="luck"
        )


@pytest.mark.requirement("I-04")
def test_a_note_is_taken_off_again_and_stays_in_the_record(as_role, see, partnership):
    note = evidence.write_note(
        by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text="The bridge was shut."
    )
    again = evidence.write_note(
        by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text="The bridge was shut."
    )
    assert again.pk == note.pk
    assert as_role("practitioner").post(reverse("note-end", args=[note.pk])).status_code == 302
    assert "The bridge was shut." not in see("place", "clerk")
    note.refresh_from_db()
    assert note.ended_on == TODAY
    assert as_role("practitioner").post(reverse("note-end", args=[note.pk])).status_code == 404


def test_a_note_is_for_partners_and_written_only_by_those_of_the_place(partnership):
    partnership.add("practitioner", place=partnership.west, key="westerner")
    west = partnership.actor("westerner")
    evidence.write_note(by=west, on=TODAY, place=partnership.west, text="Only of West.")
    assert [n.text for n in notes(west, partnership.west, on=TODAY)] == ["Only of West."]
    assert notes(public(), partnership.west, on=TODAY) == []
    with pytest.raises(NotAllowed):
        evidence.write_note(
            by=partnership.actor("practitioner"), on=TODAY, place=partnership.west, text="Not mine to write."
        )


@pytest.mark.requirement("I-04")
def test_a_note_for_partners_is_in_no_public_release(see, partnership, client):
    text = "Known to partners: the figure counts the hostel."
    evidence.write_note(by=partnership.actor("practitioner"), on=TODAY, place=partnership.east, text=text)
    assert text in see("place", "clerk")  # it could have been seen
    notice = released.numbers(partnership, partnership.east)
    client.logout()
    for route, about in (("public-profile", partnership.east), ("released-csv", notice), ("released-json", notice)):
        assert text not in client.get(reverse(route, args=[about.pk])).content.decode()


# --- the data themselves


def test_the_datasets_page_says_age_licence_warnings_and_gaps(see):
    page = words(see("data-quality"))
    assert "Hidden by the publisher" in page
    assert "Open Government Licence v3.0" in words(see("datasets"))


@pytest.mark.requirement("X-36")
def test_the_age_of_each_dataset_stands_with_what_happened_since(see):
    page = words(see("data-freshness"))
    assert "2017 to 2019" in page
    assert "It may not show what that did." in page


@pytest.mark.parametrize("route", ["datasets", "data-quality", "data-freshness"])
def test_without_an_evidence_file_the_pages_say_how_to_make_one(see, settings, tmp_path, route):
    settings.EVIDENCE = tmp_path / "none.duckdb"
    assert "hereabouts data build" in see(route)


@pytest.mark.parametrize(
    "route", ["place-indicator", "place-compare", "place-committee", "place-easy-read", "place-languages", "place-html"]
)
def test_without_an_evidence_file_no_page_breaks(as_role, partnership, settings, tmp_path, route):
    settings.EVIDENCE = tmp_path / "none.duckdb"
    answer = as_role("analyst").get(reverse(route, args=[partnership.east.pk]))
    assert answer.status_code in {200, 422}
    assert "hereabouts data build" in answer.content.decode()
