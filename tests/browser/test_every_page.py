"""Every page of the doors tables in Chromium: axe finds nothing serious, one heading, no sideways scroll, nobody else asked."""

from itertools import groupby

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from tests.doors import things
from tests.doors.test_doors import ROLES, ROWS
from tests.environment import ROOT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
SHARES = 5  # of the pages, each a test of its own: none runs into the limit on a busy machine
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A name of the page's own that a label takes by mistake shows as the same words on every field.
SAME_LABEL = """[...document.forms].flatMap(form => {
    const labels = [...form.querySelectorAll('label.govuk-label')].filter(label => !['radio', 'checkbox'].includes(label.control?.type))
    // the questions of several guides stand in one form, and one guide is asked: the same question in two of them is one
    const asked = labels.filter(label => !label.closest('[data-guide]'))
    const said = asked.map(label => label.textContent.trim())
    return said.filter((words, at) => words && said.indexOf(words) < at)
})"""


def seen():
    """Give (page, role) once for every page that somebody may read, role by role."""
    told = ((row["page"], [role for role in ROLES if row["method"] == "GET" and row[role] == "200"]) for row in ROWS)
    return sorted(((page, readers[0]) for page, readers in told if readers), key=lambda one: ROLES.index(one[1]))


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)["violations"]
    return [
        (page.url, v["id"], v["impact"], [n["html"][:120] for n in v["nodes"]][:3])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]


def faults(page, width):
    """Give what is wrong with the page that stands open, at a width."""
    page.set_viewport_size({"width": width, "height": 900})
    found = violations(page)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append((page.url, "scrolls sideways", width))
    return found


@pytest.mark.requirement("X-17")
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_at_two_widths(opened, partnership, live_server, share):
    world = things.all_of(partnership)
    wrong, asked, missing, looked = [], [], [], 0
    for role, pages in groupby(seen()[share::SHARES], key=lambda one: one[1]):
        page = opened(partnership.people.get(role))
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda r: r.status >= 400 and missing.append((r.url, r.status)))
        for row, _ in pages:
            name, _, about = row.partition(" ")
            if not shown(page, reverse(name, kwargs={"id": world[name, about]} if about else {})):
                continue
            looked += 1
            wrong += faults(page, 1280) + faults(page, 375)
            if page.locator("h1").count() != 1:
                wrong.append((page.url, "headings", page.locator("h1").count()))
            if twice := page.evaluate(SAME_LABEL):
                wrong.append((page.url, "two fields of one form with the same label", twice))
        page.context.close()
    assert wrong == missing == []
    assert looked > 20
    ours = (live_server.url, "data:", "chrome")  # the browser's own reader of PDFs asks the browser, not the world
    assert {url for url in asked if not url.startswith(ours)} == set()


def shown(page, address):
    """Open an address; False where it is a file to take away."""
    try:
        answer = page.goto(address)
    except Error as problem:
        if "Download is starting" in problem.message:
            return False
        raise
    return "text/html" in answer.headers["content-type"]


def test_axe_notices_a_fault(opened, partnership):
    """The negative control: a picture without words is found."""
    page = opened()
    page.goto(reverse("start"))
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert "image-alt" in {id_ for _, id_, *_ in violations(page)}
