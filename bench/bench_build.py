"""Building the evidence file from the published files named by HEREABOUTS_DATA, and profiling one place from it."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

DATA = Path(os.environ.get("HEREABOUTS_DATA", "../shared/data"))


def measure() -> dict:
    """Median of 3 builds; median of 5 profiles as a library call."""
    if not DATA.is_dir():
        return {"not_run": f"no published files at {DATA}"}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": folder}
        import django

        django.setup()
        from django.conf import settings

        from hereabouts.core.places import Fit
        from hereabouts.engines.evidence_build import build
        from hereabouts.records.evidence.reads import of_place
        from hereabouts.records.places.reads import Sheet

        building = median(lambda: build(DATA, settings.EVIDENCE), 3)
        codes = tuple(f"S0100780{n}" for n in range(7))
        from datetime import date
        from uuid import uuid4

        place = Sheet(uuid4(), "Linlathen", "LI", 1, "", date(2026, 1, 1), {"DZ2011": codes}, {"DZ2011": Fit(1, 1)})
        return {"build_ms": building, "profile_ms": median(lambda: of_place(place))}
