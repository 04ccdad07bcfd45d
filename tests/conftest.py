"""Fixtures that everything shares: the small evidence file, a partnership, somebody signed in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection

from tests.environment import CHROMIUM, DATA, ROOT
from tests.worlds import Partnership

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop in this thread
pytest_plugins = ["tests.proven"]
FIXTURES = ROOT / "tests" / "fixtures"
# The environment of a command under test: this checkout's code, and no database but the one in its home.
ALONE = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
    "PYTHONPATH": str(ROOT / "src")
}


def pytest_collection_modifyitems(config, items):
    if os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql":
        _only_what_meets_the_database(config, items)
    for item in items:
        if item.get_closest_marker("real_data") and not DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason=f"no published files at {DATA}; name them with HEREABOUTS_DATA"))


def _only_what_meets_the_database(config, items):
    """The second round is for the second database: what never opens one was run in the first, and counts as deselected here.

    So does the look of every page: the doors ask the same pages on this database too, and axe sees no database. And so do the
    published files: they are read into the evidence file, which is the same file beside either database.
    """
    meets = [
        item
        for item in items
        if (
            item.get_closest_marker("django_db")
            or item.get_closest_marker("promise")
            or {"db", "transactional_db"} & set(item.fixturenames)
        )
        and item.path.name != "test_every_page.py"
        and not item.get_closest_marker("real_data")
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(meets)])
    items[:] = meets


@pytest.fixture(scope="session")
def driver():
    """The one driver of browsers in this process: a second one in the same thread is not allowed."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing where it must not be: .ci/run installs it")
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        yield play


@pytest.fixture(scope="session", autouse=True)
def no_chance_in_a_page():
    """A form's random token may spell a secret that a test says is absent: here every token is one letter repeated."""
    with mock.patch("django.middleware.csrf._get_new_csrf_string", return_value="a" * 32):
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_by_their_owner():
    """Tests that commit empty every table behind them, the trail among them: the triggers are away while they do."""
    from hereabouts.records.ledger import append_only

    flush = type(connection.ops).execute_sql_flush

    def lifted(ops, statements):
        if not append_only.standing(ops.connection):
            return flush(ops, statements)
        with append_only.lifted(ops.connection):
            return flush(ops, statements)

    with mock.patch.object(type(connection.ops), "execute_sql_flush", lifted):
        yield


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    """What is counted against guessing is kept for a while: no test is refused for the misses of another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def passwords_cost_little():
    """The product's own way to keep a password, with the least work it can be given: it is slow on purpose."""
    with mock.patch("django.contrib.auth.hashers.ScryptPasswordHasher.work_factor", 2):
        yield


@pytest.fixture(scope="session")
def evidence(tmp_path_factory, worker_id):
    """The evidence file that the hand-made fixtures build, shared by the pages under test."""
    from hereabouts.engines.evidence_build import build

    path = Path(settings.EVIDENCE).with_name(f"evidence-{worker_id}.duckdb")
    build(FIXTURES / "data", path)
    settings.EVIDENCE = path
    return path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """On PostgreSQL: a role that owns nothing, and the policies on the tables of cases, with migrations or without."""
    from hereabouts.records.ledger import policies

    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "DO $$ BEGIN CREATE ROLE hereabouts_rows NOLOGIN NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation"
            " THEN NULL; END $$;"
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hereabouts_rows;"
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO hereabouts_rows"
        )
        policies.applied(connection)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # a browser may have left a thread that still asks
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def as_the_app(db):
    """Do everything as a role that the policies hold; the test's own looks say that they are the product's."""
    from hereabouts.records.ledger.asker import on_purpose

    with connection.cursor() as cursor:
        cursor.execute("SET ROLE hereabouts_rows")  # until the test's transaction is rolled back
    with on_purpose("the test looks for itself"):
        yield


@pytest.fixture
def past_can_change(db):
    """Let a test change what was written down: the triggers are away until its transaction is rolled back."""
    from hereabouts.records.ledger import append_only

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_user")
            (who,) = cursor.fetchone()
            cursor.execute("RESET ROLE")
        append_only.removed(connection)
        if connection.vendor == "postgresql":
            cursor.execute(f"SET ROLE {who}")


@pytest.fixture(autouse=True)
def held_by_the_policies(request):
    """With HEREABOUTS_TEST_ROLE=app every test that has a database is done as that role (make test-rows)."""
    if os.environ.get("HEREABOUTS_TEST_ROLE") == "app" and "db" in request.fixturenames:
        request.getfixturevalue("as_the_app")


@pytest.fixture
def partnership(db, evidence):
    """A small partnership: two places, three partners, somebody in every role."""
    return Partnership.founded()


@pytest.fixture
def as_role(client, partnership):
    """Sign the client in as whoever holds a role."""

    def sign_in(role):
        client.force_login(partnership.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def command(db, evidence, monkeypatch, capsys):
    """Run the command line in this process, on the test's own database: the same words and exit codes, without the wait."""
    from hereabouts import cli

    def run(*args, check=True):
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["hereabouts", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        told = capsys.readouterr()
        done = subprocess.CompletedProcess(args, left.value.code, told.out, told.err)
        assert not check or done.returncode == 0, done.stderr
        return done

    run.json = lambda *args: json.loads(run(*args, "--format", "json").stdout)
    return run


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory):
    """A home whose database is ready, to be copied: migrating takes longer than most commands."""
    home = tmp_path_factory.mktemp("migrated") / "home"
    environment = {**ALONE, "HEREABOUTS_HOME": str(home)}
    command = [sys.executable, "-c", "from hereabouts.cli import main; main()", "check"]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return home


@pytest.fixture
def hereabouts(request, tmp_path, migrated_home):
    """Run the command line as a person would: another process, a home of its own (and so its own SQLite)."""
    if os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql" and "two_roles" not in request.fixturenames:
        pytest.skip("a process of its own on SQLite: the other round runs it")
    home = tmp_path / "home"
    shutil.copytree(migrated_home, home)

    def run(*args, check=True, **env):
        command = [sys.executable, "-c", "from hereabouts.cli import main; main()", *map(str, args)]
        evidence = {"HEREABOUTS_EVIDENCE": str(home / "evidence.duckdb")}
        environment = {**ALONE, "HEREABOUTS_HOME": str(home), **evidence, **env}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=240)
        if check:
            assert done.returncode == 0, done.stderr
        return done

    run.home = home
    run.json = lambda *args: json.loads(run(*args, "--format", "json").stdout)
    return run


@pytest.fixture
def no_pdf(monkeypatch):
    """Let this be a machine that can make no PDF: it takes a second, and most tests look at something else."""
    from hereabouts.engines.pdf import NoPdf
    from hereabouts.web.public import written

    def none(_):
        raise NoPdf("PDF needs WeasyPrint 70 and the system's Pango, and this machine lacks them.")

    written._kept.cache_clear()
    monkeypatch.setattr(written, "pdf_of", none)
