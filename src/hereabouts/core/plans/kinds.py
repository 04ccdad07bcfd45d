"""The kinds of plan, as one object with rules: what each kind must hold besides what the law asks of all, and who agrees it.

A locality plan answers representations (Community Empowerment (Scotland) Act 2015, s.10). Residents hold the pen of a community
action plan (D-108). An initiative ends, and says who takes on what worked (I-21). A delivery plan under a strategy is put
forward by those who work it out and agreed by somebody else (W-44).
"""

from dataclasses import dataclass

KINDS = (
    "loip", "locality", "thematic", "community", "local deal", "problem solving", "event", "initiative", "strategy",
)  # fmt: skip
ANSWERS = ("yes", "in part", "no")
TESTED = ("held", "failed", "in part")


@dataclass(frozen=True)
class Rules:
    """What a kind asks for: statutory items, a problem, an end, who holds the pen, and whether it is put forward before it is agreed."""

    statutory: bool = True
    problem: bool = False
    ends: bool = False
    residents: bool = False
    upward: bool = False


RULES = {
    "loip": Rules(),
    "locality": Rules(),
    "strategy": Rules(),
    "thematic": Rules(upward=True),
    "community": Rules(residents=True),
    "local deal": Rules(),
    "problem solving": Rules(problem=True, upward=True),
    "event": Rules(statutory=False),
    "initiative": Rules(problem=True, ends=True),
}


def rules(kind: str, *, under_a_strategy: bool = False) -> Rules:
    """Give what a kind of plan asks for. Only a plan under a strategy has somebody above to be put forward to."""
    found = RULES[kind]
    if found.upward and not under_a_strategy:
        return Rules(found.statutory, found.problem, found.ends, found.residents)
    return found
