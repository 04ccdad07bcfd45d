"""How a family was tried to be reached and what came of it, and which ways an address that nobody may learn shuts (X-13, X-24)."""

from hereabouts.core.sentences import Sentence

MODES = {
    "phone": "Phone",
    "text": "Text message",
    "email": "E-mail",
    "door": "At the door",
    "letter": "Letter",
    "drop-in": "Drop-in",
    "school": "Through the school",
}
CAME_OF_IT = {
    "reached": "Spoke with them",
    "message": "Left a message",
    "no answer": "No answer",
    "declined": "They did not want to talk",
    "wrong": "Wrong number or address",
}
TO_THE_HOME = frozenset({"door", "letter"})


class NotTried(Sentence):
    """An attempt to reach a family that says too little, or that must not be made."""


def refuse_unsafe(mode: str, outcome: str, *, protected: bool) -> None:
    """Refuse an attempt without its way or its outcome, and a letter or visit to an address that nobody may learn."""
    if mode not in MODES:
        raise NotTried("Say how you tried to reach them.", field="mode")
    if outcome not in CAME_OF_IT:
        raise NotTried("Say what came of it.", field="outcome")
    if protected and mode in TO_THE_HOME:
        raise NotTried(
            "Nobody may learn this address: no letter, no visit. Reach them as the referral says is safe.", field="mode"
        )
