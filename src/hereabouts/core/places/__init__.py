"""Places: the rule that says which areas make one up, how well they fit, and what becomes of them when boundaries change.

An area belongs to a *generation* of boundaries (DZ2011, LSOA2021). A place keeps its rule, and its areas for
each generation, because the same neighbourhood has other building blocks after every census.

``rules`` reads a rule; ``fitting`` decides which areas count, and how well they fit (C1); ``across`` carries a place from
one generation to another; ``words`` says all this.
"""

from hereabouts.core.places.fitting import Fit, Member, Overrule, Touched
from hereabouts.core.places.rules import (
    LEVELS,
    MATCHED,
    Ambiguous,
    NoSuchPlace,
    NotARule,
    Rule,
    by_codes,
    by_where,
    chosen,
    wanted,
    written,
)

__all__ = [
    "LEVELS", "MATCHED", "Ambiguous", "Fit", "Member", "NoSuchPlace", "NotARule", "Overrule", "Rule", "Touched", "by_codes",
    "by_where", "chosen", "wanted", "written",
]  # fmt: skip
