"""What the room tells: boards, what was expected of them, priorities, sessions, and how the loop back to residents stands."""

from hereabouts.records.priorities.reads.asked import RequestLine, requests
from hereabouts.records.priorities.reads.boards import (
    BoardSheet,
    Settling,
    board,
    inputs,
    newest,
    newest_of,
    newest_run,
    settling,
    sides,
    worked_out,
)
from hereabouts.records.priorities.reads.chosen import (
    Declined,
    PrioritySheet,
    declined,
    priorities,
    priority,
    settled_topics,
)
from hereabouts.records.priorities.reads.expected import (
    Expected,
    expected,
    had_seen,
    may_expect,
    run_of,
    unshown,
    waits,
)
from hereabouts.records.priorities.reads.loop import Loop, Waiting, dead_ends, loop, told
from hereabouts.records.priorities.reads.pack import Chapter, Pack, pack
from hereabouts.records.priorities.reads.sessions import (
    Count,
    Result,
    SessionLine,
    SessionSheet,
    on_screen,
    results,
    rules,
    session,
    sessions,
)
from hereabouts.records.priorities.reads.touched import Touched, touched

__all__ = [
    "BoardSheet", "Chapter", "Count", "Declined", "Expected", "Loop", "Pack", "PrioritySheet", "RequestLine", "Result",
    "SessionLine", "SessionSheet", "Settling", "Touched", "Waiting", "board", "dead_ends", "declined", "expected",
    "had_seen", "inputs", "loop", "may_expect", "newest", "newest_of", "newest_run",
    "on_screen", "pack", "priorities", "priority",
    "requests", "results", "rules", "run_of", "session", "sessions", "settled_topics", "settling", "sides", "told",
    "touched", "unshown", "waits", "worked_out",
]  # fmt: skip
