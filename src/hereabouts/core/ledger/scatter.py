"""Running numbers that tell nothing: which were given, how many there are, and whether one between two is kept from you.

A number is put through a keyed shuffle of all numbers of its length (a Feistel network, walked until it lands inside). Each
number comes once; without the key nobody can tell the third from the three hundredth, so that a gap is no news.
"""

from hashlib import sha256

ROUNDS = 8


def scattered(n: int, size: int, key: str) -> int:
    """Give the place of ``n`` in a shuffle of 0 to ``size`` - 1 that only the key tells. Every place is given once."""
    if not 0 <= n < size:
        raise ValueError(f"{n} is not between 0 and {size - 1}")
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    found = _shuffled(n, half, key)
    while found >= size:
        found = _shuffled(found, half, key)
    return found


def _shuffled(n: int, half: int, key: str) -> int:
    mask = (1 << half) - 1
    left, right = n >> half, n & mask
    for turn in range(ROUNDS):
        mixed = sha256(f"{key}|{turn}|{right}".encode()).digest()
        left, right = right, left ^ (int.from_bytes(mixed[:8], "big") & mask)
    return left << half | right
