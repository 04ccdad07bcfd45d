"""The words of an answer as a machine reads them: what they are, whether two say the same, whether they say anything.

It reads letters and no meaning. What it sets apart is shown to a person, never dropped.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import ceil

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# An answer made of nothing but these says nothing. One of the first must be there; the second may stand beside it.
NONE = """
nothing none nil no not nope na n/a nowt nought blank nada rien nichts nimic brak nic dim dunno
"""
FILLING = """
a ah add all answer answered answers any anything applicable as at can can't cannot comes comment comments could
couldn't did didn't do don't else for further i i'm idea improve improvement improvements in know mind moment more
much n of off say really respond response sorry stated suggest suggestion suggestions sure that the there think this
time to um unsure byd view views you
"""
# Words that are about nothing by themselves: never a theme, and never a reason where there is another.
SMALL = """
about after again also always am an and are be it aren't around because been before being but by came come did
doesn't done even ever every from get gets getting give given go goes going got had has hasn't have haven't having
he her here hers him his how if into is isn't it's its just like made make many may me might mine must my myself new
now on one only onto or other our out over own people per put quite rather s same see seem she should so some still
such take than that's their them then these they thing things those though through too two under until up upon us
use used very was wasn't way we well were weren't what when where which while who whole why will with within without
won't would wouldn't yes yet you you'd you're your
"""
NAUGHT, BESIDE = frozenset(NONE.split()), frozenset(FILLING.split())
COMMON = NAUGHT | BESIDE | frozenset(SMALL.split())
LONGEST_NOTHING = 8  # words
NEAR = 0.8  # of the different words of two answers, how many both have
LONG = 40  # different words
FEWEST = 5  # different words an answer needs before it can be nearly another


def words(said: str) -> list[str]:
    """Give the words of an answer: lower case, an apostrophe kept inside a word, no punctuation."""
    return WORD.findall(said.casefold().replace("’", "'"))


def says_nothing(said: str) -> bool:
    """Say whether an answer only says that there is none: blank, "N/A", "None", "No comment", "Nothing at all"."""
    told = words(said.replace("/", ""))
    if len(told) > LONGEST_NOTHING:
        return False
    return (
        not told or (not NAUGHT.isdisjoint(told) and all(w in NAUGHT or w in BESIDE for w in told)) or _unknowing(told)
    )


def repeats(told: Sequence[Sequence[str]]) -> list[int]:
    """Give for each answer (its words) the place of the first that says the same or nearly the same; itself if it is new.

    The same: the same words in the same order, whatever the capitals and points. Nearly: at least four in five of the
    different words of both. Answers are compared only where they share two of their rarest words, which misses none
    (prefix filtering; Bayardo, Ma and Srikant 2007, Wang, Li and Feng 2012) and keeps the work near-linear.
    """
    exact: dict[tuple[str, ...], int] = {}
    first = [exact.setdefault(tuple(one), at) for at, one in enumerate(told)]
    new = [at for at, same in enumerate(first) if at == same]
    near = _near({at: frozenset(told[at]) for at in new if len(set(told[at])) >= FEWEST})
    return [near.get(same, same) for same in first]


def _near(sets: dict[int, frozenset[str]]) -> dict[int, int]:
    seen: dict[str, int] = defaultdict(int)
    for one in sets.values():
        for word in one:
            seen[word] += 1
    kept: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for at, mine in sets.items():
        keys = _keys(sorted(mine, key=lambda w: (seen[w], w)))
        candidates = sorted({other for key in keys for other in kept.get(key, ())})
        twin = next((other for other in candidates if _alike(mine, sets[other])), None)
        if twin is not None:
            found[at] = twin
            continue  # what is nearly an earlier answer is held against that one only
        for key in keys:
            kept[key].append(at)
    return found


def _keys(rarest: Sequence[str]) -> list[tuple[str, ...]]:
    """Give pairs of the rarest words, or single ones where an answer is long and the pairs would be many; both between."""
    spare = len(rarest) - ceil(NEAR * len(rarest) - 1e-9)
    pairs = combinations(rarest[: spare + 2], 2) if len(rarest) <= LONG / NEAR else ()
    return [*pairs, *((word,) for word in rarest[: spare + 1] if len(rarest) > LONG)]


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    both = len(a & b)
    return both >= NEAR * (len(a) + len(b) - both)


def _unknowing(told: Sequence[str]) -> bool:
    return (("know" in told and "don't" in told) or "unsure" in told) and all(w in BESIDE for w in told)
