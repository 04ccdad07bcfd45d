"""Linkage: the sums of the calculations, the guards one by one, and a run over made-up caseloads with its known truth."""

import random
from datetime import date, timedelta
from math import log2

import pytest

from hereabouts.core.families import linkage as core
from hereabouts.core.families import people
from hereabouts.core.families.reasons import reasons, strength
from hereabouts.engines import linkage

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

    def unguarded(a, b, levels, weight, worth):
        p = core.probability(weight)
        return core.Judged(weight, p, "confirm" if p >= core.CONFIRM else "review" if p >= core.REVIEW else None)

    monkeypatch.setattr(linkage, "guarded", unguarded)
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
        linkage.train([{"id": "1"}, {"id": "2"}])
    assert linkage.match([{"id": "1"}], linkage.start()).links == ()


def test_clusters_follow_the_links_and_merge_nothing(world):
    rows, _, _, _, matched = world
    groups = linkage.clusters(matched)
    assert set(groups) <= {(row["agency"], row["id"]) for row in rows}
    for link in matched.links:
        if link.band == "confirm":
            assert groups[link.agency_a, link.id_a] == groups[link.agency_b, link.id_b]


@pytest.mark.requirement("X-06")
def test_a_guarded_pair_is_never_proposed_for_confirmation():
    """Twins with one NHS number between them (a slip of some clerk's) are for a person to look at, with a caution."""
    levels = {"first_name": "differs", "surname": "same", "dob": "same", "home": "same", "nhs": "same"}
    worth = {"first_name": -4.0, "surname": 7.0, "dob": 12.0, "home": 10.0, "nhs": 15.0}
    judged = core.guarded({}, {}, levels, 29.0, worth)
    assert (judged.band, judged.weight) == ("review", 0.0)
    assert "twins" in judged.caution
    assert core.guarded({}, {}, {**levels, "nhs": "missing"}, 14.0, {**worth, "nhs": 0.0}).band is None


def test_reasons_are_words_and_never_a_percentage():
    said = reasons(
        {"first_name": "nearly", "surname": "same", "dob": "same", "home": "differs"}, share_of_surname=0.0005
    )
    assert [(r.how, r.words) for r in said[:4]] == [
        ("agrees", "Same surname, which is rare here"), ("agrees", "Same date of birth"),
        ("nearly", "First name spelt a little differently"), ("differs", "Different address"),
    ]  # fmt: skip
    assert {r.how for r in said[4:]} == {"missing"}
    every = [r.words for level in ("same", "nearly", "differs", "missing", "swapped", "short form", "same postcode")
             for r in _try(level)] + [strength("confirm"), strength("review"), strength("review", "Take care.")]  # fmt: skip
    assert not any(character in words for words in every for character in "%0123456789")


def _try(level):
    known = {c.field: {one.name for one in c.levels} | {"missing"} for c in core.COMPARISONS}
    return reasons({field: level for field, names in known.items() if level in names})


@pytest.mark.parametrize(
    ("given", "field", "comparable"),
    [
        ({"first_name": " Séan "}, "first_name", "sean"),
        ({"first_name": "Lizzie"}, "root", "elizabeth"),
        ({"dob": "3/4/1990"}, "dob", "1990-04-03"),
        ({"dob": "19081209"}, "dob", "1908-12-09"),
        ({"dob": "31/2/1990"}, "dob", None),
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
