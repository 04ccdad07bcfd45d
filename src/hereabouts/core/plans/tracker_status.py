"""How an action stands, as a tracker says it: in a word, or in nothing but a colour. What is not plain is asked about."""

from hereabouts.core.plans.tracker_asking import Asking, Option, option
from hereabouts.core.plans.tracker_sheet import SheetCell, SheetLine

# Words that everybody uses alike, with the state of an action; "" where the word is worked out here from the day.
PLAIN = {
    "proposed": "proposed", "agreed": "agreed", "not started": "not started", "not yet started": "not started",
    "in progress": "in progress", "underway": "in progress", "under way": "in progress", "started": "in progress",
    "complete": "complete", "completed": "complete", "done": "complete", "finished": "complete", "achieved": "complete",
    "paused": "paused", "on hold": "paused", "stopped": "stopped", "cancelled": "stopped", "late": "", "merged": "",
    "carried forward": "",
}  # fmt: skip
STATES = ("not started", "in progress", "complete", "paused", "stopped")
NOTHING = "nothing"
# Colours by their nearest name: a person knows "red", not "C00000".
NAMED = {
    "red": (220, 30, 30), "amber": (255, 170, 0), "yellow": (255, 240, 60), "green": (70, 165, 70), "light green": (170, 220, 150),
    "blue": (45, 110, 200), "light blue": (170, 205, 240), "purple": (115, 60, 160), "pink": (250, 170, 185),
    "light orange": (250, 200, 150), "brown": (130, 80, 40), "grey": (150, 150, 150), "light grey": (215, 215, 215),
    "black": (0, 0, 0), "white": (255, 255, 255),
}  # fmt: skip


def colour(fill: str) -> str:
    """Name a colour: ``red (C00000)``."""
    rgb = tuple(int(fill[n : n + 2], 16) for n in (0, 2, 4))
    near = min(NAMED, key=lambda name: sum((a - b) ** 2 for a, b in zip(NAMED[name], rgb, strict=True)))
    return f"{near} ({fill})"


def state(cell: SheetCell, asking: Asking, *, line: SheetLine, column: int) -> str:
    """Give the state that a cell says, "" where it says none."""
    if text := cell.text:
        word = text.casefold().rstrip(".")
        if word in PLAIN:
            return PLAIN[word]
        said = asking.ask(
            f"status: {text}", "{where}: the status is “{text}”. What does that mean here?", _options(), line=line, column=column,
            text=text[:60],
        )  # fmt: skip
    elif cell.fill:
        named = colour(cell.fill)
        said = asking.ask(
            f"colour: {cell.fill}", "{where}: the cell is {colour} and holds no word. What does the colour mean?", _options(),
            line=line, column=column, colour=named,
        )  # fmt: skip
    else:
        return ""
    return said if said in STATES else ""


def _options() -> list[Option]:
    return [
        option("not started", "Not started"), option("in progress", "In progress"), option("complete", "Complete"),
        option("paused", "Paused"), option("stopped", "Stopped"),
        option(NOTHING, "Nothing about the state: how well it goes is worked out here"),
    ]  # fmt: skip
