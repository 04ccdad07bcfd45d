"""A tracker of 2,000 rows as partners keep one: how long each step takes from the file to the plan, and the whole way.

The aim of issue 7: under 5 s. The tracker is the one of the tests (title rows, merged themes, colours, quarters, two leads in a
cell), seven times longer; read anew in a process of its own, compared, written, compared again (nothing changes), taken back.
"""

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

SIZES = (300, 2_000)
TODAY = date(2026, 11, 20)
TIMES = 3  # each takes in and takes back 2,000 actions


def measure() -> dict:
    """Found a partnership in a home of its own and take the tracker in, step by step."""
    home = Path(tempfile.mkdtemp())
    os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": str(home)}
    os.environ.pop("DATABASE_URL", None)
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.conf import settings

    from hereabouts.engines.evidence_build import build

    build(Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "data", Path(settings.EVIDENCE))
    try:
        world = _founded()
        return {str(n): _sized(n, home, *world) for n in SIZES}
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _sized(n: int, home: Path, plan, actor, organisations: dict) -> dict:
    from tests import trackers

    from hereabouts.records.imports import changes as imports
    from hereabouts.records.plans import changes, reads

    path = trackers.workbook(home / f"{n}.xlsx", n=n)
    given, who = {"by": actor, "on": TODAY}, {"organisations": organisations, "people": {}}

    def started():
        about = {
            "about": reads.ABOUT,
            "file_name": path.name,
            "chunks": [path.read_bytes()],
            "facts": {"thing": str(plan.pk)},
        }
        return imports.start(**given, place=plan.place, **about)

    def prepared():
        batch = started()
        imports.say(**given, batch=batch, facts={"answers": trackers.ANSWERS})
        return batch, reads.prepared(plan, batch, **who, on=TODAY)

    def taken_in():
        batch, found = prepared()
        changes.import_actions(**given, plan=plan, rows=found.reading.rows, **who, answers=found.answers, batch=batch)
        return batch

    def whole():
        """Read it, show the questions, show what would change (what was read is kept), and take it in."""
        batch, _ = prepared()
        found = reads.prepared(plan, batch, **who, on=TODAY)
        changes.import_actions(**given, plan=plan, rows=found.reading.rows, **who, answers=found.answers, batch=batch)
        batches.append(batch)

    batches: list = []
    told = {"rows": n, "read_and_compare_s": _seconds(median(prepared, TIMES))}
    times = []
    for _ in range(TIMES):
        times.append(median(whole, 1))
        changes.undo_tracker(**given, plan=plan, batch=batches[-1])
    told["all_steps_s"] = _seconds(sorted(times)[TIMES // 2])
    batch = taken_in()
    told["again_unchanged_s"] = _seconds(median(taken_in, TIMES))
    told["take_back_s"] = _seconds(median(lambda: changes.undo_tracker(**given, plan=plan, batch=batch), 1))
    return told


def _seconds(ms: float) -> float:
    return round(ms / 1000, 2)


def _founded():
    """Lay out a place with an officer, three partners and a plan."""
    from tests import trackers

    from hereabouts.core.places import by_codes
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.places import changes as places
    from hereabouts.records.plans import changes
    from hereabouts.records.trust.access import actor_of, founder

    by, began = founder(), date(2025, 1, 1)
    organisations = {name: partners.register(by=by, on=began, name=name, kind="council") for name in trackers.PARTNERS}
    place = places.define(by=by, on=began, name="East", rule=by_codes("S01009001,S01009002"), prefix="EA")
    account = partners.invite(
        by=by, on=began, email="o@example.org", name="Officer", organisation=organisations["Larkhaven Council"]
    )
    partners.give_role(by=by, on=began, account=account, role="communities_officer", place=place)
    actor = actor_of(account, on=TODAY)
    return changes.draft_plan(by=actor, on=TODAY, place=place, title="East plan"), actor, organisations


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=1))
