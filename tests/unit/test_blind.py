"""Blind mode: no name leaves, the counts come out nearly right, and small ones are never told."""

import base64
import json
from itertools import combinations

import numpy as np
import pytest
from typer.testing import CliRunner

from hereabouts.cli.families import app
from hereabouts.core.families import blind
from hereabouts.core.families.blind_counts import NotTogether, overlap
from hereabouts.core.families.people import comparable
from hereabouts.core.families.sounding import soundex
from hereabouts.core.sentences import Sentence
from hereabouts.engines import blind as comparing
from hereabouts.engines import blind_files
from hereabouts.engines.definitions import disclosure
from tests.blind_people import KEY, OTHER_KEY, lists, written

OPEN = disclosure()["open"]
SKYE = {"id": "1", "first_name": "Skye", "surname": "Tarrant", "dob": "2012-03-12", "sex": "f", "postcode": "LK1 2AB"}


@pytest.fixture
def made(tmp_path):
    """Two encoded lists of two agencies, and the truth about them."""
    ours, theirs, truth = lists()
    (tmp_path / "key").write_text(KEY + "\n")
    key = blind_files.read_key(tmp_path / "key")
    for name, rows in (("one", ours), ("two", theirs)):
        blind_files.make(written(tmp_path / f"{name}.csv", rows), key, tmp_path / f"{name}.blind")
    return tmp_path, ours, theirs, truth


def run(*args):
    done = CliRunner().invoke(app, [*map(str, args), "--format", "json"])
    if done.exception:
        raise done.exception
    return json.loads(done.stdout)


def dice(one, other, key=None):
    made = [
        np.frombuffer(blind.encoded({**SKYE, **row}, key or bytes.fromhex(KEY)).bits, np.uint64) for row in (one, other)
    ]
    weights = [int(np.bitwise_count(bits).sum()) for bits in made]
    return 2 * int(np.bitwise_count(made[0] & made[1]).sum()) / sum(weights)


@pytest.mark.requirement("I-26")
def test_two_lists_are_counted_nearly_right(made):
    folder, ours, theirs, truth = made
    key = bytes.fromhex(KEY)
    a, b = (blind_files.read(folder / f"{name}.blind") for name in ("one", "two"))
    placed = [sorted(row["id"] for row in rows if blind.encoded(row, key)) for rows in (ours, theirs)]
    for ids in placed:
        ids.sort(key=lambda one: blind.order(key, one))
    links = comparing.alike(a, b)
    found = {(placed[0][int(x)], placed[1][int(y)]) for x, y, _ in links}
    precision, recall = len(found & truth) / len(found), len(found & truth) / len(truth)
    assert 2 * precision * recall / (precision + recall) >= 0.9
    told = run("blind-overlap", folder / "one.blind", folder / "two.blind")
    (pair,) = told["pairs"]
    assert pair["agencies"] == ["Council", "Housing"]
    assert abs(pair["people"] - len(truth)) <= 15
    assert told["by_number_of_agencies"] == {"1": 800 - 2 * pair["people"], "2": pair["people"]}


def test_no_name_date_postcode_or_id_is_in_the_file_in_any_spelling(made):
    folder, ours, _, _ = made
    content = (folder / "one.blind").read_bytes()
    low = content.lower()
    raw = b"".join(bytes.fromhex(line.split(b",")[0].decode()) for line in content.splitlines()[2:])
    words = {str(row[field]) for row in ours[:60] for field in ("id", "first_name", "surname", "dob", "postcode")}
    words |= {str(v) for row in ours[:60] for v in comparable(row).values() if isinstance(v, str)}
    sought = [word.encode() for word in words if len(word) > 3]
    assert len(sought) > 200
    for word in sought:
        for spelled in (word, word.lower(), word.replace(b" ", b""), word[::-1], word.hex().encode()):
            assert spelled.lower() not in low
            assert len(spelled) < 5 or spelled not in raw  # four bytes may stand among 25,000 by chance
        for shift in range(3):
            inside = base64.b64encode(b"\0" * shift + word)[4 if shift else 0 : -4]
            assert len(inside) < 5 or inside not in content


def test_the_same_list_is_encoded_the_same_and_no_two_keys_alike(made):
    folder = made[0]
    key, other = bytes.fromhex(KEY), bytes.fromhex(OTHER_KEY)
    blind_files.make(folder / "one.csv", key, folder / "again.blind")
    assert (folder / "again.blind").read_bytes() == (folder / "one.blind").read_bytes()
    blind_files.make(folder / "one.csv", other, folder / "two.blind")
    with pytest.raises(NotTogether, match="different keys"):
        comparing.people([blind_files.read(folder / f"{name}.blind") for name in ("one", "two")])
    a, b = (blind_files.read(folder / f"{name}.blind") for name in ("one", "two"))
    assert len(comparing.alike(a, b)) == 0  # the very same people


def test_one_name_looks_different_in_every_year():
    key = bytes.fromhex(KEY)
    assert dice(SKYE, {"dob": "2013-03-12"}, key) < 0.45
    assert dice(SKYE, {"first_name": "skye ", "dob": "12/03/2012"}) == 1


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"surname": "Tarant"}, True), ({"first_name": "Skyee"}, True), ({"postcode": "LK9 9ZZ"}, True), ({"sex": ""}, True),
        ({"postcode": ""}, True), ({"dob": "2012-12-03"}, True), ({"first_name": "Ash"}, False), ({"surname": "Okoro"}, False),
        ({"first_name": "Callum", "sex": "m"}, False), ({"dob": "1982-03-12"}, False),
    ],
    ids=str,
)  # fmt: skip
def test_a_slip_is_forgiven_and_a_twin_or_parent_is_not(other, same):
    assert (dice(SKYE, other) >= comparing.ALIKE) is same


def test_protected_and_incomplete_people_are_left_out(tmp_path):
    ours, _, _ = lists()
    ours[0]["address"], ours[1]["protected"], ours[2]["dob"], ours[3]["surname"] = "The Refuge, Hill St", "yes", "", ""
    (tmp_path / "key").write_text(KEY)
    told = run("blind", written(tmp_path / "one.csv", ours), "--key", tmp_path / "key", "--out", tmp_path / "one.blind")
    assert (told["encoded"], told["without_name_or_birthday"], told["protected_left_out"]) == (396, 2, OPEN.mark)
    assert blind_files.read(tmp_path / "one.blind").bits.shape == (396, 8)
    assert "protected" not in (tmp_path / "one.blind").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("correct horse battery staple", "not written as 64 hexadecimal digits"), ("ab12" * 4, "has 16 hexadecimal digits"),
        ("00" * 32, "follows a pattern"), ("".join(f"{n:02x}" for n in range(160, 192)), "follows a pattern"),
        (b"our secret for the partnership!!".hex(), "follows a pattern"), ("deadbeef" * 8, "follows a pattern"),
    ],
    ids=["words", "short", "zeros", "counting", "typed", "repeated"],
)  # fmt: skip
def test_a_weak_key_is_refused_with_how_to_make_a_good_one(text, said):
    with pytest.raises(blind.NotAKey, match=said) as refused:
        blind.key_of(text)
    assert "openssl rand -hex 32" in str(refused.value)


@pytest.mark.parametrize("harm", ["cut", "changed", "agency", "rows", "header"])
def test_a_file_that_was_cut_or_changed_is_refused(made, harm):
    path = made[0] / "one.blind"
    whole = path.read_bytes()
    first, head, rest = whole.split(b"\n", 2)
    digit = b"0" if rest[:1] != b"0" else b"1"
    path.write_bytes({
        "cut": whole[:-300], "changed": b"\n".join([first, head, digit + rest[1:]]), "header": whole[: len(first) + 40],
        "agency": whole.replace(b"Council", b"Kouncil"), "rows": whole.replace(b'"rows": 400', b'"rows": 399'),
    }[harm])  # fmt: skip
    with pytest.raises(blind_files.NotEncoded, match="cut short or changed"):
        blind_files.read(path)


def test_with_the_key_a_forger_is_found(made):
    folder = made[0]
    blind_files.write(folder / "forged.blind", "Council", bytes.fromhex(OTHER_KEY), [])
    with pytest.raises(blind_files.NotEncoded, match="not made with this key"):
        blind_files.read(folder / "forged.blind", bytes.fromhex(KEY))
    assert run("blind-overlap", folder / "one.blind", folder / "two.blind", "--key", folder / "key")["checked_with_key"]


@pytest.mark.parametrize("lines", [["zz" * 74 + "x"], ["ab"], ["é" * 148]], ids=["no digits", "short", "letters"])
def test_a_sealed_file_of_nonsense_is_refused_in_words(tmp_path, lines):
    blind_files.write(tmp_path / "x", "Council", bytes.fromhex(KEY), lines)
    with pytest.raises(blind_files.NotEncoded, match="holds no encoded rows"):
        blind_files.read(tmp_path / "x")
    with pytest.raises(blind_files.NotEncoded, match="cannot be written"):
        blind_files.write(tmp_path / "none" / "x", "Council", bytes.fromhex(KEY), [])


def test_what_cannot_be_encoded_or_counted_says_why(made):
    folder, ours, theirs, _ = made
    key = bytes.fromhex(KEY)
    for rows, said in [
        ([*ours, ours[0]], "twice"),
        ([*ours, *theirs], "rows of Council and Housing"),
    ]:
        with pytest.raises(Sentence, match=said):
            blind_files.make(written(folder / "bad.csv", rows), key, folder / "bad.blind")
    with pytest.raises(blind_files.NotEncoded, match="Never send the extract"):
        blind_files.read(folder / "one.csv")
    one = blind_files.read(folder / "one.blind")
    with pytest.raises(NotTogether, match="two files of Council"):
        comparing.people([one, one])
    with pytest.raises(NotTogether, match="2 to 6 agencies"):
        overlap({"Council": 400}, [], OPEN)
    with pytest.raises(NotTogether, match="fewer than 100 people"):
        overlap({"Council": 400, "Club": 99}, [], OPEN)


@pytest.mark.requirement("I-26")
@pytest.mark.parametrize("both", [0, 1, 3, 4, 5, 60, 151, 153], ids=str)
def test_a_small_overlap_is_not_told_nor_worked_out_from_the_rows_of_the_files(both):
    found = [frozenset("A")] * (153 - both) + [frozenset("B")] * (163 - both) + [frozenset("AB")] * both
    told = overlap({"A": 153, "B": 163}, found, OPEN)
    small = OPEN.small(both) or OPEN.small(153 - both)
    assert (told.pairs["A", "B"] is None) is small
    if small:  # two rows of a file less than its people would give it away
        assert told.by_number[1] is None
        assert told.everybody is None
        assert told.several is None


def test_with_three_agencies_everybody_is_counted_once_and_in_no_agency_twice(tmp_path):
    ours, theirs, _ = lists()
    third = [{**row, "id": f"C{row['id']}", "agency": "School"} for row in ours[200:]]
    for name, rows in (("one", ours), ("two", theirs), ("three", third)):
        blind_files.make(written(tmp_path / f"{name}.csv", rows), bytes.fromhex(KEY), tmp_path / f"{name}.blind")
    read = [blind_files.read(tmp_path / f"{name}.blind") for name in ("one", "two", "three")]
    found = comparing.people(read)
    assert sum(map(len, found)) == 400 + 400 + 200
    told = overlap({one.agency: len(one.bits) for one in read}, found, OPEN)
    assert abs(told.pairs["Council", "School"] - 200) <= 2
    assert told.by_number[3] == sum(len(one) == 3 for one in found) > 100
    assert len(told.pairs) == len(list(combinations(range(3), 2)))


@pytest.mark.parametrize(
    ("name", "code"),
    [("Robert", "R163"), ("Rupert", "R163"), ("Ashcraft", "A261"), ("Pfister", "P236"), ("Honeyman", "H555"), ("", "")],
    ids=str,
)
def test_soundex_as_the_national_archives_state_it(name, code):
    assert soundex(name) == code
