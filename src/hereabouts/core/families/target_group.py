"""A target group before names: criteria chosen openly from assessed facts, and a count that tells of no few (I-33, C30).

Nothing here weighs or predicts. A household meets every criterion or it does not; who it is, is another step (I-34).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hereabouts.core.sentences import Sentence, counted, listed
from hereabouts.core.trust.disclosure import DisclosureRule

COUNTS_A_PLACE = 8  # of 28 days: many counts that overlap can be solved for what lies between them
COUNTS_DAYS = 28
ROUNDED = 5


class NotACriterion(Sentence):
    """A target group without a criterion or a purpose, or with a criterion that nothing assessed can answer."""


@dataclass(frozen=True)
class HouseholdFacts:
    """What is looked at of a household: newest need by domain, services that are active, its priority group, children's ages."""

    ref: str
    needs: Mapping[str, int]
    services: int
    group: str
    ages: tuple[int, ...]


@dataclass(frozen=True)
class Criteria:
    """What a household has to meet, all of it. Empty, zero or None asks nothing."""

    needs: tuple[str, ...] = ()
    severity: int = 2
    services: int = 0
    groups: tuple[str, ...] = ()
    child_under: int | None = None

    def looks_at(self) -> frozenset[str]:
        """Say which fields of a family the criteria tell of: who is listed as meeting them tells as much as the field."""
        told = {
            "needs": bool(self.needs), "services": bool(self.services), "group": bool(self.groups),
            "people": self.child_under is not None,
        }  # fmt: skip
        return frozenset(name for name, asked in told.items() if asked)

    def kept(self) -> dict[str, Any]:
        """Give it as it is remembered."""
        return {
            "needs": list(self.needs), "severity": self.severity, "services": self.services, "groups": list(self.groups),
            "child_under": self.child_under,
        }  # fmt: skip


def criteria(kept: Mapping[str, Any]) -> Criteria:
    """Read criteria as they were remembered."""
    return Criteria(
        tuple(kept["needs"]), kept["severity"], kept["services"], tuple(kept["groups"]), kept["child_under"]
    )


def refuse_empty(one: Criteria, *, domains: Iterable[str], groups: Iterable[str]) -> None:
    """Refuse criteria that ask nothing, or ask for what nobody assesses. Raises NotACriterion."""
    if not (one.needs or one.services or one.groups or one.child_under):
        raise NotACriterion("Choose at least one criterion.", field="needs")
    if set(one.needs) - set(domains):
        raise NotACriterion("Choose needs of this nation’s framework.", field="needs")
    if set(one.groups) - set(groups):
        raise NotACriterion("Choose groups of the list.", field="groups")
    if one.severity not in (1, 2, 3) or one.services < 0:
        raise NotACriterion("Choose how serious a need has to be, from 1 to 3.", field="severity")


def meets(facts: HouseholdFacts, one: Criteria) -> bool:
    """Say whether a household meets every criterion. What was not assessed, or is not known, meets none."""
    return (
        all(facts.needs.get(domain, 0) >= one.severity for domain in one.needs)
        and facts.services >= one.services
        and (not one.groups or facts.group in one.groups)
        and (one.child_under is None or any(age < one.child_under for age in facts.ages))
    )


def in_words(one: Criteria, severities: Mapping[int, str]) -> list[str]:
    """Say each criterion, so that anybody can argue with it."""
    said = []
    if one.needs:
        said.append(f"{listed(list(one.needs))}: assessed as “{severities[one.severity]}” or more serious")
    if one.services:
        said.append(f"{counted(one.services, 'service')} or more written down here as active with the family")
    if one.groups:
        said.append(f"The referral says: {' or '.join(one.groups)}")
    if one.child_under is not None:
        said.append(f"A child under {one.child_under}")
    return said


def told(
    households: Iterable[HouseholdFacts], one: Criteria, earlier: Iterable[Criteria], rule: DisclosureRule
) -> int | None:
    """Count who meets the criteria, to the nearest five, or None where that would tell of few.

    Hidden where the count is small, and where the families of an ``earlier`` question of the place are the same but for a few
    (C30, differencing). Rounded, because three questions can be added up where no two of them lie close, and because the same
    question asked a week later would tell of whoever came since.
    """
    every = list(households)
    ours = _meeting(every, one)
    if rule.small(len(ours)) or any(_near(ours, _meeting(every, other), rule) for other in earlier):
        return None
    return ROUNDED * round(len(ours) / ROUNDED)


def _near(ours: frozenset[str], theirs: frozenset[str], rule: DisclosureRule) -> bool:
    return rule.small(len(ours - theirs)) or rule.small(len(theirs - ours))


def _meeting(every: Iterable[HouseholdFacts], one: Criteria) -> frozenset[str]:
    return frozenset(facts.ref for facts in every if meets(facts, one))
