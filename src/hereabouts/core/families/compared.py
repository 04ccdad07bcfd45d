"""What of two records may be compared: the fields that the clauses in force name, and nothing else about anybody."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hereabouts.core.families.linkage import COMPARISONS
from hereabouts.core.families.people import protected

# Each word that a clause may say, and the column it opens. "phone" is not among them: in a clause it is the worker's.
NAMED = {
    "first_name": "first_name", "surname": "surname", "dob": "dob", "sex": "sex", "address": "address",
    "postcode": "postcode", "uprn": "uprn", "contact": "phone", "email": "email", "nhs": "nhs",
}  # fmt: skip


def columns(clauses: Iterable[Iterable[str] | None]) -> frozenset[str]:
    """Say which columns may be compared, from what each clause in force names.

    A clause that lets people compare and names no field names nothing that may be compared: silence opens nothing here.
    """
    said = {name for clause in clauses for name in clause or ()}
    return frozenset(column for name, column in NAMED.items() if name in said)


def only(row: Mapping[str, Any], allowed: Collection[str]) -> dict[str, Any]:
    """Keep of one record what may be compared, and who it is.

    Whether somebody is protected is settled before their address is left out: it keeps records apart, it never joins any.
    """
    kept = {name: value for name, value in row.items() if name in {"id", "agency"} or name in allowed}
    return {**kept, "protected": "yes" if protected(row) else ""}


def fields(allowed: Collection[str]) -> frozenset[str]:
    """Give the fields that a reader may be told about: "home" where any column of it may be compared."""
    return frozenset(c.field for c in COMPARISONS if (_own(c.field, c.columns) & set(allowed)))


def _own(field: str, all_columns: tuple[str, ...]) -> set[str]:
    return {field} if field in NAMED.values() else set(all_columns)
