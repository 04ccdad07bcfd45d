"""How the facts of an action are written: who plans, resources and provides, for whom, against which cause, with what risk.

What stood there before prints in the action's history. ``was`` is the fingerprint of what the writer saw (``reads.printed``):
two people who edit one action see each other's words instead of losing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hereabouts.core.ledger import Actor
from hereabouts.core.plans.lived import checked
from hereabouts.core.plans.whole_action import TIERS_OF_PREVENTION, rapid_enough
from hereabouts.core.priorities.agreement import SOURCES
from hereabouts.core.sentences import Sentence, listed
from hereabouts.engines.definitions import barriers as kinds_of_barrier
from hereabouts.engines.definitions import groups
from hereabouts.records.ledger.changes import change
from hereabouts.records.plans.changes.actions import OPEN, NoReason, told_of
from hereabouts.records.plans.models import Action
from hereabouts.records.plans.reads.whole_actions import FACTS, printed

if TYPE_CHECKING:
    from hereabouts.records.partners.models import Organisation


class WrittenMeanwhile(Sentence):
    """Somebody else wrote the same part of an action between the moment it was shown and the moment it was saved."""


@change("action.update", about="action")
def say_who(
    *,
    by: Actor,
    on: date,
    action: Action,
    planned_by: Iterable[Organisation] = (),
    resourced_by: Iterable[Organisation] = (),
    provided_by: Iterable[Organisation] = (),
    supporting: Iterable[Organisation] = (),
    alone_because: str = "",
    was: str = "",
) -> Action:
    """Say who plans, who resources, who provides and who supports (S-08), or why it is done by one partner alone (W-09)."""
    unmoved(action, "who", was)
    parts = {
        "planned_by": planned_by,
        "resourced_by": resourced_by,
        "provided_by": provided_by,
        "supporting": supporting,
    }
    said = []
    for name, organisations in parts.items():
        before, now = set(getattr(action, name).all()), set(organisations)
        if before != now:
            getattr(action, name).set(now)
            said.append(f"{WHO[name]}: {listed(sorted(o.name for o in now)) or 'nobody'}")
    if action.alone_because != alone_because.strip():
        action.alone_because = alone_because.strip()
        action.save(update_fields=["alone_because"])
        said.append("Why alone")
    return _noted(action, by, on, said, action.alone_because)


WHO = {
    "planned_by": "Planned by",
    "resourced_by": "Resourced by",
    "provided_by": "Provided by",
    "supporting": "Supported by",
}


@change("action.update", about="action")
def say_whom(
    *,
    by: Actor,
    on: date,
    action: Action,
    target_groups: Sequence[str] = (),
    barriers: Sequence[str] = (),
    was: str = "",
) -> Action:
    """Say which people it is for and which barriers it lowers (L-07), as codes of the one list of groups and barriers."""
    unmoved(action, "whom", was)
    _known(target_groups, groups(), "group")
    _known(barriers, kinds_of_barrier(), "barrier")
    now = {"target_groups": sorted(set(target_groups)), "barriers": sorted(set(barriers))}
    changed = [name for name, codes in now.items() if getattr(action, name) != codes]
    for name in changed:
        setattr(action, name, now[name])
    action.save(update_fields=list(now))
    labels = {"target_groups": ("For", groups()), "barriers": ("Lowers", kinds_of_barrier())}
    said = [f"{labels[n][0]}: {listed([labels[n][1][c] for c in now[n]]) or 'nobody said'}" for n in changed]
    return _noted(action, by, on, said)


@change("action.update", about="action")
def say_why(
    *,
    by: Actor,
    on: date,
    action: Action,
    cause: str = "",
    prevention: str = "",
    quick_win: bool = False,
    rapid: bool = False,
    self_help: bool = False,
    was: str = "",
) -> Action:
    """Say which root cause it works on, how early (S-13), and whether it is a quick win, a rapid response, or people helping themselves."""
    unmoved(action, "why", was)
    if prevention and prevention not in TIERS_OF_PREVENTION:
        raise NoReason("Prevention is primary, secondary or tertiary.")
    if rapid:
        rapid_enough(action.starts_on, action.due_on, on=on)
    now = {
        "cause": cause.strip(),
        "prevention": prevention,
        "quick_win": quick_win,
        "rapid": rapid,
        "self_help": self_help,
    }
    return _set(action, by, on, now)


@change("action.update", about="action")
def say_risk(*, by: Actor, on: date, action: Action, risk: str = "", was: str = "") -> Action:
    """Say what could go wrong, and what then."""
    unmoved(action, "risk", was)
    return _set(action, by, on, {"risk": risk.strip()})


@change("action.update", about="action")
def note_lived(
    *, by: Actor, on: date, action: Action, design: str, delivery: str, words: str = "", was: str = ""
) -> Action:
    """Write down which part people with lived experience have in the design and in the delivery of an action (S-14)."""
    unmoved(action, "lived", was)
    checked(design, delivery, words)
    before = (action.lived_design, action.lived_delivery)
    action.lived_design, action.lived_delivery, action.lived_words = design, delivery, words.strip()
    action.save(update_fields=["lived_design", "lived_delivery", "lived_words"])
    if before != (design, delivery):
        said = f"People with lived experience: in its design {design or 'not said'}, in its delivery {delivery or 'not said'}"
        told_of(action, by, on, said, words.strip())
    return action


@change("action.update", about="action")
def say_grounds(*, by: Actor, on: date, action: Action, grounds: Mapping[str, str], was: str = "") -> Action:
    """Say in words what voice, data and strategy each say for an action (S-55). A source without words is left out."""
    unmoved(action, "grounds", was)
    action.grounds = {source: words for source in SOURCES if (words := grounds.get(source, "").strip())}
    action.save(update_fields=["grounds"])
    told_of(action, by, on, "What it rests on was written down")
    return action


def _set(action: Action, by: Actor, on: date, now: dict[str, Any]) -> Action:
    changed = {name: value for name, value in now.items() if getattr(action, name) != value}
    for name, value in changed.items():
        setattr(action, name, value)
    action.save(update_fields=list(now))
    return _noted(action, by, on, [f"{SAID[name]}: {_words(value)}" for name, value in changed.items()])


SAID = {
    "cause": "Root cause", "prevention": "Prevention", "quick_win": "Quick win", "rapid": "Rapid response",
    "self_help": "Led by the community", "risk": "Risk",
}  # fmt: skip


def _words(value: object) -> str:
    return {True: "yes", False: "no", "": "not said"}.get(value, str(value))  # type: ignore[call-overload]


def _noted(action: Action, by: Actor, on: date, said: Sequence[str], reason: str = "") -> Action:
    if said:
        told_of(action, by, on, "; ".join(said)[:200], reason)
    return action


def unmoved(action: Action, part: str, was: str) -> None:
    """Refuse to write over words that the writer has not seen, and say whose they are."""
    if action.state not in OPEN:
        raise NoReason("{ref} is {state}; it is no longer updated.", ref=action.ref, state=action.state)
    if was and was != printed(action, part):
        last = action.events.first()
        raise WrittenMeanwhile(
            "{who} has changed this meanwhile ({what}). Both are shown now: take over what is right, and save again.",
            who=last.who if last else "Somebody", what=last.what if last else "", part=FACTS[part],
        )  # fmt: skip


def _known(codes: Iterable[str], known: dict[str, str], what: str) -> None:
    wrong = [code for code in codes if code not in known]
    if wrong:
        raise NoReason("“{code}” is no {what} of the list.", code=wrong[0], what=what)
