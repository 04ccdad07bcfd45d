"""On PostgreSQL the app's role owns nothing, and the product runs with it (deploy/app-role.sh)."""

import os
import re

import psycopg
import pytest

from tests.environment import ROOT

POSTGRES = os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql"
pytestmark = [
    pytest.mark.promise,
    pytest.mark.slow,
    pytest.mark.skipif(not POSTGRES, reason="needs PostgreSQL: make test-postgres"),
]


@pytest.fixture
def two_roles():
    """A database of an owner's, prepared by the very statements of deploy/app-role.sh."""
    uri = os.environ["DATABASE_URL"]
    script = (ROOT / "deploy" / "app-role.sh").read_text()
    statements = re.search(r"<<'SQL'\n(.*?)\nSQL", script, re.DOTALL).group(1).replace(":'password'", "'secret'")
    with psycopg.connect(uri, autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS two_roles")
        admin.execute("DROP ROLE IF EXISTS hereabouts_app")
        admin.execute("DROP ROLE IF EXISTS hereabouts_owner")
        admin.execute("CREATE ROLE hereabouts_owner LOGIN CREATEROLE")
        admin.execute("CREATE DATABASE two_roles OWNER hereabouts_owner")
    own = re.sub(r"//postgres:@/postgres", "//{}:@/two_roles", uri)
    with psycopg.connect(own.format("postgres"), autocommit=True) as admin:
        admin.execute(re.search(r"CREATE ROLE.*?;", statements).group())
    with psycopg.connect(own.format("hereabouts_owner"), autocommit=True) as owner:
        for statement in re.findall(r"ALTER.*?;", statements):
            owner.execute(statement)
    return {"DATABASE_URL": own.format("hereabouts_app"), "DATABASE_OWNER_URL": own.format("hereabouts_owner")}


def test_the_product_runs_as_a_role_that_owns_nothing(hereabouts, two_roles):
    assert "postgresql" in hereabouts("check", **two_roles).stdout
    assert "Whole: 0 entries" in hereabouts("trust", "audit", "--verify", **two_roles).stdout
    with psycopg.connect(two_roles["DATABASE_URL"]) as app:
        owned = app.execute("SELECT count(*) FROM pg_tables WHERE tableowner = 'hereabouts_app'").fetchone()
        facts = app.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert (owned, facts) == ((0,), (False, False))
