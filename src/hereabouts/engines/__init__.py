"""Muscle: runs what core has written down. DuckDB, Splink, the evidence file, files of all kinds."""
