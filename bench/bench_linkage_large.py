"""Linkage of five million records of five agencies, ours alone: a batch, a day's change, one live referral.

python bench/run.py bench_linkage_large       on a quiet machine with 16 GB; about a quarter of an hour
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from linkage_runs import largest


def measure() -> dict:
    """Give speed, memory and quality."""
    return largest(5_000_000)
