"""How two records are compared: the levels of each field with what they are worth, the bands, and the guards.

Fellegi and Sunter's model (C18). A field that is missing on one side counts neither way. The figures here are where a
model starts from; training on extracts replaces those it can learn. The machine proposes, a person decides (X-06).
Each condition is SQL over two rows (``_l``, ``_r``); `levels` says the same of one pair without a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Literal

CONFIRM = 0.99  # C18: from here a pair is proposed as the same person; a person still confirms it
REVIEW = 0.50  # from here a person looks at it; below, nobody is shown it
CLUSTER_AT = 0.99  # links from here are drawn together into a suggested group
PARENT_AND_CHILD = 12  # years between two birthdays from which one name is likelier two people than a slip
NEAR_NAME, NEAR_ADDRESS = 0.88, 0.9  # likeness (Jaro and Winkler) from which two spellings are near

Band = Literal["confirm", "review"]


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


def _near(column: str, least: float) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {least}"


def _one_sign(column: str) -> str:
    """At most one sign differs. One end must then agree: asked first, because that is quick."""
    a, b = f"{column}_l", f"{column}_r"
    n = f"((least(length({a}), length({b})) - 1) // 2)"
    ends = f"(left({a}, {n}) = left({b}, {n}) OR right({a}, {n}) = right({b}, {n}))"
    return f"(CASE WHEN abs(length({a}) - length({b})) > 1 OR NOT {ends} THEN false ELSE damerau_levenshtein({a}, {b}) <= 1 END)"


def _part(column: str) -> str:
    """One is a whole word, or several, of the other: Smith of Smith Jones, Mary of Mary Ann."""
    return (
        f"(contains(concat(' ', {column}_l, ' '), concat(' ', {column}_r, ' ')) "
        f"OR contains(concat(' ', {column}_r, ' '), concat(' ', {column}_l, ' ')))"
    )


SWAPPED = "first_name_l = surname_r AND surname_l = first_name_r"
GENERATION = f"abs(CAST(left(born_l, 4) AS INTEGER) - CAST(left(born_r, 4) AS INTEGER)) >= {PARENT_AND_CHILD}"
INITIAL = "(length(first_name_l) = 1 OR length(first_name_r) = 1) AND left(first_name_l, 1) = left(first_name_r, 1)"
SAME_HOME = (
    "uprn_l = uprn_r OR (address_l = address_r AND numbers_l IS NOT NULL AND coalesce(postcode_l = postcode_r, true))"
)
NEAR_HOME = f"numbers_l = numbers_r AND {_near('address', NEAR_ADDRESS)} AND coalesce({_one_sign('postcode')}, true)"
COMPARISONS = (
    Comparison("first_name", ("first_name", "root", "known", "surname"), _missing("first_name"), (
        Level("same", _same("first_name"), 0.76, 0.006, "first_name"),
        Level("short form", _same("root"), 0.03, 0.002),
        Level("swapped", SWAPPED, 0.02, 0.0002),
        Level("part", _part("first_name"), 0.02, 0.001),
        Level("initial", INITIAL, 0.01, 0.004),
        Level("two names", f"known_l AND known_r AND {_near('first_name', NEAR_NAME)}", 0.02, 0.006),
        Level("nearly", _near("first_name", NEAR_NAME), 0.08, 0.004),
        Level("differs", "ELSE", 0.06, 0.9768),
    )),
    Comparison("surname", ("surname", "first_name"), _missing("surname"), (
        Level("same", _same("surname"), 0.81, 0.004, "surname"),
        Level("swapped", SWAPPED, 0.02, 0.02),  # one event, which counts at the first name
        Level("part", _part("surname"), 0.02, 0.0005),
        Level("nearly", _near("surname", NEAR_NAME), 0.08, 0.006),
        Level("differs", "ELSE", 0.07, 0.9893),
    )),
    Comparison("dob", ("dob", "born"), _missing("born"), (
        Level("same", _same("dob"), 0.87, 0.00008),
        Level("swapped", "dob_l = concat(left(dob_r, 5), right(dob_r, 2), '-', substr(dob_r, 6, 2))", 0.02, 0.0001),
        Level("another year", f"{GENERATION} AND {_one_sign('dob')}", 0.01, 0.0003),
        Level("a generation apart", GENERATION, 0.01, 0.7),
        Level("nearly", _one_sign("dob"), 0.06, 0.0008),
        Level("partial", "starts_with(born_l, born_r) OR starts_with(born_r, born_l)", 0.01, 0.001),
        Level("differs", "ELSE", 0.03, 0.29802),
    )),
    Comparison("sex", ("sex",), _missing("sex"), (
        Level("same", _same("sex"), 0.98, 0.5),
        Level("differs", "ELSE", 0.02, 0.5),
    )),
    Comparison(
        "home",
        ("uprn", "address", "numbers", "postcode"),
        f"({_missing('uprn')}) AND ({_missing('address')}) AND ({_missing('postcode')})",
        (
            Level("same", SAME_HOME, 0.64, 0.0005, "address"),
            Level("nearly", NEAR_HOME, 0.09, 0.0003),
            Level("same area", "postcode_l = postcode_r OR address_l = address_r", 0.09, 0.0017),
            Level("differs", "ELSE", 0.18, 0.9975),
        ),
    ),
    Comparison("phone", ("phone",), _missing("phone"), (
        Level("same", _same("phone"), 0.7, 0.0005, "phone"),
        Level("nearly", _one_sign("phone"), 0.04, 0.0005),
        Level("differs", "ELSE", 0.26, 0.999),
    )),
    Comparison("email", ("email",), _missing("email"), (
        Level("same", _same("email"), 0.7, 0.0002, "email"),
        Level("nearly", _one_sign("email"), 0.06, 0.0001),
        Level("differs", "ELSE", 0.24, 0.9988),
    )),
    Comparison("nhs", ("nhs",), _missing("nhs"), (
        Level("same", _same("nhs"), 0.95, 0.00002),
        Level("nearly", _one_sign("nhs"), 0.03, 0.00001),
        Level("differs", "ELSE", 0.02, 0.99997),
    )),
)  # fmt: skip

# Which pairs are looked at at all: those who share one of these. Each finds most true pairs; together they miss few.
# "names" are first name and surname in either order. What very many carry (the model knows it) finds nobody by itself.
BLOCKS = (
    ("nhs",), ("phone",), ("email",), ("names",), ("surname", "dob"), ("root", "dob"), ("letter", "dob"), ("dob", "postcode"),
    ("postcode", "root"), ("postcode", "surname"), ("uprn", "root"), ("address", "surname"), ("address", "root"), ("address", "dob"),
)  # fmt: skip
ALONE = ("phone", "email")  # found by alone, unless the model knows that many share it
SHARED = 40  # records from which an address, phone or e-mail is a hostel's or an office's, and kept as such in a model
CROWD = 60  # records of one name from which a name finds nobody by itself
LEARN_FROM = (("dob", "postcode"), ("surname", "dob"), ("first_name", "surname"))  # EM, each without its own fields
SURE = (("nhs",), ("first_name", "surname", "dob"), ("phone", "first_name", "dob"))  # counted to find how many match
SURE_FINDS = 0.6  # the share of true pairs that those rules are taken to find


@dataclass(frozen=True)
class Guard:
    """A pattern that one family makes of two people: its levels, what of it tells nothing, and what to beware of.

    ``when`` says at which levels the fields must stand for it; ``unless`` lifts it again. What is in ``takes`` is taken
    out of the weight where it speaks for the pair. A guarded pair never rises above "review".
    """

    name: str
    when: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    takes: tuple[str, ...]
    caution: str


def _at(**levels: str) -> dict[str, frozenset[str]]:
    return {field: frozenset(names.split("|")) for field, names in levels.items()}


LIKE_NAMES = "same|short form|nearly|part|initial|two names|swapped"
NUMBER = _at(nhs="same|nearly")  # no family shares a number: then a person must look, but nothing is taken out
FAMILY = ("surname", "home", "phone", "email", "dob")
GUARDS = (
    Guard("relatives", _at(first_name="differs", dob="differs|missing|another year|a generation apart|partial"), NUMBER, FAMILY,
          "Take care. These may be relatives."),
    Guard("twins", _at(first_name="differs", surname="same|nearly|part", dob="same|nearly|swapped"), NUMBER, FAMILY,
          "Take care. These may be twins, or cousins."),
    Guard("twins of two sexes", _at(first_name="nearly|two names|initial", surname="same|nearly|part", dob="same|nearly|swapped",
          sex="differs"), NUMBER, FAMILY, "Take care. These may be twins, or cousins."),
    Guard("one figure of the year", _at(first_name=LIKE_NAMES, dob="another year", home="missing", phone="missing", email="missing"),
          NUMBER, (), "Take care. These may be a parent and child of one name."),
    Guard("parent and child", _at(first_name=LIKE_NAMES, surname="same|nearly|part|swapped", dob="another year|a generation apart"), NUMBER,
          ("first_name", "surname", "home", "phone", "email"), "Take care. These may be a parent and child of one name."),
    Guard("two birthdays", _at(dob="differs|another year|a generation apart"), NUMBER, ("surname", "home", "phone", "email"),
          "Take care. These may be relatives of one name, or two people of one name."),
    Guard("two names, one number", _at(first_name="differs", nhs="same|nearly"), {}, (),
          "Take care. These may be twins or relatives whose NHS numbers were mixed up."),
    Guard("two birthdays, one number", _at(dob="another year|a generation apart", nhs="same|nearly"), {}, (),
          "Take care. These may be a parent and child whose NHS numbers were mixed up."),
    Guard("alike names", _at(first_name="two names|initial|missing", dob="same"), _at(nhs="same"), (),
          "Take care. These may be twins, or cousins."),
    Guard("no birthday", _at(dob="missing|partial"), _at(nhs="same"), (),
          "Take care. These may be a parent and child of one name."),
)  # fmt: skip
CAUTIONS = {guard.name: guard.caution for guard in GUARDS}


@dataclass(frozen=True)
class Judged:
    """A pair after the guards: its weight and probability as they stand now, and what to beware of."""

    weight: float
    probability: float
    band: Band | None
    caution: str = ""
    guard: str = ""


def probability(weight: float) -> float:
    """Turn a weight in bits into a probability (C18)."""
    return 1 / (1 + 2**-weight) if weight > -1000 else 0.0


def bits(probability: float) -> float:
    """Turn a probability into a weight in bits, the other way round."""
    return log2(probability / (1 - probability))


def field_weight(m: float, u: float) -> float:
    """Give what a level is worth in bits: positive speaks for one person, negative against."""
    return log2(m / u)


def guard_of(levels: Mapping[str, str]) -> Guard | None:
    """Give the first guard whose pattern this pair makes."""
    for guard in GUARDS:
        made = all(levels.get(field, "missing") in names for field, names in guard.when.items())
        if made and not any(levels.get(field, "missing") in names for field, names in guard.unless.items()):
            return guard
    return None


def guarded(levels: Mapping[str, str], weight: float, worth: Mapping[str, float]) -> Judged:
    """Judge a scored pair: keep apart those whom a shared family makes look alike.

    People at a protected address never come here: they are never compared. Where a pair looks like twins, or like a parent
    and child of one name, all that a family shares tells nothing of whether they are one person: it is taken out of the
    weight, and the pair never rises above "review". What speaks against it stays.
    """
    guard = guard_of(levels)
    if guard is not None:
        for field in guard.takes:  # one after another, in the order in which the database does it, to the last bit
            weight -= max(0.0, worth.get(field, 0.0))
    weight = round(weight, 4)
    p = probability(weight)
    if weight < bits(REVIEW):
        return Judged(weight, p, None, guard.caution if guard else "", guard.name if guard else "")
    if guard is not None:
        return Judged(weight, p, "review", guard.caution, guard.name)
    return Judged(weight, p, "confirm" if weight >= bits(CONFIRM) else "review")
