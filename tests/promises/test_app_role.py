"""On PostgreSQL the app's role owns nothing, and the product runs with it (deploy/app-role.sh)."""

import os

import psycopg
import pytest

from tests import roles

POSTGRES = os.environ.get("HEREABOUTS_TEST_DATABASE") == "postgresql"
pytestmark = [
    pytest.mark.promise,
    pytest.mark.slow,
    pytest.mark.xdist_group("roles"),
    pytest.mark.skipif(not POSTGRES, reason="needs PostgreSQL: make test-postgres"),
]


@pytest.fixture
def two_roles():
    return roles.prepared("two_roles")


def test_the_product_runs_as_a_role_that_owns_nothing(hereabouts, two_roles):
    assert "postgresql" in hereabouts("check", **two_roles).stdout
    assert "Whole: 0 entries" in hereabouts("trust", "audit", "--verify", **two_roles).stdout
    with psycopg.connect(two_roles["DATABASE_URL"]) as app:
        owned = app.execute("SELECT count(*) FROM pg_tables WHERE tableowner = 'hereabouts_app'").fetchone()
        facts = app.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert (owned, facts) == ((0,), (False, False))
    with psycopg.connect(two_roles["DATABASE_OWNER_URL"]) as owner:
        grows = owner.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'hereabouts_%_grows'").fetchone()
        kept = owner.execute("SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity").fetchone()
    assert grows == (7,)  # the trail: three deeds on entries, two on seals, and emptying either
    assert kept == (29,)  # twenty-two tables of families, the letters and what was answered
