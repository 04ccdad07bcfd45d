"""The hash of an evidence file's content: the same inputs, read by the same version, give the same."""

from hashlib import sha256

import duckdb


def content_hash(connection: duckdb.DuckDBPyConnection) -> str:
    """Hash every table but ``built``, whatever order its rows stand in."""
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND table_name <> 'built' ORDER BY 1"
    ).fetchall()
    told = sha256()
    for (name,) in tables:
        rows = connection.execute(f'SELECT count(*), sum(hash(t)::HUGEINT) FROM "{name}" t').fetchone()
        told.update(f"{name}:{rows}\n".encode())
    return told.hexdigest()
