"""The usual ways to link records, to be run beside ours: plain Splink, Splink tuned, exact rules, a classifier that knows the truth."""

import logging
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import duckdb

SEED = 1
RULES = (
    "nhs",
    "phone, first_name",
    "first_name, surname, dob",
    "dob, postcode, surname",
    "dob, postcode, first_name",
    "email",
)


def plain(path):
    """Open an extract as Splink's documentation does: lower case, empty is missing, dates as they stand."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    names = [
        n for (n, *_) in connection.execute(f"DESCRIBE SELECT * FROM read_csv('{path}', all_varchar = true)").fetchall()
    ]
    told = ", ".join(n if n == "id" else f"nullif(lower(trim({n})), '') AS {n}" for n in names)
    connection.execute(f"CREATE TABLE plain AS SELECT {told} FROM read_csv('{path}', all_varchar = true)")
    if "dob" in names:
        days = "coalesce(try_strptime(dob, '%Y-%m-%d'), try_strptime(dob, '%d/%m/%Y'), try_strptime(dob, '%Y%m%d'))"
        connection.execute(f"UPDATE plain SET dob = strftime({days}, '%Y-%m-%d')")
    full = {n for n in names if connection.execute(f"SELECT count({n}) FROM plain").fetchall()[0][0]}
    return connection, [n for n in names if n in full]


def splink(path, *, most=None):
    """Link as Splink 5 documents it: its comparison library, blocking by pairs of fields, u at random, m by EM twice.

    Of the settings we tried, those that do best for it: comparing a whole family's address beside its postcode, or blocking
    on what a family shares, halves its precision on households.
    """
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    start = time.perf_counter()
    connection, names = plain(path)
    library = {
        "first_name": cl.NameComparison, "surname": cl.NameComparison, "postcode": cl.PostcodeComparison, "email": cl.EmailComparison,
    }  # fmt: skip
    compare = [library[n](n) for n in names if n in library]
    compare += [cl.DateOfBirthComparison("dob", input_is_string=True)] if "dob" in names else []
    compare += [cl.ExactMatch(n) for n in names if n in {"sex", "phone", "nhs"}]
    compare += [cl.JaroWinklerAtThresholds("address", [0.9])] if "address" in names and "phone" not in names else []
    wanted = [("nhs",), ("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("dob", "postcode"),
              ("postcode", "first_name"), ("phone", "first_name")]  # fmt: skip
    blocks = [block_on(*fields) for fields in wanted if set(fields) <= set(names)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=compare,
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker(
        DuckDBAPI(connection).register(connection.table("plain").to_arrow_table()), settings, log_level=None
    )
    cap = {"max_pairs": most} if most else {}
    sure = [block_on("first_name", "surname", "dob")] + (
        [block_on("nhs")] if "nhs" in names else [block_on("surname", "dob")]
    )
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=most or 1e6, seed=SEED)
    for fields in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*fields), **cap)
    trained = time.perf_counter() - start
    found = linker.inference.predict(threshold_match_probability=0.5)
    pairs = found.as_duckdbpyrelation().select("id_l, id_r").fetchall()
    return pairs, {"seconds": round(time.perf_counter() - start, 2), "trained_s": round(trained, 2)}


def rules(path):
    """Link by exact rules: any of six."""
    start = time.perf_counter()
    connection, names = plain(path)
    asked = " UNION ".join(
        f"SELECT l.id AS a, r.id AS b FROM plain l JOIN plain r USING ({fields}) WHERE l.id < r.id"
        for fields in RULES
        if set(fields.replace(" ", "").split(",")) <= set(names)
    )
    pairs = connection.execute(asked).fetchall()
    return pairs, {"seconds": round(time.perf_counter() - start, 2)}


def classifier(judged, model, truth, ids):
    """Judge our own candidates by boosted trees that learnt the truth of half the people: what can be had at most.

    ``judged`` holds the levels of each candidate pair; half of the people teach, the other half test, and the other way round.
    """
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    fields = [f"v_{c.field}" for c in model.comparisons]
    features = np.column_stack(
        [judged[f].to_numpy() for f in [*fields, *(n for n in judged.column_names if n.startswith("f_"))]]
    )
    left, right = judged["row_l"].to_numpy(), judged["row_r"].to_numpy()
    who = np.array([truth[one] for one in ids])
    same, half = who[left] == who[right], who[left] % 2 == 0
    said = np.zeros(len(same), bool)
    for part in (half, ~half):
        said[part] = (
            HistGradientBoostingClassifier(max_iter=200).fit(features[~part], same[~part]).predict(features[part])
        )
    return [(ids[a], ids[b]) for a, b in zip(left[said], right[said], strict=True)]
