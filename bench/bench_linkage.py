"""Linkage beside the usual ways, in one run and on the same made-up households: a batch, a day's change, one live referral.

    python bench/run.py bench_linkage                      10,000 and 100,000 records
    HEREABOUTS_BENCH=full python bench/run.py bench_linkage    1,000,000 as well, on a quiet machine

Pairs are scored, not groups, unless said.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from linkage_runs import everything


def measure() -> dict:
    """Give speed, memory and quality by size and by noise, the known truths, a day's change and the look-up."""
    return everything()
