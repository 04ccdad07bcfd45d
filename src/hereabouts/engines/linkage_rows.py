"""Rows of extracts made comparable by the database: what `core.families.people` says of one row, for a million at once.

The two are held equal by a property test; the one is for a person at the desk, the other for a whole extract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from hereabouts.core.families.people import (
    ABSENT,
    COLUMNS,
    DATES,
    DOUBLE,
    FIELDS,
    LETTERS,
    MONTHS,
    NO_HOME,
    REFUGE,
    SHORT,
)

COMPARED = (
    "first_name", "root", "letter", "surname", "names", "dob", "born", "sex", "postcode", "address", "numbers", "uprn", "phone",
    "email", "nhs",
)  # fmt: skip
BLANKS = r" \t\r\n"


def _listed(words: Sequence[str]) -> str:
    return ", ".join("'{}'".format(word.replace("'", "''")) for word in words)


def _plain(column: str) -> str:
    text = f"lower(strip_accents(trim({column}, E'{BLANKS}')))"
    letters = "".join(map(chr, LETTERS)), "".join(map(chr, LETTERS.values()))
    strange = f"translate({text}, '{letters[0]}', '{letters[1]}')"
    for letter, plain in DOUBLE:
        strange = f"replace({strange}, '{letter}', '{plain}')"
    return f"CASE WHEN length({column}) = strlen({column}) THEN {text} ELSE {strange} END"


def _letters(column: str) -> str:
    return f"nullif(trim(regexp_replace({column}, '[^a-z]+', ' ', 'g')), '')"


def _digits(column: str) -> str:
    return f"nullif(regexp_replace({column}, '[^0-9]', '', 'g'), '')"


PLAIN = ", ".join(f"{_plain(f)} AS {f}" for f in (*FIELDS, "protected"))
KNOWN = ", ".join(
    f"CASE WHEN {f} IN ({_listed(sorted(ABSENT))}) THEN NULL ELSE {f} END AS {f}" for f in (*FIELDS, "protected")
)
# A date as most extracts have it needs no trying of nine ways: a second of thirty, for a million records.
ISO = "(regexp_full_match(dob, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND try_cast(dob AS DATE) IS NOT NULL)"
SIMPLE = f"""
    {_letters("first_name")} AS given, {_letters("surname")} AS family,
    CASE WHEN {ISO} THEN dob ELSE strftime(try_strptime(dob, [{_listed(DATES)}]), '%Y-%m-%d') END AS dob,
    CASE WHEN {ISO} THEN NULL WHEN regexp_full_match(dob, '(19|20)[0-9][0-9]') THEN dob
         ELSE strftime(try_strptime(dob, [{_listed(MONTHS)}]), '%Y-%m') END AS month,
    CASE WHEN left(sex, 1) IN ('f', 'm', 'x') THEN left(sex, 1) END AS sex,
    nullif(regexp_replace(postcode, '[^a-z0-9]', '', 'g'), '') AS postcode,
    nullif(trim(regexp_replace(address, '[^a-z0-9]+', ' ', 'g')), '') AS address,
    {_digits("uprn")} AS uprn,
    nullif(ltrim(CASE WHEN starts_with({_digits("phone")}, '44') THEN substr({_digits("phone")}, 3)
                      ELSE {_digits("phone")} END, '0'), '') AS phone,
    email, {_digits("nhs")} AS nhs,
    (coalesce(protected, 'no') NOT IN ('no', 'false', '0', 'n')
     OR coalesce(regexp_matches(address, '{REFUGE.pattern.replace("'", "''")}'), false)) AS protected
"""
NAMED = f"""
    CASE WHEN family IS NOT NULL THEN given END AS first_name, coalesce(family, given) AS surname,
    dob, coalesce(dob, month) AS born, sex, postcode,
    CASE WHEN address NOT IN ({_listed(sorted(NO_HOME))}) THEN address END AS address,
    uprn, phone, email, nhs, protected
"""
COMPARABLE = f"""
    CREATE OR REPLACE TEMP TABLE people AS
    WITH plain AS (SELECT id, agency, {PLAIN} FROM raw),
         told AS (SELECT id, agency, {KNOWN} FROM plain),
         simple AS (SELECT id, agency, {SIMPLE} FROM told),
         named AS (SELECT id, agency, {NAMED} FROM simple)
    SELECT CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS row, id, agency,
           first_name, coalesce(short.long, split_part(first_name, ' ', 1)) AS root,
           left(coalesce(short.long, first_name), 1) AS letter, surname,
           CASE WHEN first_name < surname THEN concat(first_name, ' ', surname)
                WHEN first_name IS NOT NULL THEN concat(surname, ' ', first_name) END AS names,
           dob, born, sex, postcode, address,
           nullif(array_to_string(regexp_extract_all(address, '[0-9]+'), ' '), '') AS numbers,
           uprn, phone, email, nhs, protected
    FROM named LEFT JOIN short ON short.short = split_part(named.first_name, ' ', 1)
"""  # noqa: S608 - made of our own columns and words


def make_comparable(connection: duckdb.DuckDBPyConnection) -> int:
    """Make the table ``people`` of the table ``raw`` (all text): one row each, numbered by id; give how many."""
    short = pa.table({"short": list(SHORT), "long": list(SHORT.values())})
    connection.register("short", short)
    connection.execute(COMPARABLE)
    n: int = connection.execute("SELECT count(*) FROM people").fetchall()[0][0]
    return n


def as_raw(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Give rows as the table of text that an extract would be."""
    return pa.table({
        name: pa.array([None if row.get(name) is None else str(row[name]) for row in rows], pa.string()) for name in COLUMNS
    })  # fmt: skip
