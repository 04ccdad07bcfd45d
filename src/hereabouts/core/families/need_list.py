"""The need list (C19): families with need that nobody meets, in an order whose every reason is in words. A person decides.

No learning, no prediction, no score about a person: points are what somebody who knows the family said of a need, and the
order is three rules that stand in ``definitions/families/need_list.toml``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hereabouts.core.sentences import Sentence, counted

ORDERS = ("safety", "unmet", "waiting")


class NotANeed(Sentence):
    """A need, or a rule of the need list, that cannot be read."""


class NoReason(Sentence):
    """A decision that goes against the order of the list and does not say why."""


@dataclass(frozen=True)
class NeedRule:
    """The rules as they stand: their version, the words of each severity, and by what the list is ordered."""

    version: str
    severities: Mapping[int, str]
    order: tuple[tuple[str, str], ...]
    never: str
    again_after: int
    answer_within: int
    decided: str
    challenged: str

    @property
    def gravest(self) -> int:
        """Give the most points that a need can have."""
        return max(self.severities)


@dataclass(frozen=True)
class Assessed:
    """One need as somebody assessed it, and whether suitable help for it is under way. None: it was not assessed."""

    domain: str
    severity: int | None
    help_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class InNeed:
    """All that the list looks at of a household. A closed list: nothing about who they are or where they live is in it."""

    ref: str
    needs: tuple[Assessed, ...]
    safety: bool
    waiting_since: date
    last_contact: date | None
    lawful_basis: str


@dataclass(frozen=True)
class NeedRow:
    """One household in the list, with everything that put it where it stands."""

    ref: str
    safety: bool
    unmet: int
    unmet_domains: tuple[str, ...]
    waiting_days: int
    last_contact: date | None
    support: tuple[str, ...]
    not_assessed: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give the reasons of what was assessed; what was not stands in ``not_assessed``."""
        return tuple(one for one in self.because if not one.startswith(tuple(f"{d}: not" for d in self.not_assessed)))


@dataclass(frozen=True)
class Taken:
    """What a person decided about one household: taken up now or not, against the order or with it, and why."""

    ref: str
    taken_up: bool
    against_order: bool
    reason: str
    by: str
    on: date


def need_rule(text: Mapping[str, Any]) -> NeedRule:
    """Read the rules. Raises NotANeed where the order is not one this program keeps: the text must say what runs."""
    order = tuple((one["by"], one["words"]) for one in text["order"])
    if tuple(by for by, _ in order) != ORDERS:
        raise NotANeed("The need list is ordered by safety, unmet and waiting, in this order. Mend need_list.toml.")
    again, answer = text["decision"], text["challenge"]
    return NeedRule(
        text["version"], {s["points"]: s["words"] for s in text["severity"]}, order, text["never"]["words"],
        again["days"], answer["days"], again["words"].format(days=again["days"]), answer["words"].format(days=answer["days"]),
    )  # fmt: skip


def need_list(homes: Iterable[InNeed], rule: NeedRule, *, on: date) -> list[NeedRow]:
    """Lay families in order: safety, then the more unmet need, then the longer wait; the reference settles what is equal.

    A household without a lawful basis is not in it. Raises NotANeed for a severity that the rules do not know.
    """
    rows = [_row(one, rule, on) for one in homes if one.lawful_basis]
    return sorted(rows, key=lambda row: (not row.safety, -row.unmet, -row.waiting_days, row.ref))


def _row(home: InNeed, rule: NeedRule, on: date) -> NeedRow:
    known = [(need, _points(need.domain, need.severity, rule)) for need in home.needs if need.severity is not None]
    unmet = [(need, points) for need, points in known if points and not need.help_from]
    waited = (on - home.waiting_since).days
    missing = tuple(need.domain for need in home.needs if need.severity is None)
    return NeedRow(
        home.ref, home.safety, sum(points for _, points in unmet), tuple(need.domain for need, _ in unmet), waited,
        home.last_contact, tuple(dict.fromkeys(who for need, _ in known for who in need.help_from)), missing,
        tuple(_because(home, unmet, missing, waited, rule)),
    )  # fmt: skip


def _points(domain: str, severity: int, rule: NeedRule) -> int:
    if severity not in rule.severities:
        raise NotANeed(
            "{domain} has a severity of {severity}; the rules know 0 to {most}.",
            domain=domain, severity=severity, most=rule.gravest,
        )  # fmt: skip
    return severity


def _because(
    home: InNeed, unmet: Sequence[tuple[Assessed, int]], missing: Sequence[str], waited: int, rule: NeedRule
) -> Iterable[str]:
    """Say in words, and in the order of weight, why a household stands where it stands."""
    if home.safety:
        yield "There is a safety flag, so it stands before all without one."
    for need, points in sorted(unmet, key=lambda one: -one[1]):
        yield f"{need.domain}: {rule.severities[points]} ({counted(points, 'point')}), and no suitable help is under way."
    for domain in missing:
        yield f"{domain}: not assessed, so it counts for nothing here. That is not a “no need”."
    yield f"Waiting for {counted(waited, 'day')}."


def taken(row: NeedRow, place: int, places: int, *, taken_up: bool, reason: str, by: str, on: date) -> Taken:
    """Record a person's decision about the household at a place (1 is first) of a list with room for so many.

    Raises NoReason where it goes against the order, whichever way, without saying why (X-06).
    """
    against = taken_up is not (place <= places)
    if against and not reason.strip():
        raise NoReason("This goes against the order of the list. Say why; anybody may ask later.", field="reason")
    return Taken(row.ref, taken_up, against, reason.strip(), by, on)
