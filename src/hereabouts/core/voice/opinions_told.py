"""Opinion groups written down: what the command line prints, each statement with its words where somebody gave them."""

from collections.abc import Mapping
from typing import Any

from hereabouts.core.figures import Interval
from hereabouts.core.voice.opinions import OpinionGroup, Opinions
from hereabouts.core.voice.opinions_statements import Counted

Words = Mapping[str, str]


def told(found: Opinions, words: Words) -> dict[str, Any]:
    """Write the groups with their stability and their statements; ``groups`` is null, and ``because`` says why, if none."""
    chosen = found.found
    return {
        "voters": found.voters, "votes": found.votes, "statements": found.statements,
        "counted": found.counted, "left_out": found.voters - found.counted, "least_votes": found.least,
        "groups": None if found.groups is None else [_group(group, words) for group in found.groups],
        "because": found.because or None,
        "stability": chosen.stability if chosen else None,
        "silhouette": chosen.silhouette if chosen else None,
        "tried": [{"groups": t.groups, "stability": t.stability, "silhouette": t.silhouette, "smallest": t.smallest}
                  for t in found.tried],
        "consensus": [
            {**_of(c.statement, words), "vote": c.vote, "probability": c.probability.value, **_ends(c.probability),
             "groups": [_counted(one) for one in c.groups]}
            for c in found.consensus
        ],
        "divides": [
            {**_of(d.statement, words), "most": d.most, "least": d.least, "difference": d.difference.value,
             **_ends(d.difference), "groups": [_counted(one) for one in d.groups]}
            for d in found.divides
        ],
        "overall": [{**_of(at, words), **_counted(one)} for at, one in found.overall],
    }  # fmt: skip


def _group(group: OpinionGroup, words: Words) -> dict[str, Any]:
    return {
        "group": group.name, "voters": len(group.members), "share": group.share, "stability": group.stability,
        "firm": group.firm, "members": list(group.members),
        "statements": [
            {**_of(s.statement, words), "vote": s.vote, "votes": s.votes, "share": s.share.value, **_ends(s.share),
             "share_of_others": s.others.value, "difference": s.difference.value,
             "difference_lo": s.difference.lo, "difference_hi": s.difference.hi}
            for s in group.stands_for
        ],
    }  # fmt: skip


def _counted(one: Counted) -> dict[str, Any]:
    share = one.share
    return {
        "group": one.group, "agree": one.agree, "disagree": one.disagree, "pass": one.passed, "votes": one.votes,
        "share": share.value if share else None, "lo": share.lo if share else None, "hi": share.hi if share else None,
    }  # fmt: skip


def _of(statement: str, words: Words) -> dict[str, Any]:
    return {"statement": statement, "text": words.get(statement)}


def _ends(interval: Interval) -> dict[str, float]:
    return {"lo": interval.lo, "hi": interval.hi}
