"""A table about persons is not evidence about a place: the evidence file holds counts, and no person ever.

Case systems and classifications of households are welcome as counts by small area; one row for each person is not.
"""

from collections.abc import Iterable

PERSONAL = frozenset({
    "forename", "first name", "given name", "surname", "last name", "family name", "full name", "client name", "patient name",
    "date of birth", "dob", "birth date", "nhs number", "nhs no", "chi", "chi number", "national insurance number", "ni number",
    "nino", "person id", "client id", "patient id", "pupil id", "upn", "uprn", "mosaic id", "home address", "house number",
})  # fmt: skip
WHY = "this column is about one person or one home: count first, by small area, and bring the counts. The evidence file holds no person"


def personal(headings: Iterable[str]) -> list[str]:
    """Give the headings that only a table about persons has."""
    return [heading for heading in headings if " ".join(heading.lower().replace("_", " ").split()) in PERSONAL]
