"""Two small lists about overlapping made-up people, with slips; apart from the bench's, so that neither is fitted to the other."""

import csv
import random

KEY = "9c1f3a5be27d4086d2a1c4f7083b6e95af10c2d47be8593601fd7ac2e4986b3f"
OTHER_KEY = "41d80b6e2fa79c53e6b1075fd28c94a3307be9f6158d4ac2b09f6e71d35a82c4"
NAMES = (
    "Skye Rowan Ash Dawit Elspeth Mairi Aisha Piotr Jamie Zofia Callum Freya Omar Isla Ross Priya Leo Nadia Ewan Grace"
)
START = "Tar Kow Lind Oko Mac Bren Had Pen Wys Gal Fer Dun Hol Sze Ab Cran"
END = "rant alski qvist ro allan nan ley hurst cki lagher nandez bar lis keres dul ston"
FIRST, STARTS, ENDS = NAMES.split(), START.split(), END.split()


def lists(n=400, shared=150, seed=3):
    """Give two lists and which ids are one person. A fifth of the copies has one slip."""
    dice = random.Random(seed)
    people = [_person(dice) for _ in range(2 * n - shared)]
    ours = [{"id": f"A-{i:04}", "agency": "Council", **one} for i, one in enumerate(people[:n])]
    theirs = [
        {"id": f"B-{i:04}", "agency": "Housing", **_slip(dice, one)} for i, one in enumerate(people[n - shared :])
    ]
    return ours, theirs, {(f"A-{n - shared + i:04}", f"B-{i:04}") for i in range(shared)}


def _person(dice):
    return {
        "first_name": dice.choice(FIRST), "surname": dice.choice(STARTS) + dice.choice(ENDS),
        "dob": f"{dice.randint(1950, 2020)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}", "sex": dice.choice("fm"),
        "postcode": f"LK{dice.randint(1, 20)} {dice.randint(1, 9)}{''.join(dice.choices('ABDEFGHJLN', k=2))}",
    }  # fmt: skip


def _slip(dice, one):
    row, kind = dict(one), dice.randrange(25)
    if kind == 0:
        row["surname"] = row["surname"][:-2] + row["surname"][-1]
    elif kind == 1:
        row["first_name"] = row["first_name"] + "e"
    elif kind == 2:
        row["postcode"] = ""
    elif kind == 3:
        row["postcode"] = "LK99 9ZZ"
    elif kind == 4:
        row["dob"] = f"{row['dob'][8:]}/{row['dob'][5:7]}/{row['dob'][:4]}"  # the British way round
    return row


def written(path, rows):
    """Write rows as an extract."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path
