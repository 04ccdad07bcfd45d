"""The profile: as a library call, as a page and as PDF; and whether its cost grows with the number of areas in the nation.

The aims: under 300 ms, 150 ms and 3 s; the same for 7,000, 42,000 and 420,000 areas. Real places where HEREABOUTS_DATA is there,
made-up nations anywhere. What a process keeps in memory is emptied before each library call, and kept for each page: a page is
opened again, a portrait is drawn once.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

DATA = Path(os.environ.get("HEREABOUTS_DATA", "../shared/data"))
DAY = date(2026, 11, 20)
SIZES = (7_000, 42_000, 420_000)
AIMS = {"library_ms": 300, "page_ms": 150, "page_first_ms": None, "pdf_ms": 3000}
REAL = {
    "Linlathen": "intermediate_zone=Linlathen and Midcraigie",
    "Port Glasgow": "intermediate_zone=Port Glasgow*",
    "Town, Doncaster": "ward=Town; district=Doncaster",
}


def measure() -> dict:
    """Measure real places (where the published files are) and made-up nations; say what is over its aim."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "hereabouts.settings", "HEREABOUTS_HOME": folder}
        import logging

        import django

        django.setup()
        logging.disable(logging.CRITICAL)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        told: dict = {"load_at_start": round(os.getloadavg()[0], 1)}
        told["real"] = real(Path(folder)) if DATA.is_dir() else {"not_run": f"no published files at {DATA}"}
        told["nations"] = {f"{areas:,} areas": of_nation(Path(folder), areas) for areas in SIZES}
    figures = {**told["real"], **told["nations"]}
    told["over_the_aim"] = {
        f"{where}: {what}": figure[what]
        for where, figure in figures.items() if isinstance(figure, dict)
        for what, aim in AIMS.items() if aim and figure.get(what, 0) >= aim
    }  # fmt: skip
    smallest, largest = (told["nations"][f"{areas:,} areas"]["library_ms"] for areas in (SIZES[0], SIZES[-1]))
    told["times_as_long_in_the_largest_nation"] = round(largest / smallest, 2)
    return told


def real(folder: Path) -> dict:
    """Build the evidence file once and measure each place from it."""
    from django.conf import settings

    from hereabouts.core.places import by_where
    from hereabouts.engines.evidence_build import build

    settings.EVIDENCE = folder / "real.duckdb"
    build(DATA, settings.EVIDENCE)
    return {name: one(name, by_where(where)) for name, where in REAL.items()}


def one(name: str, rule) -> dict:
    """Measure one place that is defined by the product's own change."""
    from django.test import Client

    from hereabouts.records.evidence.portrait import _kept, portrait
    from hereabouts.records.places import changes
    from hereabouts.records.places.reads import sheet
    from hereabouts.records.trust.access import founder
    from hereabouts.web.partnership.profile_files import files_of

    place = changes.define(by=founder(), on=DAY, name=f"{name} {uuid4().hex[:4]}", rule=rule)
    here, client = sheet(place), Client(headers={"host": "localhost"})
    client.force_login(reader(place), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/places/{place.pk}/"

    def first() -> None:
        _kept.cache_clear()
        assert client.get(address).status_code == 200

    def afresh() -> None:
        _kept.cache_clear()
        portrait(here)

    told = {"areas": len(next(iter(here.areas.values()))), "library_ms": median(afresh), "page_first_ms": median(first)}
    told["page_ms"] = median(lambda: client.get(address))
    try:
        pdf = files_of(founder(), place, on=DAY)["pdf"]
        pdf()  # the first PDF of a process reads its letters
        told["pdf_ms"] = median(pdf, 3)
    except Exception as problem:  # noqa: BLE001 - a machine without Pango still measures the rest
        told["pdf_not_run"] = str(problem)
    return told


def reader(place):
    """Give somebody who may read the place."""
    from hereabouts.records.partners import changes as partners
    from hereabouts.records.trust.access import founder

    by, name = founder(), uuid4().hex[:6]
    council = partners.register(by=by, on=DAY, name=f"Council {name}", kind="council")
    account = partners.invite(by=by, on=DAY, email=f"{name}@example.org", name="A reader", organisation=council)
    partners.give_role(by=by, on=DAY, account=account, role="analyst", place=place)
    return account


def of_nation(folder: Path, areas: int) -> dict:
    """Measure a place of seven areas in a made-up nation."""
    from django.conf import settings
    from nation_file import code, nation

    from hereabouts.core.places import by_codes

    settings.EVIDENCE = folder / f"nation-{areas}.duckdb"
    nation(settings.EVIDENCE, areas)
    middle = areas // 2 // 6 * 6
    told = one(f"Made up {areas}", by_codes(",".join(code(middle + n) for n in range(7))))
    settings.EVIDENCE.unlink()
    return told
