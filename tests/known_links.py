"""Published records whose true pairs are known: febrl 1 to 3, 500 of RecordLinkage, 50,000 of historical people."""

import csv
from collections import Counter
from math import comb

from tests.environment import DATA

FEBRL = {"id": "rec_id", "first_name": "given_name", "surname": "surname", "dob": "date_of_birth", "postcode": "postcode",
         "nhs": "soc_sec_id", "address": ["street_number", "address_1"]}  # fmt: skip
NAMES = ("febrl1", "febrl2", "febrl3", "rldata500", "historical50k")


def records(name):
    """Give the rows of one set as an extract would have them, and the person behind each id."""
    rows, people = _historical() if name == "historical50k" else _rldata() if name == "rldata500" else _febrl(name[-1])
    return rows, dict(zip((row["id"] for row in rows), people, strict=True))


def _febrl(number):
    with (DATA / "linkage_febrl" / f"dataset{number}.csv").open(encoding="utf-8") as file:
        said = [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file, skipinitialspace=True)]
    rows = [
        {
            ours: " ".join(row[t] for t in theirs).strip() if isinstance(theirs, list) else row[theirs]
            for ours, theirs in FEBRL.items()
        }
        for row in said
    ]
    return rows, [row["id"].split("-")[1] for row in rows]


def _rldata():
    with (DATA / "linkage_rldata" / "RLdata500.csv").open(encoding="utf-8") as file:
        said = list(csv.DictReader(file))
    rows = [
        {"id": row["rec_id"], "first_name": f"{row['fname_c1']} {row['fname_c2']}".strip(),
         "surname": f"{row['lname_c1']} {row['lname_c2']}".strip(),
         "dob": f"{row['by']}-{int(row['bm']):02}-{int(row['bd']):02}"}
        for row in said
    ]  # fmt: skip
    return rows, [row["identity"] for row in said]


def _historical():
    import pyarrow.parquet as pq

    path = DATA / "linkage_historical50k" / "historical_figures_with_errors_50k.parquet"
    said = pq.read_table(path).to_pylist()
    rows = [
        {"id": row["unique_id"], "first_name": row["first_name"], "surname": row["surname"], "dob": row["dob"],
         "sex": row["gender"], "postcode": row["postcode_fake"], "address": row["birth_place"]}
        for row in said
    ]  # fmt: skip
    return rows, [row["cluster"] for row in said]


def quality(people, found):
    """Give precision, recall and F1 of pairs found, of all that are of one person."""
    found = {tuple(sorted(pair)) for pair in found}
    right = sum(people[a] == people[b] for a, b in found)
    true = sum(comb(n, 2) for n in Counter(people.values()).values())
    precision, recall = right / max(len(found), 1), right / true
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)
