"""The definitions hold together: what one text names, another text has."""

import re

import pytest

from hereabouts.engines import definitions


def test_every_indicator_is_filed_under_a_topic_and_has_an_owner_and_a_review():
    for i in definitions.indicators().values():
        assert i.topic in definitions.topics(), i.id
        assert i.author, i.id
        assert i.why, i.id
        assert i.reviewed_on < i.next_review_on, i.id


@pytest.mark.requirement("D-101")
def test_every_formula_names_cells_that_a_description_yields():
    yielded = {
        f"{d.id}/{m.id}/{part}" for d in definitions.datasets().values() for m in d.measures for part in m.yields
    }
    yielded |= {f"{d.id}/{cell}" for d in definitions.datasets().values() if d.incidents for cell in d.incidents.yields}
    described = {d.id for d in definitions.datasets().values()}
    named = {
        cell for i in definitions.indicators().values() for f in i.formulas for cell in (f.numerator, f.denominator)
    }
    assert {cell for cell in named if cell.partition("/")[0] in described} - yielded == set()


def test_every_dataset_says_where_it_is_from():
    for d in definitions.datasets().values():
        assert d.generation in definitions.generations(), d.id
        assert all([d.title, d.publisher, d.licence, d.source, d.published, d.period]), d.id


def test_every_domain_of_an_index_leads_to_a_topic():
    crossed = {domain for t in definitions.topics().values() for domain in t["index_domains"]}
    domains = {
        part
        for d in definitions.datasets().values()
        if d.index
        for m in d.measures
        if m.id == "rank"
        for part in m.columns.values()
    }
    assert domains - crossed == {"overall"}


def test_every_grant_is_a_kind_and_a_verb():
    for role in definitions.roles().values():
        for what in (*role.here, *role.everywhere):
            assert re.fullmatch(r"[a-z_]+\.[a-z_]+", what), (role.id, what)
        assert role.description.endswith("."), role.id


@pytest.mark.requirement("L-06")
def test_the_vocabulary_of_groups_and_barriers_is_shown(client):
    html = client.get("/words/").content.decode()
    for label in (*definitions.groups().values(), *definitions.barriers().values(), "Money and cost of living"):
        assert label.replace("&", "&amp;") in html
