"""What comes out beside the answers to requests: the command line, e-mails, files for a web host, errors on purpose."""

import contextlib
from pathlib import Path
from unittest import mock

from django.core import mail
from django.test import Client
from django.urls import reverse

from hereabouts.records.trust.access import local_operator
from hereabouts.records.trust.daily import send_digest
from hereabouts.web.public.export import write_site
from tests.canary.bodies import of, parts
from tests.canary.walk import sign_in
from tests.released import release

OPERATOR = "local operator"
# Every command that prints something of the database; {folder} is where a file is written.
COMMANDS = (
    "place show East", "place profile East", "place similar East", "partners list", "partners services", "partners services --search {mark}",
    "plan check East", "plan export {plan} --out {folder}/plan.csv", "plan export {plan} --out {folder}/plan.xlsx",
    "plan export {plan} --out {folder}/plan.json", "priorities triangulate East", "voice reach East", "voice themes East", "data list",
    "data quality", "trust agreements", "trust audit --verify", "trust audit --head", "trust digest", "account publish East --out {folder}/site",
    "account publish East --out {folder}/site --release", "account report East --year 2026 --quarter 4 --out {folder}/quarter.docx",
    "trust may --as {email} --verb see --subject {ref} --on 2026-11-24", "trust may --as {email} --verb see --subject {hidden} --on 2026-11-24",
    "plan check {mark}", "place show {mark}", "trust may --as {mark} --verb see --subject {mark} --on {mark}",
)  # fmt: skip
KINDS = {
    ".csv": "text/csv", ".json": "application/json", ".html": "text/html", ".css": "text/css", ".svg": "image/svg+xml",
    ".pdf": "application/pdf", ".geojson": "application/geo+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def commands(walk, command, folder):
    """Run the commands as the local operator, in every format they print, and read what they print and write."""
    world = walk.world
    facts = {
        "folder": "{folder}", "mark": "nobodyofthisname", "email": world.p.people["triage_coordinator"].email,
        "ref": world.family.ref, "hidden": world.restricted.ref, "plan": "East,+together",
    }  # fmt: skip
    Path(folder).mkdir(parents=True, exist_ok=True)
    for line in COMMANDS:
        run(walk, command, line.format(**facts), folder)
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            walk.read(
                f"file {path.name}",
                OPERATOR,
                [("file name", path.name), *of(KINDS.get(path.suffix, "text/plain"), path.read_bytes())],
            )


def run(walk, command, line, folder):
    """Run one command in every format that it prints."""
    words = [one.replace("+", " ") for one in line.format(folder=folder).split()]
    for more in ([], ["--format", "json"], ["--format", "csv"]):
        done = command(*words, *more, check=False)
        kind = f"command line {more[1] if more else 'text'}"
        walk.read(
            f"command {' '.join(words[:2])}", OPERATOR, [(kind, done.stdout), ("command line error", done.stderr)]
        )


def emails(walk):
    """Send what is sent, and read it whole: subject, body, headers."""
    send_digest(by=local_operator("canary"), on=walk.world.day)
    for one in mail.outbox:
        walk.read("e-mail", one.to[0], [("e-mail", one.message().as_string()), ("e-mail", one.subject)])
    return len(mail.outbox)


def bundle(walk, folder, **words):
    """Release a plan and a profile, and read the files that go to a web host; words of the plan can be given."""
    release(walk.world.p, **words), release(walk.world.p, "profile")
    for path in write_site(walk.world.p.east.pk, Path(folder)):
        read = of(KINDS.get(path.suffix, "text/plain"), path.read_bytes())
        walk.read(f"bundle {path.name}", "anybody", [(f"release bundle {kind}", text) for kind, text in read])


def broken(walk, reader):
    """Break pages on purpose, with a name in the mistake itself, and read what the reader gets to see."""
    world, client = walk.world, Client(raise_request_exception=False)
    sign_in(client, world, reader)
    secret = world.m.forms["family/surname"][0]
    wrong = KeyError(f"no such person: {secret} born {world.m.forms['family/date of birth'][0]}")
    with mock.patch("hereabouts.web.shared.pages.topics", side_effect=wrong):
        walk.read("words", reader, parts(client.get(reverse("words"))))  # 500
    ask = reverse("ask")
    walk.read("ask", reader, parts(client.post(ask, {}, headers={"host": "elsewhere.example"})))  # 400
    walk.read("ask", reader, parts(client.post(ask, {f"f{n}": "" for n in range(1001)})))  # 400
    with contextlib.suppress(OSError):
        walk.read("ask", reader, parts(client.generic("POST", ask, b"x", CONTENT_LENGTH=str(2**40))))  # 413
    strict = Client(enforce_csrf_checks=True)
    walk.read("ask", reader, parts(strict.post(ask, {"text": "Help"})))  # 403
    walk.read("absent", reader, parts(client.get("/nothing/here/")))  # 404
    typed = f"/referrals/{secret}/?name={secret}"
    walk.typed = getattr(walk, "typed", 0) + 1
    client.get(typed)  # somebody types a name into the address: it must stand in no log
