"""A board written down and read again: the JSON that a run keeps, that the command line prints and a file holds."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hereabouts.core.evidence.findings import Finding
from hereabouts.core.priorities.agreement import Apart, Divergence
from hereabouts.core.priorities.aims import Aim
from hereabouts.core.priorities.board import Asked, Board, Leg, Measured, Raised, Standing
from hereabouts.core.priorities.robustness import Moved, Robustness


def freeze(board: Board) -> dict[str, Any]:
    """Write a board down, whole: a leg that is missing is null, and so is an interval nobody knows."""
    return {
        "topics": [_written(standing) for standing in board.standings],
        "kendalls_w": board.kendalls_w,
        "compared": board.compared,
        "people": board.people,
        "documents": board.documents,
        "indicators": board.indicators,
        "weights": list(board.weights),
        "kendalls_w_interval": list(board.kendalls_w_interval) if board.kendalls_w_interval else None,
        "robustness": _robustness_written(board.robustness) if board.robustness else None,
    }


def _robustness_written(of: Robustness) -> dict[str, Any]:
    return {
        "stays_in_top_five": list(of.stays),
        "sometimes_in_top_five": list(of.sometimes),
        "weightings": of.weightings,
        "moved": [{**asdict(one), "top": list(one.top)} for one in of.moved],
        "ranks": {topic: {leg: list(ends) for leg, ends in legs.items()} for topic, legs in of.ranks.items()},
    }


def _written(standing: Standing) -> dict[str, Any]:
    apart = standing.divergence
    return {
        "topic": standing.topic,
        "voice": _leg_written(standing.voice),
        "data": _leg_written(standing.data),
        "strategy": _leg_written(standing.strategy),
        "class": standing.called,
        "divergence": apart.points if apart else None,
        "divergence_interval": [apart.lo, apart.hi] if apart else None,
        "disagreement": bool(apart and apart.flag),
        "pairs": [asdict(pair) for pair in apart.pairs] if apart else [],
        "index": standing.index,
        "rank": standing.rank,
        "rank_range": list(standing.rank_range) if standing.rank_range else None,
        "top_five": standing.top_five,
        "rank_by_chance": list(standing.rank_by_chance) if standing.rank_by_chance else None,
        "class_held": standing.called_held,
    }


def _leg_written(leg: Leg | None) -> dict[str, Any] | None:
    if leg is None:
        return None
    interval = None if leg.lo is None or leg.hi is None else [leg.lo, leg.hi]
    return {"score": leg.score, "interval": interval, "evidence": _evidence_written(leg.evidence)}


def _evidence_written(evidence: Raised | Measured | Asked) -> dict[str, Any]:
    if isinstance(evidence, Measured):
        return {"indicators": [{"z": z, **asdict(f)} for z, f in evidence.indicators]}
    if isinstance(evidence, Asked):
        return {"points": evidence.points, "of": evidence.of, "aims": [asdict(aim) for aim in evidence.aims]}
    return asdict(evidence)


def thaw(text: Mapping[str, Any]) -> Board:
    """Read a board as ``freeze`` wrote it."""
    return Board(
        standings=tuple(_standing(one) for one in text["topics"]),
        kendalls_w=text["kendalls_w"],
        compared=text["compared"],
        people=text["people"],
        documents=text["documents"],
        indicators=text["indicators"],
        weights=tuple(text["weights"]),
        kendalls_w_interval=_pair(text.get("kendalls_w_interval")),
        robustness=_robustness(text["robustness"]) if text.get("robustness") else None,
    )


def _pair(ends: Any) -> Any:
    return tuple(ends) if ends else None


def _robustness(of: Mapping[str, Any]) -> Robustness:
    return Robustness(
        moved=tuple(Moved(**{**one, "top": tuple(one["top"])}) for one in of["moved"]),
        ranks={topic: {leg: _pair(ends) for leg, ends in legs.items()} for topic, legs in of["ranks"].items()},
        stays=tuple(of["stays_in_top_five"]),
        sometimes=tuple(of["sometimes_in_top_five"]),
        weightings=of["weightings"],
    )


def _standing(one: Mapping[str, Any]) -> Standing:
    apart = None
    if one["divergence"] is not None:
        pairs = tuple(Apart(**pair) for pair in one["pairs"])
        lo, hi = one["divergence_interval"]
        apart = Divergence(one["divergence"], lo, hi, one["disagreement"], pairs)
    return Standing(
        topic=one["topic"],
        voice=_leg(one["voice"], lambda e: Raised(**e)),
        data=_leg(one["data"], _measured),
        strategy=_leg(one["strategy"], lambda e: Asked(e["points"], e["of"], tuple(Aim(**a) for a in e["aims"]))),
        called=one["class"],
        divergence=apart,
        index=one["index"],
        rank=one["rank"],
        rank_range=tuple(one["rank_range"]) if one["rank_range"] else None,
        top_five=one["top_five"],
        rank_by_chance=_pair(one.get("rank_by_chance")),
        called_held=one.get("class_held"),
    )


def _measured(evidence: Mapping[str, Any]) -> Measured:
    rows = [dict(row) for row in evidence["indicators"]]
    return Measured(tuple((row.pop("z"), Finding(**row)) for row in rows))


def _leg(one: Mapping[str, Any] | None, evidence: Any) -> Leg | None:
    if one is None:
        return None
    lo, hi = one["interval"] or (None, None)
    return Leg(one["score"], lo, hi, evidence(one["evidence"]))
