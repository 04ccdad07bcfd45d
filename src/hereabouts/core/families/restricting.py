"""Restricting a family to named people: for which reasons, for how long before somebody must look again, and when that is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hereabouts.core.sentences import Sentence


class NotRestricted(Sentence):
    """A restriction, or its review, that cannot stand."""


@dataclass(frozen=True)
class RestrictionRule:
    """The reasons there are, by id, and the days: until a review, and before it from when it counts as due."""

    reasons: Mapping[str, str]
    days: int
    soon: int

    def review_by(self, on: date) -> date:
        """Give the last day on which somebody must have looked again."""
        return on + timedelta(days=self.days)

    def refuse_unsaid(self, why: str, words: str) -> None:
        """Raise NotRestricted unless it says why, by one of the reasons and in words."""
        if why not in self.reasons:
            raise NotRestricted("Say why the family is restricted.", field="why")
        if not words.strip():
            raise NotRestricted("Say in a sentence why, without naming the family.", field="words")

    def stands(self, review_by: date, on: date) -> str:
        """Say how a review stands: "overdue", "due" (soon) or "later"."""
        if review_by < on:
            return "overdue"
        return "due" if (review_by - on).days <= self.soon else "later"


def restriction_rule(text: Mapping[str, Any]) -> RestrictionRule:
    """Read the rule."""
    return RestrictionRule({one["id"]: one["label"] for one in text["reason"]}, text["days"], text["soon"])
