"""What the story tells: its texts and settings, read once from ``definitions/demo``."""

from functools import cache
from typing import Any

from hereabouts.engines.definitions import text


@cache
def told(name: str) -> dict[str, Any]:
    """Give one document of the story."""
    return text("demo", name)


def seed() -> int:
    """Give the seed of the whole story."""
    return told("places")["seed"]
