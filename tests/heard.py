"""What residents raised, for a board under test: the one place that knows how the board asks the voice room."""

from hereabouts.core.voice.heard import Heard


def heard(monkeypatch, **people):
    """Let so many people have raised each topic; ``none`` of them raised nothing."""
    raised = tuple(frozenset({topic} - {"none"}) for topic, n in people.items() for _ in range(n))
    nobody = Heard(())
    apart = {"resident": Heard(raised), "business": nobody, "worker": nobody}
    monkeypatch.setattr("hereabouts.records.priorities.changes.board.heard_apart", lambda place, **asked: apart)


def measured(monkeypatch, *findings):
    """Let the evidence file have found this; the fixtures' council has too few neighbourhoods to compare."""
    monkeypatch.setattr("hereabouts.records.priorities.reads.boards._findings", lambda place: findings)
