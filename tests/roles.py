"""A database of an owner's and the app's own role, made by the very statements of deploy/app-role.sh."""

import os
import re

import psycopg

from tests.environment import ROOT

OWNER, APP = "hereabouts_owner", "hereabouts_app"
DATABASES = ("two_roles", "kept_rows")


def prepared(name):
    """Make the database ``name`` anew, with both roles, and give the two addresses that the product is given."""
    uri = os.environ["DATABASE_URL"]
    script = (ROOT / "deploy" / "app-role.sh").read_text()
    statements = re.search(r"<<'SQL'\n(.*?)\nSQL", script, re.DOTALL).group(1).replace(":'password'", "'secret'")
    with psycopg.connect(uri, autocommit=True) as admin:
        for database in DATABASES:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        for role in (APP, OWNER):
            admin.execute(f"DROP ROLE IF EXISTS {role}")
        admin.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
        admin.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
    with psycopg.connect(address(name, "postgres"), autocommit=True) as admin:
        admin.execute(re.search(r"CREATE ROLE.*?;", statements).group())
    with psycopg.connect(address(name, OWNER), autocommit=True) as owner:
        for statement in re.findall(r"ALTER.*?;", statements):
            owner.execute(statement)
    return {"DATABASE_URL": address(name, APP), "DATABASE_OWNER_URL": address(name, OWNER)}


def address(name, role):
    """Give the address of a database for a role."""
    return re.sub(r"//postgres:@/postgres", f"//{role}:@/{name}", os.environ["DATABASE_URL"])
