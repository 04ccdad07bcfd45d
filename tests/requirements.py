"""Print which requirements are proven, by job, and end with the count. A mark counts only on a test that passed."""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORD = {"M": "must", "S": "should", "C": "could"}


def main() -> int:
    kept = ROOT / "results" / "proven.json"
    if not kept.exists():
        subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "2"], cwd=ROOT, check=False)
    tests = json.loads(kept.read_text())
    with (ROOT / "docs" / "requirements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    marked = {id_ for told in tests.values() for id_ in told["ids"]}
    strange = marked - {row["id"] for row in rows}
    if strange:
        print("Marked and in no list:", ", ".join(sorted(strange)), file=sys.stderr)
        return 2
    proven = {id_ for told in tests.values() if told["passed"] for id_ in told["ids"]}
    proven -= {id_ for told in tests.values() if not told["passed"] for id_ in told["ids"]}
    for job in sorted({row["jobs"].split("/")[0] for row in rows}):
        here = [row for row in rows if row["jobs"].split("/")[0] == job]
        print(f"\n{job}: {sum(row['id'] in proven for row in here)} of {len(here)}")
        for row in here:
            print(
                f"  {'proven' if row['id'] in proven else '      '}  {row['id']:6} {WORD[row['priority']]:6} {row['requirement'][:100]}"
            )
    of = Counter(row["priority"] for row in rows)
    have = Counter(row["priority"] for row in rows if row["id"] in proven)
    parts = ", ".join(f"{WORD[p]} {have[p]}/{of[p]}" for p in "MSC")
    print(f"\n{len(proven)} of {len(rows)} proven ({parts})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
