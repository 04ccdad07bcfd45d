"""What help there is in a place, beside the need; and looking at it first, before anything new is planned."""

import shutil

import pytest
from django.urls import reverse

from hereabouts.engines.evidence_build import build
from hereabouts.records.evidence.services import provided
from hereabouts.records.partners import changes as partners
from hereabouts.records.places.reads import sheet
from hereabouts.records.plans import changes
from hereabouts.records.plans.changes import NoReason
from tests.conftest import FIXTURES
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
GROUPS = """
id = "groups_larkhaven"
kind = "services"
title = "Groups of Larkhaven"
publisher = "Voluntary Action"
licence = "Ours"
source = "https://example.org"
published = "2026-11-01"
period = "2026"
generation = "DZ2011"
area = "Zone"
[service]
kind = "Community group"
topic = "T01"
name = "Group"
provider = "Run by"
description = "About"
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("services")
    data = shutil.copytree(FIXTURES / "data", folder / "data")
    for name in ("hospitals.csv", "postcodes.csv", "food_banks.csv"):
        shutil.copy(FIXTURES / "layouts" / name, data / name)
    (data / "groups.toml").write_text(GROUPS)
    (data / "groups.csv").write_text(
        "Group,Run by,Zone,About\n"
        "The Larder,St Anne's,S01009002,Food for women and young carers\nThe Larder,St Anne's,S01009006,\n"
    )
    build(data, folder / "evidence.duckdb")
    return folder / "evidence.duckdb"


@pytest.fixture
def here(listed, partnership, settings):
    settings.EVIDENCE = listed
    return partnership


def page(client, name, thing):
    return " ".join(client.get(reverse(name, args=[thing.pk])).content.decode().split())


@pytest.mark.requirement("I-01", "D-43")
def test_services_stand_by_need_and_by_who_gives_them_with_the_need_beside(here, as_role):
    """East has a hospital and a larder, and the food bank whose postcode lies in it; Hilltop's hospital and West's larder are not here."""
    told = page(as_role("community_rep"), "place-services", here.east)
    assert "What help there is in East" in told
    for name in ("Eastgate Hospital", "The Larder", "Made Up Larder"):
        assert name in told
    assert "Hilltop Hospital" not in told
    assert told.count("Given by St Anne") == 1
    assert "People who are income deprived: 28.6%" in told
    assert "Larkhaven 24.2%, worse" in told
    by_topic = {one.topic: one for one in provided(sheet(here.east)).topics}
    assert [s.name for s in by_topic["T01"].services] == ["The Larder", "Made Up Larder"]
    assert by_topic["T01"].providers == ("St Anne's", "Food banks of Greater Manchester")
    assert by_topic["T06"].services[0].area_name == "Eastgate - 01"
    assert not by_topic["T01"].silent
    assert "1 service of these lists has a postcode that no directory of ours knows" in told


@pytest.mark.requirement("I-14")
def test_services_stand_by_the_groups_they_name_and_a_group_that_none_names_first(here, as_role):
    """By need and by place stand above; a service names a group in its own words or not at all."""
    groups = {one.label: one for one in provided(sheet(here.east)).groups}
    assert [s.name for s in groups["Young carers"].services] == ["The Larder"]
    assert (groups["Men and boys"].services, groups["Men and boys"].people) == ((), 1717)  # "women" is not "men"
    assert groups["Young carers"].people is None
    named = [bool(one.services) for one in groups.values()]
    assert named == sorted(named)
    told = page(as_role("clerk"), "place-services", here.east)
    assert "<b>1</b>: The Larder" in told
    assert "None on our lists names them" in told


def test_what_the_partners_offer_stands_there_too(here, as_role):
    partners.list_service(  # of the partnership's own directory
        by=here.actor("communities_officer"), on=TODAY, place=here.east, facts={"name": "Rent talk", "provider": "Harbour Housing",
        "topics": ["T01", "T12"], "who_for": "Carers"},
    )  # fmt: skip
    told = page(as_role("clerk"), "place-services", here.east)
    assert "4 services on the lists we hold" in told
    assert told.count("<b>Rent talk</b>") == 2  # under both of its topics
    assert "<b>2</b>: The Larder, Rent talk" in told  # both name carers
    assert "Rent talk" not in page(as_role("clerk"), "place-services", here.west)


def test_a_larger_need_without_a_service_on_any_list_stands_first(here, as_role, evidence, settings):
    """Income deprivation is larger in East than in its council: with the larder's list it is met, without it silent."""
    assert not any(one.silent for one in provided(sheet(here.east)).topics)
    said = "None on our lists, and the need is larger than in the council"
    assert said not in page(as_role("clerk"), "place-services", here.east)
    settings.EVIDENCE = evidence
    first, *others = provided(sheet(here.east)).topics
    assert (first.topic, first.silent, any(one.silent for one in others)) == ("T01", True, False)
    assert said in page(as_role("clerk"), "place-services", here.east)


def test_the_map_counts_services_and_a_place_without_lists_says_how_to_get_them(
    here, as_role, partnership, evidence, settings
):
    told = page(as_role("clerk"), "place-services", here.east)
    assert 'aria-labelledby="map-title map-desc"' in told
    assert '<th scope="row">Eastgate - 01</th><td class="n">2</td>' in told
    settings.EVIDENCE = evidence
    empty = page(as_role("clerk"), "place-services", here.east)
    assert "Add one with: hereabouts data add FILE" in empty
    assert "Eastgate Hospital" not in empty


@pytest.mark.requirement("D-43")
def test_what_is_here_comes_before_what_is_new(here, as_role):
    officer = here.actor("communities_officer")
    plan = changes.draft_plan(by=officer, on=TODAY, place=here.east, title="East, together")
    client, address = as_role("communities_officer"), reverse("action-add", args=[plan.pk])
    form = page(client, "action-add", plan)
    assert "3 services that stand here already" in form
    assert "Hilltop Hospital" not in form
    bare = client.post(address, {"title": "A second larder", "assets": "new"})
    assert bare.status_code == 422
    assert "why none of it will do" in bare.content.decode()
    made = client.post(
        address,
        {"title": "More hours", "assets": "strengthens", "assets_why": "The Larder opens on Mondays too."},
        follow=True,
    )
    told = " ".join(made.content.decode().split())
    assert "Looked first at what is here: this strengthens it: The Larder opens on Mondays too." in told
    with pytest.raises(NoReason):
        changes.add_action(by=officer, on=TODAY, plan=plan, title="Anything", assets="maybe", assets_why="So.")
