"""At which level one pair compares, said without a database: what a live look-up asks of the few who might be meant.

The same conditions as the SQL in `linkage`; a property test holds the two equal, level by level.
"""

from collections.abc import Callable, Mapping
from typing import Any

from hereabouts.core.families.likeness import jaro_winkler, one_sign
from hereabouts.core.families.linkage import COMPARISONS, NEAR_ADDRESS, NEAR_NAME, PARENT_AND_CHILD

Person = Mapping[str, Any]
Test = Callable[[Person, Person], bool]


def _same(column: str) -> Test:
    return lambda a, b: a[column] is not None and a[column] == b[column]


def _near(column: str, least: float) -> Test:
    return lambda a, b: jaro_winkler(a[column], b[column]) >= least


def _sign(column: str) -> Test:
    return lambda a, b: a[column] is not None and b[column] is not None and one_sign(a[column], b[column])


def _part(column: str) -> Test:
    def part(a: Person, b: Person) -> bool:
        one, other = f" {a[column]} ", f" {b[column]} "
        return one in other or other in one

    return part


def _swapped(a: Person, b: Person) -> bool:
    return (
        a["first_name"] is not None
        and a["surname"] is not None
        and (a["first_name"], a["surname"]) == (b["surname"], b["first_name"])
    )


def _initial(a: Person, b: Person) -> bool:
    one, other = a["first_name"], b["first_name"]
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _two_names(a: Person, b: Person) -> bool:
    return a["known"] and b["known"] and jaro_winkler(a["first_name"], b["first_name"]) >= NEAR_NAME


def _day_and_month(a: Person, b: Person) -> bool:
    one, other = a["dob"], b["dob"]
    return bool(one and other and one == f"{other[:5]}{other[8:]}-{other[5:7]}")


def _generation(a: Person, b: Person) -> bool:
    return abs(int(a["born"][:4]) - int(b["born"][:4])) >= PARENT_AND_CHILD


def _another_year(a: Person, b: Person) -> bool:
    return _generation(a, b) and _sign("dob")(a, b)


def _partial(a: Person, b: Person) -> bool:
    return bool(a["born"].startswith(b["born"]) or b["born"].startswith(a["born"]))


def _same_home(a: Person, b: Person) -> bool:
    if _same("uprn")(a, b):
        return True
    one_address = _same("address")(a, b) and a["numbers"] is not None
    return one_address and (not a["postcode"] or not b["postcode"] or a["postcode"] == b["postcode"])


def _near_home(a: Person, b: Person) -> bool:
    if a["address"] is None or b["address"] is None or not _same("numbers")(a, b):
        return False
    near_postcode = not a["postcode"] or not b["postcode"] or one_sign(a["postcode"], b["postcode"])
    return near_postcode and jaro_winkler(a["address"], b["address"]) >= NEAR_ADDRESS


def _same_area(a: Person, b: Person) -> bool:
    return _same("postcode")(a, b) or _same("address")(a, b)


TESTS: Mapping[tuple[str, str], Test] = {
    ("first_name", "same"): _same("first_name"),
    ("first_name", "short form"): _same("root"),
    ("first_name", "swapped"): _swapped,
    ("first_name", "part"): _part("first_name"),
    ("first_name", "initial"): _initial,
    ("first_name", "two names"): _two_names,
    ("first_name", "nearly"): _near("first_name", NEAR_NAME),
    ("surname", "same"): _same("surname"),
    ("surname", "swapped"): _swapped,
    ("surname", "part"): _part("surname"),
    ("surname", "nearly"): _near("surname", NEAR_NAME),
    ("dob", "same"): _same("dob"),
    ("dob", "swapped"): _day_and_month,
    ("dob", "another year"): _another_year,
    ("dob", "a generation apart"): _generation,
    ("dob", "nearly"): _sign("dob"),
    ("dob", "partial"): _partial,
    ("sex", "same"): _same("sex"),
    ("home", "same"): _same_home,
    ("home", "nearly"): _near_home,
    ("home", "same area"): _same_area,
    ("phone", "same"): _same("phone"),
    ("phone", "nearly"): _sign("phone"),
    ("email", "same"): _same("email"),
    ("email", "nearly"): _sign("email"),
    ("nhs", "same"): _same("nhs"),
    ("nhs", "nearly"): _sign("nhs"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {"home": ("uprn", "address", "postcode"), "dob": ("born",)}
WAYS = tuple(
    (c.field, NEEDED.get(c.field, (c.field,)), tuple((i, TESTS[c.field, v.name]) for i, v in enumerate(c.levels[:-1])))
    for c in COMPARISONS
)


def compared_at(a: Person, b: Person) -> list[int]:
    """Give the level of each comparison by its place (0 is the strongest), -1 where it is missing on a side."""
    return [_place(a, b, needed, tests, last=len(tests)) for _, needed, tests in WAYS]


def _place(a: Person, b: Person, needed: tuple[str, ...], tests: tuple[tuple[int, Test], ...], *, last: int) -> int:
    if all(a[column] is None or b[column] is None for column in needed):
        return -1
    return next((place for place, test in tests if test(a, b)), last)
