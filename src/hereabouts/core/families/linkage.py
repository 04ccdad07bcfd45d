"""How two records are compared: the levels of each field with what they are worth, the bands, and the guards.

Fellegi and Sunter's model (C18). A field that is missing on one side counts neither way. The figures here are where a
model starts from; training on extracts replaces those it can learn. The machine proposes, a person decides (X-06).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any, Literal

CONFIRM = 0.99  # C18: from here a pair is proposed as the same person; a person still confirms it
REVIEW = 0.50  # from here a person looks at it; below, nobody is shown it
RARE_ENOUGH = 0.001  # the rarest a name may count: a name spelt once in a small file is often a slip
PARENT_AND_CHILD = 12  # years between two birthdays from which one name is likelier two people than a slip

Band = Literal["confirm", "review"]
Person = Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """One way in which a field can compare: what it is called, its condition, and how often it happens.

    ``m`` is how often true pairs are at this level, ``u`` how often pairs of strangers are.
    ``frequent`` names the column whose own frequency replaces ``u``: a rare surname is worth more than a common one.
    """

    name: str
    sql: str
    m: float
    u: float
    frequent: str = ""


@dataclass(frozen=True)
class Comparison:
    """A field, when it counts as missing, and its levels from the strongest to "differs"."""

    field: str
    columns: tuple[str, ...]
    missing: str
    levels: tuple[Level, ...]


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


SWAPPED = "first_name_l = surname_r AND surname_l = first_name_r"
NEAR_HOME = (
    "jaro_winkler_similarity(address_l, address_r) >= 0.9 "
    "AND damerau_levenshtein(coalesce(postcode_l, ''), coalesce(postcode_r, '')) <= 2"
)
COMPARISONS = (
    Comparison("first_name", ("first_name", "root", "surname"), _missing("first_name"), (
        Level("same", _same("first_name"), 0.78, 0.006, "first_name"),
        Level("short form", _same("root"), 0.03, 0.002),
        Level("swapped", SWAPPED, 0.02, 0.0002),
        Level("nearly", "jaro_winkler_similarity(first_name_l, first_name_r) >= 0.88", 0.09, 0.006),
        Level("differs", "ELSE", 0.08, 0.9858),
    )),
    Comparison("surname", ("surname", "first_name"), _missing("surname"), (
        Level("same", _same("surname"), 0.83, 0.004, "surname"),
        Level("swapped", SWAPPED, 0.02, 0.0002),
        Level("nearly", "jaro_winkler_similarity(surname_l, surname_r) >= 0.88", 0.08, 0.006),
        Level("differs", "ELSE", 0.07, 0.9898),
    )),
    Comparison("dob", ("dob",), _missing("dob"), (
        Level("same", _same("dob"), 0.88, 0.00008),
        Level("swapped", "dob_l = concat(left(dob_r, 5), right(dob_r, 2), '-', substr(dob_r, 6, 2))", 0.02, 0.0001),
        Level("nearly", "damerau_levenshtein(dob_l, dob_r) <= 1", 0.06, 0.0012),
        Level("differs", "ELSE", 0.04, 0.9986),
    )),
    Comparison("sex", ("sex",), _missing("sex"), (
        Level("same", _same("sex"), 0.98, 0.5),
        Level("differs", "ELSE", 0.02, 0.5),
    )),
    Comparison(
        "home",
        ("uprn", "address", "postcode"),
        f"({_missing('uprn')}) AND ({_missing('address')}) AND ({_missing('postcode')})",
        (
            Level("same", "uprn_l = uprn_r OR (address_l = address_r AND postcode_l = postcode_r)", 0.66, 0.0006),
            Level("nearly", NEAR_HOME, 0.09, 0.0004),
            Level("same postcode", _same("postcode"), 0.07, 0.0015),
            Level("differs", "ELSE", 0.18, 0.9975),
        ),
    ),
    Comparison("phone", ("phone",), _missing("phone"), (
        Level("same", _same("phone"), 0.7, 0.0005),
        Level("nearly", "damerau_levenshtein(phone_l, phone_r) <= 1", 0.04, 0.0005),
        Level("differs", "ELSE", 0.26, 0.999),
    )),
    Comparison("email", ("email",), _missing("email"), (
        Level("same", _same("email"), 0.7, 0.0002),
        Level("nearly", "jaro_winkler_similarity(email_l, email_r) >= 0.93", 0.06, 0.001),
        Level("differs", "ELSE", 0.24, 0.9988),
    )),
    Comparison("nhs", ("nhs",), _missing("nhs"), (
        Level("same", _same("nhs"), 0.95, 0.00002),
        Level("nearly", "damerau_levenshtein(nhs_l, nhs_r) <= 1", 0.03, 0.00001),
        Level("differs", "ELSE", 0.02, 0.99997),
    )),
)  # fmt: skip

# Which pairs are looked at at all. Each rule alone finds most true pairs; together they miss few.
BLOCKS = (
    ("nhs",), ("phone",), ("email",), ("surname", "first_name"), ("surname", "dob"), ("root", "dob"), ("dob", "postcode"),
    ("postcode", "root"), ("postcode", "surname"), ("uprn", "root"), ("address", "surname"), ("address", "root"), ("address", "dob"),
)  # fmt: skip
SWAPPED_BLOCK = "l.first_name = r.surname and l.surname = r.first_name"
LEARN_FROM = (("dob", "postcode"), ("surname", "dob"), ("first_name", "surname"))  # EM, each without its own fields
SURE = (
    ("nhs",),
    ("first_name", "surname", "dob"),
    ("phone", "first_name", "dob"),
)  # pairs counted to find how many match
SURE_FINDS = 0.6  # the share of true pairs that those rules are taken to find


@dataclass(frozen=True)
class Judged:
    """A pair after the guards: its weight and probability as they stand now, and what to beware of."""

    weight: float
    probability: float
    band: Band | None
    caution: str = ""


def probability(weight: float) -> float:
    """Turn a weight in bits into a probability (C18)."""
    return 1 / (1 + 2**-weight) if weight > -1000 else 0.0


def field_weight(m: float, u: float) -> float:
    """Give what a level is worth in bits: positive speaks for one person, negative against."""
    return log2(m / u)


def strangers(seen: float, m: float, prior: float, *, floor: float) -> float:
    """Correct how often pairs of strangers are at a level for the true pairs among the random ones.

    In a small file of overlapping caseloads every tenth random "same number" is one person; uncorrected, the best
    evidence would look like chance. Where nothing is left the starting figure stands.
    """
    return min(1.0, max((seen - prior * m) / (1 - prior), min(seen, floor)))


def guarded(a: Person, b: Person, levels: Mapping[str, str], weight: float, worth: Mapping[str, float]) -> Judged:
    """Judge a scored pair: keep apart those whom a shared family makes look alike.

    People at a protected address are never linked, whatever agrees. Where a pair looks like twins, or like a parent and
    child of one name, all that a family shares (surname, home, phone, e-mail, and what the pattern itself is made
    of) tells nothing of whether they are one person: it is taken out of the weight, and the pair never rises above "review".
    """
    if a.get("protected") or b.get("protected"):
        return Judged(weight, probability(weight), None)
    if levels.get("first_name") == "differs" and levels.get("dob") in {"differs", "missing"}:
        return _without(weight, worth, {"surname", "home", "phone", "email"}, "Take care. These may be relatives.")
    if twins(levels):
        return _without(
            weight, worth, {"surname", "home", "phone", "email", "dob"}, "Take care. These may be twins, or cousins."
        )
    if same_name_apart(a, b, levels):
        return _without(
            weight, worth, {"first_name", "surname", "home", "phone", "email"},
            "Take care. These may be a parent and child of one name.",
        )  # fmt: skip
    p = probability(weight)
    return Judged(weight, p, "confirm" if p >= CONFIRM else "review" if p >= REVIEW else None)


def twins(levels: Mapping[str, str]) -> bool:
    """Say whether a pair looks like twins: surname and birthday agree, the first names are two names."""
    return (
        levels.get("first_name") == "differs"
        and levels.get("surname") in {"same", "nearly"}
        and levels.get("dob") == "same"
    )


def same_name_apart(a: Person, b: Person, levels: Mapping[str, str]) -> bool:
    """Say whether a pair looks like parent and child of one name: names agree, birthdays lie a generation apart."""
    if levels.get("dob") != "differs" or levels.get("first_name") not in {"same", "short form", "nearly"}:
        return False
    years = abs(date.fromisoformat(a["dob"]).year - date.fromisoformat(b["dob"]).year)
    return levels.get("surname") in {"same", "nearly"} and years >= PARENT_AND_CHILD


def _without(weight: float, worth: Mapping[str, float], fields: set[str], caution: str) -> Judged:
    """Take out what speaks for the pair only because it is one family; what speaks against it stays."""
    left = weight - sum(max(0.0, bits) for field, bits in worth.items() if field in fields)
    p = probability(left)
    return Judged(left, p, "review" if p >= REVIEW else None, caution)
