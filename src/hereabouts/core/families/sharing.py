"""Sharing, and deciding not to share: two decisions of one weight, each kept with what it rests on (X-09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hereabouts.core.sentences import Sentence

SHARED, KEPT_BACK = "shared", "not shared"


class NotAShare(Sentence):
    """A share, or a decision not to share, that lacks what somebody will later ask for."""


@dataclass(frozen=True)
class Test:
    """A test by which somebody may decide not to share: its words, its law, and the nations where it is the law's own."""

    id: str
    label: str
    law: str
    nations: tuple[str, ...]


def test_of(text: Mapping[str, Any]) -> Test:
    """Read one test."""
    return Test(text["id"], text["label"], text["law"], tuple(text["nations"]))


def chosen(tests: Iterable[Test], id: str, nation: str) -> Test:
    """Give the test somebody used. Raises NotAShare where none is named, or it is another nation's."""
    here = {test.id: test for test in tests if nation in test.nations}
    if id not in here:
        raise NotAShare("Say which test you used for not sharing.", field="test")
    return here[id]


def refuse_unsaid(**told: str) -> None:
    """Refuse a decision of which somebody will later ask what, with whom or why."""
    words = {
        "with_whom": "Write down with whom: the agency and the office, not a name.",
        "what": "Write down what: the kind of thing, not the thing itself.",
        "why": "Write down why.",
    }
    for field, value in told.items():
        if not value.strip():
            raise NotAShare(words[field], field=field)
