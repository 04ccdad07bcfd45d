"""What several do together: what an action can grow out of, how long that took, and how a shock is sized."""

from datetime import date

GREW_FROM = {
    "request": "What a group asked for",
    "issue": "An issue that was raised",
    "finding": "Something the evidence showed",
    "shock": "Something sudden that was announced",
}
# How many people a shock hits. Bands, for on the day of an announcement nobody knows better, and a small number names people.
BANDS = ("fewer than 10", "10 to 49", "50 to 249", "250 to 999", "1,000 or more")


def days_to_action(raised_on: date, begun_on: date | None) -> int | None:
    """Count the days from when something was raised until somebody began (W-23); None while nobody did."""
    return None if begun_on is None else max(0, (begun_on - raised_on).days)
