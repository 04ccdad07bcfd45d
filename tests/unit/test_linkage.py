"""Linkage: the sums of the calculations, the guards one by one, and a run over made-up caseloads with its known truth."""

import random
from dataclasses import replace
from datetime import date, timedelta
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hereabouts.core.families import linkage as core
from hereabouts.core.families import people
from hereabouts.core.families.reasons import reasons, strength
from hereabouts.engines import linkage, linkage_pairs, linkage_rows
from hereabouts.engines.linkage_score import Scorer

FIRST = [
    "Rowan", "Amina", "Callum", "Zofia", "Priya", "Euan", "Marta", "Dawit", "Isla", "Oskar", "Noor", "Hamish", "Leila", "Tomasz",
    "Freya", "Kofi", "Ailsa", "Yusuf", "Morag", "Ines", "Gregor", "Sanaa", "Fergus", "Beata", "Struan", "Chidi", "Elspeth", "Ravi",
]  # fmt: skip
LAST = [a + b for a in ("Tar", "Lind", "Ok", "Mac", "Sand", "Ferr", "Bal", "Wint", "Kow", "Has") for b in (
    "rant", "qvist", "oro", "leod", "ford", "ant", "four", "ers", "alski", "san", "wick", "by",
)]  # fmt: skip


def caseloads(n=300, seed=4):
    """Two agencies that know some of the same people, spelt as people are; with twins, namesakes and a refuge."""
    dice = random.Random(seed)
    one, two, truth = [], [], set()

    def person(i, **more):
        born = date(1955, 1, 1) + timedelta(days=dice.randrange(24000))
        home = {
            "address": f"{dice.randrange(1, 90)} {dice.choice(LAST)} Street",
            "postcode": f"LK{dice.randrange(1, 9)} {dice.randrange(1, 9)}AB",
        }
        return {
            "first_name": dice.choice(FIRST), "surname": dice.choice(LAST), "dob": born.isoformat(), "sex": dice.choice("FM"),
            "phone": f"07700 {900000 + i}", **home, **more,
        }  # fmt: skip

    def slip(p):
        p = dict(p)
        what = dice.randrange(6)
        if what == 0:
            k = dice.randrange(1, len(p["surname"]))
            p["surname"] = p["surname"][:k] + p["surname"][k + 1 :]
        elif what == 1:
            p["phone"] = ""
        elif what == 2:
            y, m, d = p["dob"].split("-")
            p["dob"] = f"{d}/{m}/{y}"
        elif what == 3:
            p["address"] = ""
        elif what == 4:
            p["first_name"] = p["first_name"].upper() + " "
        return p

    for i in range(n):
        p = person(i)
        one.append({"id": f"a{i}", "agency": "one", **p})
        if i % 3 == 0:
            two.append({"id": f"b{i}", "agency": "two", **slip(p)})
            truth.add((f"a{i}", f"b{i}"))
    apart = []
    for i in range(8):  # twins: one with each agency
        p = person(10_000 + i)
        one.append({"id": f"t{i}", "agency": "one", **p, "first_name": "Skye"})
        two.append({"id": f"u{i}", "agency": "two", **p, "first_name": "Jude"})
        apart.append((f"t{i}", f"u{i}"))
    for i in range(8):  # parent and child of one name at one address
        p = person(20_000 + i)
        old = date.fromisoformat(p["dob"])
        one.append({"id": f"p{i}", "agency": "one", **p})
        two.append(
            {
                "id": f"q{i}",
                "agency": "two",
                **p,
                "dob": old.replace(year=old.year + 27, day=min(old.day, 27)).isoformat(),
            }
        )
        apart.append((f"p{i}", f"q{i}"))
    p = person(30_000, address="The Refuge, Kiln Row")
    one.append({"id": "r1", "agency": "one", **p})
    two.append({"id": "r2", "agency": "two", **p})
    apart.append(("r1", "r2"))
    p = person(30_001)
    one.append({"id": "s1", "agency": "one", **p, "protected": "yes"})
    two.append({"id": "s2", "agency": "two", **p})
    apart.append(("s1", "s2"))
    return [*one, *two], truth, apart


@pytest.fixture(scope="module")
def world():
    rows, truth, apart = caseloads()
    model = linkage.train(rows)
    return rows, truth, apart, model, linkage.match(rows, model)


def found(matched, bands=("confirm", "review")):
    return {(link.id_a, link.id_b) for link in matched.links if link.band in bands}


def test_weights_and_probability_are_those_of_the_calculations():
    """C18: a surname, a birthday and an address that agree, a sex that does not."""
    weights = [core.field_weight(m, u) for m, u in ((0.95, 0.01), (0.98, 0.002), (0.90, 0.0005))]
    assert [round(w, 4) for w in weights] == [6.5699, 8.9366, 10.8138]
    disagree = core.field_weight(1 - 0.90, 1 - 0.004)
    total = log2((1 / 2000) / (1 - 1 / 2000)) + sum(weights) + disagree
    assert (round(disagree, 4), round(total, 4), round(core.probability(total), 5)) == (-3.3161, 12.0391, 0.99976)


def test_true_pairs_are_found_and_strangers_are_not(world):
    _, truth, _, _, matched = world
    got = found(matched)
    assert len(got & truth) / len(truth) > 0.95
    assert len(got & truth) / len(got) > 0.97
    assert matched.considered > len(matched.links)


@pytest.mark.parametrize("kind", ["t", "p", "r", "s"], ids=["twins", "parent and child", "refuge", "restricted"])
def test_a_guard_keeps_them_apart(world, kind):
    _, _, apart, _, matched = world
    forbidden = {pair for pair in apart if pair[0].startswith(kind)}
    assert forbidden
    assert not found(matched) & forbidden


def test_without_the_guards_they_would_be_linked(world, monkeypatch):
    """The negative control: it is the guards that keep them apart, not luck."""
    rows, _, apart, model, _ = world

    monkeypatch.setattr(linkage_pairs, "GUARDS", ())
    monkeypatch.setattr(
        linkage_pairs, "_key", lambda i, key=linkage_pairs._key: key(i).replace("AND NOT protected", "")
    )
    got = found(linkage.match(rows, model))
    assert {pair[0][0] for pair in apart if pair in got} == {"t", "p", "r", "s"}


@pytest.mark.slow
def test_the_order_of_rows_changes_nothing(world):
    rows, _, _, model, matched = world
    shuffled = list(rows)
    random.Random(9).shuffle(shuffled)
    assert linkage.match(shuffled, model) == matched
    assert linkage.train(shuffled) == model


def test_what_is_missing_counts_neither_way(world):
    _, _, _, model, _ = world
    p = {
        "agency": "x",
        "first_name": "Elspeth",
        "surname": "Kowalski",
        "dob": "1990-02-03",
        "address": "4 Mill Lane",
        "postcode": "LK1 1AA",
    }
    whole = linkage.match([{"id": "1", **p, "sex": ""}, {"id": "2", **p, "agency": "y", "sex": "F"}], model).links[0]
    without = linkage.match([{"id": "1", **p}, {"id": "2", **p, "agency": "y"}], model).links[0]
    assert whole.levels["sex"] == "missing"
    assert whole.weight == without.weight


def test_a_model_is_a_document_that_can_be_kept(world, tmp_path):
    _, _, _, model, _ = world
    linkage.save(model, tmp_path / "model.json")
    assert linkage.load(tmp_path / "model.json") == model
    assert model.trained_on > 300
    assert model.version != linkage.start().version
    (tmp_path / "other.json").write_text('{"format": "something else"}')
    with pytest.raises(linkage.NotAModel, match="no linkage model of ours"):
        linkage.load(tmp_path / "other.json")
    with pytest.raises(linkage.NotAModel, match="There is no model"):
        linkage.load(tmp_path / "none.json")


def test_too_few_to_learn_from_is_said():
    with pytest.raises(linkage.TooFew, match="2 records are too few"):
        linkage.train([{"id": "1", "agency": "x"}, {"id": "2", "agency": "x"}])
    assert linkage.match([{"id": "1"}], linkage.start()).links == ()


def test_clusters_follow_the_links_and_merge_nothing(world):
    rows, _, _, _, matched = world
    groups = linkage.clusters(matched)
    assert set(groups) == {row["id"] for row in rows}
    for link in matched.links:
        if link.band == "confirm":
            assert groups[link.id_a] == groups[link.id_b] <= min(link.id_a, link.id_b)


@pytest.mark.requirement("X-06")
def test_a_guarded_pair_is_never_proposed_for_confirmation():
    """Twins with one NHS number between them (a slip of some clerk's) are for a person to look at, with a caution."""
    levels = {"first_name": "differs", "surname": "same", "dob": "same", "home": "same", "nhs": "same"}
    worth = {"first_name": -4.0, "surname": 7.0, "dob": 12.0, "home": 10.0, "nhs": 15.0}
    judged = core.guarded(levels, 29.0, worth)
    assert (judged.band, judged.weight) == ("review", 29.0)
    assert "twins" in judged.caution
    without = core.guarded({**levels, "nhs": "missing"}, 14.0, {**worth, "nhs": 0.0})
    assert (without.band, without.guard) == (None, "twins")


def test_reasons_are_words_and_never_a_percentage():
    said = reasons(
        {"first_name": "nearly", "surname": "same", "dob": "same", "home": "differs"}, share_of_surname=0.0005
    )
    assert [(r.how, r.words) for r in said[:4]] == [
        ("agrees", "Same surname, which is rare here"), ("agrees", "Same date of birth"),
        ("nearly", "First name spelt a little differently"), ("differs", "Different address"),
    ]  # fmt: skip
    assert {r.how for r in said[4:]} == {"missing"}
    every = [r.words for level in ("same", "nearly", "differs", "missing", "swapped", "short form", "same area", "part", "initial",
             "two names", "partial", "another year", "a generation apart")
             for r in _try(level)] + [strength("confirm"), strength("review"), strength("review", "Take care.")]  # fmt: skip
    assert not any(character in words for words in every for character in "%0123456789")


def _try(level):
    known = {c.field: {one.name for one in c.levels} | {"missing"} for c in core.COMPARISONS}
    return reasons({field: level for field, names in known.items() if level in names})


@pytest.mark.parametrize(
    ("given", "field", "comparable"),
    [
        ({"first_name": " Séan ", "surname": "Ford"}, "first_name", "sean"),
        ({"first_name": "Lizzie", "surname": "Ford"}, "root", "elizabeth"),
        ({"dob": "3/4/1990"}, "dob", "1990-04-03"),
        ({"dob": "19081209"}, "dob", "1908-12-09"),
        ({"dob": "31/2/1990"}, "dob", None),
        ({"first_name": "Suharto"}, "surname", "suharto"),
        ({"first_name": "Suharto"}, "first_name", None),
        ({"dob": "1990"}, "born", "1990"),
        ({"dob": "March 1990"}, "born", "1990-03"),
        ({"dob": "March 1990"}, "dob", None),
        ({"address": "No fixed abode"}, "address", None),
        ({"address": "Flat 3, 12 High St"}, "numbers", "3 12"),
        ({"phone": "+44 7700 900123"}, "phone", "7700900123"),
        ({"phone": "07700-900 123"}, "phone", "7700900123"),
        ({"postcode": "lk1 2ab"}, "postcode", "lk12ab"),
        ({"surname": "O'Neil-Byrne"}, "surname", "o neil byrne"),
        ({"sex": "Female"}, "sex", "f"),
        ({"sex": "not known"}, "sex", None),
        ({"nhs": "943 476 5919"}, "nhs", "9434765919"),
        ({"address": "The Refuge"}, "protected", True),
        ({"protected": "no"}, "protected", False),
        ({"protected": "yes"}, "protected", True),
    ],
)
def test_rows_are_made_comparable(given, field, comparable):
    assert people.comparable(given)[field] == comparable


WORDS = st.sampled_from(
    [
        "",
        "Zoë",
        "Elspeth",
        "Lizzie",
        "O'Neil-Byrne",
        "Müller",
        "Łukasz",
        "Mary Ann",
        "J",
        "N/A",
        "Ann",
        "Anne",
        "de Ruyter",
    ]
)
DAYS = st.sampled_from(
    ["", "1990-02-03", "3/2/1990", "02/03/1990", "1990", "1990-02", "Feb 1990", "31/2/1990", "19600203", "3 Feb 1991"]
)
HOMES = st.sampled_from(
    ["", "Flat 3, 12 High St", "Flat 4, 12 High St", "12 High Street", "No fixed abode", "The Refuge", "Heath Site"]
)
NUMBERS = st.sampled_from(["", "07700 900123", "+44 7700 900124", "0", "943 476 5919", "943 476 5991"])
RECORDS = st.fixed_dictionaries({
    "first_name": WORDS, "surname": WORDS, "dob": DAYS, "address": HOMES, "phone": NUMBERS, "nhs": NUMBERS, "uprn": NUMBERS,
    "sex": st.sampled_from(["", "F", "male", "not known"]), "postcode": st.sampled_from(["", "LK1 2AB", "lk12ac", "LK9 9ZZ"]),
    "email": st.sampled_from(["", "a.b@x.org", "a.b@y.org"]), "protected": st.sampled_from(["", "yes", "no"]),
})  # fmt: skip


@given(st.lists(RECORDS, min_size=2, max_size=12))
@settings(deadline=None, max_examples=25)
def test_the_database_compares_as_one_pair_is_compared(rows):
    """Comparable forms, levels, weights and guards: by the database for all, and by hand for one, to the last bit."""
    rows = [{"id": f"{n:03}", "agency": "x", **row} for n, row in enumerate(rows)]
    model = replace(linkage.start(), trained_on=5000, frequencies={
        "first_name": {"ann": 0.01, "anne": 0.01, "elspeth": 0.002}, "surname": {"muller": 0.003}, "phone": {"7700900123": 0.04},
    })  # fmt: skip
    with linkage.database() as connection:
        connection.register("raw", linkage_rows.as_raw(rows))
        linkage_rows.make_comparable(connection)
        linkage_pairs.weighed(connection, model)
        theirs = connection.execute("SELECT * FROM weighed ORDER BY row").to_arrow_table().to_pylist()
        pairs = "FROM (SELECT l.row AS row_l, r.row AS row_r FROM weighed l JOIN weighed r ON l.row < r.row)"
        told = linkage_pairs.judged(linkage_pairs.compared(pairs), model, least=-1e9)
        judged = connection.execute(f"SELECT * FROM ({told}) ORDER BY 1, 2").to_arrow_table().to_pylist()
    scorer = Scorer(model)
    ours = [scorer.weighed(people.comparable(row)) for row in rows]
    for mine, other in zip(ours, theirs, strict=True):
        assert {k: mine[k] for k in mine} == {k: other[k] for k in mine}
    for pair in judged:
        places, found = scorer.judged(ours[pair["row_l"]], ours[pair["row_r"]], least=-1e9)
        assert places == [pair[f"v_{c.field}"] for c in model.comparisons]
        assert found.weight == pair["weight"]
        assert found.guard == (core.GUARDS[pair["guard"]].name if pair["guard"] >= 0 else "")
