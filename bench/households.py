"""Made-up British households as five agencies know them, with a dial for noise and the truth: for benchmarks alone.

About 2.1 records a person. Families share homes, surnames, phones; there are twins, fathers and sons of one name, flats of
one building, people who moved or married, and nicknames. The shares of slips were set before the model was measured.
"""

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path

import numpy as np

TEXT = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
FIRST_M, FIRST_F, COMMON, START, END, STREETS, KINDS = (
    TEXT[name].split() for name in ("first_m", "first_f", "common", "start", "end", "streets", "kinds")
)
NICK = {name: short.split() for name, short in TEXT["short"].items()}

COLUMNS = (
    "id",
    "agency",
    "first_name",
    "surname",
    "dob",
    "sex",
    "postcode",
    "address",
    "uprn",
    "phone",
    "email",
    "nhs",
)
MEAN = 2.1  # records a person
DAYS = (date(2026, 1, 1) - date(1936, 1, 1)).days


def households(rows, seed=1, noise=1.0):
    """Make about so many records; give them (dictionaries) and the person behind each id."""
    dice = random.Random(seed)
    many = np.random.default_rng(seed)
    rare = [a + b for a in START for b in END]
    records, people, n = [], {}, 0
    while len(records) < rows:
        for person in _family(dice, rare):
            n += 1
            for agency in dice.sample("ABCDE", 1 + int(many.binomial(4, (MEAN - 1) / 4))):
                one = _known(dice, person, agency, noise, rare)
                one["id"] = f"{agency}{len(records):07}"
                people[one["id"]] = n
                records.append(one)
    dice.shuffle(records)
    return records[:rows], {row["id"]: people[row["id"]] for row in records[:rows]}


def _family(dice, rare):
    surname = _surname(dice, rare)
    home = _home(dice)
    line = _phone(dice)
    size = dice.choices([1, 2, 3, 4, 5], [30, 30, 17, 15, 8])[0]
    grown = 1 if size == 1 or dice.random() < 0.25 else 2
    people = []
    for i in range(size):
        years = dice.uniform(22, 70) if i < grown else dice.uniform(0, 19)
        sex = dice.choice("MF")
        people.append(_person(dice, surname if dice.random() < 0.85 else _surname(dice, rare), home, sex, years, line))
    if size > grown and dice.random() < 0.03:  # twins
        twin = dict(people[-1])
        twin["sex"] = dice.choice("MF")
        twin["first_name"] = _first(dice, twin["sex"], but=people[-1]["first_name"])
        people.append({**twin, "nhs": _nhs(dice), "email": ""})
    if grown and size > grown and dice.random() < 0.03:  # a child of the parent's name
        parent = people[0]
        people[-1] |= {"first_name": parent["first_name"], "surname": parent["surname"], "sex": parent["sex"]}
    return people


def _person(dice, surname, home, sex, years, line):
    first = _first(dice, sex)
    born = date(2026, 1, 1) - timedelta(days=int(years * 365.25))
    phone = line if years < 16 or dice.random() < 0.15 else _phone(dice)
    email = f"{first}.{surname}{dice.randrange(1, 99)}@{dice.choice(['gmail.com', 'outlook.com', 'yahoo.co.uk', 'btinternet.com'])}".lower()
    return {"first_name": first, "surname": surname, "dob": born, "sex": sex, **home, "phone": phone,
            "email": email if years >= 16 else "", "nhs": _nhs(dice), "years": years}  # fmt: skip


def _first(dice, sex, but=""):
    names = FIRST_M if sex == "M" else FIRST_F
    name = names[min(int(dice.expovariate(1 / 28)), len(names) - 1)]
    return name if name != but else _first(dice, sex, but)


def _surname(dice, rare):
    return COMMON[min(int(dice.expovariate(1 / 45)), len(COMMON) - 1)] if dice.random() < 0.45 else dice.choice(rare)


def _home(dice):
    street = f"{dice.choice(STREETS)} {dice.choice(KINDS)}"
    where = dice.randrange(20000)
    postcode = f"LK{where % 60 + 1} {where // 60 % 9 + 1}{'ABDEFGHJLNPQRSTUWXYZ'[where // 540 % 20]}{'ABDEFGHJLNPQRSTUWXYZ'[where % 20]}"
    number = dice.randrange(1, 120)
    flat = f"Flat {dice.randrange(1, 24)}, " if dice.random() < 0.15 else ""
    return {"address": f"{flat}{number} {street}", "postcode": postcode, "uprn": str(10**11 + dice.randrange(10**9))}


def _phone(dice):
    return f"07{dice.randrange(10**9):09}"


def _nhs(dice):
    return f"{dice.randrange(4 * 10**9, 8 * 10**9)}"


def _typed(dice, text):
    """Make one slip of the fingers."""
    if len(text) < 3:
        return text
    i = dice.randrange(1, len(text) - 1)
    return dice.choice([
        text[:i] + text[i + 1 :], text[:i] + text[i + 1] + text[i] + text[i + 2 :], text[:i] + dice.choice("abcdefghijkl") + text[i + 1 :],
        text[:i] + text[i] + text[i:],
    ])  # fmt: skip


def _figure(dice, text):
    i = dice.randrange(len(text))
    return text[:i] + str(dice.randrange(10)) + text[i + 1 :]


def _known(dice, person, agency, noise, rare):
    """Write a person down as one agency knows them."""

    def slips(share):
        return dice.random() < share * noise

    one = dict(person)
    if one["first_name"] in NICK and slips(0.12):
        one["first_name"] = dice.choice(NICK[one["first_name"]])
    elif slips(0.05):
        one["first_name"] = _typed(dice, one["first_name"])
    elif slips(0.005):
        one["first_name"] = one["first_name"][0]
    if one["sex"] == "F" and one["years"] > 22 and slips(0.05):  # married, or went back to the earlier name
        other = _surname(dice, rare)
        one["surname"] = f"{one['surname']}-{other}" if dice.random() < 0.3 else other
    elif slips(0.04):
        one["surname"] = _typed(dice, one["surname"])
    if slips(0.01):
        one["first_name"], one["surname"] = one["surname"], one["first_name"]
    born = one["dob"]
    said = born.isoformat()
    if slips(0.02) and born.day <= 12:
        said = f"{born.year}-{born.day:02}-{born.month:02}"
    elif slips(0.025):
        said = (
            f"{said[:5]}{_figure(dice, said[5:7])}{said[7:]}"
            if dice.random() < 0.3
            else said[:9] + str(dice.randrange(10))
        )
    elif slips(0.01):
        said = str(born.year)
    elif agency == "C":
        said = f"{born.day:02}/{born.month:02}/{born.year}"
    one["dob"] = said
    if slips(0.14):  # moved, and not everybody was told
        one |= _home(dice)
    elif slips(0.02):
        one |= {"address": "No fixed abode", "postcode": "", "uprn": ""}
    else:
        if slips(0.08):
            one["address"] = _typed(dice, one["address"])
        if slips(0.03):
            one["postcode"] = _typed(dice, one["postcode"]).upper()
    if slips(0.15):
        one["phone"] = _phone(dice)
    elif slips(0.02):
        one["phone"] = _figure(dice, one["phone"])
    if slips(0.02):
        one["nhs"] = _figure(dice, one["nhs"])
    missing = {"dob": 0.04, "postcode": 0.05, "address": 0.06, "phone": 0.3, "sex": 0.05, "email": 0.6}
    for name, share in missing.items():
        if slips(share):
            one[name] = ""
    if agency not in "AB" or dice.random() < 0.3:
        one["nhs"] = ""
    if agency in "CD" or dice.random() < 0.2:
        one["uprn"] = ""
    return {name: one.get(name, "") for name in COLUMNS} | {"agency": agency}
