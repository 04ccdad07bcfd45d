"""Ways of listening compared: how many people each brought, and whom it brought that the others did not (C13).

People, never contacts or responses: only somebody whose words were written down is known to be one person. Somebody heard in
two ways stands in both, so that the columns do not add up, and nothing adds them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hereabouts.core.figures import Interval, apart, wilson

FEWEST = 10  # fewer with a known answer, and a share says nothing


@dataclass(frozen=True)
class WayReach:
    """One way of listening: the different people it brought, their share of all, those only it brought, and the missed groups."""

    method: str
    people: int
    share: Interval
    alone: int
    groups: Mapping[tuple[str, str], tuple[int, int, Interval | None]]


def ways(
    heard: Mapping[str, Iterable[str]], answers: Mapping[str, Mapping[str, str]], wanted: Iterable[tuple[str, str]]
) -> tuple[WayReach, ...]:
    """Compare ways (method -> people) by the groups (question, answer) that somebody wants to know about, the widest first.

    ``answers`` gives what a person answered, known answers only. The interval of a group is None below ten who answered.
    """
    by_way = {method: frozenset(people) for method, people in heard.items()}
    everybody = frozenset().union(*by_way.values()) if by_way else frozenset()
    wanted = tuple(wanted)
    answered: dict[str, set[str]] = {question: set() for question, _ in wanted}
    saying: dict[tuple[str, str], set[str]] = {group: set() for group in wanted}
    for person, told in answers.items():
        for question, answer in told.items():
            answered.setdefault(question, set()).add(person)
            saying.setdefault((question, answer), set()).add(person)
    made = []
    for method, people in by_way.items():
        others = frozenset().union(*(theirs for name, theirs in by_way.items() if name != method))
        made.append(
            WayReach(
                method, len(people), wilson(len(people), len(everybody)), len(people - others),
                {group: _of_group(len(people & saying[group]), len(people & answered[group[0]])) for group in wanted},
            )
        )  # fmt: skip
    return tuple(sorted((one for one in made if one.people), key=lambda one: (-one.people, one.method)))


def _of_group(n: int, known: int) -> tuple[int, int, Interval | None]:
    return n, known, wilson(n, known) if known >= FEWEST else None


@dataclass(frozen=True)
class SettingReach:
    """One kind of setting: how many there are, how many take part, their share, and how far it lies from all others together."""

    kind: str
    label: str
    known: int
    takes_part: int
    share: Interval
    beyond: Interval | None

    @property
    def clear(self) -> bool:
        """Say whether the difference from the others is more than chance gives."""
        return self.beyond is not None and (self.beyond.lo > 0 or self.beyond.hi < 0)


def settings(counts: Mapping[str, tuple[int, int]], labels: Mapping[str, str]) -> tuple[SettingReach, ...]:
    """Compare kinds of setting (kind -> how many take part, of how many) with intervals, the fullest first (D-91, D-92)."""
    made = []
    for kind, (part, known) in counts.items():
        if not known:
            continue
        rest = [(p, k) for other, (p, k) in counts.items() if other != kind]
        of_rest = sum(k for _, k in rest)
        share = wilson(part, known)
        beyond = apart(share, wilson(sum(p for p, _ in rest), of_rest)) if of_rest else None
        made.append(SettingReach(kind, labels.get(kind, kind), known, part, share, beyond))
    return tuple(sorted(made, key=lambda one: (-one.share.value, one.label)))
