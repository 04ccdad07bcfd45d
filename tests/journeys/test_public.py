"""Anybody reads the plan and the numbers of a place, and takes the data home; nothing follows them there."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from hereabouts.records.releases import changes
from tests.families import in_force
from tests.released import content, release
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
LIMIT = 100 * 1024


@pytest.fixture
def published(partnership):
    return release(partnership), release(partnership, "profile")


def pages(partnership):
    east = [partnership.east.pk]
    return [
        reverse("start"),
        reverse("public-plan", args=east),
        reverse("public-profile", args=east),
        reverse("released"),
        reverse("follow"),
    ]


@pytest.mark.requirement("I-30", "D-58")
def test_the_plan_page_says_what_was_done_and_what_was_not(client, partnership, published):
    start = client.get(reverse("start")).content.decode()
    address = reverse("public-plan", args=[partnership.east.pk])
    assert f'href="{address}"' in start
    html = client.get(address).content.decode()
    assert "East, together" in html
    for words in ("1 done", "1 late", "1 stopped", "1 not started", "1 in progress"):
        assert words in html
    assert "31 of the 61 people we heard raised it." in html
    assert "How many raised it: too few to show." in html
    assert "£37,000" in html  # the money adds up
    assert "Next update 15 January 2027." in html
    assert html.index("1. Cleaner streets") < html.index("What we did not choose") < html.index("The money")
    assert html.count("<h1") == 1


def test_a_hidden_figure_says_so_and_shows_nothing(client, partnership, published):
    html = client.get(reverse("public-profile", args=[partnership.east.pk])).content.decode()
    row = html[html.index("Emergency hospital stays") :]
    row = row[: row.index("</tr>")]
    assert "too few to show" in row
    assert "Not compared" in row
    assert "28.6%" in html


@pytest.mark.requirement("D-58")
def test_the_data_is_the_very_text_that_was_released(client, partnership, published):
    plan, profile = published
    html = client.get(reverse("released")).content.decode()
    answer = client.get(reverse("released-json", args=[plan.pk]))
    assert reverse("released-json", args=[plan.pk]) in html
    assert hashlib.sha256(answer.content).hexdigest() == plan.sha256
    assert answer["X-Release"] == f"sha256:{plan.sha256}"
    assert json.loads(answer.content) == content("plan", partnership.east)
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("released-csv", args=[profile.pk])).content.decode())))
    assert [row["value"] for row in rows] == ["0.2856", "too few to show"]


def test_public_pages_set_no_cookie_and_load_nothing_from_elsewhere(client, partnership, published):
    from django.contrib.staticfiles import finders

    styles = Path(finders.find("public.css")).stat().st_size
    for address in pages(partnership):
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code == 200
        assert not answer.cookies, address
        assert "<script" not in html
        assert not re.search(r'(src|href)="(https?:)?//', html)
        assert len(answer.content) + styles < LIMIT, address


def test_only_pages_with_a_form_set_the_cookie_that_protects_it(client, partnership):
    in_force(partnership)
    for name in ("report", "tell", "ask"):
        assert list(client.get(reverse(name)).cookies) == [settings.CSRF_COOKIE_NAME]


def test_a_signed_in_reader_is_told_nothing_is_kept(as_role, partnership, published):
    answer = as_role("clerk").get(reverse("public-plan", args=[partnership.east.pk]))
    assert answer["Cache-Control"] == "no-store"


def test_what_is_withdrawn_is_gone_from_every_page(client, partnership, published):
    changes.withdraw(by=partnership.actor("locality_leader"), on=TODAY, release=published[0], because="Wrong figures.")
    assert client.get(reverse("public-plan", args=[partnership.east.pk])).status_code == 404
    assert client.get(reverse("released-json", args=[published[0].pk])).status_code == 404
    assert "East plan" not in client.get(reverse("released")).content.decode()
    assert client.get(reverse("public-profile", args=[partnership.east.pk])).status_code == 200


def test_what_is_not_released_has_no_page(client, partnership):
    assert client.get(reverse("public-plan", args=[partnership.east.pk])).status_code == 404
    assert "Nothing has been released yet" in client.get(reverse("released")).content.decode()


class TestOnDisk:
    def written(self, partnership, folder, **other):
        from hereabouts.web.public.export import write_site

        return write_site(partnership.east.pk, folder, **other)

    @pytest.mark.slow
    @pytest.mark.requirement("D-58")
    def test_the_site_opens_from_a_folder(self, partnership, published, tmp_path):
        names = {path.name for path in self.written(partnership, tmp_path / "site")}
        data = {
            f"{kind}.{ending}"
            for kind in ("plan", "profile")
            for ending in ("pdf", "docx", "xlsx", "csv", "json", "svg")
        }
        tables = {f"plan-{name}.csv" for name in ("priorities", "words", "money", "not-chosen", "about")}
        more = {
            "index.html",
            "profile.html",
            "profile.geojson",
            "profile-areas.csv",
            "profile-about.csv",
            "public.css",
            "mark.svg",
        }
        assert names == data | tables | more
        for page in ("index.html", "profile.html"):
            html = (tmp_path / "site" / page).read_text(encoding="utf-8")
            links = re.findall(r'(?:href|src|action)="([^"#]+)', html)
            assert links
            assert {link for link in links if not (tmp_path / "site" / link).is_file()} == set()
        assert hashlib.sha256((tmp_path / "site" / "plan.json").read_bytes()).hexdigest() == published[0].sha256

    def test_where_no_pdf_can_be_made_the_rest_is_written(self, client, partnership, published, tmp_path, no_pdf):
        names = {path.name for path in self.written(partnership, tmp_path / "site")}
        assert {"plan.docx", "profile.xlsx", "profile.geojson"} <= names
        assert not [name for name in names if name.endswith(".pdf")]
        assert ">PDF<" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
        answer = client.get(reverse("released-pdf", args=[published[0].pk]))
        assert answer.status_code == 422
        assert "this machine lacks them" in answer.content.decode()

    @pytest.mark.slow
    def test_it_says_the_same_as_the_app(self, client, partnership, published, tmp_path):
        self.written(partnership, tmp_path)
        for file, name in (("index.html", "public-plan"), ("profile.html", "public-profile")):
            here = _text((tmp_path / file).read_text(encoding="utf-8"))
            there = _text(client.get(reverse(name, args=[partnership.east.pk])).content.decode())
            for section in re.split(r"\n\s*\n", here):
                assert section.strip() in there or not section.strip()

    def test_forms_are_linked_where_an_app_runs(self, partnership, published, tmp_path, no_pdf):
        self.written(partnership, tmp_path, online="https://east.example.org/")
        assert 'href="https://east.example.org/report/"' in (tmp_path / "index.html").read_text(encoding="utf-8")

    def test_without_a_released_plan_nothing_is_written(self, partnership, tmp_path):
        from hereabouts.web.public.export import NothingReleased

        with pytest.raises(NothingReleased, match="No plan of this place"):
            self.written(partnership, tmp_path / "site")
        assert not (tmp_path / "site").exists()


def _text(html):
    """Give what is read in the main part, without the form that a file cannot have."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(
        r'<section id="follow">.*?</section>|<div><a class="big".*?</div>|<a [^>]*>Earlier versions</a>',
        "",
        main,
        flags=re.DOTALL,
    )
    return re.sub(r"<[^>]+>", "", main)
