"""Building the evidence file from the published files named by HEREABOUTS_DATA.

Cold: nothing kept. Again: the same files once more. A month more: the same files and one new month of street crime (the
newest of South Yorkshire, its dates moved on by a month), everything else kept. And profiling one place from the file.
"""

import os
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

DATA = Path(os.environ.get("HEREABOUTS_DATA", "../shared/data")).resolve()
ROUNDS = 5


def measure() -> dict:
    """Medians of five, in seconds, and of five profiles as a library call, in milliseconds."""
    if not DATA.is_dir():
        return {"not_run": f"no published files at {DATA}"}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": folder}
        import django

        django.setup()
        told = {"load_before": os.getloadavg(), "cold": [], "again": [], "a_month_more": []}
        for _ in range(ROUNDS):
            for name, seconds in _round(Path(folder)).items():
                told[name].append(seconds)
        return {
            **{name: sorted(v)[len(v) // 2] if isinstance(v, list) else v for name, v in told.items()},
            "all": {name: v for name, v in told.items() if isinstance(v, list)},
            "profile_ms": _profiled(),
        }


def _round(folder: Path) -> dict[str, float]:
    from django.conf import settings

    from hereabouts.engines.evidence_build import build

    out = Path(settings.EVIDENCE)
    shutil.rmtree(out.with_name(out.name + ".kept"), ignore_errors=True)
    out.unlink(missing_ok=True)
    here = folder / "data"
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(DATA, here, copy_function=os.symlink)
    told = {}
    for name in ("cold", "again", "a_month_more"):
        if name == "a_month_more":
            _new_month(here / "police_south_yorkshire")
        began = time.perf_counter()
        build(here, out)
        told[name] = round(time.perf_counter() - began, 2)
    return told


def _new_month(folder: Path) -> None:
    archive = next(folder.glob("*.zip"))
    with zipfile.ZipFile(archive) as months:
        newest = max(name for name in months.namelist() if name.endswith("street.csv"))
        text = months.read(newest).decode("utf-8")
    was = Path(newest).name[:7]
    year, month = int(was[:4]), int(was[5:])
    now = f"{year + month // 12}-{month % 12 + 1:02d}"
    (folder / Path(newest).name.replace(was, now)).write_text(text.replace(was, now), encoding="utf-8")


def _profiled() -> float:
    from datetime import date
    from uuid import uuid4

    from hereabouts.core.places import Fit
    from hereabouts.records.evidence.reads import of_place
    from hereabouts.records.places.reads import Sheet

    codes = tuple(f"S0100780{n}" for n in range(7))
    place = Sheet(uuid4(), "Linlathen", "LI", 1, "", date(2026, 1, 1), {"DZ2011": codes}, {"DZ2011": Fit(1, 1)})
    return median(lambda: of_place(place))
