"""Linkage on published records with a known truth: how many true pairs are found, and how many found pairs are true."""

import csv

import pytest

from hereabouts.engines import linkage
from tests.environment import DATA

pytestmark = [pytest.mark.real_data, pytest.mark.slow]


def extract():
    with (DATA / "linkage_febrl" / "dataset1.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            said = {name.strip(): value.strip() for name, value in row.items()}
            yield {
                "id": said["rec_id"], "agency": "febrl", "first_name": said["given_name"], "surname": said["surname"],
                "dob": said["date_of_birth"], "postcode": said["postcode"], "nhs": said["soc_sec_id"],
                "address": f"{said['street_number']} {said['address_1']}",
            }  # fmt: skip


def quality(rows, links):
    """Give precision and recall over pairs; the truth stands in the record's own name (rec-12-org, rec-12-dup-0)."""
    by_person = {}
    for row in rows:
        by_person.setdefault(row["id"].split("-")[1], []).append(row["id"])
    truth = {frozenset((a, b)) for ids in by_person.values() for i, a in enumerate(ids) for b in ids[i + 1 :]}
    found = {frozenset((link.id_a, link.id_b)) for link in links}
    return len(truth), len(found & truth) / len(found), len(found & truth) / len(truth)


@pytest.mark.parametrize(
    ("identifier", "floor"), [(True, 0.96), (False, 0.82)], ids=["with a number", "by name, birthday and home"]
)
def test_pairs_of_febrl(identifier, floor):
    rows = [row if identifier else {**row, "nhs": ""} for row in extract()]
    matched = linkage.match(rows, linkage.train(rows))
    pairs, precision, recall = quality(rows, matched.links)
    assert pairs == 500
    assert precision >= 0.99
    assert recall >= floor
    sure = [link for link in matched.links if link.band == "confirm"]
    assert quality(rows, sure)[1] >= 0.995
