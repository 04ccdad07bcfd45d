"""How priorities change: aims recorded, boards frozen, disagreements owned, sessions held, things chosen, dropped, answered."""

from hereabouts.records.priorities.changes.aims import load_aims, record_aim
from hereabouts.records.priorities.changes.asking import ask_service, log_answer
from hereabouts.records.priorities.changes.board import (
    SEED,
    expect,
    listen_first,
    move_disagreement,
    own_disagreement,
    show,
    triangulate,
)
from hereabouts.records.priorities.changes.choosing import adopt, drop, move, not_choose, propose
from hereabouts.records.priorities.changes.counting import count_paper, vote
from hereabouts.records.priorities.changes.refusing import CannotBe, NoReason
from hereabouts.records.priorities.changes.sessions import (
    attend,
    call,
    close,
    decide,
    put,
    raise_in,
    stage,
    take_off,
    unnamed,
)
from hereabouts.records.priorities.changes.touching import name_touched

__all__ = [
    "SEED", "CannotBe", "NoReason", "adopt", "ask_service", "attend", "call", "close", "count_paper", "decide", "drop",
    "expect", "listen_first", "load_aims", "log_answer", "move", "move_disagreement", "name_touched", "not_choose",
    "own_disagreement", "propose", "put", "raise_in", "record_aim", "show", "stage", "take_off", "triangulate", "unnamed",
    "vote",
]  # fmt: skip
