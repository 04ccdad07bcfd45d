"""Pairs of lists about overlapping people, with the slips that lists have: for the bench of blind mode only.

Written before the encoding was measured on it, from what is known of lists in general (typing slips, short first names,
moves, marriages, a day and month the other way round), and not tuned since.
"""

import random
import string
from datetime import date, timedelta

from hereabouts.core.families.people import SHORT

MORE = """olivia amelia isla ava mia ivy lily freya florence willow sophie elsie evelyn ella grace emily poppy daisy evie
charlotte hannah aisha fatima zainab priya anika noah oliver george arthur muhammad leo harry oscar archie henry theodore finley
jack freddie charlie lucas logan adam ibrahim yusuf omar ali hassan arjun rohan piotr jakub zofia oksana ewan callum lewis rory
fraser mairi catriona eilidh kirsty morag ross blair chloe jade tyler kyle shannon"""
START = """ash bar brad car clay cran dal den dun elm fair gar glen hal har kirk lang lin marl mor nor oak pres rad ridge rock sel
shaw stan thorn wal wes whit win wood"""
END = "ley ton ham well field ford ridge son by worth dale wood man er stead combe"
MANY = """smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white roberts green
hall wood jackson clarke khan hussain ahmed singh begum ali campbell macdonald stewart reid murray okafor kowalski"""
FIRST = [*sorted(set(SHORT.values())), *MORE.split()]
STEMS, ENDS, COMMON = START.split(), END.split(), MANY.split()
NOISE = 0.06  # the chance of a slip in one field of one copy


def lists(n: int, *, shared: float = 0.5, seed: int = 11, noise: float = NOISE) -> tuple[list[dict], list[dict], set]:
    """Give two lists of n rows that share a part of their people, and which ids are one person."""
    dice = random.Random(seed)
    both = int(n * shared)
    everybody = _people(dice, 2 * n - both)
    dice.shuffle(everybody)
    left, right = everybody[:n], everybody[n - both :]
    ours = [{**_slipped(dice, p, noise), "id": f"a{i}", "agency": "one"} for i, p in enumerate(left)]
    theirs = [{**_slipped(dice, p, noise), "id": f"b{i}", "agency": "two"} for i, p in enumerate(right)]
    truth = {(f"a{n - both + i}", f"b{i}") for i in range(both)}
    dice.shuffle(theirs)
    return ours, theirs, truth


def _people(dice: random.Random, n: int) -> list[dict]:
    found: list[dict] = []
    while len(found) < n:  # homes of one to five: relatives are what is hard to tell apart
        surname, home = _surname(dice), _postcode(dice)
        size = dice.choices((1, 2, 3, 4, 5), (30, 25, 20, 17, 8))[0]
        born = [_born(dice) for _ in range(size)]
        if size > 2 and dice.random() < 0.03:
            born[-1] = born[-2]  # twins
        found += [
            {"first_name": dice.choice(FIRST), "surname": surname, "dob": day.isoformat(), "sex": dice.choice("fm"), "postcode": home}
            for day in born
        ]  # fmt: skip
    return found[:n]


def _surname(dice: random.Random) -> str:
    return dice.choice(COMMON) if dice.random() < 0.3 else dice.choice(STEMS) + dice.choice(STEMS) + dice.choice(ENDS)


def _postcode(dice: random.Random) -> str:
    return f"LK{dice.randint(1, 20)} {dice.randint(1, 9)}{''.join(dice.choices('ABDEFGHJLNPQRSTUWXYZ', k=2))}"


def _born(dice: random.Random) -> date:
    return date(1940, 1, 1) + timedelta(days=int(dice.triangular(0, 30_600, 22_000)))


def _slipped(dice: random.Random, person: dict, noise: float) -> dict:
    row = dict(person)
    if dice.random() < noise:
        row["first_name"] = _typed(dice, row["first_name"])
    elif dice.random() < noise:
        row["first_name"] = next((s for s, long in SHORT.items() if long == row["first_name"]), row["first_name"])
    if dice.random() < noise:
        row["surname"] = _typed(dice, row["surname"])
    elif dice.random() < noise / 3:
        row["surname"] = _surname(dice)  # married, or goes by another name
    if dice.random() < noise / 2:
        row["dob"] = _date_slipped(dice, row["dob"])
    if dice.random() < noise:
        row["postcode"] = _postcode(dice)  # moved
    for field in ("sex", "postcode", "dob"):
        if dice.random() < noise / 4:
            row[field] = ""
    return row


def _typed(dice: random.Random, word: str) -> str:
    at, how = dice.randrange(len(word)), dice.randrange(4)
    letter = dice.choice(string.ascii_lowercase)
    if how == 0:
        return word[:at] + letter + word[at + 1 :]
    if how == 1:
        return word[:at] + word[at + 1 :] if len(word) > 2 else word
    if how == 2:
        return word[:at] + letter + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _date_slipped(dice: random.Random, text: str) -> str:
    day, kind = date.fromisoformat(text), dice.randrange(3)
    if kind == 0 and day.day <= 12:
        return date(day.year, day.day, day.month).isoformat()
    if kind == 1:
        return f"{day.year + dice.choice((-1, 1))}{text[4:]}" if text[5:] != "02-29" else text
    return (day + timedelta(days=dice.choice((-1, 1, 10)))).isoformat()
