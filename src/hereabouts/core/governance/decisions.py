"""Decisions: the verbs that stand in minutes, which of them commit somebody, and what each must say."""

from collections.abc import Mapping
from dataclasses import dataclass

from hereabouts.core.governance.groups import Quorum
from hereabouts.core.sentences import Sentence


class NotADecision(Sentence):
    """A decision that does not say what it must, or that too few people took."""


@dataclass(frozen=True)
class Verb:
    """One standard verb: how minutes say it, whether it commits anybody, and whether it needs a reason."""

    id: str
    past: str
    commits: bool
    needs_reason: bool = False


# Model 113; I:22-25 note, support, agree; W:17 endorse; D:211 resolved, noted.
VERBS: Mapping[str, Verb] = {
    verb.id: verb
    for verb in [
        Verb("note", "Noted", commits=False),
        Verb("discuss", "Discussed", commits=False),
        Verb("endorse", "Endorsed", commits=True),
        Verb("support", "Supported", commits=True),
        Verb("agree", "Agreed", commits=True),
        Verb("approve", "Approved", commits=True),
        Verb("reject", "Rejected", commits=True, needs_reason=True),
        Verb("defer", "Deferred", commits=False, needs_reason=True),
        Verb("refer up", "Referred up", commits=True, needs_reason=True),
        Verb("refer down", "Referred down", commits=True, needs_reason=True),
        Verb("delegate", "Delegated", commits=True),
    ]
}


def check(*, verb: str, text: str, reasons: str, owner: bool, quorum: Quorum) -> None:
    """Refuse a decision without words, without a reason where one is due, without somebody to carry it out, or inquorate.

    To note, to discuss and to put off commit nobody: they need no quorum and no owner.
    """
    if verb not in VERBS:
        raise NotADecision("“{verb}” is none of the verbs we use. Choose one from the list.", verb=verb)
    said = VERBS[verb]
    if not text.strip():
        raise NotADecision("Write what was decided, in a sentence.")
    if said.needs_reason and not reasons.strip():
        raise NotADecision("Say why: “{verb}” without a reason helps nobody who was not there.", verb=said.past)
    if verb == "delegate" and not owner:
        raise NotADecision("Say who it is delegated to: choose an owner.")
    if said.commits and not quorum:
        raise NotADecision(
            "Only {present} of the {needed} voting members needed are recorded as here, so this meeting can note, "
            "discuss or defer. Record who is here first, if somebody is missing from the list.",
            present=quorum.present,
            needed=quorum.needed,
        )
