"""Pressing an area on the map ticks its box, where scripts run; where none do, the boxes are all there is to it."""

import pytest
from django.urls import reverse

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
]
PICK = "?council=DZ2011/S12000091"


def test_the_map_and_the_list_say_the_same(opened, partnership):
    page = opened(partnership.people["analyst"])
    page.goto(reverse("place-pick") + PICK)
    area, box = page.locator("path[data-code=S01009001]"), page.locator("#a-S01009001")
    area.click()
    assert box.is_checked()
    assert area.get_attribute("class") == "on"
    box.uncheck(force=True)
    assert area.get_attribute("class") == "off"


def test_without_scripts_the_boxes_define_the_place(opened, partnership):
    page = opened(partnership.people["analyst"], width=375, javascript=False)
    page.goto(reverse("place-pick") + PICK)
    page.fill("#id_name", "Harbour")
    page.locator("label[for=a-S01009001]").click()
    page.get_by_role("button", name="See which areas count").click()
    assert "1 area counts." in page.inner_text("main")
    page.get_by_role("button", name="Save the place").click()
    assert "A person named 1 area." in page.inner_text("main")
