"""PostgreSQL keeps the rows of cases by itself: the app's role is refused foreign rows by every way there is to ask.

The world is made by the product, run as the app's role in a database of its own, and asked with plain statements: first
that the role is neither superuser, owner nor past the policies, and that the same question shows the rows to the owner
who says what for. The negative control is the owner's own hand: with the policies taken off, every way shows the rows.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from hereabouts.records.ledger import policies
from hereabouts.records.ledger.asker import asking
from tests import families, roles
from tests.environment import ROOT
from tests.worlds import TODAY

POSTGRES = os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql"
pytestmark = [
    pytest.mark.promise, pytest.mark.slow, pytest.mark.xdist_group("roles"),
    pytest.mark.skipif(not POSTGRES, reason="needs PostgreSQL: make test-postgres"),
]  # fmt: skip
TABLES = sorted(model._meta.db_table for model in policies.locked())
WORLD = ROOT / "tests" / "rows_world.py"


@pytest.fixture(scope="module")
def world(tmp_path_factory, evidence):
    """Referrals of two agencies, lists, matches, notes and letters, and what each of some people says when they ask."""
    addresses = roles.prepared("kept_rows")
    home = tmp_path_factory.mktemp("rows")
    environment = {
        **os.environ, **addresses, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "HEREABOUTS_HOME": str(home),
        "HEREABOUTS_EVIDENCE": str(evidence), "DJANGO_SETTINGS_MODULE": "hereabouts.settings",
    }  # fmt: skip
    done = subprocess.run([sys.executable, WORLD], capture_output=True, text=True, env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return {**addresses, "super": roles.address("kept_rows", "postgres"), **json.loads(done.stdout.splitlines()[-1])}


@pytest.fixture
def app(world):
    with psycopg.connect(world["DATABASE_URL"], autocommit=True) as app:
        yield app


@pytest.fixture
def owner(world):
    with psycopg.connect(world["DATABASE_OWNER_URL"], autocommit=True) as owner:
        yield owner


@contextmanager
def says(who, words):
    """Say who asks, to the end of a transaction."""
    with who.transaction():
        who.execute("SELECT set_config('hereabouts.asks', %s, true)", [words])
        yield


PURPOSE = '{"purpose":"the test"}'


def how_many(who, table):
    return who.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_role_is_held_and_the_rows_are_there(world, app, owner):
    facts = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    owned = "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    assert app.execute("SELECT session_user, current_user").fetchone() == (roles.APP, roles.APP)
    assert app.execute(facts).fetchone() == (False, False, False)
    assert app.execute(owned).fetchone() == (0,)
    assert owner.execute(facts).fetchone()[:2] == (False, False)
    with psycopg.connect(world["super"]) as admin:
        for table in TABLES:
            assert how_many(admin, table) > 0, table  # there is something that could be seen
            assert how_many(app, table) == 0, table
            assert how_many(owner, table) == 0, table  # the owner, too, says what for
            with says(owner, PURPOSE):
                assert how_many(owner, table) == how_many(admin, table), table


def test_nothing_is_asked_past_the_policies_by_the_product_itself(owner):
    views = owner.execute(
        "SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewname NOT IN ('owners_view', 'readers_view')"
    ).fetchall()
    definers = owner.execute(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'public' AND p.prosecdef AND proname <> 'owners_definer'"  # made by a fixture below, to be tried
    ).fetchall()
    materialised = owner.execute("SELECT matviewname FROM pg_matviews WHERE schemaname = 'public'").fetchall()
    assert (views, definers, materialised) == ([], [], [])


WAYS = {
    "table": "SELECT first_name FROM hereabouts_person",
    "only": "SELECT first_name FROM ONLY hereabouts_person",
    "join": "SELECT p.first_name FROM hereabouts_organisation o JOIN hereabouts_household h ON h.organisation_id = o.id"
    " JOIN hereabouts_person p ON p.household_id = h.id",
    "left join": "SELECT r.worry FROM hereabouts_place x LEFT JOIN hereabouts_referral r ON r.place_id = x.id"
    " WHERE r.id IS NOT NULL",
    "aggregate": "SELECT string_agg(worry, '') FROM hereabouts_referral HAVING count(*) > 0",
    "window": "SELECT first_value(worry) OVER () FROM hereabouts_referral",
    "exists": "SELECT 1 WHERE EXISTS (SELECT 1 FROM hereabouts_referral)",
    "with": "WITH all_of AS MATERIALIZED (SELECT * FROM hereabouts_stub) SELECT surname FROM all_of",
    "union": "SELECT surname FROM hereabouts_stub UNION ALL SELECT surname FROM hereabouts_person",
    "sample": "SELECT surname FROM hereabouts_stub TABLESAMPLE SYSTEM (100)",
    "row": "SELECT to_jsonb(r) FROM hereabouts_referral r",
    "lateral": "SELECT x.worry FROM hereabouts_organisation o, LATERAL"
    " (SELECT worry FROM hereabouts_referral r WHERE r.organisation_id = o.id) x",
    "index only": "SELECT ref FROM hereabouts_referral WHERE ref LIKE 'FH-%' ORDER BY ref",
    "by its id": "SELECT worry FROM hereabouts_referral WHERE id = '{referral}'",
    "restricted": "SELECT worry FROM hereabouts_referral WHERE sensitivity = 3",
    "locked": "SELECT worry FROM hereabouts_referral FOR UPDATE",
    "view": "SELECT first_name FROM owners_view",
    "view of the reader's": "SELECT first_name FROM readers_view",
    "function": "SELECT owners_function()",
    "function as its owner": "SELECT owners_definer()",
    "statistics": "SELECT most_common_vals FROM pg_stats WHERE tablename = 'hereabouts_person' AND attname = 'surname'",
    "update": "UPDATE hereabouts_referral SET worry = worry RETURNING worry",
    "delete": "DELETE FROM hereabouts_triagedecision RETURNING why",
    "letter": "SELECT contact FROM hereabouts_letter WHERE kind = 'help'",
    "reply": "SELECT words FROM hereabouts_reply r JOIN hereabouts_letter l ON l.id = r.letter_id WHERE l.kind = 'help'",
}


@pytest.fixture(scope="module")
def round_ways(world):
    """What an owner might leave lying about: a view, functions, statistics."""
    with psycopg.connect(world["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("CREATE VIEW owners_view AS SELECT * FROM hereabouts_person")
        owner.execute("CREATE VIEW readers_view WITH (security_invoker) AS SELECT * FROM hereabouts_person")
        for name, security in (("owners_function", "INVOKER"), ("owners_definer", "DEFINER")):
            owner.execute(f"CREATE FUNCTION {name}() RETURNS SETOF text LANGUAGE sql SECURITY {security}"
                          " AS 'SELECT first_name FROM hereabouts_person'")  # fmt: skip
        owner.execute("GRANT SELECT ON owners_view, readers_view TO hereabouts_app")
        owner.execute("ANALYZE")
        yield
        owner.execute("DROP VIEW owners_view, readers_view")
        owner.execute("DROP FUNCTION owners_function(); DROP FUNCTION owners_definer()")


@pytest.mark.requirement("X-11")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("asker", ["nobody", "elected_member", "outsider", "after the agreement"])
def test_foreign_rows_are_refused(way, asker, world, app, owner, round_ways):
    statement = WAYS[way].format(**world) if "{referral}" in WAYS[way] else WAYS[way]
    with says(app, "" if asker == "nobody" else world["asks"][asker]):
        assert app.execute(statement).fetchall() == []
    owner.execute("BEGIN")  # the negative control: without the policies the same statement gives rows
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    given = owner.execute(statement).fetchall()
    owner.execute("ROLLBACK")
    assert given, "this way shows nothing to anybody: it proves nothing"


@pytest.mark.parametrize("asker", ["nobody", "elected_member"])
def test_a_copy_has_no_row(asker, world, app):
    for table in TABLES:
        for what in (table, f"(SELECT * FROM {table})"):
            with says(app, world["asks"].get(asker, "")), app.cursor().copy(f"COPY {what} TO STDOUT") as copy:
                told = b"".join(copy)
            assert not told or table in {"hereabouts_letter", "hereabouts_reply"}, what
            assert world["secret"].encode() not in told


def test_a_practitioner_has_the_rows_of_their_own_agency_and_no_other(world, app):
    with says(app, world["asks"]["practitioner"]):
        found = {ref for (ref,) in app.execute("SELECT ref FROM hereabouts_referral")}
        names = {name for (name,) in app.execute("SELECT first_name FROM hereabouts_person")}
    assert (found, names) == ({world["own"]}, {"Rowan", "Skye"})


@pytest.mark.requirement("X-12")
def test_the_triage_team_has_those_of_the_parties_but_what_is_restricted_to_others(world, app):
    with says(app, world["asks"]["triage_coordinator"]):
        found = {ref for (ref,) in app.execute("SELECT ref FROM hereabouts_referral")}
    assert found == {world["own"], world["others"]}
    with says(app, world["asks"]["named"]):
        assert how_many(app, "hereabouts_referral WHERE sensitivity = 3") == 1


@pytest.mark.requirement("X-39")
def test_a_conflict_of_interest_hides_the_row(world, app):
    told = json.loads(world["asks"]["triage_coordinator"])
    told["conflicts"] = [world["household"]]
    with says(app, json.dumps(told)):
        found = {ref for (ref,) in app.execute("SELECT ref FROM hereabouts_referral")}
    assert found == {world["others"]}


def test_nobody_puts_a_row_where_they_do_not_reach(world, app):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), says(app, world["asks"]["elected_member"]):
        app.execute("INSERT INTO hereabouts_person (id, household_id, position, first_name, surname, sex, language, phone)"
                    " VALUES (gen_random_uuid(), %s, 9, 'A', 'B', '', '', '')", [world["household"]])  # fmt: skip
    with pytest.raises(psycopg.errors.InsufficientPrivilege), says(app, world["asks"]["practitioner"]):
        app.execute("UPDATE hereabouts_referral SET organisation_id = %s", [world["other organisation"]])


def test_a_condition_that_tells_tales_is_asked_after_the_policy(world, app):
    """A function that costs nothing and says what it was given must not be asked about a row before the policy is."""
    heard = []
    app.add_notice_handler(lambda notice: heard.append(notice.message_primary))
    tell = "BEGIN RAISE NOTICE '%', $1; RETURN true; END"
    app.execute(f"CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$ {tell} $$")
    with says(app, world["asks"]["elected_member"]):
        assert app.execute("SELECT 1 FROM hereabouts_referral WHERE pg_temp.tell(worry)").fetchall() == []
    assert heard == []
    with says(app, PURPOSE):
        assert app.execute("SELECT 1 FROM hereabouts_referral WHERE pg_temp.tell(worry)").fetchall()
    assert heard  # it would have told


def test_what_a_plan_still_tells_is_a_number(world, app):
    """Stated, not hidden: EXPLAIN ANALYZE tells how many rows were refused, and nothing that stands in them."""
    with says(app, world["asks"]["elected_member"]):
        plan = "\n".join(
            line for (line,) in app.execute("EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM hereabouts_referral")
        )
    assert "rows=0" in plan
    assert "Rows Removed by Filter: 3" in plan
    assert world["secret"] not in plan


def test_an_early_migration_writes_policies_through_the_tables_that_are_there():
    """A fresh database is built migration by migration; a table that comes later cannot be asked yet."""
    household = next(model for model in policies.locked() if model.__name__ == "Household")
    whole, early = policies.rule(household), policies.rule(household, frozenset({household._meta.db_table}))
    assert "hereabouts_referral" in whole
    assert "hereabouts_referral" not in early
    assert "-> 'household'" in early


def test_a_connection_carries_nothing_over(world, app):
    app.prepare_threshold = 0  # a plan that is kept keeps no answer
    asked = "SELECT count(*) FROM hereabouts_referral"
    for asker, rows in (("triage_coordinator", 2), ("elected_member", 0), ("practitioner", 1), ("outsider", 0)) * 3:
        with says(app, world["asks"][asker]):
            assert app.execute(asked).fetchone() == (rows,)
        assert app.execute(asked).fetchone() == (0,)
    with pytest.raises(ZeroDivisionError), says(app, world["asks"]["triage_coordinator"]):
        1 / 0  # noqa: B018 - a request that failed half-way
    assert app.execute(asked).fetchone() == (0,)
    one_message = f"SELECT set_config('hereabouts.asks', '{PURPOSE}', true); {asked}"  # as the product asks
    cursor = psycopg.ClientCursor(app)
    cursor.execute(one_message)
    cursor.nextset()
    assert cursor.fetchone() == (3,)
    assert app.execute(asked).fetchone() == (0,)


def test_the_pages_work_as_the_app_and_each_request_asks_for_itself(world):
    """On one connection that is kept: the same pages for one after the other, and what lies between has no row."""
    pages = world["pages"]
    assert pages["triage card"] == [200, True]
    assert pages["own referral"] == [200, True]
    assert pages["somebody else's"] == [404, False]
    assert pages["queue"][0] == 200
    assert pages["kept connection"] is True
    assert pages["between requests"] == 0


@pytest.mark.django_db
def test_the_database_never_hides_what_the_rule_shows(as_the_app, partnership):
    """Coarser, never narrower: whatever a door opens to somebody is there when they ask, in every locked table."""
    families.in_force(partnership)
    partnership.add("practitioner", organisation="Larkhaven Council", key="worker")
    for n, by in enumerate(("practitioner", "worker")):
        families.screened(partnership, families.refer(partnership, by=by, once=f"f{n}"))
    families.listed(partnership)
    from hereabouts.records.ledger.access import seen

    compared = 0
    guarded = [m for m in apps.get_models() if getattr(m, "LOCKED", False)]
    for key in partnership.people:
        actor = partnership.actor(key)
        verbs = {grant.verb for grant in actor.grants}
        for model in guarded:
            by_rule = {
                pk for verb in verbs
                for pk in seen(model.objects.order_by(), actor, on=TODAY, purpose="early help", verb=verb).values_list("pk", flat=True)
            }  # fmt: skip
            with asking(actor, on=TODAY):
                by_database = set(model.objects.order_by().values_list("pk", flat=True))
            assert by_rule <= by_database, (key, model.KIND)
            compared += len(by_rule)
    assert compared > 10
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("hereabouts_rows",)
