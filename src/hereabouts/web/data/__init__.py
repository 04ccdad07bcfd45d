"""Data: datasets and the evidence file, for analysts."""
