"""How alike two words are, for the few pairs of a live look-up; the database has its own for the many.

Jaro's likeness with Winkler's favour for a common beginning of up to four letters, from 0 to 1.
"""

PREFIX, FAVOUR, BOOST_FROM = 4, 0.1, 0.7


def jaro_winkler(a: str | None, b: str | None) -> float:
    """Give the likeness of two words. An absent word is like nothing."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    found = _jaro(a, b)
    same = next(
        (n for n, (x, y) in enumerate(zip(a[:PREFIX], b[:PREFIX], strict=False)) if x != y), min(len(a), len(b), PREFIX)
    )
    return found + same * FAVOUR * (1 - found) if found > BOOST_FROM else found


def _jaro(a: str, b: str) -> float:
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    taken = [False] * len(b)
    mine: list[str] = []
    for i, letter in enumerate(a):
        for j in range(max(0, i - reach), min(len(b), i + reach + 1)):
            if not taken[j] and b[j] == letter:
                taken[j] = True
                mine.append(letter)
                break
    if not mine:
        return 0.0
    theirs = [letter for letter, was in zip(b, taken, strict=True) if was]
    crossed = sum(x != y for x, y in zip(mine, theirs, strict=True)) // 2
    n = len(mine)
    return (n / len(a) + n / len(b) + (n - crossed) / n) / 3


def one_sign(a: str, b: str) -> bool:
    """Say whether at most one sign was changed, left out, put in, or changed places with its neighbour."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[1::-1] and x[2:] == y[2:])
