"""A frozen board in East and one in West, a priority in each, and what the forms send."""

from hereabouts.records.priorities import changes
from hereabouts.records.trust.access import local_operator
from tests.worlds import TODAY

POSTED = {
    "board": {"voice": "1", "data": "1", "strategy": "1"},
    "board-topic": {},
    "aims": {"load": "1", "name": "scotland"},
    "priority": {"state": "active", "reason": ""},
    "priority-raise": {"statement": "Bins are emptied", "topic": "T13"},
    "priority-adopt": {"statement": "Dry homes", "topic": "T12", "rationale": "All agree", "minute": "LCPP, item 4", "test": "Ask",
                       "departure": "Winter is near", "without": "Not measured"},
    "board-expect": {"topic1": "T13"},
    "session-call": {"name": "Choose", "held_on": "2026-11-20", "method": "dots", "votes": "5"},
    "session": {"step": "stage", "to": "voting"},
    "session-vote": {},
    "session-paper": {"people": "0"},
    "session-decide": {},
    "case": {},
    "told-back": {"topic": "T13", "outcome": "did", "words": "The bins are emptied twice"},
    "not-chosen": {"topic": "T15", "reason": "The contract runs on", "review_on": "2030-01-01"},
}  # fmt: skip


def made(partnership):
    leader = partnership.actor("locality_leader")
    changes.load_aims(by=leader, on=TODAY, name="scotland")
    for place in (partnership.east, partnership.west):
        changes.triangulate(by=local_operator("test"), on=TODAY, place=place)
    east = changes.propose(by=leader, on=TODAY, place=partnership.east, statement="Warm homes", topic="T12")
    changes.adopt(
        by=leader, on=TODAY, place=partnership.east, priority=east, statement="Warm homes", topic="T12", rationale="Cold",
        minute="Item 1", test="Ask on the doorstep", departure="Winter is near", without="Not measured",
    )  # fmt: skip
    partnership.add("locality_leader", place=partnership.west, key="leader_west")
    west = changes.propose(
        by=partnership.actor("leader_west"), on=TODAY, place=partnership.west, statement="Buses at night", topic="T15"
    )
    ours, theirs = (
        changes.call(by=partnership.actor(who), on=TODAY, place=place, name="We choose", held_on=TODAY, method="dots")
        for who, place in (("locality_leader", partnership.east), ("leader_west", partnership.west))
    )
    for topic in ("T13", "T01"):
        changes.put(by=leader, on=TODAY, session=ours, topic=topic, statement=f"About {topic}")
    pages = (
        "board",
        "board-csv",
        "board-expect",
        "pack",
        "pack-pdf",
        "pack-docx",
        "case",
        "case-docx",
        "sessions",
        "session-call",
        "told-back",
        "priorities",
        "priority-raise",
        "priority-adopt",
        "not-chosen",
    )
    places = {"east": partnership.east.pk, "west": partnership.west.pk}
    of_place = {(page, name): pk for page in (*pages, "board-topic") for name, pk in places.items()}
    about = ("session", "session-vote", "session-paper", "session-decide", "session-screen", "session-record")
    of_place |= {(page, side): made.pk for page in about for side, made in (("east", ours), ("west", theirs))}
    return of_place | {("priority", "east"): east.pk, ("priority", "west"): west.pk}
