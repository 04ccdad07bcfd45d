"""One household after another: who lives in it, how old, what they are called, and how much help they need."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from re import sub
from typing import Any

import numpy as np

from hereabouts.demo.geography import areas
from hereabouts.demo.homes import Home
from hereabouts.demo.shares import dice
from hereabouts.demo.told import seed, told

KINDS = {"alone": 0.24, "couple": 0.20, "family": 0.27, "one parent": 0.15, "old": 0.08, "flatmates": 0.06}
AGES = {"family": (22, 52), "one parent": (20, 50), "old": (67, 93), "flatmates": (18, 34)}  # of the eldest
Origin = dict[str, Any]


@dataclass(frozen=True)
class Resident:
    """Somebody made up. ``need`` (0 to 1) is their household's and draws services to it; ``former`` an earlier surname."""

    id: str
    household: int
    first: str
    surname: str
    sex: str
    dob: date
    home: Home
    need: float = 0.0
    phone: str = ""
    email: str = ""
    nhs: str = ""
    former: str = ""

    def age(self, on: date) -> int:
        """Give the age in whole years."""
        return on.year - self.dob.year - ((on.month, on.day) < (self.dob.month, self.dob.day))


def birthday(on: date, age: int, days: int) -> date:
    """Give a day on which somebody was born who is that old now."""
    day = on - timedelta(days=days)
    return day.replace(year=day.year - age, day=min(day.day, 28))


class Teller:
    """Makes households with one pack of dice, so that each knows no more of the others than chance does."""

    def __init__(self, on: date) -> None:
        self.on, self.rng = on, dice(seed(), "people")
        self.ids, self.numbers, self.phones = count(1), count(101), _phones(self.rng)

    def household(self, home: Home, kind: str = "") -> list[Resident]:
        """Make one household: grown people first, then their children, under one surname or several."""
        rng, number, origin = self.rng, next(self.numbers), self._origin()
        kind = kind or str(rng.choice(list(KINDS), p=list(KINDS.values())))
        hard = 0.35 * _hardship(home.area) + 0.3 * (home.kind != "settled") - 0.1
        need = round(float(np.clip(rng.beta(1.6, 3.2) + hard, 0, 1)), 3)
        facts = {"household": number, "home": home, "need": need, "phone": next(self.phones), "surname": self._surname(origin)}  # fmt: skip
        grown = [self._one(origin, sex, age, facts) for sex, age in self._grown(kind)]
        if kind == "flatmates":
            grown = [replace(one, surname=self._surname(self._origin()), phone=next(self.phones)) for one in grown]
        elif len(grown) == 2 and rng.random() < 0.4:
            grown[1] = replace(grown[1], former=self._surname(self._origin()))
        return grown + (self._children(grown, origin, facts) if kind in {"family", "one parent"} else [])

    def _origin(self) -> Origin:
        origins = told("names")["origin"]
        return origins[int(self.rng.choice(len(origins), p=[origin["share"] for origin in origins]))]

    def _surname(self, origin: Origin) -> str:
        if "halves" not in origin:
            return str(self.rng.choice(origin["surnames"]))
        return sub(r"(.)\1\1", r"\1\1", "".join(str(self.rng.choice(half)) for half in origin["halves"]))

    def _grown(self, kind: str) -> list[tuple[str, int]]:
        rng = self.rng
        age = int(rng.integers(*AGES.get(kind, (19, 80))))
        sex = "F" if kind == "one parent" and rng.random() < 0.8 else str(rng.choice(["F", "M"]))
        if kind == "flatmates":
            return [(str(rng.choice(["F", "M"])), int(rng.integers(*AGES[kind]))) for _ in range(int(rng.integers(3, 6)))]  # fmt: skip
        if kind in {"alone", "one parent"} or (kind == "old" and rng.random() < 0.5):
            return [(sex, age)]
        other = int(np.clip(age + rng.integers(-6, 7), 19, 94))
        return [("M", age), ("F", other)] if rng.random() < 0.95 else [(sex, age), (sex, other)]

    def _children(self, grown: list[Resident], origin: Origin, facts: dict) -> list[Resident]:
        """Add one to four children; some are twins, and now and then a son has his father's name."""
        rng, oldest = self.rng, max(1, min(18, min(one.age(self.on) for one in grown) - 16))
        ages = sorted({int(rng.integers(0, oldest)) for _ in range(int(rng.integers(1, 5)))})
        made = [self._one(origin, str(rng.choice(["F", "M"])), age, facts) for age in ages]
        if rng.random() < 0.05:
            made.append(replace(self._one(origin, str(rng.choice(["F", "M"])), ages[0], facts), dob=made[0].dob))
        father = next((one for one in grown if one.sex == "M"), None)
        if father and made[0].sex == "M" and rng.random() < 0.08:
            made[0] = replace(made[0], first=father.first)
        return self._named_apart(made, origin)

    def _named_apart(self, children: list[Resident], origin: Origin) -> list[Resident]:
        made: dict[str, Resident] = {}
        for one in children:
            names = [n for n in origin["female" if one.sex == "F" else "male"] if n not in made]
            first = one.first if one.first not in made else str(self.rng.choice(names))
            made[first] = replace(one, first=first)
        return list(made.values())

    def _one(self, origin: Origin, sex: str, age: int, facts: dict) -> Resident:
        rng, first = self.rng, str(self.rng.choice(origin["female" if sex == "F" else "male"]))
        email = f"{_plain(first)}.{_plain(facts['surname'])}{int(rng.integers(10, 99))}@example.org" if age > 15 else ""
        return Resident(
            id=f"R{next(self.ids):05d}", first=first, sex=sex, dob=birthday(self.on, age, int(rng.integers(365))), email=email,
            nhs=f"999{int(rng.integers(10**7)):07d}", **facts,
        )  # fmt: skip


def _phones(rng: np.random.Generator) -> Iterator[str]:
    """Give numbers of the ranges kept for fiction, each once; whoever comes later has none."""
    numbers = [f"01632 960{n:03d}" for n in range(200, 1000)] + [f"07700 900{n:03d}" for n in range(100, 1000)]
    yield from (numbers[i] for i in rng.permutation(len(numbers)))
    while True:
        yield ""


@cache
def _hardship(code: str) -> float:
    return next((one.hardship for one in areas() if one.code == code), 1.0)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())
